"""The register page: one filter, and what it finds as a table, a timeline or a map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.agreements.duties import SEE_PROPOSALS
from comity.agreements.queries import current_register
from comity.agreements.terms import InstrumentKind, Register, Status
from comity.interfaces.maps import Markup
from comity.interfaces.web.agreements.atlas import map_of, neighbours_of
from comity.interfaces.web.agreements.days import DayAsked, day_asked
from comity.interfaces.web.agreements.lines import drawn, state_lines, table_lines, year_lines
from comity.interfaces.web.agreements.listing import Filter, Found, Row, find
from comity.interfaces.web.agreements.options import all_regions, countries_of
from comity.interfaces.web.agreements.recent import recently
from comity.interfaces.web.agreements.statuses import STATUS_TONES
from comity.interfaces.web.agreements.timeline import (
    COURSE_NAMES,
    STRIP_HEIGHT,
    STRIP_WIDTH,
    Happening,
    Strip,
    chronicle_of,
    happenings,
    happenings_of,
    strips_of,
)
from comity.interfaces.web.agreements.views_offered import VIEW_NAMES, View
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.words import country_name
from comity.kernel.codes import CountryCode
from comity.kernel.regions import Region
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

PAGE_SIZE = 30
HAPPENINGS_ON_A_PAGE = 60
_TEMPLATES = {
    View.TABLE: "agreements/table.html",
    View.TIMELINE: "agreements/timeline.html",
    View.MAP: "agreements/map.html",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the page can be switched to, and the address that does it."""

    value: str
    name: Promise | str
    address: str
    chosen: bool
    count: int = 0
    tone: str = ""


@for_officers
@require_safe
def agreements(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the register as it stands on a day; at first what binds this administration."""
    register = current_register()
    day = day_asked(request)
    wanted = _filter(request, day)
    day_link = "" if day.is_today else f"?on={day.on.isoformat()}"
    found = recently(
        register,
        wanted,
        lambda: find(register.instruments, wanted, name_of=country_name),
    )
    view = _view(request)
    told = {
        "found": found,
        "wanted": wanted,
        "day_asked": day,
        "is_today": day.is_today,
        "countries": recently(register, "countries", lambda: countries_of(register)),
        "kinds": list(InstrumentKind),
        "regions": recently(register, "regions", all_regions),
        "status_names": [(status, gettext(status.label)) for status in Status],
        "statuses": _statuses(request, wanted, found),
        "view": view,
        "views": _views(request, view),
        "filters": _address(request, drop=("page",)),
        "sees_changes": viewer.holds(*SEE_PROPOSALS.roles),
        **_shown(request, register, view, wanted, found, day_link),
    }
    return render(request, _TEMPLATES[view], told)


def _shown(
    request: HttpRequest,
    register: Register,
    view: View,
    wanted: Filter,
    found: Found,
    day_link: str,
) -> Mapping[str, object]:
    page = request.GET.get("page")
    match view:
        case View.TABLE:
            return _table(register, wanted, found, page, day_link)
        case View.TIMELINE:
            return _timeline(register, wanted, found, page, day_link)
        case View.MAP:
            of = CountryCode(wanted.one or own_administration().code)
            return recently(
                register,
                (view, of, wanted, settings.MAP_BOUNDARIES, day_link),
                lambda: _map(of, wanted, found, day_link),
            )
        case _:
            assert_never(view)


def _table(
    register: Register, wanted: Filter, found: Found, page: str | None, day_link: str
) -> Mapping[str, object]:
    shown: Page[Row] = Paginator(found.rows, PAGE_SIZE).get_page(page)
    lines = recently(
        register,
        (View.TABLE, wanted, shown.number, day_link),
        lambda: table_lines(shown.object_list, day_link=day_link),
    )
    return {"page": shown, "lines": lines}


def _timeline(
    register: Register, wanted: Filter, found: Found, page: str | None, day_link: str
) -> Mapping[str, object]:
    happened, strips = recently(
        register, (View.TIMELINE, wanted), lambda: _happened(register, wanted, found)
    )
    shown: Page[Happening] = Paginator(happened, HAPPENINGS_ON_A_PAGE).get_page(page)
    lines = recently(
        register,
        (View.TIMELINE, wanted, shown.number, day_link),
        lambda: year_lines(shown.object_list, day_link=day_link),
    )
    return {
        "page": shown,
        "lines": lines,
        "strips": strips,
        "strip_width": STRIP_WIDTH,
        "strip_height": STRIP_HEIGHT,
    }


def _happened(
    register: Register, wanted: Filter, found: Found
) -> tuple[tuple[Happening, ...], list[tuple[Promise, Strip, Markup]]]:
    concerning = frozenset(code for code in (wanted.one, wanted.other) if code)
    instruments = (row.instrument for row in found.rows)
    if concerning:
        happened = happenings(instruments, on=wanted.on, concerning=concerning)
    else:
        chronicle = recently(register, "chronicle", lambda: chronicle_of(register.instruments))
        happened = happenings_of(chronicle, instruments, on=wanted.on)
    strips = [
        (COURSE_NAMES[strip.course], strip, drawn(strip.bars))
        for strip in strips_of(happened)
        if strip.total
    ]
    return happened, strips


def _map(of: CountryCode, wanted: Filter, found: Found, day_link: str) -> Mapping[str, object]:
    instruments = (row.instrument for row in found.rows)
    neighbours = neighbours_of(
        instruments, of=of, on=wanted.on, within=wanted.region, name_of=country_name
    )
    return {
        "of": of,
        "figure": map_of(neighbours, of=of, boundaries=settings.MAP_BOUNDARIES),
        "lines": state_lines(neighbours, day_link=day_link),
    }


def _filter(request: HttpRequest, day: DayAsked) -> Filter:
    told = request.GET
    kind, status, region = (told.get(name, "") for name in ("kind", "status", "region"))
    return Filter(
        one=_country(told.get("one", own_administration().code)),
        other=_country(told.get("other", "")),
        kind=InstrumentKind(kind) if kind in set(InstrumentKind) else None,
        status=Status(status) if status in set(Status) else None,
        region=Region(region) if region in set(Region) else None,
        words=told.get("words", "")[:100],
        on=day.on,
    )


def _view(request: HttpRequest) -> View:
    asked = request.GET.get("view", "")
    return View(asked) if asked in set(View) else View.TABLE


def _country(code: str) -> str:
    try:
        return CountryCode(code)
    except ValueError:
        return ""


def _statuses(request: HttpRequest, wanted: Filter, found: Found) -> list[Choice]:
    """Offer each status that occurs, with how many; the chosen one leads back to all."""
    return [
        Choice(
            status,
            gettext(status.label),
            _address(request, status="" if wanted.status is status else status),
            wanted.status is status,
            found.counts.get(status, 0),
            STATUS_TONES[status],
        )
        for status in Status
        if found.counts.get(status) or wanted.status is status
    ]


def _views(request: HttpRequest, view: View) -> list[Choice]:
    return [
        Choice(each, VIEW_NAMES[each], _address(request, view=each), each is view) for each in View
    ]


def _address(request: HttpRequest, *, drop: tuple[str, ...] = ("page",), **change: str) -> str:
    """Return the question part of this page's address with something else chosen."""
    asked: QueryDict = request.GET.copy()
    for name in drop:
        asked.pop(name, None)
    for name, value in change.items():
        asked[name] = value
    return asked.urlencode()
