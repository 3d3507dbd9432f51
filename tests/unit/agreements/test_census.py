"""The census: every agreement and arrangement found in a public list has its file, as printed.

`census.csv` is what was found, one row per list and entry, with the source. A blank cell is a
blank in the source, and stays one in the register.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from comity.agreements.terms import Event, EventType, Instrument
from tests.spec.language import SHIPPED

Row = dict[str, str]
with (Path(__file__).parent / "census.csv").open(newline="") as census:
    ROWS: list[Row] = list(csv.DictReader(census))
by_row = pytest.mark.parametrize("row", ROWS, ids=[f"{r['list']}: {r['row']}" for r in ROWS])

# Agreements whose clauses were read, and which stand in none of the lists.
READ_BUT_NOT_LISTED = {
    "cn-tw",
    "eu-vn",
    "jp-ru",
    "mercosur-sacu",
    "ru-th",
    "tn-bh",
    "us-ph-1967",
}
SHOWN_BY = {
    "accepted": {EventType.ACCEPTED},
    "entered_into_force": {EventType.ENTERED_INTO_FORCE},
    "in_force": {EventType.ENTERED_INTO_FORCE, EventType.SUCCEEDED},
    "signed": {EventType.SIGNED},
    "succeeded": {EventType.SUCCEEDED},
    "superseded": {EventType.SUPERSEDED},
    "not_in_force": {EventType.SIGNED},
}


def held(row: Row) -> Instrument:
    return SHIPPED.instrument(row["reference"])


def events(row: Row, *kinds: EventType) -> list[Event]:
    return [e for e in held(row).events if e.what in kinds]


def opening(row: Row) -> list[Event]:
    """The events that open force for whom the row is about."""
    if row["status"] == "accepted":
        return [e for e in events(row, EventType.ACCEPTED) if e.party == row["succeeding"]]
    if row["succeeding"]:
        return [e for e in events(row, EventType.SUCCEEDED) if e.party == row["succeeding"]]
    return events(row, EventType.ENTERED_INTO_FORCE)


@by_row
def test_a_day_stands_where_a_source_prints_it_and_nowhere_else(row: Row) -> None:
    printed = {e.on.isoformat() for e in opening(row) if e.on}
    assert printed == {row["in_force_on"]} - {""}
    if row["list"] != "multilateral" and not row["succeeding"]:
        signed = {e.on.isoformat() for e in events(row, EventType.SIGNED) if e.on}
        assert signed == {row["signed_on"]} - {""}


@by_row
def test_place_month_and_source_are_as_printed(row: Row) -> None:
    assert row["source"] in {source.title for source in held(row).sources}
    signed = events(row, EventType.SIGNED)
    if row["signed_at"]:
        assert [e.place for e in signed] == [row["signed_at"]]
    if row["signed_month"]:
        assert [e.printed for e in signed] == [row["signed_month"]]


@by_row
def test_what_the_source_says_has_happened_is_an_event(row: Row) -> None:
    assert events(row, *SHOWN_BY[row["status"]])


def test_one_treaty_is_one_file_whichever_lists_name_it() -> None:
    lists = defaultdict(set)
    for row in ROWS:
        lists[row["reference"]].add(row["list"])
    shared = {reference for reference, named in lists.items() if named >= {"cmaa_us", "cmaa_other"}}
    assert shared == {
        "su-us-1990",
        "us-br-2002",
        "us-ca-1984",
        "us-eu-1997",
        "us-ke-2014",
        "us-kr-1986",
        "us-ua-2016",
        "us-za",
    }
    assert {i.reference for i in SHIPPED.files} == set(lists) | READ_BUT_NOT_LISTED


def test_no_date_is_guessed_for_what_no_list_names() -> None:
    dated = {
        (reference, event.on.isoformat())
        for reference in READ_BUT_NOT_LISTED
        for event in SHIPPED.instrument(reference).events
        if event.on
    }
    assert dated == {("us-ph-1967", "1967-01-04")}


def test_what_carries_assistance_names_its_article() -> None:
    """An article nobody noted may limit or exclude, and never carry a permission."""
    carried = {
        (instrument.reference, provision.kind.value)
        for instrument in SHIPPED.files
        for provision in instrument.provisions
        if provision.article == "article not noted"
        and provision.effect == "granted"
        and provision.kind.value.split(".")[0] in {"info", "act"}
    }
    assert not carried
