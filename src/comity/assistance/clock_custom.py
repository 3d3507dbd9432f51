"""What the custom of the house asks for, as clocks. Pure; an administrative clock binds nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comity.assistance.clock_facts import ClockFacts
from comity.assistance.clock_reckoning import CalendarOf, paused
from comity.assistance.terms import Action
from comity.assistance.terms.clocks import Clock, ClockKind, ClockMatter, ClockUnit, Customary


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What clocks are counted by beside the facts.

    Attributes:
        customary: how long things take where no article says.
        calendar_of: finds the calendar of a country.
    """

    customary: Customary
    calendar_of: CalendarOf


def custom_clock(
    facts: ClockFacts,
    by: Clockwork,
    matter: ClockMatter,
    begins: date | None,
    length: int,
    act: Action,
) -> Iterator[Clock]:
    """Yield the clock of what custom asks of us, where it has begun.

    Args:
        facts: of the matter.
        by: what clocks are counted by.
        matter: what is due.
        begins: the day from which is counted; None where it has not begun.
        length: how many working days.
        act: by which it is met.
    """
    if begins is None:
        return
    clock = Clock(
        matter,
        ClockKind.ADMINISTRATIVE,
        begins=begins,
        due_on=None,
        unit=ClockUnit.WORKING_DAYS,
        length=length,
        act=act,
        owed_by=facts.side,
        countries=(facts.own,),
    )
    pauses = facts.pauses if matter is ClockMatter.DECISION else ()
    yield paused(clock, pauses, calendar_of=by.calendar_of)
