"""Every code a ground can have, which way it bears, and who decides when it is open.

One table: a ruling is refused when any ground bears against, else referred when any is open, else
permitted. No rule decides its own outcome.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from comity.kernel.rulings import Citation, Ground, Limb, Role

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
        "terms_not_known",
        "terms_differ_elsewhere",
        "terms_difference_decided",
        "host_consented",
        "third_party_consented",
        "authority_decided",
        "agency_is_authority",
        "dataset_listed",
        "channel_listed",
        "names_pooled",
        "operating",
        "trader_consented",
        "may_be_kept",
        "may_be_kept_until",
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
        "use_ended",
        "handling_bars",
        "part_reserved",
        "ended_with_parent",
        "assistance_only",
        "source_barred",
        "dataset_not_listed",
        "field_not_listed",
        "channel_not_listed",
        "target_not_listed",
        "goods_not_listed",
        "supply_not_begun",
        "supply_ended",
        "names_not_pooled",
        "not_operating",
        "trader_not_consented",
        "arms_not_allowed",
        "enforcement_not_covered",
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
    "dataset_not_recorded": _DESK,
    "field_not_recorded": _DESK,
    "channel_not_recorded": _DESK,
    "names_not_recorded": _DESK,
    "agency_not_recorded": _DESK,
    "courtesy_only": _UNIT,
    "host_consent_needed": _UNIT,
    "third_party_consent_needed": _UNIT,
    "authority_must_decide": _UNIT,
    "operation_not_recorded": Role.AEO_MANAGER,
    "trader_not_asked": Role.AEO_MANAGER,
    "held_past_retention": Role.DATA_PROTECTION_OFFICER,
    "retention_start_not_recorded": Role.DATA_PROTECTION_OFFICER,
    "terms_differ_at_article": _DESK,
    "assurance_missing": _UNIT,
    "not_reciprocal": _UNIT,
    "exemption_touched": _UNIT,
    "consent_needed": _UNIT,
    "handling_needs_leave": _UNIT,
    "breach_alleged": _UNIT,
    "breach_established": _DESK,
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
        "personal_data_protected",
    }
)

GROUND_CODES = frozenset(
    SUPPORTING | OPPOSING | set(OPEN) | {code + SETTLED for code in SETTLEABLE}
)


BEARINGS: Mapping[str, Bearing] = {
    **dict.fromkeys(OPEN, Bearing.OPEN),
    **{code + end: Bearing.AGAINST for code in OPPOSING for end in ("", SETTLED)},
}


def bearing_of(ground: Ground) -> Bearing:
    """Return which way a ground bears: for the act, against it, or open to a person."""
    return BEARINGS.get(ground.code, Bearing.FOR)


def is_settled(ground: Ground) -> bool:
    """Return whether a ground rests on an act of the treaty desk."""
    return ground.code.endswith(SETTLED)


def decider_of(ground: Ground) -> Role:
    """Return the role that decides an open ground; an instruction names its own."""
    named = next((value for name, value in ground.facts if name == "to" and value), None)
    return Role(named) if named else OPEN[ground.code]


def make_ground(
    code: str,
    cites: Citation,
    facts: Mapping[str, str],
    *,
    limb: Limb = Limb.INSTRUMENT,
    settled: bool = False,
) -> Ground:
    """Return a ground, marked when it rests on a settlement."""
    name = code + SETTLED if settled else code
    return Ground(name, cites, limb, tuple(sorted(facts.items())))


_ORDER = (Bearing.AGAINST, Bearing.OPEN, Bearing.FOR)
_PLACES: Mapping[str, int] = {code: _ORDER.index(bearing) for code, bearing in BEARINGS.items()}
_LAST = _ORDER.index(Bearing.FOR)


def in_order(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    """Return grounds with what stands in the way first; otherwise in the order they were found."""
    return tuple(sorted(grounds, key=_place))


def _place(ground: Ground) -> int:
    return _PLACES.get(ground.code, _LAST)
