"""The living part of own law as the rules may know it: no reference, no text, no story.

Two days count for each row: when this node recorded it, and the days it speaks of.
"""

from datetime import date, datetime

from django.db.models import prefetch_related_objects

from comity.agreements.models import AssuranceRecord, BreachMove, BreachRecord, InstructionRecord
from comity.agreements.terms import (
    ActKind,
    AssistanceKind,
    Assurance,
    Breach,
    BreachState,
    Breaker,
    GivenAssurance,
    Instruction,
    InstructionEffect,
    LivingLaw,
    Purpose,
)
from comity.database.composed import Question
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.rulings import Role
from comity.officers.queries import own_administration

_BEARING = (BreachState.ALLEGED, BreachState.ESTABLISHED)

_CONFIRMED = Question(
    lambda: InstructionRecord.objects.filter(confirmed_at__isnull=False).order_by("pk")
)
_CONFIRMED_BY = Question(
    lambda at: InstructionRecord.objects.filter(confirmed_at__lte=at).order_by("pk"), datetime
)
_PROMISED = Question(lambda: AssuranceRecord.objects.order_by("pk"))
_PROMISED_BY = Question(
    lambda at: AssuranceRecord.objects.filter(recorded_at__lte=at).order_by("pk"), datetime
)
_BREACHES = Question(lambda: BreachRecord.objects.filter(breaker=Breaker.PARTNER).order_by("pk"))
_BREACHES_BY = Question(
    lambda at: BreachRecord.objects.filter(breaker=Breaker.PARTNER, reported_at__lte=at).order_by(
        "pk"
    ),
    datetime,
)


def living_law(at: datetime | None = None) -> LivingLaw | None:
    """Return what stands in this node beside the files of its own law, as it is or as it was.

    Args:
        at: the instant asked about; None for now. What was recorded later is left out, and what
            was ended later counts as it did then.

    Returns:
        None while nothing stands there.
    """
    instructions = tuple(i for row in _confirmed(at) if (i := _instruction(row, at)) is not None)
    assurances = tuple(g for row in _promised(at) if (g := _assurance(row, at)) is not None)
    breaches = _breaches(at)
    if not (instructions or assurances or breaches):
        return None
    country = CountryCode(own_administration().code)
    return LivingLaw(country, instructions, assurances, breaches)


def _confirmed(at: datetime | None) -> list[InstructionRecord]:
    return _CONFIRMED.all() if at is None else _CONFIRMED_BY.all(at)


def _instruction(row: InstructionRecord, at: datetime | None) -> Instruction | None:
    period = _days(row.from_on, row.until_on, _ended_by(at, row.ended_at, row.ended_on))
    if period is None:
        return None
    return Instruction(
        reference="",
        effect=InstructionEffect(row.effect),
        to=Role(row.to),
        partners=frozenset(CountryCode(code) for code in row.partners),
        kinds=frozenset(AssistanceKind(code) for code in row.kinds),
        period=period,
        purposes=frozenset(Purpose(code) for code in row.purposes),
        acts=frozenset(ActKind(code) for code in row.acts),
    )


def _promised(at: datetime | None) -> list[AssuranceRecord]:
    return _PROMISED.all() if at is None else _PROMISED_BY.all(at)


def _assurance(row: AssuranceRecord, at: datetime | None) -> GivenAssurance | None:
    ended = _ended_by(at, row.withdrawn_at, row.withdrawn_on)
    period = _days(row.from_on, row.until_on, ended)
    if period is None:
        return None
    return GivenAssurance(
        partner=CountryCode(row.partner),
        assurance=Assurance(row.assurance),
        document=row.document,
        given_by=row.given_by,
        given_on=row.given_on,
        period=period,
    )


def _breaches(at: datetime | None) -> tuple[Breach, ...]:
    found = _BREACHES.all() if at is None else _BREACHES_BY.all(at)
    prefetch_related_objects(found, "moves")
    return tuple(breach for row in found for breach in _stood(row, at))


def _stood(row: BreachRecord, at: datetime | None) -> list[Breach]:
    """Return how long a breach stood in each state that bears on a release."""
    known = [move for move in row.moves.all() if at is None or move.at <= at]
    changes = [(BreachState.ALLEGED, row.reported_on)]
    for move in sorted(known, key=_by_number):
        if move.state != changes[-1][0]:
            changes.append((BreachState(move.state), move.on))
    ends = [day for _, day in changes[1:]] + [None]
    stood = []
    for (state, start), end in zip(changes, ends, strict=True):
        period = _days(start, end, None)
        if state in _BEARING and period is not None:
            stood.append(Breach(CountryCode(row.partner), state, period))
    return stood


def _by_number(move: BreachMove) -> int:
    return int(move.pk)


def _ended_by(at: datetime | None, ended_at: datetime | None, on: date | None) -> date | None:
    """Return the day something was ended, as far as it was known to have been."""
    known = ended_at is not None and (at is None or ended_at <= at)
    return on if known else None


def _days(start: date | None, until: date | None, ended: date | None) -> Period | None:
    """Return the days something counts; None when it was ended before its first day was over."""
    end = min((day for day in (until, ended) if day is not None), default=None)
    if start is not None and end is not None and end <= start:
        return None
    return Period(start, end)
