"""Force on a day is yes, no or not recorded, computed from events."""

from dataclasses import replace
from typing import Any

import pytest

from comity.agreements.terms import (
    Event,
    EventType,
    Force,
    Instrument,
    Member,
    Party,
    standing_between,
    standing_of,
)
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from tests.spec.language import agreement, day

KE, UA, SU = CountryCode("KE"), CountryCode("UA"), CountryCode("SU")
BARE = agreement(in_force="")


def happened(what: str, on: str = "", **more: Any) -> Event:
    return Event(EventType(what), day(on) if on else None, source="gazette", **more)


def with_events(*events: Event) -> Instrument:
    return replace(BARE, events=events)


SIGNED = happened("signed", "2019-06-01")
APPLIED = happened("provisionally-applied", "2019-07-01")
ENTERED = happened("entered-into-force", "2020-01-01")


@pytest.mark.parametrize(
    ("events", "on", "code"),
    [
        ((), "2020-01-01", "force_not_recorded"),
        ((SIGNED,), "2019-05-31", "not_yet_signed"),
        ((SIGNED,), "2019-06-01", "force_not_recorded"),
        ((SIGNED, ENTERED), "2019-12-31", "not_in_force"),
        ((SIGNED, ENTERED), "2020-01-01", "in_force"),
        ((happened("signed"),), "2019-05-31", "force_not_recorded"),
        ((happened("entered-into-force"),), "2020-01-01", "force_day_not_recorded"),
        ((APPLIED, ENTERED), "2019-07-01", "applied_provisionally"),
        ((APPLIED, ENTERED), "2019-06-30", "not_in_force"),
        ((ENTERED, happened("terminated", "2021-01-01")), "2020-12-31", "in_force"),
        ((ENTERED, happened("terminated", "2021-01-01")), "2021-01-01", "ended"),
        ((ENTERED, happened("superseded")), "2021-01-01", "end_day_not_recorded"),
        ((ENTERED, happened("superseded")), "2019-01-01", "not_in_force"),
        ((ENTERED, happened("notice-given", "2020-06-01")), "2020-07-01", "in_force"),
        ((ENTERED, happened("suspended", "2020-06-01")), "2020-06-01", "suspended"),
        (
            (ENTERED, happened("suspended", "2020-06-01"), happened("resumed", "2020-09-01")),
            "2020-09-01",
            "in_force",
        ),
    ],
)  # fmt: skip
def test_the_events_up_to_a_day_decide(events: tuple[Event, ...], on: str, code: str) -> None:
    standing = standing_between(with_events(*events), KE, UA, on=day(on))
    assert standing.code == code
    assert standing_of(with_events(*events), on=day(on)).code == code


def test_a_dated_source_that_says_it_is_in_force_counts_from_its_own_day() -> None:
    text = with_events(happened("entered-into-force", no_later_than=day("2023-05-13")))
    assert standing_between(text, KE, UA, on=day("2023-05-13")).force is Force.YES
    assert standing_between(text, KE, UA, on=day("2023-05-12")).force is Force.NOT_RECORDED


def test_an_event_of_another_party_does_not_end_it_between_these() -> None:
    leaving = happened("terminated", "2021-01-01", party=CountryCode("CN"))
    text = replace(with_events(ENTERED, leaving), parties=(*BARE.parties, Party(CountryCode("CN"))))
    assert standing_between(text, KE, UA, on=day("2022-01-01")).force is Force.YES
    assert standing_between(text, KE, CountryCode("CN"), on=day("2022-01-01")).code == "ended"


def test_a_multilateral_binds_those_who_accepted_by_that_day() -> None:
    accepted = (
        happened("accepted", "2020-03-01", party=KE),
        happened("accepted", "2020-05-01", party=UA),
    )
    text = replace(with_events(ENTERED, *accepted), by_acceptance=True)
    codes = [
        standing_between(text, KE, UA, on=day(d)).code
        for d in ("2019-12-31", "2020-04-30", "2020-05-01")
    ]
    assert codes == ["not_yet_accepted", "not_yet_accepted", "accepted"]
    alone = replace(with_events(ENTERED, accepted[0]), by_acceptance=True)
    assert standing_between(alone, KE, UA, on=day("2020-05-01")).code == "acceptance_not_recorded"


def test_a_successor_state_is_bound_from_its_succession() -> None:
    parties = (Party(KE), Party(SU), Party(UA, succeeds=SU), Party(CountryCode("GE"), succeeds=SU))
    text = replace(with_events(happened("succeeded", "1994-11-21", party=UA)), parties=parties)
    assert text.links(KE, UA, on=day("2000-01-01"))
    assert not text.links(UA, CountryCode("GE"), on=day("2000-01-01"))
    codes = [
        standing_between(text, KE, who, on=day("1994-11-21")).code
        for who in (UA, CountryCode("GE"))
    ]
    assert codes == ["in_force_by_succession", "succession_not_recorded"]
    assert standing_between(text, KE, UA, on=day("1994-11-20")).code == "not_yet_succeeded"
    assert standing_of(text, on=day("1994-11-21")).force is Force.YES


def test_a_union_links_its_members_on_the_days_of_their_membership() -> None:
    member = Member(CountryCode("GB"), Period(day("1973-01-01"), day("2020-02-01")))
    text = replace(BARE, parties=(Party(KE), Party(CountryCode("EU"), members=(member,))))
    assert text.links(KE, CountryCode("GB"), on=day("2020-01-31"))
    assert not text.links(KE, CountryCode("GB"), on=day("2020-02-01"))
    assert text.links(KE, CountryCode("EU"), on=day("2020-02-01"))
