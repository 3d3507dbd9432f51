"""Ruling on answering: may this node let the information out? Two limbs, both named."""

from collections.abc import Mapping
from datetime import date

from comity.agreements.rules.asking import rule_with
from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.candidates import candidates_for
from comity.agreements.rules.citations import cite_provision
from comity.agreements.rules.conditions import APPROVAL
from comity.agreements.rules.instructions import approvals_of, grounds_of_instructions
from comity.agreements.terms import (
    CATALOGUE,
    NOTHING,
    Answer,
    Assumed,
    DataCategory,
    DomesticLaw,
    Gateway,
    Instrument,
    Provenance,
    ProvisionKind,
    Register,
    Settled,
)
from comity.kernel.rulings import Condition, Ground, Limb, Ruling


def rule_on_answering(
    register: Register, answer: Answer, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether the requested administration may answer.

    The instrument limb asks whether the agreement carries the assistance; the own-law limb asks
    whether this node's legal order lets the information out. A bar in own law refuses; own law
    that is not encoded refers. Exemptions are for a person: they refer, and never refuse.

    Args:
        register: instruments, own law and settlements as they stand.
        answer: the request answered, and what the answer contains.
        on: civil day of answering, in the answering administration's time zone.
        under: reference of the instrument the request relies on; None to take the best.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.

    Raises:
        InstrumentNotFoundError: the register holds no instrument `under`.
    """
    further = (
        *_grounds_of_exemption(register, answer, on=on, under=under),
        *_grounds_of_personal_data(register, answer, on=on, under=under),
        *grounds_of_own_law(register, answer, on=on),
        *grounds_of_instructions(
            register,
            answer.ask.requested,
            partner=answer.ask.requesting,
            kind=answer.ask.kind,
            on=on,
        ),
    )
    conditions = _approvals(register, answer, on=on)
    return rule_with(
        register, answer.ask, on=on, under=under, further=further, conditions=conditions
    )


def grounds_of_own_law(register: Register, answer: Answer, *, on: date) -> tuple[Ground, ...]:
    """Return the grounds of the second limb: gateway, assurances, bars."""
    country = answer.ask.requested
    law = register.own_law(country)
    if law is None:
        name = country.english_name
        return (_own("own_law_not_encoded", NOTHING, {"country": name}),)
    return (
        *_grounds_of_gateway(register, law, answer, on=on),
        *_grounds_of_bars(law, answer, on=on),
    )


def _grounds_of_gateway(
    register: Register, law: DomesticLaw, answer: Answer, *, on: date
) -> list[Ground]:
    gateway = _gateway(law, answer, on=on)
    facts = {"country": law.country.english_name, "kind": answer.ask.kind.label}
    if gateway is None:
        return [_own("gateway_not_encoded", NOTHING, facts)]
    cites = _cite_law(law, gateway.article, gateway.provenance)
    if isinstance(gateway.provenance, Assumed):
        return [_own("own_law_assumed", cites, facts)]
    settled = isinstance(gateway.provenance, Settled)
    opened = _own("gateway_open", cites, facts, settled=settled)
    return [opened, *_grounds_of_assurance(register, law, gateway, answer)]


def _gateway(law: DomesticLaw, answer: Answer, *, on: date) -> Gateway | None:
    open_ones = [g for g in law.gateways if g.opens(answer.ask.kind, on=on)]
    sure = [g for g in open_ones if not isinstance(g.provenance, Assumed)]
    return next(iter(sure + open_ones), None)


def _grounds_of_assurance(
    register: Register, law: DomesticLaw, gateway: Gateway, answer: Answer
) -> list[Ground]:
    partner = answer.ask.requesting
    recorded = dict(register.assurances_of(partner, to=law.country))
    cites = _cite_law(law, gateway.article, gateway.provenance)
    found = []
    for assurance in sorted(gateway.assurances):
        facts = {"assurance": assurance.label, "partner": partner.english_name}
        if assurance in answer.assurances:
            found.append(_own("assurance_given", f"{cites}; given with the request", facts))
        elif assurance in recorded:
            given = f"{cites}; {recorded[assurance].settled}"
            found.append(_own("assurance_given", given, facts, settled=True))
        else:
            found.append(_own("assurance_missing", cites, facts))
    return found


def _grounds_of_bars(law: DomesticLaw, answer: Answer, *, on: date) -> list[Ground]:
    found = []
    partner = answer.ask.requesting.english_name
    for bar in law.bars:
        if on not in bar.period:
            continue
        cites = _cite_law(law, bar.article, bar.provenance)
        if bar.on_breach and answer.partner_in_breach:
            found.append(_own("breach_barred", cites, {"partner": partner}))
        if bar.category is not None and bar.category in answer.categories:
            found.append(_own("category_barred", cites, {"category": bar.category.label}))
    return found


def _grounds_of_exemption(
    register: Register, answer: Answer, *, on: date, under: str | None
) -> list[Ground]:
    """Each exemption somebody sees touched, and the want of reciprocity, goes to a person."""
    instrument = _instrument(register, answer, on=on, under=under)
    found = [
        make_ground(
            "exemption_touched", _cite(instrument, kind, on), {"exemption": CATALOGUE[kind].title}
        )
        for kind in sorted(answer.touches)
    ]
    if not answer.ask.reciprocal:
        cites = _cite(instrument, ProvisionKind.EX_RECIPROCITY, on)
        partner = answer.ask.requesting.english_name
        found.append(make_ground("not_reciprocal", cites, {"partner": partner}))
    return found


def _grounds_of_personal_data(
    register: Register, answer: Answer, *, on: date, under: str | None
) -> list[Ground]:
    if DataCategory.PERSONAL not in answer.categories:
        return []
    instrument = _instrument(register, answer, on=on, under=under)
    kind = ProvisionKind.DATA_PERSONAL
    provision = instrument.provision_on(kind, on=on) if instrument is not None else None
    if instrument is None or provision is None or provision.is_assumed:
        return [make_ground("personal_data_not_recorded", _cite(instrument, kind, on), {})]
    settled = isinstance(provision.provenance, Settled)
    cites = cite_provision(instrument, provision)
    return [make_ground("personal_data_protected", cites, {}, settled=settled)]


def _instrument(
    register: Register, answer: Answer, *, on: date, under: str | None
) -> Instrument | None:
    if under is not None:
        return register.instrument(under)
    best = candidates_for(register, answer.ask, on=on)
    return best[0].instrument if best else None


def _cite(instrument: Instrument | None, kind: ProvisionKind, on: date) -> str:
    provision = instrument.provision_on(kind, on=on) if instrument is not None else None
    if instrument is None or provision is None:
        return NOTHING
    return cite_provision(instrument, provision)


def _cite_law(law: DomesticLaw, article: str, provenance: Provenance) -> str:
    if isinstance(provenance, Settled):
        return f"{law.title}: {article}; {provenance}"
    if isinstance(provenance, Assumed):
        return f"assumed from {provenance.citation}"
    return article


def _own(code: str, cites: str, facts: Mapping[str, str], *, settled: bool = False) -> Ground:
    return make_ground(code, cites, facts, limb=Limb.OWN_LAW, settled=settled)


def _approvals(register: Register, answer: Answer, *, on: date) -> tuple[Condition, ...]:
    country, partner = answer.ask.requested, answer.ask.requesting
    ordered = approvals_of(register, country, partner=partner, kind=answer.ask.kind, on=on)
    law = register.own_law(country)
    gateway = _gateway(law, answer, on=on) if law is not None else None
    if law is None or gateway is None or gateway.approval is None:
        return ordered
    cites = _cite_law(law, gateway.article, gateway.provenance)
    return (*ordered, Condition(APPROVAL, cites, (("role", gateway.approval.value),)))
