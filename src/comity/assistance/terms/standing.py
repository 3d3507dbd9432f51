"""A standing exchange of two administrations: its words, and terms as they are read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from comity.agreements.terms import AssistanceKind, Assurance
from comity.assistance.terms.moves import Party, RequestState
from comity.assistance.terms.standing_schedule import Rhythm, Schedule, leaves_hours_for
from comity.assistance.terms.standing_sets import DATA_SETS, DataField
from comity.kernel.periods import Period

STANDING_KINDS: Final = frozenset(
    {AssistanceKind.AUTOMATIC_EXCHANGE.value, AssistanceKind.ADVANCE_EXCHANGE.value}
)
# From its acceptance until the request is closed, which ends what hangs on it.
STANDING_STATES: Final = frozenset(
    {
        RequestState.ACCEPTED,
        RequestState.ANSWER_DRAFTED,
        RequestState.ANSWERED,
        RequestState.OPENED,
    }
)


class StandingWord(StrEnum):
    """What one side says about a standing exchange."""

    TERMS = "terms"
    AGREE = "agree"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"
    ASK = "ask"
    REPORT = "report"


# What is wrong with a file beside its lines and bytes.
SUPPLY_SHORT: Final = "supply_short"
SUPPLY_LATE: Final = "supply_late"

# What binds the administration is written by one and let out by another.
BY_TWO: Final = frozenset(
    {StandingWord.TERMS, StandingWord.AGREE, StandingWord.RESUME, StandingWord.END}
)


class StandingStage(StrEnum):
    """Where a standing exchange stands."""

    NONE = "none"
    PROPOSED = "proposed"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"


class SuspensionReason(StrEnum):
    """Why files stop at once."""

    BREACH = "breach"
    QUALITY = "quality"
    TECHNICAL = "technical"
    AGREEMENT = "agreement_suspended"


class Direction(StrEnum):
    """Who supplies whom, by the sides of the request."""

    TO_REQUESTING = "to_requesting"
    TO_REQUESTED = "to_requested"
    BOTH = "both"


class SupplyFormat(StrEnum):
    """How a file is laid out; its characters are UTF-8."""

    CSV = "csv"
    JSON_LINES = "jsonl"


class SupplyRelease(StrEnum):
    """Who lets a file go that was handed in."""

    EACH = "each"
    STANDING = "standing"


class SupplyAssurance(StrEnum):
    """What each side promises for what it receives."""

    CONFIDENTIAL = "confidential"
    CONFIDENTIAL_AND_ENFORCEMENT = "confidential_and_enforcement"


@dataclass(frozen=True, slots=True, order=True)
class TermsName:
    """Which version of the terms is spoken of. The higher number stands.

    Of two that crossed and were both agreed to, that of the requested administration stands.

    Attributes:
        number: counted from one.
        of_requested: whether the requested administration proposed it.
    """

    number: int
    of_requested: bool

    @classmethod
    def by(cls, party: Party, number: int) -> "TermsName":
        """Return the name of terms that `party` proposes."""
        return cls(number, party is Party.REQUESTED)

    @property
    def proposer(self) -> Party:
        """Who proposed it."""
        return Party.REQUESTED if self.of_requested else Party.REQUESTING


@dataclass(frozen=True, slots=True)
class StandingSaid:
    """One word as both sides know it.

    Attributes:
        word: what was said.
        by: which side said it.
        number: of terms and their agreement, their number; of a suspension and its end, which
            suspension, counted from one; 1 for other words.
        of_requested: of terms, whether the requested administration proposed them.
        facts: what was filled in, by the names of the fields.
    """

    word: StandingWord
    by: Party
    number: int = 1
    of_requested: bool = False
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> TermsName:
        """Of which terms it speaks."""
        return TermsName(self.number, self.of_requested)


@dataclass(frozen=True, slots=True)
class StandingTerms:
    """Terms as they are read, without problems.

    Attributes:
        name: which they are.
        facts: as filled in.
    """

    name: TermsName
    facts: Mapping[str, str] = field(hash=False)

    @property
    def columns(self) -> tuple[DataField, ...]:
        """The columns agreed, in their order."""
        data_set = DATA_SETS[self.facts["data_set"]]
        found = (data_set.field(name) for name in names_in(self.facts["columns"]))
        return tuple(each for each in found if each is not None)

    @property
    def schedule(self) -> Schedule:
        """When files are due."""
        day, grace = self.facts.get("schedule_day", ""), self.facts.get("grace", "")
        return Schedule(
            Rhythm(self.facts["schedule"]),
            int(day) if day.isdecimal() else 1,
            int(grace) if grace.isdecimal() else 1,
        )

    @property
    def days(self) -> Period:
        """The days it is agreed for; the last one is the day before the end."""
        return Period(
            date.fromisoformat(self.facts["starts_on"]), date.fromisoformat(self.facts["ends_on"])
        )

    @property
    def layout(self) -> SupplyFormat:
        """How its files are laid out."""
        return SupplyFormat(self.facts["data_format"])

    @property
    def stands_released(self) -> bool:
        """Whether a file without a fault leaves under the standing approval of the terms."""
        return self.facts["release"] == SupplyRelease.STANDING

    @property
    def assurances(self) -> frozenset[Assurance]:
        """What the receiving side promises by agreeing."""
        if self.facts["assurance"] == SupplyAssurance.CONFIDENTIAL:
            return frozenset({Assurance.CONFIDENTIALITY})
        return frozenset({Assurance.CONFIDENTIALITY, Assurance.LAW_ENFORCEMENT_USE})

    def supplies(self, party: Party) -> bool:
        """Tell whether a side owes files."""
        towards = Direction(self.facts["direction"])
        return towards is Direction.BOTH or (towards is Direction.TO_REQUESTING) is (
            party is Party.REQUESTED
        )

    def is_short(self, period: Period, party: Party, *, at: datetime) -> bool:
        """Tell whether a file in advance of arrivals leaves later than the hours agreed on.

        Args:
            period: the day of arrival.
            party: who supplies it.
            at: aware UTC instant, at which it leaves.
        """
        if self.schedule.has_periods:
            return False
        hours = int(self.facts["lead_hours"])
        return not leaves_hours_for(period, self.zone_of(party), hours=hours, at=at)

    def zone_of(self, party: Party) -> str:
        """Return the time zone a side counts its days in."""
        return self.facts[f"zone_{party.value}"]


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of columns as typed, one to a line or between commas."""
    return tuple(name.strip() for name in text.replace(",", "\n").split("\n") if name.strip())
