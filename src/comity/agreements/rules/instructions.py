"""National instructions: what the house itself has ordered for a partner, a matter, a time."""

from collections.abc import Iterator
from datetime import date

from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.conditions import APPROVAL
from comity.agreements.terms import AssistanceKind, Instruction, InstructionEffect, Register
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Condition, Ground, Limb

_CODES = {
    InstructionEffect.HOLD: "instruction_hold",
    InstructionEffect.REFER: "instruction_refer",
}


def grounds_of_instructions(
    register: Register,
    country: CountryCode,
    *,
    partner: CountryCode,
    kind: AssistanceKind,
    on: date,
) -> tuple[Ground, ...]:
    """Return a ground for each instruction that holds or refers what the law would permit."""
    return tuple(
        make_ground(
            _CODES[instruction.effect],
            instruction.reference,
            {"partner": partner.english_name, "to": instruction.to.value},
            limb=Limb.OWN_LAW,
        )
        for instruction in _concerning(register, country, partner, kind, on)
        if instruction.effect in _CODES
    )


def approvals_of(
    register: Register,
    country: CountryCode,
    *,
    partner: CountryCode,
    kind: AssistanceKind,
    on: date,
) -> tuple[Condition, ...]:
    """Return the higher approvals that instructions ask for."""
    return tuple(
        Condition(APPROVAL, instruction.reference, (("role", instruction.to.value),))
        for instruction in _concerning(register, country, partner, kind, on)
        if instruction.effect is InstructionEffect.HIGHER_APPROVAL
    )


def _concerning(
    register: Register, country: CountryCode, partner: CountryCode, kind: AssistanceKind, on: date
) -> Iterator[Instruction]:
    law = register.own_law(country)
    for instruction in law.instructions if law is not None else ():
        if instruction.concerns(partner, kind, on=on):
            yield instruction
