"""The lives of a national instruction and of a reported breach, each as one table. Pure.

An instruction counts once a second officer has confirmed it, and until a second officer has ended
it. An allegation is established or dismissed by somebody else than who reported it; what is
established ends only by being remedied. That the other side was told changes no state, and is owed
in every one of them.
"""

from enum import StrEnum
from typing import NamedTuple

from comity.agreements.duties import JUDGES, REPORTERS
from comity.agreements.terms import (
    BreachState,
    BreachStepNotAllowedError,
    InstructionState,
    InstructionStepNotAllowedError,
)
from comity.agreements.terms.own_law_events import (
    BREACH_DISMISSED,
    BREACH_ESTABLISHED,
    BREACH_REMEDIED,
    BREACH_TOLD,
    INSTRUCTION_CONFIRMED,
    INSTRUCTION_GIVEN_UP,
    INSTRUCTION_KEPT,
    INSTRUCTION_WITHDRAWAL_ASKED,
    INSTRUCTION_WITHDRAWN,
)
from comity.kernel.rulings import Role
from comity.ledger.terms import EventKind


class InstructionAct(StrEnum):
    """What officers do with an instruction that was entered."""

    CONFIRM = "confirm"
    GIVE_UP = "give-up"
    ASK_WITHDRAWAL = "ask-withdrawal"
    WITHDRAW = "withdraw"
    KEEP = "keep"


class InstructionStep(NamedTuple):
    """One permitted move.

    Attributes:
        before: the state it moves from.
        act: what is done.
        after: the state it moves to.
        event: how the record tells it.
        second_person: whether who did the first half of it may not do it.
        reasoned: whether a reason is owed.
    """

    before: InstructionState
    act: InstructionAct
    after: InstructionState
    event: EventKind
    second_person: bool
    reasoned: bool


_I, _D = InstructionState, InstructionAct

INSTRUCTION_STEPS = (
    InstructionStep(_I.ENTERED, _D.CONFIRM, _I.CONFIRMED, INSTRUCTION_CONFIRMED, True, False),
    InstructionStep(_I.ENTERED, _D.GIVE_UP, _I.GIVEN_UP, INSTRUCTION_GIVEN_UP, False, True),
    InstructionStep(
        _I.CONFIRMED,
        _D.ASK_WITHDRAWAL,
        _I.WITHDRAWAL_ASKED,
        INSTRUCTION_WITHDRAWAL_ASKED,
        False,
        True,
    ),
    InstructionStep(
        _I.WITHDRAWAL_ASKED, _D.WITHDRAW, _I.WITHDRAWN, INSTRUCTION_WITHDRAWN, True, False
    ),
    InstructionStep(_I.WITHDRAWAL_ASKED, _D.KEEP, _I.CONFIRMED, INSTRUCTION_KEPT, False, True),
)


class BreachAct(StrEnum):
    """What officers do about a reported breach."""

    ESTABLISH = "establish"
    DISMISS = "dismiss"
    REMEDY = "remedy"
    TELL = "tell"


class BreachStep(NamedTuple):
    """One permitted move.

    Attributes:
        before: the state it moves from.
        act: what is done.
        after: the state it moves to.
        roles: which officers may.
        event: how the record tells it.
        second_person: whether who reported it may not do it.
    """

    before: BreachState
    act: BreachAct
    after: BreachState
    roles: tuple[Role, ...]
    event: EventKind
    second_person: bool


S, A = BreachState, BreachAct

BREACH_STEPS = (
    BreachStep(S.ALLEGED, A.ESTABLISH, S.ESTABLISHED, JUDGES, BREACH_ESTABLISHED, True),
    BreachStep(S.ALLEGED, A.DISMISS, S.DISMISSED, JUDGES, BREACH_DISMISSED, True),
    BreachStep(S.ESTABLISHED, A.REMEDY, S.REMEDIED, JUDGES, BREACH_REMEDIED, True),
    BreachStep(S.ALLEGED, A.TELL, S.ALLEGED, REPORTERS, BREACH_TOLD, False),
    BreachStep(S.ESTABLISHED, A.TELL, S.ESTABLISHED, REPORTERS, BREACH_TOLD, False),
    BreachStep(S.DISMISSED, A.TELL, S.DISMISSED, REPORTERS, BREACH_TOLD, False),
    BreachStep(S.REMEDIED, A.TELL, S.REMEDIED, REPORTERS, BREACH_TOLD, False),
)

_STEP_FROM = {(step.before, step.act): step for step in BREACH_STEPS}
_INSTRUCTION_STEP_FROM = {(step.before, step.act): step for step in INSTRUCTION_STEPS}


def next_instruction_step(state: InstructionState, act: InstructionAct) -> InstructionStep:
    """Return the step that an act makes from a state.

    Args:
        state: where the instruction stands.
        act: what is to be done.

    Raises:
        InstructionStepNotAllowedError: the table has no such move.
    """
    if step := _INSTRUCTION_STEP_FROM.get((state, act)):
        return step
    raise InstructionStepNotAllowedError(instruction_state=state.value, act=act.value)


def instruction_steps_from(state: InstructionState) -> tuple[InstructionStep, ...]:
    """Return every move from a state; empty at an end."""
    return tuple(step for step in INSTRUCTION_STEPS if step.before is state)


def next_breach_step(state: BreachState, act: BreachAct) -> BreachStep:
    """Return the step that an act makes from a state.

    Args:
        state: where the breach stands.
        act: what is to be done.

    Raises:
        BreachStepNotAllowedError: the table has no such move.
    """
    if step := _STEP_FROM.get((state, act)):
        return step
    raise BreachStepNotAllowedError(breach_state=state.value, act=act.value)


def breach_steps_from(state: BreachState) -> tuple[BreachStep, ...]:
    """Return every move from a state."""
    return tuple(step for step in BREACH_STEPS if step.before is state)
