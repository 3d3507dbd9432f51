"""Every code a ground can have, which way it bears, and who decides when it is open.

One table: a ruling is refused when any ground bears against, else referred when any is open, else
permitted. No rule decides its own outcome.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from comity.kernel.rulings import Ground, Limb, Role

SETTLED = "_settled"


class Bearing(StrEnum):
    """Which way a ground bears on the act."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"


_DESK, _UNIT = Role.TREATY_DESK, Role.CENTRAL_UNIT

SUPPORTING = frozenset(
    {
        "in_force",
        "applied_provisionally",
        "in_force_by_succession",
        "accepted",
        "covered",
        "purpose_listed",
        "gateway_open",
        "assurance_given",
        "personal_data_protected",
        "use_within_purposes",
        "proceedings_allowed",
        "onward_allowed",
        "consent_given",
    }
)
OPPOSING = frozenset(
    {
        "no_instrument",
        "not_between_them",
        "recognition_only",
        "not_in_force",
        "not_yet_signed",
        "not_yet_succeeded",
        "not_yet_accepted",
        "ended",
        "suspended",
        "declaration_data_only",
        "excluded",
        "not_covered",
        "part_not_accepted",
        "purpose_not_covered",
        "category_barred",
        "breach_barred",
        "use_outside_purposes",
        "proceedings_barred",
        "onward_barred",
        "kept_too_long",
    }
)
OPEN: Mapping[str, Role] = {
    "force_not_recorded": _DESK,
    "force_day_not_recorded": _DESK,
    "end_day_not_recorded": _DESK,
    "succession_not_recorded": _DESK,
    "acceptance_not_recorded": _DESK,
    "part_not_recorded": _DESK,
    "term_not_recorded": _DESK,
    "term_assumed": _DESK,
    "purpose_not_recorded": _DESK,
    "purpose_assumed": _DESK,
    "parent_ended": _DESK,
    "own_law_not_encoded": _DESK,
    "gateway_not_encoded": _DESK,
    "own_law_assumed": _DESK,
    "limit_not_recorded": _DESK,
    "assurance_missing": _UNIT,
    "not_reciprocal": _UNIT,
    "exemption_touched": _UNIT,
    "consent_needed": _UNIT,
    "instruction_hold": _UNIT,
    "instruction_refer": _UNIT,
    "personal_data_not_recorded": Role.DATA_PROTECTION_OFFICER,
}

# What a treaty desk can settle; the ground then has the same bearing and says what it rests on.
SETTLEABLE = frozenset(
    {
        "in_force",
        "applied_provisionally",
        "in_force_by_succession",
        "accepted",
        "not_in_force",
        "not_yet_signed",
        "not_yet_succeeded",
        "not_yet_accepted",
        "ended",
        "suspended",
        "covered",
        "excluded",
        "purpose_listed",
        "purpose_not_covered",
        "gateway_open",
        "assurance_given",
        "personal_data_protected",
    }
)

GROUND_CODES = frozenset(
    SUPPORTING | OPPOSING | set(OPEN) | {code + SETTLED for code in SETTLEABLE}
)


def bearing_of(ground: Ground) -> Bearing:
    """Return which way a ground bears: for the act, against it, or open to a person."""
    code = ground.code.removesuffix(SETTLED)
    if code in OPPOSING:
        return Bearing.AGAINST
    return Bearing.OPEN if code in OPEN else Bearing.FOR


def is_settled(ground: Ground) -> bool:
    """Return whether a ground rests on an act of the treaty desk."""
    return ground.code.endswith(SETTLED)


def decider_of(ground: Ground) -> Role:
    """Return the role that decides an open ground; an instruction names its own."""
    named = dict(ground.facts).get("to")
    return Role(named) if named else OPEN[ground.code]


def make_ground(
    code: str,
    cites: str,
    facts: Mapping[str, str],
    *,
    limb: Limb = Limb.INSTRUMENT,
    settled: bool = False,
) -> Ground:
    """Return a ground, marked when it rests on a settlement."""
    name = code + SETTLED if settled else code
    return Ground(name, cites, limb, tuple(sorted(facts.items())))


_ORDER = (Bearing.AGAINST, Bearing.OPEN, Bearing.FOR)


def in_order(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    """Return grounds with what stands in the way first; otherwise in the order they were found."""
    return tuple(sorted(grounds, key=lambda ground: _ORDER.index(bearing_of(ground))))
