"""Counting what two administrations asked of one another.

Each figure is one walk along an index that holds all it needs; no request is read for it, but the
few that a supplementary question put to a partner again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, Sum

from comity.agreements.queries import RegisterNotImportedError, current_register
from comity.agreements.terms import Effect, Instrument, ProvisionKind, Register
from comity.assistance.duties import SEE_STATISTICS
from comity.assistance.models import Answer, Feedback, Information, Question, Request
from comity.assistance.models.statistics import StatisticsRelease
from comity.assistance.terms import Party
from comity.assistance.terms.statistics import (
    DaysTaken,
    Direction,
    PairStatistics,
    Result,
    Stretch,
    median_of,
)
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

MOST_RELEASES = 50
# Of requests whose answers are looked up together.
AT_ONCE = 500
_BEGAN = {Party.REQUESTING: "sent_at", Party.REQUESTED: "received_at"}


def pair_statistics(partner: str, stretch: Stretch, *, seen_by: Viewer) -> PairStatistics:
    """Return what this administration and a partner asked of one another.

    Figures are of the whole node: who may see them at all sees all of them, and no case.

    Args:
        partner: code of the other administration.
        stretch: the days that are counted, in UTC.
        seen_by: who looks.

    Raises:
        NotAllowedError: the role does not carry it.
        InvalidDraftError: these days are not counted.
    """
    demand_role(seen_by, SEE_STATISTICS.roles)
    stretch.demand_countable()
    register = _register()
    ours, theirs = (_direction(partner, side, stretch, register) for side in _BEGAN)
    return PairStatistics(partner, stretch, ours, theirs)


def releases(partner: str = "", *, seen_by: Viewer) -> list[StatisticsRelease]:
    """Return what was released last, of one partner or of all, the latest first."""
    seen = StatisticsRelease.objects.all().visible_to(seen_by)
    found = seen.filter(partner=partner) if partner else seen
    return list(found.defer("figures")[:MOST_RELEASES])


def release(number: int, *, seen_by: Viewer) -> StatisticsRelease:
    """Return one release with its figures.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    found = StatisticsRelease.objects.all().visible_to(seen_by).filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def _direction(partner: str, side: Party, stretch: Stretch, register: Register | None) -> Direction:
    of_pair = Request.objects.filter(side=side.value, partner=partner).order_by()
    within = _within(stretch)
    taken = (
        of_pair.filter(answered_at__gte=within[0], answered_at__lt=within[1])
        # Numbers first: SQLite sorts what it groups, and most of it by them alone.
        .values_list("days_taken", "relied_on")
        .annotate(count=Count("*"))
    )
    refused = (
        of_pair.filter(decided_at__gte=within[0], decided_at__lt=within[1])
        .exclude(decision_ground="")
        .values_list("decision_ground")
        .annotate(count=Count("*"))
    )
    began = {f"{_BEGAN[side]}__gte": within[0], f"{_BEGAN[side]}__lt": within[1]}
    rows = [(under, days, count) for days, under, count in taken]
    rows += _of_asked_anew(partner, side, within)
    return Direction(
        asked=of_pair.filter(**began).count(),
        answered=sum(count for *_, count in rows),
        refused=tuple(sorted(refused)),
        days=tuple(_by_instrument(rows, register, on=stretch.until)),
        results=tuple(_results(partner, side, within)),
        unasked=_told_unasked(partner, side, within),
    )


def _told_unasked(partner: str, side: Party, within: tuple[datetime, datetime]) -> int:
    """Count information given without a request: to us, or, on the other side, to the partner."""
    told = Information.objects.filter(partner=partner, side=side.value)
    return told.filter(told_at__gte=within[0], told_at__lt=within[1]).order_by().count()


def _of_asked_anew(
    partner: str, side: Party, within: tuple[datetime, datetime]
) -> Iterable[tuple[str, int | None, int]]:
    """Yield what to count more, or less, for requests that a question put to the partner again.

    Such a request has an answer each time, and bears the day of the last one alone. An index holds
    the few questions that did so. Days are counted from the question that is answered.
    """
    put = Question.objects.brought_back().order_by("request_id", "at")
    asked: dict[int, list[datetime]] = defaultdict(list)
    for number, at in put.values_list("request_id", "at"):
        asked[number].append(at)
    came = "received_at" if side is Party.REQUESTING else "released_at"
    days = {f"{came}__gte": within[0], f"{came}__lt": within[1]}
    numbers = list(asked)
    for first in range(0, len(numbers), AT_ONCE):
        some = Answer.objects.filter(request__in=numbers[first : first + AT_ONCE], partial=False)
        chosen = some.filter(request__side=side.value, request__partner=partner, **days)
        columns = ("relied_on", _BEGAN[side], "answered_at")
        found = chosen.values_list("request_id", came, *(f"request__{each}" for each in columns))
        for number, at, under, began, last in found:
            if at == last:
                yield under, _days(began, at), -1
            before = [each for each in asked[number] if each <= at]
            yield under, _days(before[-1] if before else began, at), 1


def _days(began: datetime | None, at: datetime) -> int | None:
    return (
        None if began is None else (at.astimezone(UTC).date() - began.astimezone(UTC).date()).days
    )


def _within(stretch: Stretch) -> tuple[datetime, datetime]:
    first, after = stretch.since, stretch.until + timedelta(days=1)
    return datetime.combine(first, time(), UTC), datetime.combine(after, time(), UTC)


def _by_instrument(
    rows: Iterable[tuple[str, int | None, int]], register: Register | None, *, on: date
) -> Iterable[DaysTaken]:
    """Yield how long answers took; those whose request bears no day count among the answers only.

    A letter registered late may seem to be answered before it was asked: then it took no day.
    """
    taken: dict[str, Counter[int]] = defaultdict(Counter)
    for under, days, count in rows:
        if days is not None:
            taken[under][max(days, 0)] += count
    for under, counts in sorted(taken.items()):
        counted = [(days, count) for days, count in counts.items() if count]
        allowed = _allowed(register, under, on=on)
        yield DaysTaken(
            under=under,
            answered=sum(count for _, count in counted),
            median=median_of(counted),
            allowed=allowed,
            within=None
            if allowed is None
            else sum(count for days, count in counted if days <= allowed),
        )


def _register() -> Register | None:
    try:
        return current_register()
    except RegisterNotImportedError:
        return None


def _allowed(register: Register | None, under: str, *, on: date) -> int | None:
    if register is None or not register.has(under):
        return None
    return days_of_article(register.instrument(under), on=on)


def days_of_article(instrument: Instrument, *, on: date) -> int | None:
    """Return the days within which an article wants an answer; None where it names none."""
    provision = instrument.provision_on(ProvisionKind.EXE_DEADLINE, on=on)
    granted = provision is not None and provision.effect is Effect.GRANTED
    return provision.number("days") if provision is not None and granted else None


def _results(partner: str, side: Party, within: tuple[datetime, datetime]) -> Iterable[Result]:
    said = Feedback.objects.filter(
        partner=partner, side=side.value, stands=True, at__gte=within[0], at__lt=within[1]
    )
    counted: dict[str, int] = defaultdict(int)
    amounts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = said.order_by().values_list("code", "currency").annotate(Count("pk"), Sum("amount"))
    for code, currency, count, amount in sorted(rows):
        counted[code] += count
        if currency:
            amounts[code].append((currency, f"{amount:.2f}"))
    for code, count in counted.items():
        yield Result(code, count, tuple(amounts[code]))
