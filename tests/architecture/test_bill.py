"""What the project is made of is told truly, agreed to, and can be held against advisories."""

import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tools import bill
from tools.audit import asked_of_index, audited, is_affected, read_from
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
    locked = [
        Pin("some-thing", "1.0", ("00" * 32,), "required"),
        Pin("other", "1.0", (), "required"),
    ]
    assert read_from(tmp_path / "all.zip", locked) == ["some-thing 1.0: GHSA-1"]


def test_a_copy_that_holds_nothing_is_no_answer(tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "none.zip", "w").close()
    with pytest.raises(ValueError, match="no advisory"):
        read_from(tmp_path / "none.zip", pins())


class _Index(BaseHTTPRequestHandler):
    """An index of packages that knows of one advisory, of a withdrawn one, and of a page."""

    def do_GET(self) -> None:
        told = {
            "/some-thing/1.0/json": {"vulnerabilities": [{"id": "PYSEC-1", "withdrawn": None}]},
            "/old/1.0/json": {"vulnerabilities": [{"id": "PYSEC-2", "withdrawn": "2026-01-01"}]},
            "/mirrored/1.0/json": {"info": {}},
        }.get(self.path)
        self.send_response(404 if told is None else 200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_what_the_index_does_not_tell_is_said_and_no_success() -> None:
    names = ("some-thing", "old", "mirrored", "unknown")
    with HTTPServer(("127.0.0.1", 0), _Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        index = f"http://127.0.0.1:{server.server_address[1]}"
        found, untold = asked_of_index(index, [Pin(name, "1.0", (), "required") for name in names])
        server.shutdown()
    assert found == ["some-thing 1.0: PYSEC-1"]
    assert [each.split()[0] for each in untold] == ["mirrored", "unknown"]


def test_an_audit_asks_one_place_at_a_time() -> None:
    with pytest.raises(ValueError, match="one word"):
        audited(["index", "all.zip"], [])
