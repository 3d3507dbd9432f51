"""Two instruments side by side: what they do not say alike, article by article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from comity.agreements.comparison import Difference, Place, differences
from comity.agreements.queries import current_register
from comity.agreements.terms import Instrument, Provision, ProvisionKind, Register
from comity.interfaces.web.doors import for_officers
from comity.officers.terms import Viewer

PLACE_NAMES: Mapping[Place, Promise] = {
    Place.HEADER: _("The instrument itself"),
    Place.PARTIES: _("Parties and authorities"),
    Place.EVENTS: _("Events"),
    Place.PROVISIONS: _("Articles"),
    Place.SOURCES: _("Sources"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """What two instruments say of one matter.

    Attributes:
        kind: the matter.
        one: the provisions of the first on it.
        other: those of the second.
        differences: where they differ; empty when they say the same.
    """

    kind: ProvisionKind
    one: tuple[Provision, ...]
    other: tuple[Provision, ...]
    differences: tuple[Difference, ...]


@for_officers
@require_safe
def compare(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Compare two instruments of the register; the address names them both."""
    register = current_register()
    picked = _picked(request, register)
    one, other = ([*picked, None, None])[:2]
    whole = request.GET.get("show", "") == "all"
    told: dict[str, object] = {
        "instruments": register.instruments,
        "one": one,
        "other": other,
        "whole": whole,
        "picked": len(picked),
    }
    if one is not None and other is not None:
        found = differences(one, other)
        told |= {
            "groups": grouped(each for each in found if each.place is not Place.PROVISIONS),
            "matters": [m for m in matters(one, other, found) if whole or m.differences],
            "total": len(found),
        }
    return render(request, "agreements/compare.html", told)


def grouped(found: Iterable[Difference]) -> list[tuple[Promise, list[Difference]]]:
    """Return differences by where they stand, in the order of a file."""
    known = list(found)
    groups = ((name, [d for d in known if d.place is place]) for place, name in PLACE_NAMES.items())
    return [(name, told) for name, told in groups if told]


def matters(one: Instrument, other: Instrument, found: Iterable[Difference]) -> tuple[Matter, ...]:
    """Return every matter that one of the two provides for, in the order of the catalogue."""
    known = [each for each in found if each.place is Place.PROVISIONS]
    rows = (
        Matter(
            kind,
            tuple(p for p in one.provisions if p.kind is kind),
            tuple(p for p in other.provisions if p.kind is kind),
            tuple(each for each in known if each.kind is kind),
        )
        for kind in ProvisionKind
    )
    return tuple(row for row in rows if row.one or row.other)


def _picked(request: HttpRequest, register: Register) -> list[Instrument]:
    """Return the instruments named in the address: two select boxes, or two ticks of the list."""
    names = [request.GET.get("one", ""), request.GET.get("other", ""), *request.GET.getlist("pick")]
    chosen = dict.fromkeys(name for name in names if register.has(name))
    return [register.instrument(name) for name in chosen]
