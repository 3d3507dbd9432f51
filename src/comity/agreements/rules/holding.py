"""Ruling on what is done with something supplied: passing it on, sharing it at home, keeping it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from comity.agreements.rules.bearings import Bearing, bearing_of, in_order, make_ground
from comity.agreements.rules.breaches import grounds_of_breach
from comity.agreements.rules.candidates import outcome_from
from comity.agreements.rules.citations import cite_event, cite_provision
from comity.agreements.rules.conditions import (
    KEEP_UNTIL,
    KEPT_WHILE_NEEDED,
    LIMITS_GO_ALONG,
    STILL_CONFIDENTIAL,
)
from comity.agreements.rules.judging import decider_among
from comity.agreements.rules.releasing import (
    Release,
    approvals_for,
    grounds_of_orders,
    grounds_of_own_law,
    grounds_of_third_parties,
)
from comity.agreements.rules.standing import ground_of_force
from comity.agreements.rules.use import (
    cite_retention,
    conditions_of_use,
    grounds_of_onward,
    grounds_of_use,
    ways_out,
)
from comity.agreements.terms import (
    ActKind,
    Contents,
    Force,
    Instrument,
    Keep,
    PassOn,
    ProvisionKind,
    Register,
    Share,
    Use,
    UseLimits,
    standing_between,
)
from comity.agreements.wording.citations import citation_from, cited_in_english
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import (
    Citation,
    Condition,
    Ground,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Ruling,
)


def rule_on_passing_on(register: Register, limits: UseLimits, act: PassOn, *, on: date) -> Ruling:
    """Rule whether something supplied may be passed on to somebody else.

    The first limb is what the supplier and its agreement allow; the second is this country's own
    law, which must give a power to pass on, and may shut in what others supplied.

    Args:
        register: own law, instructions and breaches as they stand.
        limits: the limits that travelled with the item.
        act: who would pass it on to whom, and what for.
        on: the civil day.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.
    """
    use = Use(act.purpose, onward_to=act.to, consent=act.consent)
    release = _release(ActKind.PASS_ON, act, limits, partner=act.abroad or limits.supplier)
    # A power to tell a foreign administration is none to tell somebody at home.
    power = release if act.abroad is not None else release._replace(act=ActKind.SHARE)
    grounds = [
        *grounds_of_use(limits, use, on=on),
        *grounds_of_third_parties(act.contents, limits.supplier),
        *grounds_of_own_law(register, power, on=on),
        *grounds_of_orders(register, release, on=on),
    ]
    if act.abroad is not None:
        broken = act.contents.partner_in_breach
        grounds += grounds_of_breach(register, act.by, partner=act.abroad, on=on, in_breach=broken)
    conditions = (
        Condition(LIMITS_GO_ALONG, citation_from(limits.onward_cite)),
        *conditions_of_use(limits, use),
        *approvals_for(register, release, on=on),
    )
    return _ruling(limits, grounds, conditions, on)


def rule_on_sharing(register: Register, limits: UseLimits, act: Share, *, on: date) -> Ruling:
    """Rule whether something supplied may go to another agency of the same country.

    An agency that the agreement names as an authority of the party is no third person; to any
    other it is passed on. Own law must open sharing in either case.

    Args:
        register: instruments, own law and instructions as they stand.
        limits: the limits that travelled with the item.
        act: which agency would get it, and what for.
        on: the civil day.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.
    """
    use = Use(act.purpose, consent=act.consent)
    release = _release(ActKind.SHARE, act, limits, partner=limits.supplier)
    grounds = [
        *grounds_of_use(limits, use, on=on),
        *_grounds_of_agency(register, limits, act, on),
        *grounds_of_third_parties(act.contents, limits.supplier),
        *grounds_of_own_law(register, release, on=on),
        *grounds_of_orders(register, release, on=on),
    ]
    conditions = (
        Condition(LIMITS_GO_ALONG, citation_from(limits.onward_cite)),
        *conditions_of_use(limits, use),
        *approvals_for(register, release, on=on),
    )
    return _ruling(limits, grounds, conditions, on)


def rule_on_keeping(register: Register, limits: UseLimits, act: Keep, *, on: date) -> Ruling:
    """Rule whether something supplied may still be kept.

    What outlives an agreement binds on: after its end nothing new comes, and what came stays
    confidential. An order to keep stops no clock by itself; where both speak, the data protection
    officer decides.

    Args:
        register: instruments as they stand.
        limits: the limits that travelled with the item.
        act: who keeps it, since when, and whether something orders it to be kept.
        on: the civil day.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.
    """
    instrument = register.instrument(limits.under) if register.has(limits.under) else None
    grounds = [
        *_grounds_of_coming(instrument, limits, act, on),
        *_grounds_of_keeping(instrument, limits, act, on),
    ]
    conditions = tuple(_conditions_of_keeping(instrument, limits, act, on))
    return _ruling(limits, grounds, conditions, on)


def _release(
    what: ActKind, act: PassOn | Share, limits: UseLimits, *, partner: CountryCode
) -> Release:
    contents: Contents = replace(act.contents, suppliers=act.contents.suppliers | {limits.supplier})
    return Release(what, act.by, partner, what.label, None, act.purpose, contents)


def _ruling(
    limits: UseLimits, found: list[Ground], conditions: tuple[Condition, ...], on: date
) -> Ruling:
    grounds = in_order(found)
    match outcome_from(grounds):
        case Outcome.REFUSED:
            return Refusal(on, grounds, ways_out(limits, grounds))
        case Outcome.REFERRED:
            decider = decider_among(grounds)
            return Referral(on, grounds, decider, limits.under, ways_out(limits, grounds))
        case Outcome.PERMITTED:
            return Permission(
                under=limits.under,
                article=cited_in_english(grounds[0].cites),
                terms_digest=limits.terms_digest,
                on=on,
                grounds=grounds,
                conditions=conditions,
            )


def _grounds_of_agency(
    register: Register, limits: UseLimits, act: Share, on: date
) -> Iterator[Ground]:
    instrument = register.instrument(limits.under) if register.has(limits.under) else None
    party = instrument.party_of(act.by, on=on) if instrument is not None else None
    named = party.authorities_on(on) if party is not None else ()
    facts = {"agency": act.to, "country": act.by.english_name}
    if instrument is not None and act.to in {each.name for each in named}:
        cites = Citation("cited_parties", (("instrument", instrument.short_title),))
        yield make_ground("agency_is_authority", cites, facts)
        return
    onward = list(grounds_of_onward(limits, Use(act.purpose, None, act.to, act.consent)))
    yield from onward
    if not named and any(bearing_of(each) is Bearing.OPEN for each in onward):
        # Nobody has recorded who acts for the party: it may be that agency after all.
        yield make_ground("agency_not_recorded", Citation("cited_nothing"), facts)


def _grounds_of_coming(
    instrument: Instrument | None, limits: UseLimits, act: Keep, on: date
) -> Iterator[Ground]:
    """Return a ground when nothing can have come under the agreement on the day it is said to.

    Without that day, it may have come on any day before this one: then only an agreement that
    had not begun by now stands in the way.
    """
    if instrument is None or not instrument.links(act.by, limits.supplier, on=on):
        return
    day = act.received_on or on
    standing = standing_between(instrument, act.by, limits.supplier, on=day)
    over = standing.code in {"ended", "suspended"} and act.received_on is None
    if standing.force is not Force.YES and not over:
        yield ground_of_force(instrument, requesting=act.by, requested=limits.supplier, on=day)


def _grounds_of_keeping(
    instrument: Instrument | None, limits: UseLimits, act: Keep, on: date
) -> Iterator[Ground]:
    ends, start_missing = _end_of_keeping(instrument, limits, act, on)
    facts = {"supplier": limits.supplier.english_name}
    if start_missing is not None:
        yield make_ground("retention_start_not_recorded", start_missing, facts)
    if ends is None:
        yield make_ground("may_be_kept", _what_it_came_under(instrument, limits), facts)
        return
    day, cites = ends
    facts["day"] = day.isoformat()
    if on < day:
        yield make_ground("may_be_kept_until", cites, facts)
    elif act.on_legal_hold:
        yield make_ground("held_past_retention", cites, facts)
    else:
        yield make_ground("kept_too_long", cites, facts)


def _what_it_came_under(instrument: Instrument | None, limits: UseLimits) -> Citation:
    if limits.purposes_sure or instrument is None:
        return citation_from(limits.purposes_cite)
    return Citation("cited_instrument", (("instrument", instrument.short_title),))


def _end_of_keeping(
    instrument: Instrument | None, limits: UseLimits, act: Keep, on: date
) -> tuple[tuple[date, Citation] | None, Citation | None]:
    """Return the earliest day keeping ends, and what would set one if its start were known."""
    ends = []
    missing = None
    if limits.keep_until is not None:
        ends.append((limits.keep_until, cite_retention(limits.keep_until)))
    provision = instrument.provision_on(ProvisionKind.DATA_RETENTION, on=on) if instrument else None
    most = provision.number("max_days") if provision is not None else None
    if instrument is not None and provision is not None and most is not None:
        cites = cite_provision(instrument, provision)
        if act.received_on is None:
            missing = cites
        else:
            ends.append((act.received_on + timedelta(days=most), cites))
    return min(ends, key=lambda end: end[0], default=None), missing


def _conditions_of_keeping(
    instrument: Instrument | None, limits: UseLimits, act: Keep, on: date
) -> Iterator[Condition]:
    ends, _ = _end_of_keeping(instrument, limits, act, on)
    if ends is None:
        yield Condition(KEPT_WHILE_NEEDED, _what_it_came_under(instrument, limits))
    else:
        yield Condition(KEEP_UNTIL, ends[1], (("day", ends[0].isoformat()),))
    if instrument is None or not instrument.links(act.by, limits.supplier, on=on):
        return
    standing = standing_between(instrument, act.by, limits.supplier, on=on)
    if standing.force is Force.NO and standing.code == "ended":
        residual = instrument.provision_on(ProvisionKind.END_RESIDUAL, on=on)
        cites = (
            cite_provision(instrument, residual)
            if residual is not None
            else cite_event(instrument, standing.event)
        )
        yield Condition(STILL_CONFIDENTIAL, cites, (("instrument", instrument.short_title),))
