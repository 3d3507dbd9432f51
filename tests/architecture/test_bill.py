"""What the project is made of is told truly, agreed to, and can be held against advisories."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tools import bill
from tools.audit import is_affected, read_from
from tools.bill import Pin, faults, parts_of, pins


def test_the_bill_is_current_and_every_licence_is_agreed_to() -> None:
    assert list(faults()) == []


def test_every_package_is_locked_by_its_hashes() -> None:
    assert len(pins()) > 50
    assert all(pin.hashes for pin in pins())
    told = json.loads(bill.BILL.read_text())
    assert {each["purl"] for each in told["components"]} >= {pin.address for pin in pins()}


def test_a_new_licence_stops_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bill._READ, "babel", "BSD-3-Clause OR AGPL-3.0-only")
    told = list(faults())
    assert any("babel is under AGPL-3.0-only" in each for each in told)
    assert any("stale" in each for each in told)


def test_a_package_that_tells_no_licence_is_not_agreed_to() -> None:
    assert parts_of("(MIT OR Apache-2.0) AND ISC") == {"MIT", "Apache-2.0", "ISC"}
    assert parts_of("") - bill.AGREED


RANGE = {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}]}
TWICE = {
    "ranges": [
        {
            "type": "ECOSYSTEM",
            "events": [
                {"introduced": "1.0"},
                {"fixed": "1.5"},
                {"introduced": "3.0"},
                {"last_affected": "3.2"},
            ],
        }
    ]
}


@pytest.mark.parametrize(
    ("version", "affected", "expected"),
    [
        ("1.9", RANGE, True),
        ("2.0", RANGE, False),
        ("1.10", RANGE, True),
        ("1.4", TWICE, True),
        ("1.5", TWICE, False),
        ("3.2", TWICE, True),
        ("3.3", TWICE, False),
        ("0.9", TWICE, False),
        ("4.0", {"versions": ["4.0"]}, True),
        ("4.1", {"versions": ["4.0"]}, False),
    ],
)
def test_an_advisory_says_which_versions_it_means(
    version: str, affected: dict[str, Any], expected: bool
) -> None:
    assert is_affected(version, affected) is expected


def test_a_saved_copy_of_the_advisories_is_read(tmp_path: Path) -> None:
    package = {"package": {"name": "Some_Thing", "ecosystem": "PyPI"}}
    advisories = {
        "GHSA-1": {"id": "GHSA-1", "affected": [{**package, **RANGE}]},
        "GHSA-2": {"id": "GHSA-2", "affected": [{**package, **RANGE}], "withdrawn": "2026-01-01"},
    }
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as saved:
        for name, told in advisories.items():
            saved.writestr(f"{name}.json", json.dumps(told))
    locked = [Pin("some-thing", "1.0", ("00" * 32,), True), Pin("other", "1.0", (), True)]
    assert read_from(tmp_path / "all.zip", locked) == ["some-thing 1.0: GHSA-1"]


def test_a_copy_that_holds_nothing_is_no_answer(tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "none.zip", "w").close()
    with pytest.raises(ValueError, match="no advisory"):
        read_from(tmp_path / "none.zip", pins())
