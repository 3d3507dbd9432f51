"""Ruling on use: what was supplied keeps its limits wherever it goes."""

from collections.abc import Mapping
from datetime import date

from comity.agreements.rules.alternatives import ASK_CONSENT, DESTROY_OR_RETURN, OTHER_CHANNEL
from comity.agreements.rules.bearings import decider_of, in_order, make_ground
from comity.agreements.rules.candidates import outcome_from
from comity.agreements.rules.conditions import KEEP_UNTIL, SUPPLIER_MAY_LIMIT
from comity.agreements.terms import ASKED_FOR, Leave, Use, UseLimits
from comity.agreements.wording.citations import citation_from, cited_in_english
from comity.agreements.wording.matters import MATTERS, PASSING_ON, PRIOR
from comity.kernel.rulings import (
    Alternative,
    Citation,
    Condition,
    Ground,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Ruling,
)


def rule_on_use(
    limits: UseLimits, use: Use, *, on: date, further: tuple[Ground, ...] = ()
) -> Ruling:
    """Rule whether something supplied may be used in this way.

    A use outside the purposes refuses and names the condition; what the text leaves to the
    supplier's consent refers until the consent is there; what the register does not know for sure
    refers to the treaty desk. A consent given for exactly this use lifts the limits on purpose,
    proceedings and passing on, never the end of retention.

    Args:
        limits: the limits that travelled with the item.
        use: what is about to be done with it.
        on: civil day of the use.
        further: grounds beside the limits, such as the force of the agreement.

    Returns:
        A permission, a refusal or a referral, with every ground and with what consent is needed.
    """
    grounds = in_order((*grounds_of_use(limits, use, on=on), *further))
    match outcome_from(grounds):
        case Outcome.REFUSED:
            return Refusal(on, grounds, ways_out(limits, grounds))
        case Outcome.REFERRED:
            # In order: the first of what is open tells who decides.
            decider = decider_of(grounds[0])
            return Referral(on, grounds, decider, limits.under, ways_out(limits, grounds))
        case Outcome.PERMITTED:
            return Permission(
                under=limits.under,
                article=cited_in_english(grounds[0].cites),
                terms_digest=limits.terms_digest,
                on=on,
                grounds=grounds,
                conditions=conditions_of_use(limits, use),
            )


def grounds_of_use(limits: UseLimits, use: Use, *, on: date) -> tuple[Ground, ...]:
    """Return what the limits say of a use: its purpose, its proceedings, its way on, its time."""
    found = (
        *_grounds_of_purpose(limits, use),
        *_grounds_of_proceedings(limits, use),
        *grounds_of_onward(limits, use),
        *_grounds_of_retention(limits, on),
    )
    # One consent may open several doors; it is said once.
    return tuple(dict.fromkeys(found)) if use.consent else found


def _facts(limits: UseLimits) -> dict[str, str]:
    return {"supplier": limits.supplier.english_name, "form": limits.form_of_consent or PRIOR}


def _grounds_of_purpose(limits: UseLimits, use: Use) -> list[Ground]:
    facts = {
        **_facts(limits),
        "purpose": use.purpose.label,
        "purposes": ", ".join(purpose.label for purpose in sorted(limits.purposes)),
    }
    if use.purpose in limits.purposes:
        # While the agreement's own list is not sure, only what the request stated carries the use;
        # a template refers and never permits.
        cites = citation_from(limits.purposes_cite if limits.purposes_sure else ASKED_FOR)
        return [make_ground("use_within_purposes", cites, facts)]
    if use.consent:
        return [_consented(limits, use)]
    if limits.purposes_sure:
        return [make_ground("use_outside_purposes", citation_from(limits.purposes_cite), facts)]
    matter = use.purpose.label
    cites = citation_from(limits.purposes_cite)
    return [make_ground("limit_not_recorded", cites, {**facts, "matter": matter})]


def _grounds_of_proceedings(limits: UseLimits, use: Use) -> list[Ground]:
    if use.proceedings is None:
        return []
    limit = limits.limit_on(use.proceedings)
    cites = citation_from(limit.cites)
    facts = {**_facts(limits), "proceedings": use.proceedings.label}
    matter = MATTERS[use.proceedings]
    if limit.sure and limit.leave in {Leave.YES, Leave.LIMIT}:
        return [make_ground("proceedings_allowed", cites, facts)]
    if limit.sure and limit.leave is Leave.NO and not use.consent:
        return [make_ground("proceedings_barred", cites, facts)]
    return [_open(limits, use, cites, sure=limit.sure, matter=matter)]


def grounds_of_onward(limits: UseLimits, use: Use) -> list[Ground]:
    """Return what the limits say of passing an item on; nothing when it stays where it is."""
    if not use.onward_to:
        return []
    facts = {**_facts(limits), "onward_to": use.onward_to}
    cites = citation_from(limits.onward_cite)
    matter = PASSING_ON
    if limits.onward_sure and limits.onward in {Leave.YES, Leave.LIMIT}:
        return [make_ground("onward_allowed", cites, facts)]
    if limits.onward_sure and limits.onward is Leave.NO and not use.consent:
        return [make_ground("onward_barred", cites, facts)]
    return [_open(limits, use, cites, sure=limits.onward_sure, matter=matter)]


def _open(limits: UseLimits, use: Use, cites: Citation, *, sure: bool, matter: str) -> Ground:
    """What consent can open is open until the consent is there."""
    if use.consent:
        return _consented(limits, use)
    code = "consent_needed" if sure else "limit_not_recorded"
    return make_ground(code, cites, {**_facts(limits), "matter": matter})


def _consented(limits: UseLimits, use: Use) -> Ground:
    cites = Citation("cited_consent", (("consent", use.consent),))
    return make_ground("consent_given", cites, {**_facts(limits), "consent": use.consent})


def _grounds_of_retention(limits: UseLimits, on: date) -> list[Ground]:
    if limits.keep_until is None or on < limits.keep_until:
        return []
    day = limits.keep_until.isoformat()
    cites = cite_retention(limits.keep_until)
    return [make_ground("kept_too_long", cites, {**_facts(limits), "day": day})]


def cite_retention(day: date) -> Citation:
    """Return the end of keeping that the supplier stated."""
    return Citation("cited_retention", (("day", day.isoformat()),))


# The grounds that each way out helps against; the first of them is what it rests on.
_WAYS_OUT: Mapping[str, frozenset[str]] = {
    ASK_CONSENT: frozenset(
        {
            "use_outside_purposes",
            "consent_needed",
            "proceedings_barred",
            "onward_barred",
            "limit_not_recorded",
        }
    ),
    OTHER_CHANNEL: frozenset({"proceedings_barred"}),
    DESTROY_OR_RETURN: frozenset({"kept_too_long"}),
}


def ways_out(limits: UseLimits, grounds: tuple[Ground, ...]) -> tuple[Alternative, ...]:
    """Return whose consent would help, and which other road is left."""
    facts = tuple(sorted(_facts(limits).items()))
    return tuple(
        Alternative(road, ground.cites, facts)
        for road, helped in _WAYS_OUT.items()
        for ground in [ground for ground in grounds if ground.code in helped][:1]
    )


def conditions_of_use(limits: UseLimits, use: Use) -> tuple[Condition, ...]:
    """Return what still binds whoever uses it so."""
    found = []
    if use.proceedings is not None:
        limit = limits.limit_on(use.proceedings)
        if limit.leave is Leave.LIMIT:
            facts = (("supplier", limits.supplier.english_name),)
            found.append(Condition(SUPPLIER_MAY_LIMIT, citation_from(limit.cites), facts))
    if limits.keep_until is not None:
        day = limits.keep_until.isoformat()
        found.append(Condition(KEEP_UNTIL, cite_retention(limits.keep_until), (("day", day),)))
    return tuple(found)
