"""Changing one entry of a register file: its own lines and no others."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from comity.agreements.register_files.patching import (
    EntryNeedsTextError,
    entries_in,
    head_of,
    with_entry,
    with_head,
    with_new_entry,
    without_entry,
)

REGISTER = Path(__file__).resolve().parents[3] / "register"
FILES = sorted(
    path
    for folder in ("bilateral", "multilateral", "recognition")
    for path in (REGISTER / folder).glob("*.toml")
)
TABLES = ("parties", "events", "provisions", "sources")
FILE = """\
# Why this file is as it is.
reference = "a-b"  # for good
title = "A"
open_points = [
  "first",
]

# About the parties.
[[parties]]
code = "US"  # United States

[[parties.authorities]]
name = "Customs"

# About the events.
[[events]]
what = "signed"
on = 2016-05-23  # printed so
"""


def test_what_is_written_back_unchanged_is_the_same_file() -> None:
    for path in FILES:
        text = path.read_text()
        assert with_head(text, head_of(text)) == text, path
        for table in TABLES:
            for position, entry in enumerate(entries_in(text, table)):
                assert with_entry(text, table, position, entry) == text, (path, table, position)


def test_every_entry_of_the_register_can_be_changed_taken_out_and_put_back() -> None:
    for path in FILES:
        text = path.read_text()
        for table in TABLES:
            for position, entry in enumerate(entries_in(text, table)):
                changed = with_entry(text, table, position, {**entry, "note": "changed"})
                assert entries_in(changed, table)[position]["note"] == "changed"
                left = without_entry(text, table, position)
                again = with_new_entry(left, table, entry, position=position)
                assert tomllib.loads(again) == tomllib.loads(text), (path, table, position)


def test_a_changed_key_changes_one_line_and_keeps_the_remarks() -> None:
    changed = with_entry(FILE, "events", 0, {"what": "signed", "on": date(2016, 5, 24)})
    assert changed == FILE.replace("on = 2016-05-23  # printed so", "on = 2016-05-24")
    head = {**head_of(FILE), "open_points": ["first", "second"]}
    listed = '  "first",\n]'
    assert with_head(FILE, head) in {
        FILE.replace('[\n  "first",\n]', '["first", "second"]'),
        FILE.replace(listed, '  "first",\n  "second",\n]'),
    }


def test_a_key_that_is_left_out_goes_and_a_new_one_comes_last() -> None:
    head = {key: value for key, value in head_of(FILE).items() if key != "title"}
    changed = with_head(FILE, {**head, "note": "new"})
    assert 'title = "A"' not in changed
    assert changed.index('note = "new"') < changed.index("# About the parties.")


def test_the_first_entry_of_a_table_stands_where_every_file_has_it() -> None:
    changed = with_new_entry(FILE, "provisions", {"kind": "info.offences"})
    assert changed.endswith('\n[[provisions]]\nkind = "info.offences"\n')
    sources = with_new_entry(FILE, "sources", {"title": "Gazette"})
    both = with_new_entry(sources, "provisions", {"kind": "info.offences"})
    assert both.index("[[provisions]]") < both.index("[[sources]]")


def test_tables_within_an_entry_are_changed_with_it() -> None:
    party = {"code": "US", "authorities": [{"name": "Customs"}, {"name": "Border Protection"}]}
    changed = with_entry(FILE, "parties", 0, party)
    assert entries_in(changed, "parties") == [party]
    assert "# About the events.\n[[events]]" in changed
    assert "# United States" in changed


def test_a_layout_that_defeats_it_is_left_alone() -> None:
    with pytest.raises(EntryNeedsTextError):
        with_entry("parties = [{ code = 'US' }]\n", "parties", 0, {"code": "UA"})
