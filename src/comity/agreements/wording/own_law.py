"""Sentences of instructions, assurances and breaches, and the names of their codes."""

from collections.abc import Mapping

from comity.agreements.lifecycle import BreachAct, InstructionAct
from comity.agreements.terms.living_law import BreachState, InstructionState
from comity.agreements.terms.own_law import InstructionEffect
from comity.agreements.terms.own_law_drafts import Breaker
from comity.kernel.wording import N_

OWN_LAW: Mapping[str, str] = {
    "second_officer_needed": N_("Two officers do this together; a second one must do this part."),
    "instruction_step_not_allowed": N_("Where this instruction stands, that cannot be done."),
    "assurance_withdrawn": N_("This assurance was withdrawn before."),
    "breach_step_not_allowed": N_("Where this breach stands, that cannot be done."),
    "left_empty": N_("This must be stated."),
    "not_offered": N_("Choose from what is offered."),
    "no_such_day": N_("This is no day. Write it as year-month-day: 2026-12-01."),
    "day_lies_ahead": N_("This day lies ahead of today."),
    "ends_before_it_starts": N_("The end must lie after the first day."),
    "longer_than_allowed": N_("This is longer than {limit} characters."),
    "partner_is_ourselves": N_("This is our own administration. Name the partner."),
}

EFFECT_NAMES: Mapping[InstructionEffect, str] = {
    InstructionEffect.HOLD: N_("hold"),
    InstructionEffect.REFER: N_("refer"),
    InstructionEffect.HIGHER_APPROVAL: N_("higher approval"),
    InstructionEffect.RELEASE_ALONE: N_("let a duty officer release urgent matters alone"),
    InstructionEffect.ANSWER_UNCONFIRMED: N_(
        "let replies leave before an oral request is confirmed"
    ),
}
BREACH_STATE_NAMES: Mapping[BreachState, str] = {
    BreachState.ALLEGED: N_("alleged"),
    BreachState.ESTABLISHED: N_("established"),
    BreachState.DISMISSED: N_("not borne out"),
    BreachState.REMEDIED: N_("put right"),
}
BREACH_ACT_NAMES: Mapping[BreachAct, str] = {
    BreachAct.ESTABLISH: N_("establish the breach"),
    BreachAct.DISMISS: N_("find it not borne out"),
    BreachAct.REMEDY: N_("record that it was put right"),
    BreachAct.TELL: N_("record that the partner was told"),
}
BREAKER_NAMES: Mapping[Breaker, str] = {
    Breaker.PARTNER: N_("by the partner, with what we supplied"),
    Breaker.OURSELVES: N_("by ourselves, with what the partner supplied"),
}
INSTRUCTION_STATE_NAMES: Mapping[InstructionState, str] = {
    InstructionState.ENTERED: N_("waits for a second officer"),
    InstructionState.CONFIRMED: N_("confirmed"),
    InstructionState.WITHDRAWAL_ASKED: N_("confirmed; its withdrawal waits for a second officer"),
    InstructionState.WITHDRAWN: N_("withdrawn"),
    InstructionState.GIVEN_UP: N_("given up before it counted"),
}
INSTRUCTION_ACT_NAMES: Mapping[InstructionAct, str] = {
    InstructionAct.CONFIRM: N_("Confirm"),
    InstructionAct.GIVE_UP: N_("Give it up"),
    InstructionAct.ASK_WITHDRAWAL: N_("Ask for its withdrawal"),
    InstructionAct.WITHDRAW: N_("Withdraw it"),
    InstructionAct.KEEP: N_("Let it count on"),
}
