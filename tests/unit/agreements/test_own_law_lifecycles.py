"""The lives of instructions and breaches: whatever the tables do not say is refused."""

from itertools import product

import pytest

from comity.agreements.lifecycle import (
    BREACH_STEPS,
    INSTRUCTION_STEPS,
    BreachAct,
    InstructionAct,
    breach_steps_from,
    instruction_steps_from,
    next_breach_step,
    next_instruction_step,
)
from comity.agreements.terms import (
    ActKind,
    Assurance,
    BreachState,
    BreachStepNotAllowedError,
    Breaker,
    InstructionEffect,
    InstructionState,
    InstructionStepNotAllowedError,
)
from comity.agreements.wording.own_law import (
    BREACH_ACT_NAMES,
    BREACH_STATE_NAMES,
    BREAKER_NAMES,
    EFFECT_NAMES,
    INSTRUCTION_ACT_NAMES,
    INSTRUCTION_STATE_NAMES,
)


def test_every_state_is_reached_from_the_first_one() -> None:
    for first, steps, states in (
        (InstructionState.ENTERED, INSTRUCTION_STEPS, InstructionState),
        (BreachState.ALLEGED, BREACH_STEPS, BreachState),
    ):
        reached = {first}
        for _ in states:
            reached |= {step.after for step in steps if step.before in reached}
        assert reached == set(states)


def test_no_move_is_ambiguous() -> None:
    for steps in (INSTRUCTION_STEPS, BREACH_STEPS):
        assert len({(step.before, step.act) for step in steps}) == len(steps)


@pytest.mark.parametrize(("state", "act"), list(product(InstructionState, InstructionAct)))
def test_what_the_table_of_instructions_does_not_say_is_refused(
    state: InstructionState, act: InstructionAct
) -> None:
    if act in {step.act for step in instruction_steps_from(state)}:
        assert next_instruction_step(state, act).before is state
        return
    with pytest.raises(InstructionStepNotAllowedError):
        next_instruction_step(state, act)


@pytest.mark.parametrize(("state", "act"), list(product(BreachState, BreachAct)))
def test_what_the_table_of_breaches_does_not_say_is_refused(
    state: BreachState, act: BreachAct
) -> None:
    if act in {step.act for step in breach_steps_from(state)}:
        assert next_breach_step(state, act).before is state
        return
    with pytest.raises(BreachStepNotAllowedError):
        next_breach_step(state, act)


def test_what_makes_or_lifts_a_bar_is_done_by_a_second_officer() -> None:
    """Telling the partner changes nothing, and giving up what never counted needs nobody else."""
    alone = {
        step.act.value for step in (*INSTRUCTION_STEPS, *BREACH_STEPS) if not step.second_person
    }
    assert alone == {"give-up", "ask-withdrawal", "keep", "tell"}


def test_every_code_has_a_name_an_officer_reads() -> None:
    for codes, names in (
        (InstructionEffect, EFFECT_NAMES),
        (InstructionState, INSTRUCTION_STATE_NAMES),
        (InstructionAct, INSTRUCTION_ACT_NAMES),
        (Breaker, BREAKER_NAMES),
        (BreachState, BREACH_STATE_NAMES),
        (BreachAct, BREACH_ACT_NAMES),
    ):
        assert set(names) == set(codes)
    assert all(code.label for code in (*ActKind, *Assurance))
