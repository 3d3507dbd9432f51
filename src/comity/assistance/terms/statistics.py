"""Figures of what two administrations asked of one another in a stretch of days. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from comity.assistance.terms.moves import Party
from comity.kernel.errors import InvalidDraftError, Problem

MOST_DAYS: Final = 366
"""The longest stretch that is counted at once: a year. A ministry compares years."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that are counted.

    Attributes:
        since: the first.
        until: the last.
    """

    since: date
    until: date

    def demand_countable(self) -> None:
        """Refuse days in the wrong order, or more than a year of them.

        Raises:
            InvalidDraftError: with what is wrong.
        """
        if self.until < self.since:
            raise InvalidDraftError((Problem("days_in_wrong_order", "until"),))
        if (self.until - self.since).days >= MOST_DAYS:
            told = (("most", str(MOST_DAYS)),)
            raise InvalidDraftError((Problem("more_than_a_year", "until", told),))


@dataclass(frozen=True, slots=True)
class DaysTaken:
    """How long answers took under one instrument.

    Attributes:
        under: reference of the instrument relied on; empty where none is recorded.
        answered: how many answers.
        median: the middle number of days from the request to the answer.
        allowed: the days its article gives, as it stands on the last day; None where it gives none.
        within: how many took no more than these; None where the article gives none.
    """

    under: str
    answered: int
    median: int
    allowed: int | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of answers, as those who had asked said.

    Attributes:
        code: a `FeedbackCode`.
        count: how often it was said.
        amounts: sums by currency, digits with a point before cents.
    """

    code: str
    count: int
    amounts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Direction:
    """What one side asked of the other.

    Attributes:
        asked: requests sent, or received, in these days.
        answered: requests whose answer came, or left, in these days.
        refused: by ground, those refused in these days.
        days: how long the answers took, by instrument.
        results: what became of answers, and of information, said in these days.
        unasked: information that nobody had asked for, which this side got in these days.
    """

    asked: int
    answered: int
    refused: tuple[tuple[str, int], ...] = ()
    days: tuple[DaysTaken, ...] = ()
    results: tuple[Result, ...] = ()
    unasked: int = 0

    @property
    def all_refused(self) -> int:
        """How many were refused on any ground."""
        return sum(count for _, count in self.refused)


@dataclass(frozen=True, slots=True)
class PairStatistics:
    """Both directions between this administration and one partner.

    Attributes:
        partner: code of the other administration.
        stretch: the days that are counted.
        ours: what this administration asked.
        theirs: what the partner asked.
    """

    partner: str
    stretch: Stretch
    ours: Direction
    theirs: Direction

    def directions(self) -> tuple[tuple[Party, Direction], ...]:
        """Return both, with the side this administration was on."""
        return (Party.REQUESTING, self.ours), (Party.REQUESTED, self.theirs)


def figures_in_json(told: PairStatistics) -> dict[str, Any]:
    """Return the figures as they are frozen, and hashed."""
    return {
        "partner": told.partner,
        "since": told.stretch.since.isoformat(),
        "until": told.stretch.until.isoformat(),
        **{side.value: _plain(asdict(direction)) for side, direction in told.directions()},
    }


def figures_from_json(kept: Mapping[str, Any]) -> PairStatistics:
    """Return what was frozen."""
    stretch = Stretch(date.fromisoformat(kept["since"]), date.fromisoformat(kept["until"]))
    ours, theirs = (_direction(kept[side.value]) for side in (Party.REQUESTING, Party.REQUESTED))
    return PairStatistics(kept["partner"], stretch, ours, theirs)


def median_of(counted: Sequence[tuple[int, int]]) -> int:
    """Return the middle of numbers that come with how often each stands there; one at least does.

    Of two in the middle the lower one is taken, so that it is a number that really stands there.

    Args:
        counted: number and how often.
    """
    middle = (sum(count for _, count in counted) + 1) // 2
    for number, count in sorted(counted):
        middle -= count
        if middle <= 0:
            return number
    raise ValueError("there is no middle of nothing")


def _plain(value: object) -> object:
    """Return a figure as JSON holds it, so that what is kept and what is read back are equal."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _direction(kept: Mapping[str, Any]) -> Direction:
    return Direction(
        asked=kept["asked"],
        answered=kept["answered"],
        refused=tuple((ground, count) for ground, count in kept["refused"]),
        days=tuple(DaysTaken(**each) for each in kept["days"]),
        results=tuple(
            Result(each["code"], each["count"], tuple((c, a) for c, a in each["amounts"]))
            for each in kept["results"]
        ),
        # What was frozen before it was counted says nothing of it.
        unasked=kept.get("unasked", 0),
    )
