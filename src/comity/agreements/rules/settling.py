"""What is wrong with a settlement before the treaty desk makes it."""

from collections.abc import Iterator

from comity.agreements.terms import (
    Matter,
    Register,
    Settlement,
    domestic_reference,
    fault_in_parameter,
    taken_by_parameter,
)
from comity.kernel.codes import CountryCode
from comity.kernel.countries import NAMES
from comity.kernel.errors import Problem


def problems_in_settlement(register: Register, settlement: Settlement) -> tuple[Problem, ...]:
    """Return everything that is wrong with a settlement, so that it is corrected at once.

    A settlement without a source would be an opinion; one that names nothing settles nothing.
    """
    return (
        *_problems_in_words(settlement),
        *_problems_in_subject(register, settlement),
        *_CHECKS[settlement.matter](register, settlement),
    )


def _problems_in_words(settlement: Settlement) -> Iterator[Problem]:
    for field in ("states", "source", "by"):
        if not getattr(settlement, field).strip():
            yield Problem("settlement_incomplete", field, (("field", field),))


def _problems_in_subject(register: Register, settlement: Settlement) -> Iterator[Problem]:
    about = (("about", settlement.about),)
    if settlement.matter in {Matter.TERM, Matter.EVENT}:
        if not register.has(settlement.about):
            yield Problem("settlement_about_nothing", "about", about)
        return
    code = settlement.about.removeprefix("domestic/").upper()
    if code not in NAMES or settlement.about != domestic_reference(CountryCode(code)):
        yield Problem("settlement_about_nothing", "about", about)


def _problems_in_term(_: Register, settlement: Settlement) -> Iterator[Problem]:
    kind = settlement.provision
    if kind is None:
        yield Problem("settlement_incomplete", "provision", (("field", "provision"),))
        return
    for name, value in settlement.parameters:
        if fault := fault_in_parameter(kind, name, value):
            facts = {"key": name, "value": str(value), **taken_by_parameter(kind, name)}
            yield Problem(fault, f"parameters.{name}", tuple(facts.items()))


def _problems_in_event(register: Register, settlement: Settlement) -> Iterator[Problem]:
    if settlement.event is None:
        yield Problem("settlement_incomplete", "event", (("field", "event"),))
    if settlement.event_on is None:
        yield Problem("settlement_incomplete", "event_on", (("field", "event_on"),))
    if settlement.party is None or not register.has(settlement.about):
        return
    parties = {party.code for party in register.instrument(settlement.about).parties}
    if settlement.party not in parties:
        yield Problem("party_not_in_instrument", "party", (("party", settlement.party),))


def _problems_in_own_law(_register: Register, _settlement: Settlement) -> Iterator[Problem]:
    yield from ()


_CHECKS = {
    Matter.TERM: _problems_in_term,
    Matter.EVENT: _problems_in_event,
    Matter.OWN_LAW: _problems_in_own_law,
}
