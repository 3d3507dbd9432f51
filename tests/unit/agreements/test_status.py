"""The status of an instrument on a day is one word, from the first talk to its end."""

from dataclasses import replace
from typing import Any

import pytest

from comity.agreements.overview import status_of, status_of_bond
from comity.agreements.terms import (
    Effect,
    Event,
    EventType,
    Instrument,
    Party,
    Provision,
    ProvisionKind,
    Status,
    residual_duties,
    status_between,
    status_on,
)
from comity.agreements.wording import OVERVIEW
from comity.kernel.codes import CountryCode
from comity.kernel.wording import fill
from tests.spec.language import READ, TEMPLATE, agreement, day

KE, UA, CN = CountryCode("KE"), CountryCode("UA"), CountryCode("CN")


def happened(what: str, on: str = "", **more: Any) -> Event:
    return Event(EventType(what), day(on) if on else None, source="gazette", **more)


COURSE = (
    happened("negotiated", "2010-01-01"),
    happened("initialled", "2011-01-01"),
    happened("signed", "2012-01-01"),
    happened("provisionally-applied", "2013-01-01"),
    happened("entered-into-force", "2014-01-01"),
    happened("suspended", "2015-01-01"),
    happened("resumed", "2016-01-01"),
    happened("notice-given", "2017-01-01"),
    happened("notice-withdrawn", "2018-01-01"),
    happened("superseded", "2019-01-01", by="ke-ua-2019"),
)
WHOLE = replace(agreement(in_force=""), events=COURSE)


@pytest.mark.parametrize(
    ("on", "status", "words"),
    [
        ("2009-12-31", Status.NOT_YET, "Not yet in force; in force from 2014-01-01"),
        ("2010-01-01", Status.NEGOTIATED, "Negotiated 2010-01-01; nothing further recorded"),
        ("2011-06-01", Status.INITIALLED, "Initialled 2011-01-01; no signature recorded"),
        ("2012-01-01", Status.SIGNED, "Not yet in force; in force from 2014-01-01"),
        ("2013-01-01", Status.PROVISIONALLY_APPLIED, "Applied provisionally since 2013-01-01"),
        ("2014-01-01", Status.IN_FORCE, "In force since 2014-01-01"),
        ("2015-01-01", Status.SUSPENDED, "Suspended since 2015-01-01"),
        ("2016-01-01", Status.IN_FORCE, "In force since 2014-01-01"),
        (
            "2017-12-31",
            Status.UNDER_NOTICE,
            "In force; notice of termination given on 2017-01-01",
        ),
        ("2018-01-01", Status.IN_FORCE, "In force since 2014-01-01"),
        ("2019-01-01", Status.SUPERSEDED, "Replaced on 2019-01-01"),
    ],
)
def test_one_list_of_events_gives_the_word_of_every_day(
    on: str, status: Status, words: str
) -> None:
    assert status_on(WHOLE, on=day(on)).status is status
    assert status_between(WHOLE, KE, UA, on=day(on)).status is status
    told = status_of(WHOLE, on=day(on))
    assert fill(OVERVIEW[told.code], told.facts) == words
    assert status_of_bond(WHOLE, KE, UA, on=day(on)) == told


def test_every_word_has_a_name_and_says_whether_it_binds() -> None:
    assert all(each.label for each in Status)
    assert Status.UNDER_NOTICE.binds
    assert not Status.NOT_RECORDED.binds


@pytest.mark.parametrize(
    ("events", "on", "status"),
    [
        ((), "2020-01-01", Status.NOT_RECORDED),
        (("signed",), "2020-01-01", Status.NOT_RECORDED),
        (("initialled",), "2020-01-01", Status.INITIALLED),
        (("negotiated",), "2020-01-01", Status.NEGOTIATED),
        (("terminated",), "2020-01-01", Status.NOT_RECORDED),
    ],
)
def test_what_has_no_day_is_told_as_far_as_it_is_known(
    events: tuple[str, ...], on: str, status: Status
) -> None:
    text = replace(WHOLE, events=tuple(happened(what) for what in events))
    assert status_on(text, on=day(on)).status is status


def test_a_printed_year_that_is_yet_to_come_is_no_signature_yet() -> None:
    entered = happened("entered-into-force", "2008-01-01")
    text = replace(WHOLE, events=(happened("signed", printed="2007-06"), entered))
    assert status_on(text, on=day("2006-01-01")).status is Status.NOT_YET
    assert status_on(text, on=day("2007-12-01")).status is Status.SIGNED
    seen = replace(text.events[0], printed="", no_later_than=day("2007-07-01"))
    text = replace(text, events=(seen, entered))
    assert status_on(text, on=day("2007-06-30")).status is Status.NOT_YET


def test_a_successor_is_bound_by_succession_and_its_own_notice_is_its_own() -> None:
    heir = Party(UA, succeeds=CountryCode("SU"))
    parties = (Party(KE), Party(CountryCode("SU")), heir)
    events = (
        happened("succeeded", "1994-01-01", party=UA),
        happened("notice-given", "2000-01-01", party=UA),
        happened("terminated", "2001-01-01", party=UA),
    )
    text = replace(WHOLE, parties=parties, events=events)
    days = ("1994-01-01", "2000-06-01", "2001-01-01")
    words = [status_between(text, KE, UA, on=day(each)).status for each in days]
    assert words == [Status.SUCCEEDED, Status.UNDER_NOTICE, Status.TERMINATED]


def test_what_outlives_the_end_is_told_with_it() -> None:
    term = Provision(
        ProvisionKind.END_RESIDUAL, "Art. 20", READ, parameters=(("open_requests", True),)
    )
    text = replace(WHOLE, provisions=(term,))
    assert status_on(text, on=day("2019-01-01")).residual == term
    assert status_on(text, on=day("2018-12-31")).residual is None
    shut = replace(term, effect=Effect.EXCLUDED)
    assert residual_duties(replace(WHOLE, provisions=(shut,)), on=day("2019-01-01")) is None
    assert status_on(WHOLE, on=day("2019-01-01")).residual is None


def test_terms_of_a_day_are_those_an_amendment_left_or_brought() -> None:
    before, after = (
        Provision(ProvisionKind.EXE_DEADLINE, f"Art. 9 ({n})", READ, parameters=(("days", n),))
        for n in (90, 30)
    )
    amended = day("2015-01-01")
    text = replace(
        WHOLE,
        provisions=(
            replace(before, period=replace(before.period, end=amended)),
            replace(after, period=replace(after.period, start=amended)),
        ),
    )
    told = [text.terms_on(day(each))[0].number("days") for each in ("2014-12-31", "2015-01-01")]
    assert told == [90, 30]


def with_term(provenance: Any, *events: Event) -> Instrument:
    term = Provision(
        ProvisionKind.END_TERM,
        "Art. 21",
        provenance,
        parameters=(("notice_months", 6),),
    )
    entered = happened("entered-into-force", "2000-01-01")
    return replace(WHOLE, provisions=(term,), events=(entered, *events))


def test_force_is_not_taken_for_granted_once_a_notice_has_run_out() -> None:
    notice = happened("notice-given", "2019-08-31", party=KE)
    text = with_term(READ, notice)
    days = ("2020-02-28", "2020-02-29")
    assert [status_on(text, on=day(each)).status for each in days] == [
        Status.UNDER_NOTICE,
        Status.NOT_RECORDED,
    ]
    assert status_between(text, KE, UA, on=day("2020-02-29")).standing.event == notice
    later = happened("terminated", "2020-06-01", party=KE)
    dated = with_term(READ, notice, later)
    assert status_on(dated, on=day("2020-05-31")).status is Status.UNDER_NOTICE
    assert status_on(dated, on=day("2020-06-01")).status is Status.TERMINATED
    assumed = with_term(TEMPLATE, notice)
    assert status_on(assumed, on=day("2021-01-01")).status is Status.UNDER_NOTICE
    undated = with_term(READ, happened("notice-given"))
    assert status_on(undated, on=day("2021-01-01")).status is Status.IN_FORCE


def test_a_party_that_leaves_a_convention_ends_its_own_bonds_and_no_others() -> None:
    left = happened("terminated", "2010-01-01", party=CN)
    text = replace(
        WHOLE,
        parties=(Party(KE), Party(UA), Party(CN)),
        events=(happened("entered-into-force", "2000-01-01"), left),
    )
    assert status_between(text, KE, CN, on=day("2010-01-01")).status is Status.TERMINATED
    assert status_between(text, KE, UA, on=day("2010-01-01")).status is Status.IN_FORCE
    assert status_on(text, on=day("2010-01-01")).status is Status.IN_FORCE
    also = happened("terminated", "2012-01-01", party=UA)
    alone = replace(text, events=(*text.events, also))
    assert status_on(alone, on=day("2012-01-01")).status is Status.TERMINATED
    undated = replace(text, events=(*text.events, replace(also, on=None)))
    assert status_on(undated, on=day("2012-01-01")).status is Status.TERMINATED
    back = happened("accepted", "2015-01-01", party=CN)
    again = replace(text, events=(*text.events, back))
    assert status_between(again, KE, CN, on=day("2014-12-31")).status is Status.TERMINATED
    assert status_between(again, KE, CN, on=day("2015-01-01")).status is Status.IN_FORCE


def test_one_side_of_a_bilateral_ends_or_suspends_the_whole() -> None:
    entered = happened("entered-into-force", "2000-01-01")
    for what, status in (("terminated", Status.TERMINATED), ("suspended", Status.SUSPENDED)):
        text = replace(WHOLE, events=(entered, happened(what, "2010-01-01", party=KE)))
        assert status_on(text, on=day("2009-12-31")).status is Status.IN_FORCE
        assert status_on(text, on=day("2010-01-01")).status is status


def test_what_one_party_suspends_another_does_not_resume() -> None:
    entered = happened("entered-into-force", "2000-01-01")
    rested = happened("suspended", "2010-01-01", party=KE)
    text = replace(WHOLE, events=(entered, rested, happened("resumed", "2011-01-01", party=UA)))
    assert status_between(text, KE, UA, on=day("2012-01-01")).status is Status.SUSPENDED


def test_turns_settled_later_stand_in_the_order_of_their_days() -> None:
    entered, resumed = (
        happened("entered-into-force", "2000-01-01"),
        happened("resumed", "2011-01-01"),
    )
    text = replace(WHOLE, events=(entered, resumed, happened("suspended", "2010-01-01")))
    assert status_on(text, on=day("2010-06-01")).status is Status.SUSPENDED
    assert status_on(text, on=day("2011-01-01")).status is Status.IN_FORCE
