"""Broken promises: what they do to a release, by own law or by the agreement."""

from collections.abc import Iterator
from datetime import date

from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.citations import cite_law, cite_provision
from comity.agreements.terms import Bar, BreachState, Instrument, ProvisionKind, Register
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Citation, Ground, Limb

IN_THE_REGISTER = Citation("cited_breach_register")


def grounds_of_breach(
    register: Register,
    country: CountryCode,
    *,
    partner: CountryCode,
    on: date,
    instrument: Instrument | None = None,
    in_breach: bool = False,
) -> tuple[Ground, ...]:
    """Return what a partner's breach does to releasing anything to it.

    Where own law bars it, an established breach refuses. Where it does not, the agreement may let
    us suspend, and whether we do is for a person; so is every allegation.

    Args:
        register: own law, and the breach register of this node.
        country: whose law it is.
        partner: who would receive.
        on: civil day of the release.
        instrument: the agreement relied on; None when none is.
        in_breach: the partner is taken to be in breach, whatever the register says.
    """
    breaches = register.breaches_of(partner, to=country, on=on)
    if not breaches and not in_breach:
        return ()
    states = {breach.state for breach in breaches}
    facts = {"partner": partner.english_name}
    if in_breach or BreachState.ESTABLISHED in states:
        barred = tuple(
            make_ground("breach_barred", cites, facts, limb=Limb.OWN_LAW)
            for cites in _bars(register, country, on)
        )
        cites = _terms_of_breach(instrument, on)
        return barred or (make_ground("breach_established", cites, facts, limb=Limb.OWN_LAW),)
    if BreachState.ALLEGED in states:
        return (make_ground("breach_alleged", IN_THE_REGISTER, facts, limb=Limb.OWN_LAW),)
    return ()


def _bars(register: Register, country: CountryCode, on: date) -> Iterator[Citation]:
    law = register.own_law(country)
    if law is not None:
        bars: tuple[Bar, ...] = law.bars
        for bar in bars:
            if bar.on_breach and on in bar.period:
                yield cite_law(law, bar.article, bar.provenance)


def _terms_of_breach(instrument: Instrument | None, on: date) -> Citation:
    """Return the article that lets a side suspend, or where the breach is recorded."""
    if instrument is None:
        return IN_THE_REGISTER
    provision = instrument.provision_on(ProvisionKind.DATA_BREACH, on=on)
    return cite_provision(instrument, provision) if provision is not None else IN_THE_REGISTER
