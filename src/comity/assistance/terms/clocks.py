"""Clocks: what is due, until when, by what rule, and by which act it is met. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from comity.assistance.terms.moves import Action, Party, RequestState
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Citation


class ClockKind(StrEnum):
    """By whose rule a clock runs."""

    LEGAL = "legal"
    ADMINISTRATIVE = "administrative"
    OWN = "own"


class ClockMatter(StrEnum):
    """What is due; the last five are typed by officers."""

    ANSWER = "answer"
    DECISION = "decision"
    APPROVAL = "approval"
    DISPATCH = "dispatch"
    COMPLETION = "completion"
    LOOK_AGAIN = "look_again"
    WISH = "wish"
    OPENING = "opening"
    CLOSING = "closing"
    CONFIRMATION = "confirmation"
    REVIEW = "review"
    RETENTION = "retention"
    LIMITATION = "limitation"
    DETENTION = "detention"
    GUARANTEE = "guarantee"
    HEARING = "hearing"
    OTHER = "other"


OWN_MATTERS = (
    ClockMatter.LIMITATION,
    ClockMatter.DETENTION,
    ClockMatter.GUARANTEE,
    ClockMatter.HEARING,
    ClockMatter.OTHER,
)


class ClockUnit(StrEnum):
    """How a clock counts; a day that was named is not counted at all."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    NAMED = "named"


class PauseReason(StrEnum):
    """Why a clock stands still."""

    COMPLETION = "completion"
    POSTPONED = "postponed"
    CONSENT = "consent"
    CLOSURE = "closure"
    OTHER = "other"


BY_THE_LIFE = MappingProxyType(
    {
        RequestState.INCOMPLETE: PauseReason.COMPLETION,
        RequestState.COMPLETED: PauseReason.COMPLETION,
        RequestState.POSTPONED: PauseReason.POSTPONED,
    }
)
"""States that stop the clocks of a request as long as it stands there."""

TYPED_REASONS = (PauseReason.CONSENT, PauseReason.CLOSURE, PauseReason.OTHER)
"""Why an officer may stop the clocks; the others follow from what becomes of the request."""


class ClockState(StrEnum):
    """How a clock stands on a day."""

    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of days that does not count.

    Attributes:
        reason: why.
        begins: first day that does not count.
        ends: first day that counts again; None while nobody knows.
        note: in words; empty for what follows from the life of the request.
        number: its key, where an officer may end it; 0 otherwise.
    """

    reason: PauseReason
    begins: date
    ends: date | None = None
    note: str = ""
    number: int = 0

    def holds(self, on: date) -> bool:
        """Tell whether clocks stand still on a day."""
        return self.begins <= on and (self.ends is None or on < self.ends)


@dataclass(frozen=True, slots=True)
class Clock:
    """One thing that is due.

    Attributes:
        matter: what.
        kind: by whose rule.
        begins: the day from which is counted.
        due_on: the day by which; None while a pause without an end holds it.
        unit: how is counted.
        length: how many of the unit; 0 for a day that was named.
        cites: the article, or the model text a customary length is taken from; None for others.
        soft: the article asks for it as far as possible, and no more.
        act: what meets it; None where that is no move of the request.
        owed_by: which side does that.
        countries: whose holidays count.
        pauses: what stopped it so far.
        met_on: the day it was met; None while it runs.
        number: key of one that an officer typed; 0 otherwise.
        note: what the officer wrote to it.
    """

    matter: ClockMatter
    kind: ClockKind
    begins: date
    due_on: date | None
    unit: ClockUnit
    length: int = 0
    cites: Citation | None = None
    soft: bool = False
    act: Action | None = None
    owed_by: Party = Party.REQUESTING
    countries: tuple[str, ...] = ()
    pauses: tuple[Pause, ...] = ()
    met_on: date | None = None
    number: int = 0
    note: str = ""

    @property
    def may_end(self) -> bool:
        """Whether it was typed by an officer, who may say that it is met."""
        return self.number > 0


@dataclass(frozen=True, slots=True)
class Customary:
    """How long things take where no article says; a node's own settings, and no law.

    Attributes:
        decision: working days in which a partner's request is decided on.
        answer_months: months in which a request is answered.
        answer_months_of: the same for single kinds of assistance, by their codes.
        approval: working days in which what was submitted is released or returned.
        dispatch: working days in which an approved letter leaves.
        completion: working days in which what a partner misses is added.
        opening: working days in which an answer that came is opened.
        closing: working days in which what has ended is closed.
        confirmation: working days in which what was asked by word of mouth is put in writing.
        due_soon: how many working days before its day a clock is told as due soon.
        escalation: after how many working days over its day the central unit is told.
    """

    decision: int = 5
    answer_months: int = 3
    answer_months_of: Mapping[str, int] = field(default_factory=dict)
    approval: int = 2
    dispatch: int = 3
    completion: int = 10
    opening: int = 3
    closing: int = 20
    confirmation: int = 3
    due_soon: int = 3
    escalation: int = 5

    def months_for(self, kind: str) -> int:
        """Return in how many months a request of a kind is answered."""
        return self.answer_months_of.get(kind, self.answer_months)


class ClockEndedError(ComityError):
    """The clock was ended before, or the pause is over."""

    code = "clock_ended"
