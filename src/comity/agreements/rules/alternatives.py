"""Alternatives: another road that would carry the act, or what to change so that one does."""

from collections.abc import Iterable, Mapping
from datetime import date

from comity.agreements.rules.bearings import SETTLED
from comity.agreements.rules.candidates import Candidate
from comity.agreements.rules.citations import cite_article, cite_road
from comity.agreements.terms import (
    NOTHING,
    ActKind,
    AssistanceKind,
    EventType,
    Force,
    Need,
    Purpose,
    Scope,
)
from comity.kernel.rulings import Alternative, Citation, Ground, Outcome

ANOTHER = "another_instrument"
ANOTHER_REFERRED = "another_instrument_referred"
IN_FORCE_LATER = "in_force_later"
DECLARATION_DATA = "declaration_data"
COURTESY = "courtesy_request"
STATE_PURPOSE = "state_listed_purpose"
ASK_CONSENT = "ask_consent"
OTHER_CHANNEL = "other_channel"
DESTROY_OR_RETURN = "destroy_or_return"
OBTAIN_ASSURANCE = "obtain_assurance"
LEAVE_OUT = "leave_out"
KEEP_TO_LIST = "keep_to_list"
ASK_ON_REQUEST = "ask_on_request"
LEGAL_ASSISTANCE = "channel_legal_assistance"
UNTOC = "channel_untoc"
POLICE = "channel_interpol"
FINANCIAL_INTELLIGENCE = "channel_egmont"
TAX_ASSISTANCE = "channel_tax"
ALTERNATIVE_CODES = frozenset(
    {
        ANOTHER,
        ANOTHER_REFERRED,
        IN_FORCE_LATER,
        DECLARATION_DATA,
        COURTESY,
        STATE_PURPOSE,
        ASK_CONSENT,
        OTHER_CHANNEL,
        DESTROY_OR_RETURN,
        OBTAIN_ASSURANCE,
        LEAVE_OUT,
        KEEP_TO_LIST,
        ASK_ON_REQUEST,
        LEGAL_ASSISTANCE,
        UNTOC,
        POLICE,
        FINANCIAL_INTELLIGENCE,
        TAX_ASSISTANCE,
    }
)
# Where customs is not competent others may be: the roads that other authorities have.
_OUTSIDE = Citation("cited_outside_the_register")
_COURTS, _TREATY, _POLICE, _UNITS, _TAXES = (
    Alternative(road, _OUTSIDE)
    for road in (LEGAL_ASSISTANCE, UNTOC, POLICE, FINANCIAL_INTELLIGENCE, TAX_ASSISTANCE)
)
_CHANNELS: Mapping[AssistanceKind | Purpose | None, tuple[Alternative, ...]] = {
    AssistanceKind.OFFENCE_INFORMATION: (_COURTS, _POLICE, _UNITS),
    AssistanceKind.SPECIAL_SURVEILLANCE: (_COURTS, _TREATY, _POLICE),
    AssistanceKind.CONTROLLED_DELIVERY: (_COURTS, _TREATY),
    AssistanceKind.EXPERTS_WITNESSES: (_COURTS,),
    AssistanceKind.ENQUIRIES: (_COURTS,),
    Purpose.OTHER_TAXES: (_TAXES,),
    Purpose.IMMIGRATION: (_POLICE,),
    Purpose.OTHER: (_COURTS, _UNITS),
}
# A ground of this code is cured by this road; the facts of the one serve the other.
_CURED: Mapping[str, str] = {
    "purpose_not_covered": STATE_PURPOSE,
    "assurance_missing": OBTAIN_ASSURANCE,
    "category_barred": LEAVE_OUT,
    "field_not_listed": KEEP_TO_LIST,
    "dataset_not_listed": KEEP_TO_LIST,
    "channel_not_listed": KEEP_TO_LIST,
    "target_not_listed": KEEP_TO_LIST,
    "goods_not_listed": KEEP_TO_LIST,
}
_CURES = {code + end: cure for code, cure in _CURED.items() for end in ("", SETTLED)}
_ON_REQUEST = frozenset({ActKind.EXCHANGE_AUTOMATICALLY, ActKind.MATCH})


def alternatives_to(
    chosen: Candidate | None,
    candidates: Iterable[Candidate],
    need: Need,
    grounds: tuple[Ground, ...],
    *,
    on: date,
) -> tuple[Alternative, ...]:
    """Return the other roads for an act, the best first.

    Args:
        chosen: the candidate the ruling rests on; None when it rests on the want of one.
        candidates: every instrument weighed, in their order.
        need: what must be carried.
        grounds: everything the ruling rests on.
        on: the civil day ruled on.
    """
    own = chosen.instrument if chosen is not None else None
    found: list[Alternative] = []
    for candidate in candidates:
        if candidate.instrument is not own:
            found += _roads(candidate, need, on=on)
    if cures := _cures(grounds):
        # Each of the others is named once; only the same cure may be found twice.
        found += dict.fromkeys(cures)
    found += _of_others(need, grounds)
    if chosen is None and need.act in {ActKind.ASK, ActKind.ANSWER}:
        found.append(Alternative(COURTESY, NOTHING, (("requested", need.requested.english_name),)))
    return tuple(found)


def _roads(candidate: Candidate, need: Need, *, on: date) -> tuple[Alternative, ...]:
    instrument = candidate.instrument
    limited = instrument.scope is Scope.DECLARATION_DATA
    if limited and not need.declaration_data:
        return _declaration_data(candidate)
    if candidate.outcome is Outcome.REFUSED:
        return _later(candidate, on=on)
    code = ANOTHER if candidate.outcome is Outcome.PERMITTED else ANOTHER_REFERRED
    return (Alternative(code, _cite(candidate), instrument.name_facts),)


def _declaration_data(candidate: Candidate) -> tuple[Alternative, ...]:
    """Name the road that carries declaration data only, where it is open between the two."""
    instrument = candidate.instrument
    if candidate.standing is None or candidate.standing.force is not Force.YES:
        return ()
    facts = (("article", instrument.scope_article), *instrument.name_facts)
    cites = cite_article(instrument, instrument.scope_article)
    return (Alternative(DECLARATION_DATA, cites, facts),)


def _later(candidate: Candidate, *, on: date) -> tuple[Alternative, ...]:
    event = candidate.standing.event if candidate.standing is not None else None
    if event is None or event.on is None or event.on <= on or event.what is EventType.SIGNED:
        return ()
    facts = (("day", event.on.isoformat()), *candidate.instrument.name_facts)
    return (Alternative(IN_FORCE_LATER, _cite(candidate), facts),)


def _cite(candidate: Candidate) -> Citation:
    """Cite what is first to be known of a road, never without naming the instrument."""
    instrument, first = candidate.instrument, candidate.grounds[0].cites
    return first if instrument.name_facts[0] in first.facts else cite_road(instrument, first)


def _cures(grounds: tuple[Ground, ...]) -> list[Alternative]:
    return [
        Alternative(_CURES[ground.code], ground.cites, ground.facts)
        for ground in grounds
        if ground.code in _CURES
    ]


_INCOMPETENT = frozenset(
    code + end
    for code in (
        "no_instrument",
        "declaration_data_only",
        "excluded",
        "not_covered",
        "courtesy_only",
    )
    for end in ("", SETTLED)
)
# Under an agreement that does not bind the two, a request fares no better.
_NOT_BINDING = frozenset(
    code + end
    for code in (
        "no_instrument",
        "not_between_them",
        "not_in_force",
        "not_yet_signed",
        "not_yet_succeeded",
        "not_yet_accepted",
        "suspended",
        "ended",
    )
    for end in ("", SETTLED)
)
_BEYOND_PURPOSE = frozenset({"purpose_not_covered", "purpose_not_covered" + SETTLED})


def _of_others(need: Need, grounds: tuple[Ground, ...]) -> list[Alternative]:
    """Where the texts do not carry it, name who else has a road; where only unasked, ask."""
    codes = [ground.code for ground in grounds]
    found: list[Alternative] = []
    if need.kind in _CHANNELS and not _INCOMPETENT.isdisjoint(codes):
        found += _CHANNELS[need.kind]
    if need.purpose in _CHANNELS and not _BEYOND_PURPOSE.isdisjoint(codes):
        found += [road for road in _CHANNELS[need.purpose] if road not in found]
    if need.act in _ON_REQUEST and _NOT_BINDING.isdisjoint(codes):
        sides = (("requested", need.requested), ("requesting", need.requesting))
        facts = tuple((side, country.english_name) for side, country in sides)
        cites = grounds[0].cites if grounds else _OUTSIDE
        found.append(Alternative(ASK_ON_REQUEST, cites, facts))
    return found
