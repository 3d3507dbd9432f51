"""Reading the register: what there is, and one instrument with all that is known of it."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.agreements.queries import current_register
from comity.agreements.terms import Force, InstrumentKind, Register, standing_of
from comity.interfaces.web import kept
from comity.interfaces.web.agreements.forms import SettleForm
from comity.interfaces.web.agreements.listing import Filter, rows
from comity.interfaces.web.clock import today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.words import country_name
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Role
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

PAGE_SIZE = 30
MANY_PARTIES = 12


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The day on which the register is read.

    Attributes:
        on: the day; today when none is asked for, or none that is a day.
        typed: as it was typed.
        wrong: what was typed is no day.
    """

    on: date
    typed: str
    wrong: bool = False


@for_officers
@require_safe
def agreements(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the register as it stands on a day; at first what binds this administration."""
    register = current_register()
    day = day_asked(request)
    wanted = _filter(request, register, on=day.on)
    page = Paginator(list(rows(register.instruments, wanted)), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    filters = request.GET.copy()
    filters.pop("page", None)
    told = {
        "page": page,
        "wanted": wanted,
        "day_asked": day,
        "countries": _countries(register),
        "kinds": list(InstrumentKind),
        "forces": list(Force),
        "filters": filters.urlencode(),
        "is_today": wanted.on == today(),
        "many": MANY_PARTIES,
    }
    return render(request, "agreements/list.html", told)


@for_officers
@require_safe
def agreement(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show one instrument: parties, events, articles, sources, and what is not known."""
    return detail_page(request, viewer, reference, form=None)


def detail_page(
    request: HttpRequest, viewer: Viewer, reference: str, *, form: SettleForm | None
) -> HttpResponse:
    """Render an instrument; the treaty desk finds the form that settles a point beneath it."""
    register = current_register()
    instrument = register.instrument(reference)
    day = day_asked(request)
    may_settle = viewer.holds(Role.TREATY_DESK)
    if may_settle and form is None:
        form = SettleForm(kept.given_back(request, viewer))
    told = {
        "instrument": instrument,
        "standing": standing_of(instrument, on=day.on),
        "on": day.on,
        "day_asked": day,
        "is_today": day.on == today(),
        "settlements": [s for s in register.settlements if s.about == reference],
        "many": MANY_PARTIES,
        "form": form if may_settle else None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "agreements/detail.html", told)


def day_asked(request: HttpRequest) -> DayAsked:
    """Return the day the page is asked for, and what was typed for it."""
    typed = request.GET.get("on", "").strip()
    try:
        return DayAsked(date.fromisoformat(typed) if typed else today(), typed)
    except ValueError:
        return DayAsked(today(), typed, wrong=True)


def _filter(request: HttpRequest, register: Register, *, on: date) -> Filter:
    told = request.GET
    own = own_administration().code
    kind, force = told.get("kind", ""), told.get("force", "")
    return Filter(
        one=_country(told.get("one", own)),
        other=_country(told.get("other", "")),
        kind=InstrumentKind(kind) if kind in set(InstrumentKind) else None,
        force=Force(force) if force in set(Force) else None,
        words=told.get("words", "")[:100],
        on=on,
    )


def _country(code: str) -> str:
    try:
        return CountryCode(code)
    except ValueError:
        return ""


def _countries(register: Register) -> list[tuple[str, str]]:
    codes = {party.code for instrument in register.instruments for party in instrument.parties}
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
