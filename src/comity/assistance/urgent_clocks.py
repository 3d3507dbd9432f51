"""The clocks of what was only said, and of what one officer let leave alone. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.assistance.clock_reckoning import CalendarOf, paused
from comity.assistance.terms import Action, Party, RequestState
from comity.assistance.terms.clocks import Clock, ClockKind, ClockMatter, ClockUnit
from comity.kernel.rulings import Citation

# Which move brings the written request nearer, in the record of the administration that asks.
_NEARER = {
    RequestState.DRAFT: Action.SUBMIT,
    RequestState.SUBMITTED: Action.APPROVE,
    RequestState.APPROVED: Action.DISPATCH,
}


@dataclass(frozen=True, slots=True)
class SaidFacts:
    """What was said, as its clock reads it.

    Attributes:
        put_on: the day it was said.
        length: in how many days, or working days, it is confirmed.
        by_article: whether an article counts them.
        cites: the article.
        confirmed_on: the day it was confirmed; None while it is not.
    """

    put_on: date
    length: int
    by_article: bool
    cites: Citation | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class AloneFacts:
    """What left alone and nobody has reviewed yet.

    Attributes:
        begins: the day it left.
        due_on: the day its review is due.
    """

    begins: date
    due_on: date


def confirmation_clock(
    said: SaidFacts,
    *,
    side: Party,
    state: RequestState,
    countries: tuple[str, str],
    calendar_of: CalendarOf,
) -> Clock:
    """Return the clock that runs until what was said is there in writing.

    Args:
        said: what was said.
        side: on which this node is.
        state: where the request stands.
        countries: codes of this administration and of the other, whose holidays both count.
        calendar_of: finds the calendar of a country.
    """
    clock = Clock(
        ClockMatter.CONFIRMATION,
        ClockKind.LEGAL if said.by_article else ClockKind.ADMINISTRATIVE,
        begins=said.put_on,
        due_on=None,
        unit=ClockUnit.DAYS if said.by_article else ClockUnit.WORKING_DAYS,
        length=said.length,
        cites=said.cites,
        act=_NEARER.get(state) if side is Party.REQUESTING else None,
        owed_by=Party.REQUESTING,
        countries=countries,
        met_on=said.confirmed_on,
    )
    return paused(clock, (), calendar_of=calendar_of)


def review_clocks(alone: Iterable[AloneFacts], *, side: Party, own: str) -> tuple[Clock, ...]:
    """Return the clock of each review that is due."""
    return tuple(
        Clock(
            ClockMatter.REVIEW,
            ClockKind.ADMINISTRATIVE,
            begins=each.begins,
            due_on=each.due_on,
            unit=ClockUnit.NAMED,
            owed_by=side,
            countries=(own,),
        )
        for each in alone
    )
