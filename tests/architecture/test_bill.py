"""What the project is made of is told truly and agreed to."""

import json

import pytest

from tools import bill
from tools.bill import faults, parts_of, pins


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
