"""A row of the former caseload: read as it stands, or refused with every cause."""

from collections.abc import Mapping
from datetime import date

import pytest

from comity.assistance.import_rules import (
    Columns,
    columns_in,
    day_in_cell,
    read_row,
    row_in,
    twice_in,
)
from comity.assistance.lifecycle import BEGINNINGS_BY_IMPORT, steps_from
from comity.assistance.terms import Channel, Party, RequestState
from comity.assistance.terms.imports import (
    NEEDED,
    Column,
    Direction,
    Known,
    OldMatter,
    OldRow,
    OldState,
)
from comity.kernel.errors import Problem

KNOWN = Known(
    own="US",
    on=date(2026, 11, 22),
    agencies=frozenset({"CBP", "ICE"}),
    holders={"j.alvarez": "CBP", "d.reyes": "ICE"},
    agreements=lambda partner, day: {"UA": ("us-ua-2016",), "FR": ("one", "two")}.get(partner, ()),
    leans_on=lambda partner, day, kind, side: "one" if day.year > 2020 else "",
    kinds={"origin verification": "origin-verification"},
    countries={"ua": "UA", "ukraine": "UA", "fr": "FR", "ke": "KE", "us": "US"},
)
GOOD = {
    "old_reference": "MA/2019/17",
    "partner": "Ukraine",
    "direction": "out",
    "kind": "Origin verification",
    "subject": "Ball bearings",
    "day": "2019-03-05",
    "state": "sent",
    "agency": "CBP",
}


def read(change: Mapping[str, str]) -> OldMatter | tuple[Problem, ...]:
    cells = {Column(name): text for name, text in {**GOOD, **change}.items()}
    return read_row(OldRow(2, cells), known=KNOWN)


def matter(**change: str) -> OldMatter:
    found = read(change)
    assert isinstance(found, OldMatter), found
    return found


def wrong(**change: str) -> set[tuple[str, str]]:
    found = read(change)
    assert isinstance(found, tuple), found
    return {(problem.field, problem.code) for problem in found}


def test_a_row_is_read_by_names_as_people_write_them() -> None:
    found = matter(due="2027-01-31", holder="j.alvarez", persons="A. Petrenko", note="In the safe.")
    assert (found.side, found.state, found.day) == (
        Party.REQUESTING,
        OldState.SENT,
        date(2019, 3, 5),
    )
    assert (found.draft.partner, found.draft.kind) == ("UA", "origin-verification")
    assert (found.draft.under, found.draft.reply_wanted_on) == ("us-ua-2016", "2027-01-31")
    assert (found.draft.parties, found.note) == ("A. Petrenko", "In the safe.")


def test_a_due_day_that_has_passed_is_no_fault_of_an_old_matter() -> None:
    assert matter(due="2020-01-31").draft.reply_wanted_on == "2020-01-31"


@pytest.mark.parametrize("column", NEEDED)
def test_what_every_matter_needs_is_missed(column: Column) -> None:
    assert (column, "missing") in wrong(**{column: ""})


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("partner", "Atlantis", "unknown_country"),
        ("partner", "us", "unknown_country"),
        ("direction", "sideways", "import_direction"),
        ("state", "closed", "import_state"),
        ("state", "received", "import_state"),
        ("kind", "a favour", "unknown_code"),
        ("purpose", "curiosity", "unknown_code"),
        ("day", "05.03.2019", "not_a_day"),
        ("day", "1919-03-05", "day_too_far"),
        ("day", "2027-03-05", "day_ahead"),
        ("due", "soon", "not_a_day"),
        ("agency", "", "missing"),
        ("agency", "XXX", "unknown_agency"),
        ("holder", "d.reyes", "import_holder"),
        ("holder", "nobody", "import_holder"),
        ("agreement", "us-fr-1900", "import_agreement_unknown"),
        ("subject", "x" * 151, "too_long"),
        ("subject", "fdp\u202egpj", "control_characters"),
        ("old_reference", "x" * 81, "too_long"),
        ("note", "a\x00b", "control_characters"),
    ],
)
def test_one_fault_is_named_with_its_column(column: str, typed: str, code: str) -> None:
    assert wrong(**{column: typed}) == {(column, code)}


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert wrong(day="never", agency="XXX", kind="") >= {
        ("day", "not_a_day"),
        ("agency", "unknown_agency"),
        ("kind", "missing"),
    }


def test_which_of_several_agreements_is_asked_and_none_is_enough_for_a_courtesy_of_theirs() -> None:
    assert wrong(partner="FR") == {("agreement", "import_agreement_several")}
    assert matter(partner="FR", agreement="two").draft.under == "two"
    assert matter(partner="FR", day="2021-03-05").draft.under == "one"
    assert wrong(partner="KE") == {("agreement", "import_agreement_none")}
    received = {"direction": "in", "state": "received", "agency": ""}
    assert matter(partner="KE", **received).draft.under == ""


def test_a_request_that_was_not_accepted_belongs_to_no_agency_yet() -> None:
    received = {"direction": "in", "state": "received"}
    assert wrong(**received) == {("agency", "import_not_allocated")}
    assert wrong(**received, agency="", holder="j.alvarez") == {("holder", "import_not_allocated")}
    assert matter(direction="in", state="accepted").agency == "CBP"


def test_every_state_a_row_can_have_begins_somewhere_from_which_it_goes_on() -> None:
    for direction in Direction:
        for state in OldState:
            agency = "" if (direction, state) == (Direction.IN, OldState.RECEIVED) else "CBP"
            found = read({"direction": direction, "state": state, "agency": agency})
            begins = BEGINNINGS_BY_IMPORT.get((direction.side, state))
            assert isinstance(found, OldMatter) is (begins is not None)
            if begins is not None:
                steps = steps_from(begins[0], record=direction.side, channel=Channel.LETTER)
                assert any(step.roles for step in steps)
    assert {state for state, _ in BEGINNINGS_BY_IMPORT.values()} == {
        RequestState.POSTED,
        RequestState.RECEIVED,
        RequestState.ACCEPTED,
    }


def columns(*header: str, **chosen: str) -> Columns:
    return columns_in(header, chosen=chosen)


HEADER = (
    "File number",
    "Country",
    "IN/OUT",
    "Type",
    "Title",
    "Date",
    "Status",
    "Old_Reference of them",
)


def test_columns_are_recognised_by_the_headings_people_write() -> None:
    found = columns(*HEADER)
    assert not found.faults
    assert set(found.places) == set(NEEDED)
    assert found.left_out == ("Old_Reference of them",)


def test_a_column_can_be_chosen_where_its_heading_is_not_known() -> None:
    found = columns(*HEADER[:4], "Betreff", *HEADER[5:], subject="betreff")
    assert found.places[Column.SUBJECT] == 4
    assert not found.faults


def test_headings_that_do_not_do_are_named() -> None:
    assert {(each.field, each.code) for each in columns("Subject", "Title").faults} >= {
        ("old_reference", "import_column_missing"),
        ("subject", "import_column_twice"),
    }
    faults = columns(*HEADER, subject="Betreff", colour="Date").faults
    assert [(each.field, each.code) for each in faults] == [
        ("subject", "import_column_unknown"),
        ("colour", "import_column_unknown"),
        ("subject", "import_column_missing"),
    ]


def test_a_short_row_lacks_its_last_cells() -> None:
    row = row_in(7, (" MA/1 ", "UA"), columns(*HEADER))
    assert row.cells[Column.OLD_REFERENCE] == "MA/1"
    assert row.cells[Column.STATE] == ""


def test_a_day_is_read_also_as_a_spreadsheet_writes_it() -> None:
    assert day_in_cell("2019-03-05 00:00:00") == date(2019, 3, 5)
    assert day_in_cell("2019-03-05T00:00") == date(2019, 3, 5)
    assert day_in_cell("2019-03-05 11:30") is None


def test_the_second_row_of_one_old_reference_is_found() -> None:
    rows = [OldRow(n, {Column.OLD_REFERENCE: old}) for n, old in ((2, "a"), (3, "b"), (4, "a"))]
    assert twice_in([*rows, OldRow(5, {}), OldRow(6, {})]) == {4: "a"}
