"""How a partner's request that was only said ends without being answered here. Pure.

It goes on as the written request that confirms it, or is closed because none came. Nothing else
leads from what was said to its end: everything between is the life of every request.
"""

from comity.assistance.duties import CONFIRM_ORAL
from comity.assistance.lifecycle.step import ASKED, LETTER, THEIRS, A, S, Step
from comity.assistance.terms import RequestState, StepNotAllowedError
from comity.assistance.terms.events.oral import ORAL_CONTINUED, ORAL_LAPSED
from comity.ledger.terms import EventKind

ENDS_OF_ORAL = tuple(
    Step(THEIRS, before, A.CLOSE, ASKED, S.CLOSED, CONFIRM_ORAL.roles, event, LETTER)
    for before in (S.RECEIVED, S.INCOMPLETE, S.ACCEPTED, S.ANSWER_DRAFTED)
    for event in (ORAL_CONTINUED, ORAL_LAPSED)
)


def ends_from(state: RequestState) -> bool:
    """Tell whether what was said can end here without an answer."""
    return any(step.before is state for step in ENDS_OF_ORAL)


def end_of_oral(state: RequestState, event: EventKind) -> Step:
    """Return the step by which what was said ends.

    Args:
        state: where the request stands.
        event: that it goes on in writing, or that no confirmation came.

    Raises:
        StepNotAllowedError: it was answered or refused, or is over.
    """
    for step in ENDS_OF_ORAL:
        if step.before is state and step.event is event:
            return step
    raise StepNotAllowedError(state=state.value, action=A.CLOSE.value)
