"""Candidates: every instrument between two administrations, weighed and ranked for one act."""

from dataclasses import dataclass
from datetime import date

from comity.agreements.rules.bearings import Bearing, bearing_of, in_order
from comity.agreements.rules.coverage import (
    carrying_provision,
    grounds_of_coverage,
    grounds_of_purpose,
)
from comity.agreements.rules.standing import (
    ground_of_force,
    grounds_against_linking,
    grounds_of_parent,
)
from comity.agreements.terms import (
    Ask,
    EventType,
    Instrument,
    InstrumentKind,
    Provision,
    Register,
    Scope,
)
from comity.kernel.rulings import Ground, Outcome


@dataclass(frozen=True, slots=True)
class Candidate:
    """One instrument weighed for one act.

    Attributes:
        instrument: which.
        provision: the provision that would carry the act, if one is recorded.
        grounds: everything found, what stands in the way first.
    """

    instrument: Instrument
    provision: Provision | None
    grounds: tuple[Ground, ...]

    @property
    def outcome(self) -> Outcome:
        """What the grounds come down to."""
        return outcome_from(self.grounds)


def outcome_from(grounds: tuple[Ground, ...]) -> Outcome:
    """Refused when any ground bears against, else referred when any is open, else permitted."""
    bearings = {bearing_of(ground) for ground in grounds}
    if Bearing.AGAINST in bearings:
        return Outcome.REFUSED
    return Outcome.REFERRED if Bearing.OPEN in bearings else Outcome.PERMITTED


def candidates_for(register: Register, ask: Ask, *, on: date) -> tuple[Candidate, ...]:
    """Return every instrument that could carry assistance between the two, the best first."""
    found = [
        weigh(register, instrument, ask, on=on)
        for instrument in register.linking(ask.requesting, ask.requested, on=on)
        if instrument.kind.carries_assistance
    ]
    return tuple(sorted(found, key=_rank))


def weigh(register: Register, instrument: Instrument, ask: Ask, *, on: date) -> Candidate:
    """Gather every ground one instrument gives for or against an act."""
    requesting, requested = ask.requesting, ask.requested
    if barred := grounds_against_linking(
        instrument, requesting=requesting, requested=requested, on=on
    ):
        return Candidate(instrument, None, tuple(barred))
    grounds = [
        ground_of_force(instrument, requesting=requesting, requested=requested, on=on),
        *grounds_of_parent(register, instrument, on=on),
        *grounds_of_coverage(instrument, ask, on=on),
        *grounds_of_purpose(instrument, ask, on=on),
    ]
    return Candidate(instrument, carrying_provision(instrument, ask, on=on), in_order(grounds))


_OUTCOMES = (Outcome.PERMITTED, Outcome.REFERRED, Outcome.REFUSED)


def _rank(candidate: Candidate) -> tuple[int, int, int, int, int, str]:
    """Order candidates: by outcome; general before limited; known before unknown; own before many.

    Among equals the younger agreement comes first, as the later expression of the same parties;
    the reference ends every tie, so that the same register always gives the same order.
    """
    instrument = candidate.instrument
    return (
        _OUTCOMES.index(candidate.outcome),
        1 if instrument.scope is Scope.DECLARATION_DATA else 0,
        1 if candidate.provision is None else 0,
        1 if instrument.kind is InstrumentKind.MULTILATERAL else 0,
        -_age(instrument),
        instrument.reference,
    )


def _age(instrument: Instrument) -> int:
    concluded = {EventType.SIGNED, EventType.ENTERED_INTO_FORCE}
    days = [e.on.toordinal() for e in instrument.events if e.what in concluded and e.on]
    return max(days, default=0)
