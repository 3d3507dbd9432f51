"""What an act wants in particular, held against what the carrying provision says of it.

A data set, a target, a kind of goods: where the text lists them, what is not listed is not
carried; where the register holds no list, a person must look.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import (
    NOTHING,
    Attend,
    DeliverUnderControl,
    ExchangeAutomatically,
    Instrument,
    Match,
    Need,
    Provision,
    Recognise,
    Serve,
    Watch,
)
from comity.kernel.rulings import Citation, Ground


def grounds_of_particulars(
    instrument: Instrument, provision: Provision | None, need: Need, *, on: date
) -> list[Ground]:
    """Return what speaks for or against the particulars of an act under one instrument.

    Args:
        instrument: which.
        provision: the one that would carry the act; None when none is recorded, and assumed when
            nobody has read it: either is a ground of its own already.
        need: what must be carried.
        on: the civil day.
    """
    act = need.particulars
    if isinstance(act, Recognise):
        return _of_recognition(act)
    if act is None or provision is None or provision.is_assumed:
        # What a template lists says nothing of this text; that it is assumed refers already.
        return []
    cites = cite_provision(instrument, provision)
    return list(_of_provision(act, provision, cites, on))


def _of_provision(
    act: Attend | DeliverUnderControl | ExchangeAutomatically | Match | Serve | Watch,
    provision: Provision,
    cites: Citation,
    on: date,
) -> Iterator[Ground]:
    match act:
        case ExchangeAutomatically():
            yield from _of_exchange(act, provision, cites, on)
        case Match():
            yield from _of_match(act, provision, cites)
        case Watch():
            yield from _listed("target", act.targets, provision.values("targets"), cites)
        case DeliverUnderControl():
            goods = {act.goods} - {""}
            yield from _listed("goods", goods, provision.values("substances"), cites)
        case Attend() if act.armed and provision.flag("unarmed"):
            yield make_ground("arms_not_allowed", cites, {})
        case Serve() if act.enforce and provision.flag("no_enforcement") is not False:
            yield make_ground("enforcement_not_covered", cites, {})
        case Attend() | Serve():
            return


def _listed(
    what: str, wanted: Iterable[str], listed: tuple[str, ...], cites: Citation
) -> Iterator[Ground]:
    """A text that names what it is for is for nothing else; one that names nothing is for all."""
    known = {each.casefold() for each in listed}
    for each in sorted(wanted):
        if known and each.casefold() not in known:
            facts = {what: each, "listed": ", ".join(listed)}
            yield make_ground(f"{what}_not_listed", cites, facts)


def _of_exchange(
    act: ExchangeAutomatically, provision: Provision, cites: Citation, on: date
) -> Iterator[Ground]:
    """A standing supply is carried for the data agreed and no other, on the road agreed."""
    yield from _stated("dataset", {act.dataset} - {""}, provision.text("dataset"), cites)
    fields = provision.values("fields")
    if act.fields and not fields:
        told = ", ".join(sorted(act.fields))
        yield make_ground("field_not_recorded", NOTHING, {"field": told})
    else:
        yield from _listed("field", act.fields, fields, cites)
    yield from _stated("channel", {act.channel} - {""}, provision.text("channel"), cites)
    yield from _in_time(provision, cites, on)


def _stated(what: str, wanted: set[str], stated: str, cites: Citation) -> Iterator[Ground]:
    for each in wanted:
        if not stated:
            yield make_ground(f"{what}_not_recorded", NOTHING, {what: each})
        elif each.casefold() == stated.casefold():
            yield make_ground(f"{what}_listed", cites, {what: stated})
        else:
            yield make_ground(f"{what}_not_listed", cites, {what: each, "listed": stated})


def _in_time(provision: Provision, cites: Citation, on: date) -> Iterator[Ground]:
    start, end = provision.value("start"), provision.value("end")
    if isinstance(start, date) and on < start:
        yield make_ground("supply_not_begun", cites, {"day": start.isoformat()})
    if isinstance(end, date) and on >= end:
        yield make_ground("supply_ended", cites, {"day": end.isoformat()})


def _of_match(act: Match, provision: Provision, cites: Citation) -> Iterator[Ground]:
    """A hit on a name is itself personal data: only a pool of names carries it."""
    if not act.nominal:
        return
    match provision.flag("nominal"):
        case True:
            yield make_ground("names_pooled", cites, {})
        case False:
            yield make_ground("names_not_pooled", cites, {})
        case None:
            yield make_ground("names_not_recorded", cites, {})


def _of_recognition(act: Recognise) -> list[Ground]:
    """Signed is not operating, and the trader's data moves only with the trader's consent."""
    return [
        make_ground(_OPERATING[act.operating], _known(act.operating), {}),
        make_ground(_CONSENTED[act.consented], _known(act.consented), {}),
    ]


_OPERATING = {True: "operating", False: "not_operating", None: "operation_not_recorded"}
_CONSENTED = {True: "trader_consented", False: "trader_not_consented", None: "trader_not_asked"}


def _known(fact: bool | None) -> Citation:
    return NOTHING if fact is None else Citation("cited_stated_with_act")
