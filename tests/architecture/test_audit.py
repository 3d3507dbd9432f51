"""What is known against the packages this is built from: asked, read from a copy, checked in."""

import json
import re
import threading
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tools import audit
from tools.advisories import is_affected
from tools.audit import asked_of_index, audited, read_from
from tools.bill import ROOT, Pin, pins
from tools.snapshot import (
    OLD,
    SNAPSHOT,
    Accepted,
    Known,
    Range,
    Snapshot,
    Source,
    faults,
    notes,
    read,
    renewed,
    written,
)

TODAY = date(2026, 11, 23)
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
UNREADABLE = {
    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "next spring"}]}]
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
        ("4.0", {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "a-b"}]}]}, True),
        ("4.0", {"versions": ["4.0.0"]}, True),
        ("4.1", {"versions": ["4.0"]}, False),
        ("9.0", UNREADABLE, True),
    ],
)
def test_an_advisory_says_which_versions_it_means(
    version: str, affected: dict[str, Any], expected: bool
) -> None:
    assert is_affected(version, affected) is expected


def pin(name: str, version: str) -> Pin:
    return Pin(name, version, ("00" * 32,), "required")


def zipped(path: Path, advisories: Iterable[dict[str, Any]]) -> Path:
    with zipfile.ZipFile(path, "w") as saved:
        for each in advisories:
            saved.writestr(f"{each['id']}.json", json.dumps(each))
    return path


def advisory(number: str, affected: dict[str, Any], **more: Any) -> dict[str, Any]:
    package = {"package": {"name": "Some_Thing", "ecosystem": "PyPI"}}
    told = {
        "id": number,
        "published": "2026-01-02T03:04:05Z",
        "modified": "2026-02-03T04:05:06Z",
        "affected": [{**package, **affected}],
    }
    return {**told, **more}


def test_a_saved_copy_of_the_advisories_is_read(tmp_path: Path) -> None:
    copy = zipped(
        tmp_path / "all.zip",
        [advisory("GHSA-1", RANGE), advisory("GHSA-2", RANGE, withdrawn="2026-01-01T00:00:00Z")],
    )
    locked = [pin("some-thing", "1.0"), pin("other", "1.0")]
    assert read_from(copy, locked) == ["some-thing 1.0: GHSA-1"]


@pytest.mark.parametrize("ecosystem", [None, "npm"])
def test_a_copy_that_holds_nothing_is_no_answer(tmp_path: Path, ecosystem: str | None) -> None:
    package = {"name": "some-thing", "ecosystem": ecosystem}
    other = [] if ecosystem is None else [advisory("GHSA-1", {"package": package, **RANGE})]
    with pytest.raises(ValueError, match="no advisory"):
        read_from(zipped(tmp_path / "none.zip", other), pins())


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
        found, untold = asked_of_index(index, [pin(name, "1.0") for name in names])
        server.shutdown()
    assert found == ["some-thing 1.0: PYSEC-1"]
    assert [each.split()[0] for each in untold] == ["mirrored", "unknown"]


def test_an_audit_asks_one_place_at_a_time() -> None:
    with pytest.raises(ValueError, match="one word"):
        audited(["index", "all.zip"], [])


def known(**more: Any) -> Known:
    told = {
        "package": "some-thing",
        "id": "PYSEC-1",
        "aliases": ("CVE-1",),
        "published": TODAY,
        "ranges": (Range.model_validate(RANGE["ranges"][0]),),
        "origin": "https://example.org/PYSEC-1",
    }
    return Known.model_validate({**told, **more})


def snapshot(*advisories: Known, **more: Any) -> Snapshot:
    source = Source(
        name="OSV", address="https://osv.dev", licence="CC-BY-4.0", newest=TODAY, since=2022
    )
    told = {"taken": TODAY, "sources": (source,), "asked": {"some-thing": "1.0"}}
    return Snapshot.model_validate({**told, "advisories": advisories, **more})


def test_nothing_known_is_locked_and_every_package_was_asked_about() -> None:
    assert faults(read(SNAPSHOT), pins()) == []


def test_the_snapshot_is_as_its_command_writes_it() -> None:
    assert SNAPSHOT.read_text() == written(read(SNAPSHOT))


def test_each_advisory_says_where_it_was_read_and_the_snapshot_how_far_that_reaches() -> None:
    held = read(SNAPSHOT)
    assert all(re.match(r"https://\S+$", each.origin) for each in held.advisories)
    assert all(each.newest <= held.taken for each in held.sources)
    assert {each.package for each in held.advisories} <= held.asked.keys()


def test_a_planted_version_that_is_affected_stops_the_check() -> None:
    planted = [
        pin("urllib3", "2.6.3") if each.name == "urllib3" else each  # fixed in 2.7.0
        for each in pins()
    ]
    told = faults(read(SNAPSHOT), planted)
    assert any(each.startswith("urllib3 2.6.3: CVE-2026-44432 (https://") for each in told)


def test_a_package_that_was_never_asked_about_stops_the_check() -> None:
    [told] = faults(snapshot(), [pin("Some.Thing", "1.0"), pin("new-one", "1.0")])
    assert told.startswith("new-one was never asked about")


def test_what_is_withdrawn_or_mended_is_no_fault() -> None:
    locked = [pin("some-thing", "1.0")]
    assert faults(snapshot(known()), locked) != []
    assert faults(snapshot(known(withdrawn=TODAY)), locked) == []
    assert faults(snapshot(known()), [pin("some-thing", "2.0")]) == []
    until = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"last_affected": "1.0"}]}
    assert faults(snapshot(known(ranges=(until,))), locked) != []
    assert faults(snapshot(known(ranges=(until,))), [pin("some-thing", "1.0.1")]) == []


def test_what_is_accepted_is_said_and_stops_nothing_until_it_means_nothing() -> None:
    why = {"CVE-1": Accepted(reason="the faulty function is never called", on=TODAY)}
    lived_with = snapshot(known(), accepted=why)
    locked = [pin("some-thing", "1.0")]
    assert faults(lived_with, locked) == []
    assert any("CVE-1 accepted on 2026-11-23: the faulty" in x for x in notes_of(lived_with))
    [told] = faults(lived_with, [pin("some-thing", "2.0")])
    assert told.startswith("CVE-1 is accepted, and nothing")


def notes_of(held: Snapshot, version: str = "1.0", today: date = TODAY) -> list[str]:
    return notes(held, [pin("some-thing", version)], today)


def test_age_is_said_and_is_no_fault() -> None:
    assert "snapshot of 2026-11-23, 0 days old" in notes_of(snapshot())
    assert not any("is old" in each for each in notes_of(snapshot(), today=TODAY + OLD))
    late = TODAY + OLD + timedelta(days=1)
    assert any("the snapshot is old" in each for each in notes_of(snapshot(), today=late))
    assert "some-thing was 1.0 when it was asked about, and is 1.1" in notes_of(snapshot(), "1.1")


def test_a_saved_copy_renews_the_snapshot(tmp_path: Path) -> None:
    old = {"published": "2009-01-01T00:00:00Z"}
    limit = {"type": "GIT", "events": [{"introduced": "0"}, {"limit": "c0ffee"}]}
    copy = zipped(
        tmp_path / "all.zip",
        [
            advisory("PYSEC-1", RANGE, aliases=["CVE-1", "BIT-1"]),
            advisory("PYSEC-2", {"ranges": [limit], "versions": ["1.0", "1.1"]}),
            advisory("PYSEC-3", {**RANGE, "versions": ["1.0"]}, withdrawn="2026-03-01T00:00:00Z"),
            advisory("PYSEC-4", TWICE, **old),
            advisory("PYSEC-5", {"ranges": RANGE["ranges"]}, **old),
            advisory("PYSEC-6", {"package": {"name": "elsewhere", "ecosystem": "PyPI"}, **RANGE}),
        ],
    )
    why = {"CVE-1": Accepted(reason="the faulty function is never called", on=TODAY)}
    earlier = snapshot().sources[0].model_copy(update={"newest": date(2024, 1, 1)})
    before = snapshot(accepted=why, sources=(earlier,))
    locked = [pin("Some_Thing", "0.9"), pin("other", "1.0")]
    held = renewed(copy, locked, TODAY, before)
    assert [each.id for each in held.advisories] == ["PYSEC-1", "PYSEC-2", "PYSEC-3", "PYSEC-5"]
    first, named, withdrawn, _ = held.advisories
    assert first.aliases == ("BIT-1", "CVE-1")
    assert (first.published, first.package) == (date(2026, 1, 2), "some-thing")
    assert (named.ranges, named.versions) == ((), ("1.0", "1.1"))
    assert (withdrawn.withdrawn, withdrawn.versions) == (date(2026, 3, 1), ())
    assert held.asked == {"other": "1.0", "some-thing": "0.9"}
    assert held.accepted == why
    assert held.sources[0].newest == date(2026, 2, 3)
    path = tmp_path / "advisories.json"
    path.write_text(written(held))
    assert read(path) == held


def test_a_version_named_beside_a_range_of_another_block_is_kept(tmp_path: Path) -> None:
    package = {"package": {"name": "Some_Thing", "ecosystem": "PyPI"}}
    blocks = [{**package, **RANGE}, {**package, "versions": ["9.9"]}]
    copy = zipped(tmp_path / "all.zip", [advisory("PYSEC-1", RANGE) | {"affected": blocks}])
    (known,) = renewed(copy, [pin("Some_Thing", "9.9")], TODAY, None).advisories
    assert known.means("9.9") and known.means("1.0") and not known.means("9.8")


def test_a_copy_that_ends_before_the_snapshot_does_not_replace_it(tmp_path: Path) -> None:
    copy = zipped(tmp_path / "all.zip", [advisory("PYSEC-1", RANGE)])
    with pytest.raises(ValueError, match="before the snapshot"):
        renewed(copy, [pin("some-thing", "1.0")], TODAY, snapshot())


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (written(snapshot(asked={each.name: each.version for each in pins()})), 0),
        (written(snapshot(known())), 1),
        ("{}", 2),
        (None, 2),
    ],
)
def test_the_command_says_by_its_exit_what_it_found(
    held: str | None, expected: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "advisories.json"
    if held is not None:
        path.write_text(held)
    monkeypatch.setattr(audit, "SNAPSHOT", path)
    monkeypatch.setattr("sys.argv", ["audit", "snapshot"])
    assert audit.main() == expected


def test_the_command_writes_the_snapshot_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "advisories.json"
    copy = zipped(tmp_path / "all.zip", [advisory("PYSEC-1", RANGE)])
    monkeypatch.setattr(audit, "SNAPSHOT", path)
    monkeypatch.setattr("sys.argv", ["audit", "renew", str(copy)])
    assert audit.main() == 0
    assert faults(read(path), pins()) == []


def test_make_check_holds_the_locks_against_the_snapshot() -> None:
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert recipe is not None
    assert "-m tools.audit snapshot" in recipe[1]
