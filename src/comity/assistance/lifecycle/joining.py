"""How a matter by letter goes on by node: the moves of the one act that changes its channel. Pure.

They stand beside the table of moves because nobody makes them alone: an officer of each side has
agreed, and the node makes the move in the moment both records are known to agree. Only what was
posted changes its name, for what a letter has brought there a node has sent.
"""

from comity.assistance.duties import CENTRAL
from comity.assistance.lifecycle.step import LETTER, OURS, THEIRS, A, S, Step
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.events.joining import ACCEPTANCE_PUT_BACK, MATTER_CARRIED_OVER
from comity.assistance.terms.joining import NotCarriedOverError

STEPS_OVER = tuple(
    Step(record, before, A.CARRY_OVER, record, after, CENTRAL, MATTER_CARRIED_OVER, LETTER)
    for record, before, after in (
        (OURS, S.POSTED, S.SENT),
        (OURS, S.ACCEPTED, S.ACCEPTED),
        (OURS, S.ANSWERED, S.ANSWERED),
        (OURS, S.OPENED, S.OPENED),
        (THEIRS, S.RECEIVED, S.RECEIVED),
        (THEIRS, S.ACCEPTED, S.ACCEPTED),
        (THEIRS, S.ANSWER_DRAFTED, S.ANSWER_DRAFTED),
        (THEIRS, S.REFUSED, S.REFUSED),
        (THEIRS, S.ANSWERED, S.ANSWERED),
    )
)
# An acceptance that was noted from a letter, and that the partner's record does not have.
STEP_BACK = Step(OURS, S.ACCEPTED, A.PUT_BACK, OURS, S.POSTED, CENTRAL, ACCEPTANCE_PUT_BACK, LETTER)

_OVER_FROM = {(step.record, step.before): step for step in STEPS_OVER}


def may_go_over(side: Party, state: RequestState) -> bool:
    """Tell whether a matter by letter could go on by node from where it stands."""
    return (side, state) in _OVER_FROM


def step_over(side: Party, state: RequestState) -> Step:
    """Return the step by which a matter by letter goes on by node.

    Raises:
        NotCarriedOverError: it does not, from where it stands.
    """
    step = _OVER_FROM.get((side, state))
    if step is None:
        raise NotCarriedOverError(state=state.value)
    return step
