"""National instructions: what the house itself has ordered for a partner, a matter, a time."""

from datetime import date

from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.conditions import APPROVAL
from comity.agreements.terms import (
    ActKind,
    AssistanceKind,
    Instruction,
    InstructionEffect,
    Purpose,
    Register,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Citation, Condition, Ground, Limb, Role

_CODES = {
    InstructionEffect.HOLD: "instruction_hold",
    InstructionEffect.REFER: "instruction_refer",
}


def grounds_of_instructions(
    register: Register,
    country: CountryCode,
    *,
    partner: CountryCode,
    kind: AssistanceKind | None,
    on: date,
    act: ActKind | None = None,
    purpose: Purpose | None = None,
) -> tuple[Ground, ...]:
    """Return a ground for each kind of instruction that holds or refers what would be permitted.

    Two instructions that do the same and leave it to the same office are one ground: how many
    there are is not for everybody who sees the ruling.

    Args:
        register: own law, and the instructions kept in this node.
        country: whose instructions they are.
        partner: the administration the act concerns.
        kind: the assistance the act concerns; None when it concerns no kind in particular.
        on: civil day of the act.
        act: what would be done; None when every instruction is to count.
        purpose: what for; None when every instruction is to count.
    """
    instructions = register.instructions_for(country)
    if not instructions:
        return ()
    found = (
        make_ground(
            _CODES[instruction.effect],
            _cite(instruction),
            {"partner": partner.english_name, "to": instruction.to.value},
            limb=Limb.OWN_LAW,
        )
        for instruction in instructions
        if instruction.effect in _CODES
        and instruction.concerns(partner, kind, on=on, act=act, purpose=purpose)
    )
    return tuple(dict.fromkeys(found))


def approvals_of(
    register: Register,
    country: CountryCode,
    *,
    partner: CountryCode,
    kind: AssistanceKind | None,
    on: date,
    act: ActKind | None = None,
    purpose: Purpose | None = None,
) -> tuple[Condition, ...]:
    """Return the higher approvals that instructions ask for; the arguments are those above."""
    found = (
        Condition(APPROVAL, _cite(instruction), (("role", instruction.to.value),))
        for instruction in register.instructions_for(country)
        if instruction.effect is InstructionEffect.HIGHER_APPROVAL
        and instruction.concerns(partner, kind, on=on, act=act, purpose=purpose)
    )
    return tuple(dict.fromkeys(found))


def instruction_letting(
    register: Register,
    country: CountryCode,
    effect: InstructionEffect,
    *,
    partner: CountryCode,
    kind: AssistanceKind,
    purpose: Purpose,
    on: date,
    act: ActKind,
) -> tuple[tuple[Role, Citation], ...]:
    """Return which offices an instruction lets do what nobody may do otherwise; empty for none.

    Args:
        register: own law, and the instructions kept in this node.
        country: whose instructions they are.
        effect: what is let.
        partner: the administration the act concerns.
        kind: the assistance the act concerns.
        purpose: what for.
        on: civil day of the act.
        act: what would be done; one that does not name it lets nothing.
    """
    return tuple(
        (instruction.to, _cite(instruction))
        for instruction in register.instructions_for(country)
        if instruction.effect is effect
        and act in instruction.acts
        and instruction.concerns(partner, kind, on=on, act=act, purpose=purpose)
    )


def _cite(instruction: Instruction) -> Citation:
    """Cite an instruction kept in the node by nothing more than that it is one."""
    if not instruction.reference:
        return Citation("cited_national_instruction")
    return Citation.quoting(instruction.reference)
