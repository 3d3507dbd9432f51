"""What is due: of one request, of all that a viewer may see, and of the rows of a list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Min, Q

from comity.assistance.calendars import calendar_of
from comity.assistance.clock_reckoning import state_on, working_days_left
from comity.assistance.duties import CENTRAL
from comity.assistance.models import Deadline, Request
from comity.assistance.models.clocks import Deadlines, ways_to_deadlines
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.clocks import Clock, ClockKind, ClockState
from comity.kernel.working_days import working_days_after
from comity.officers.queries import key_of_agency, own_administration
from comity.officers.terms import Viewer


class Whose(StrEnum):
    """Whose clocks a list shows."""

    MINE = "mine"
    MY_UNIT = "my_unit"
    ALL = "all"


class When(StrEnum):
    """Which of them, by their days."""

    PRESSING = "pressing"
    OVERDUE = "overdue"
    SOON = "soon"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Told:
    """A clock as it stands on a day.

    Attributes:
        clock: which.
        state: how it stands.
        days_left: working days left; negative when the day has passed, None without one.
        without_holidays: codes of countries whose holidays count and are not known.
    """

    clock: Clock
    state: ClockState
    days_left: int | None
    without_holidays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    """One line of the list.

    Attributes:
        reference: of the request.
        title: its subject.
        partner: code of the other administration.
        side: on which this node is.
        stands: its state.
        agency: code of its agency here; empty before it has one.
        told: the clock.
    """

    reference: str
    title: str
    partner: str
    side: Party
    stands: RequestState
    agency: str
    told: Told


@dataclass(frozen=True, slots=True)
class DuePage:
    """One page of the list.

    Attributes:
        rows: what is due first on top.
        after: where the next page begins; empty when this is the last one.
    """

    rows: tuple[DueRow, ...]
    after: str


@dataclass(frozen=True, slots=True)
class DueAsked:
    """Which lines are wanted.

    Attributes:
        whose: mine, my unit's, or all that one may see.
        when: overdue, due soon, both, or all.
        kind: of one kind only; None for every kind.
    """

    whose: Whose = Whose.MINE
    when: When = When.PRESSING
    kind: ClockKind | None = None


def told_of(clock: Clock, *, on: date) -> Told:
    """Return how a clock stands on a day, by the node's settings and calendars."""
    soon = settings.NODE.clocks.due_soon_days
    return Told(
        clock,
        state_on(clock, on, soon=soon, calendar_of=calendar_of),
        working_days_left(clock, on, calendar_of=calendar_of),
        tuple(code for code in clock.countries if not calendar_of(code).known),
    )


def clocks_of_request(request: Request, *, on: date) -> tuple[Told, ...]:
    """Return the clocks of a request that was found for whoever may see it, due ones first."""
    rows = Deadline.objects.filter(request=request).select_related("typed")
    clocks = sorted((row.as_clock() for row in rows), key=_place)
    return tuple(told_of(clock, on=on) for clock in clocks)


def due_page(asked: DueAsked, *, seen_by: Viewer, on: date, limit: int, after: str = "") -> DuePage:
    """Return a page of what is due, in the order of its days.

    Each way in which the viewer sees requests is asked apart, in the order an index serves.

    Args:
        asked: which lines.
        seen_by: who looks.
        on: the civil day.
        limit: how many lines a page has.
        after: where the page begins, as an earlier page told it.
    """
    wanted = _wanted(asked, seen_by, on)
    place = _place_from(after)
    if place is not None:
        later = Q(due_on__gt=place[0]) | Q(pk__gt=place[1])
        # The bound alone is what an index begins at.
        wanted = wanted.filter(later, due_on__gte=place[0])
    found: set[tuple[date, int]] = set()
    for way in ways_to_deadlines(seen_by):
        places = wanted.filter(way).order_by("due_on", "id").values_list("due_on", "pk")
        found.update((day, key) for day, key in places[: limit + 1] if day is not None)
    page = sorted(found)[:limit]
    keys = [key for _, key in page]
    rows = Deadline.objects.filter(pk__in=keys).select_related("request__agency", "typed")
    shown = {row.pk: _row(row, on) for row in rows.defer(*_LONG)}
    more = len(found) > limit
    last = f"{page[-1][0].isoformat()}.{page[-1][1]}" if more else ""
    return DuePage(tuple(shown[key] for key in keys if key in shown), last)


def nearest_days(requests: Iterable[int]) -> dict[int, date]:
    """Return the nearest day of each request of a list that was made for whoever may see it."""
    rows = Deadline.objects.filter(request__in=list(requests)).running().order_by()
    return dict(rows.values_list("request_id").annotate(Min("due_on")))


def own_days(viewer: Viewer, *, since: date, until: date) -> dict[date, int]:
    """Return how much of the viewer's own is due on each day of a stretch.

    Args:
        viewer: whose.
        since: first day asked about.
        until: last day asked about.
    """
    mine = Deadline.objects.all().running().filter(_mine(viewer))
    found: set[tuple[date, int]] = set()
    for way in ways_to_deadlines(viewer):
        days = mine.filter(way, due_on__gte=since, due_on__lte=until).order_by()
        found.update((day, key) for day, key in days.values_list("due_on", "pk") if day)
    return dict(Counter(day for day, _ in found))


# Most of a request is its texts and rulings, and no line shows them.
_LONG = tuple(
    f"request__{name}"
    for name in (
        "facts",
        "asked",
        "legal_elements",
        "enquiries_made",
        "goods_description",
        "parties",
        "intended_use",
        "particulars",
        "own_text",
        "ruling",
        "return_reason",
        "decision_reasons",
    )
)


def _wanted(asked: DueAsked, viewer: Viewer, on: date) -> Deadlines:
    wanted = Deadline.objects.all().running().filter(_days(asked.when, on))
    if asked.kind is not None:
        wanted = wanted.filter(kind=asked.kind.value)
    match asked.whose:
        case Whose.MINE:
            return wanted.filter(_mine(viewer))
        case Whose.MY_UNIT:
            return wanted.filter(agency=key_of_agency(viewer.agency))
        case Whose.ALL:
            return wanted


def _mine(viewer: Viewer) -> Q:
    """Return what lies on an officer's desk; what no agency has yet is the central unit's."""
    ways = [Q(holder_id=viewer.desk)]
    if viewer.holds(*CENTRAL):
        ways.append(Q(agency__isnull=True))
    return reduce(or_, ways)


def _days(when: When, on: date) -> Q:
    match when:
        case When.OVERDUE:
            return Q(due_on__lt=on)
        case When.SOON:
            return Q(due_on__gte=on, due_on__lte=_last_soon(on))
        case When.PRESSING:
            return Q(due_on__lte=_last_soon(on))
        case When.ALL:
            return Q()


def _last_soon(on: date) -> date:
    """Return the last day that is due soon, by the node's own working days."""
    own = calendar_of(own_administration().code)
    return working_days_after(on, settings.NODE.clocks.due_soon_days, [own])


def _row(row: Deadline, on: date) -> DueRow:
    request = row.request
    return DueRow(
        request.reference,
        request.subject,
        request.partner,
        request.own_side,
        request.stands,
        request.agency_code or "",
        told_of(row.as_clock(), on=on),
    )


def _place(clock: Clock) -> tuple[bool, bool, date]:
    return clock.met_on is not None, clock.due_on is None, clock.due_on or clock.begins


def _place_from(told: str) -> tuple[date, int] | None:
    day, _, key = told.partition(".")
    try:
        return date.fromisoformat(day), int(key)
    except ValueError:
        return None
