"""What is due of information that nobody asked for; all of it is custom, and no law. Pure."""

from collections.abc import Iterator
from typing import Final

from comity.assistance.clock_custom import Clockwork, custom_clock
from comity.assistance.clock_facts import ClockFacts
from comity.assistance.terms import Action, RequestState
from comity.assistance.terms.clocks import Clock, ClockMatter

# The next working day: what a partner calls urgent is looked at before custom would want it.
URGENT_LOOK: Final = 1


def clocks_of_information(facts: ClockFacts, by: Clockwork) -> Iterator[Clock]:
    """Yield what custom asks of us of information given or received; nothing of a request.

    Args:
        facts: of the matter.
        by: what clocks are counted by.
    """
    custom, since = by.customary, facts.stands_since
    match facts.state:
        case RequestState.INFORMED:
            look = URGENT_LOOK if facts.urgent else custom.decision
            yield from custom_clock(facts, by, ClockMatter.DECISION, since, look, Action.ALLOCATE)
        case RequestState.ALLOCATED:
            opening = URGENT_LOOK if facts.urgent else custom.opening
            yield from custom_clock(facts, by, ClockMatter.OPENING, since, opening, Action.OPEN)
        case RequestState.TO_INFORM:
            sending = URGENT_LOOK if facts.urgent else custom.dispatch
            yield from custom_clock(
                facts, by, ClockMatter.DISPATCH, facts.approved_on, sending, Action.DISPATCH
            )
        case RequestState.NOTED:
            yield from custom_clock(
                facts, by, ClockMatter.CLOSING, facts.opened_on, custom.closing, Action.CLOSE
            )
        case _:
            return
