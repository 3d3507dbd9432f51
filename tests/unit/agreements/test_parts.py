"""A duty runs only between parties that have taken on its part, and have not reserved it."""

from dataclasses import replace
from typing import Any

import pytest

from comity.agreements.terms import (
    Bond,
    Event,
    EventType,
    Instrument,
    Member,
    Party,
    Provision,
    ProvisionKind,
    bond_of,
)
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from tests.spec.language import READ, agreement, day

KE, AT, EU = CountryCode("KE"), CountryCode("AT"), CountryCode("EU")
PURSUIT = Provision(ProvisionKind.ACT_HOT_PURSUIT, "Art. 20", READ)
WATCH = Provision(ProvisionKind.ACT_SURVEILLANCE, "Annex IV", READ, part="annex-iv")


def convention(*events: Event) -> Instrument:
    union = Party(EU, members=(Member(AT, Period(day("1995-01-01"))),))
    return replace(agreement(), parties=(Party(KE), union), events=events)


def happened(what: str, on: str = "", **more: Any) -> Event:
    more.setdefault("party", KE)
    return Event(EventType(what), day(on) if on else None, source="gazette", **more)


FOURTH = ("annex-iv",)


@pytest.mark.parametrize(
    ("events", "on", "bond"),
    [
        ((), "2000-01-01", Bond.NOT_RECORDED),
        ((happened("accepted", "1990-01-01"),), "2000-01-01", Bond.NOT_RECORDED),
        ((happened("accepted", "1990-01-01", parts=FOURTH),), "1989-12-31", Bond.NOT_RECORDED),
        ((happened("accepted", "1990-01-01", parts=FOURTH),), "1990-01-01", Bond.BOUND),
        ((happened("accepted", parts=FOURTH),), "1990-01-01", Bond.BOUND),
        (
            (happened("accepted", no_later_than=day("1990-01-01"), parts=FOURTH),),
            "1989-12-31",
            Bond.NOT_RECORDED,
        ),
        ((happened("accepted", "1990-01-01", parts=("i",)),), "2000-01-01", Bond.NOT_ACCEPTED),
        (
            (happened("accepted", "1990-01-01", parts=FOURTH, party=EU),),
            "2000-01-01",
            Bond.NOT_RECORDED,
        ),
    ],
)  # fmt: skip
def test_a_part_binds_from_the_day_it_was_accepted(
    events: tuple[Event, ...], on: str, bond: Bond
) -> None:
    assert bond_of(convention(*events), WATCH, KE, on=day(on))[0] is bond


def test_a_member_is_bound_by_what_its_union_accepted() -> None:
    accepted = happened("accepted", "1990-01-01", parts=FOURTH, party=EU)
    text = convention(accepted)
    assert bond_of(text, WATCH, AT, on=day("1995-01-01")) == (Bond.BOUND, accepted)
    assert bond_of(text, WATCH, AT, on=day("1994-12-31"))[0] is Bond.NOT_RECORDED


@pytest.mark.parametrize(
    ("event", "on", "bond"),
    [
        (happened("reserved", "2000-01-01", parts=("Art. 20",)), "1999-12-31", Bond.BOUND),
        (happened("reserved", "2000-01-01", parts=("Art. 20",)), "2000-01-01", Bond.RESERVED),
        (happened("reserved", "2000-01-01", parts=("Art. 21",)), "2000-01-01", Bond.BOUND),
        (happened("reserved", "2000-01-01"), "2000-01-01", Bond.RESERVED),
        (happened("reserved", parts=("Art. 20",)), "1990-01-01", Bond.RESERVED),
        (happened("reserved", "2000-01-01", party=EU), "2000-01-01", Bond.BOUND),
    ],
)
def test_a_party_keeps_out_of_what_it_reserved(event: Event, on: str, bond: Bond) -> None:
    assert bond_of(convention(event), PURSUIT, KE, on=day(on))[0] is bond


def test_a_reservation_ends_when_it_is_withdrawn() -> None:
    text = convention(
        happened("reserved", "2000-01-01", parts=("Art. 20",)),
        happened("reservation-withdrawn", "2005-01-01", parts=("Art. 20",)),
    )
    assert bond_of(text, PURSUIT, KE, on=day("2004-12-31"))[0] is Bond.RESERVED
    assert bond_of(text, PURSUIT, KE, on=day("2005-01-01")) == (Bond.BOUND, None)
