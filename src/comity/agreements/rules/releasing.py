"""The second limb: whether this node's own law opens an act, and what its content calls for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.breaches import grounds_of_breach
from comity.agreements.rules.citations import (
    cite_assurance,
    cite_law,
    cite_provision,
)
from comity.agreements.rules.conditions import APPROVAL
from comity.agreements.rules.instructions import approvals_of, grounds_of_instructions
from comity.agreements.terms import (
    CATALOGUE,
    NOTHING,
    ActKind,
    AssistanceKind,
    Assumed,
    Bar,
    Contents,
    DataCategory,
    DomesticLaw,
    Gateway,
    Instrument,
    ProvisionKind,
    Purpose,
    Register,
    Settled,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Citation, Condition, Ground, Limb


class Release(NamedTuple):
    """Something about to be done, or let out, that own law must open.

    Attributes:
        act: what would be done.
        by: whose law it is.
        partner: who would receive.
        label: what it is, for a sentence.
        kind: the assistance it is; None when it is of no kind in particular.
        purpose: what for; None when every instruction is to count.
        contents: what is let out.
    """

    act: ActKind
    by: CountryCode
    partner: CountryCode
    label: str
    kind: AssistanceKind | None
    purpose: Purpose | None
    contents: Contents


def grounds_of_release(
    register: Register, release: Release, instrument: Instrument | None, *, on: date
) -> tuple[Ground, ...]:
    """Return every ground beside the instrument's own: exemptions, sources, own law, orders.

    Args:
        register: own law, instructions, assurances and breaches as they stand.
        release: what would be done.
        instrument: whose terms it would be under; None when there is none.
        on: the civil day.
    """
    contents = release.contents
    return (
        *(_grounds_of_exemption(contents, instrument, on=on) if contents.touches else ()),
        *(grounds_of_third_parties(contents, release.by) if contents.suppliers else ()),
        *grounds_of_own_law(register, release, on=on),
        *grounds_of_orders(register, release, on=on),
        *grounds_of_breach(
            register,
            release.by,
            partner=release.partner,
            on=on,
            instrument=instrument,
            in_breach=contents.partner_in_breach,
        ),
    )


def grounds_of_orders(register: Register, release: Release, *, on: date) -> tuple[Ground, ...]:
    """Return what national instructions say of it."""
    return grounds_of_instructions(
        register,
        release.by,
        partner=release.partner,
        kind=release.kind,
        on=on,
        act=release.act,
        purpose=release.purpose,
    )


def approvals_for(register: Register, release: Release, *, on: date) -> tuple[Condition, ...]:
    """Return the approvals that instructions and own law ask for."""
    ordered = approvals_of(
        register,
        release.by,
        partner=release.partner,
        kind=release.kind,
        on=on,
        act=release.act,
        purpose=release.purpose,
    )
    law = register.own_law(release.by)
    gateway = _gateway(law, release, on=on) if law is not None else None
    if law is None or gateway is None or gateway.approval is None:
        return ordered
    cites = cite_law(law, gateway.article, gateway.provenance)
    return (*ordered, Condition(APPROVAL, cites, (("role", gateway.approval.value),)))


def grounds_of_own_law(register: Register, release: Release, *, on: date) -> tuple[Ground, ...]:
    """Return the grounds of own law: the power, the assurances it wants, its bars."""
    law = register.own_law(release.by)
    if law is None:
        facts = (("country", release.by.english_name),)
        return (Ground("own_law_not_encoded", NOTHING, Limb.OWN_LAW, facts),)
    return (
        *_grounds_of_gateway(register, law, release, on=on),
        *_grounds_of_bars(law, release, on=on),
    )


def _grounds_of_gateway(
    register: Register, law: DomesticLaw, release: Release, *, on: date
) -> list[Ground]:
    gateway = _gateway(law, release, on=on)
    facts = {
        "country": law.country.english_name,
        "kind": release.label,
        "act": release.act.label,
    }
    if gateway is None:
        return [_own("gateway_not_encoded", NOTHING, facts)]
    cites = cite_law(law, gateway.article, gateway.provenance)
    if isinstance(gateway.provenance, Assumed):
        return [_own("own_law_assumed", cites, facts)]
    settled = isinstance(gateway.provenance, Settled)
    opened = _own("gateway_open", cites, facts, settled=settled)
    return [opened, *_grounds_of_assurance(register, law, gateway, release, cites, on=on)]


def _gateway(law: DomesticLaw, release: Release, *, on: date) -> Gateway | None:
    assumed = None
    for gateway in law.gateways:
        if gateway.opens(release.act, release.kind, on=on):
            if not isinstance(gateway.provenance, Assumed):
                return gateway
            assumed = assumed or gateway
    return assumed


def _grounds_of_assurance(
    register: Register,
    law: DomesticLaw,
    gateway: Gateway,
    release: Release,
    cites: Citation,
    *,
    on: date,
) -> Iterator[Ground]:
    given = register.assurances_of(release.partner, to=law.country, on=on)
    recorded = {each.assurance: each for each in given}
    for assurance in sorted(gateway.assurances):
        facts = {"assurance": assurance.label, "partner": release.partner.english_name}
        if assurance in release.contents.assurances:
            told = Citation("cited_given_with_request")
            yield _own("assurance_given", _and(cites, told), facts)
        elif assurance in recorded:
            told = cite_assurance(recorded[assurance])
            yield _own("assurance_given", _and(cites, told), facts)
        else:
            yield _own("assurance_missing", cites, facts)


def _grounds_of_bars(law: DomesticLaw, release: Release, *, on: date) -> Iterator[Ground]:
    for bar in law.bars:
        if on in bar.period and (not bar.acts or release.act in bar.acts):
            cites = cite_law(law, bar.article, bar.provenance)
            yield from _grounds_of_bar(bar, release.contents, cites)


def _grounds_of_bar(bar: Bar, contents: Contents, cites: Citation) -> Iterator[Ground]:
    """A bar that names both category and source shuts in what is of both."""
    by_source = sorted(bar.supplied_by & contents.suppliers)
    if bar.category is not None and bar.category not in _categories(contents):
        return
    if bar.supplied_by and not by_source:
        return
    for supplier in by_source:
        yield _own("source_barred", cites, {"supplier": supplier.english_name})
    if bar.category is not None and not by_source:
        yield _own("category_barred", cites, {"category": bar.category.label})


def _categories(contents: Contents) -> frozenset[DataCategory]:
    """Whatever another administration supplied is third-party data, said or not."""
    third = {DataCategory.THIRD_PARTY} if contents.suppliers else set()
    return contents.categories | third


def grounds_of_third_parties(contents: Contents, by: CountryCode) -> Iterator[Ground]:
    """What another administration supplied leaves only with its consent; that is for a person."""
    for supplier in sorted(contents.suppliers - {by}):
        facts = {"supplier": supplier.english_name}
        if supplier in contents.consented:
            yield make_ground("third_party_consented", Citation("cited_stated_with_act"), facts)
        else:
            yield make_ground("third_party_consent_needed", NOTHING, facts)


def _grounds_of_exemption(
    contents: Contents, instrument: Instrument | None, *, on: date
) -> Iterator[Ground]:
    """Each exemption somebody sees touched goes to a person."""
    for kind in sorted(contents.touches):
        facts = {"exemption": CATALOGUE[kind].title}
        yield make_ground("exemption_touched", cite_kind(instrument, kind, on=on), facts)


def cite_kind(instrument: Instrument | None, kind: ProvisionKind, *, on: date) -> Citation:
    """Return the article of a kind, or the register's silence."""
    provision = instrument.provision_on(kind, on=on) if instrument is not None else None
    if instrument is None or provision is None:
        return NOTHING
    return cite_provision(instrument, provision)


def _and(cites: Citation, further: Citation) -> Citation:
    return Citation(cites.code, cites.facts, (*cites.further, further))


def _own(code: str, cites: Citation, facts: Mapping[str, str], *, settled: bool = False) -> Ground:
    return make_ground(code, cites, facts, limb=Limb.OWN_LAW, settled=settled)
