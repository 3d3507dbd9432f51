"""What still has to be found out, over the whole register: the treaty desk's list of work."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from comity.agreements.duties import SETTLE
from comity.agreements.overview import gaps_in
from comity.agreements.queries import current_register
from comity.agreements.terms import Instrument, Register
from comity.interfaces.web.agreements.days import day_asked
from comity.interfaces.web.agreements.openings import Opening, openings_of
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.words import country_name
from comity.kernel.codes import CountryCode
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

PAGE_SIZE = 30

# In the order in which they keep people waiting: without force nothing can be asked at all.
GROUP_NAMES: Mapping[str, Promise] = {
    "force": _("Whether it is in force"),
    "parties": _("Parties, acceptances and successions"),
    "events": _("Signatures and amendments"),
    "parent": _("What it hangs from"),
    "term": _("Terms assumed from a template"),
    "matter": _("Matters of which nothing is recorded"),
    "reading": _("Texts not read, or read in part"),
    "point": _("Open points, in the words of the file"),
    "other": _("Everything else"),
}
_GROUPS = {
    "gap_force": "force",
    "gap_succession": "parties",
    "gap_acceptance": "parties",
    "gap_parties": "parties",
    "gap_members": "parties",
    "gap_member_day": "parties",
    "gap_signature": "events",
    "gap_signature_day": "events",
    "gap_amendment": "events",
    "gap_parent_ended": "parent",
    "gap_matter": "matter",
    "gap_parent": "parent",
    "gap_term_assumed": "term",
    "gap_reading_none": "reading",
    "gap_reading_part": "reading",
    "gap_open_point": "point",
}


@dataclass(frozen=True, slots=True)
class Open:
    """The open points of one instrument."""

    instrument: Instrument
    points: tuple[Opening, ...]


@for_officers
@require_safe
def gaps(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List every gap, grouped by what it is about; at first where this administration is party."""
    register = current_register()
    day = day_asked(request)
    one = request.GET.get("one", own_administration().code)
    everything = [each for each in _open(register, day.on) if _concerns(each.instrument, one)]
    group = request.GET.get("group", "")
    group = group if group in GROUP_NAMES else ""
    shown = [each for each in (_only(each, group) for each in everything) if each.points]
    counts = Counter(group_of(p) for each in everything for p in each.points)
    asked = request.GET.copy()
    asked.pop("page", None)
    told = {
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page")),
        "points": sum(len(each.points) for each in shown),
        "groups": [(code, name, counts[code]) for code, name in GROUP_NAMES.items()],
        "group": group,
        "one": one,
        "countries": _countries(register),
        "day_asked": day,
        "on": day.on,
        "is_today": day.is_today,
        "filters": asked.urlencode(),
        "may_settle": viewer.holds(*SETTLE.roles),
    }
    return render(request, "agreements/gaps.html", told)


def group_of(opening: Opening) -> str:
    """Return which group of work a gap belongs to."""
    return _GROUPS.get(opening.gap.code, "other")


def _open(register: Register, on: date) -> Iterator[Open]:
    for instrument in register.instruments:
        yield Open(instrument, openings_of(gaps_in(instrument, on=on, register=register)))


def _only(found: Open, group: str) -> Open:
    points = (point for point in found.points if not group or group_of(point) == group)
    return Open(found.instrument, tuple(points))


def _concerns(instrument: Instrument, code: str) -> bool:
    return not code or any(party.code == code for party in instrument.parties)


def _countries(register: Register) -> list[tuple[CountryCode, str]]:
    codes = {party.code for instrument in register.instruments for party in instrument.parties}
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
