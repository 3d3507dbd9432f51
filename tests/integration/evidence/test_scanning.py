"""Exhibits and the malware scanner: shown before anybody opens one, and never altered by it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from comity.evidence import scanner
from comity.evidence.clamd import Clamd
from comity.evidence.custody import Hand, first_broken_link
from comity.evidence.models import Exhibit, blob_name
from comity.evidence.scanning import Scanning
from comity.evidence.scans import (
    FoundStaysError,
    KeptShutError,
    ScanAwaitedError,
    ScanFailedError,
    ScanState,
    TooLargeForScannerError,
    Verdict,
)
from comity.evidence.services import grant
from comity.evidence.source import SealedExhibits
from comity.evidence.vault import vault
from comity.interfaces.copying import hand_out_exhibit
from comity.kernel.checks import Tone
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.node.health.scanner import check_scanner
from comity.node.scan_settings import ScanSettings
from comity.node.working import run_scanning
from comity.officers.models import Officer
from tests.clamd import CLEAN, EICAR, SIGNATURE, Server, clamd
from tests.integration.assistance.scene import Scene
from tests.integration.rest.client import Caller, content_of

EVIL = b"invoice " + EICAR


@pytest.fixture
def server(scene: Scene) -> Iterator[Server]:
    with clamd() as serving:
        scanner.furnish(Clamd(serving.place))
        yield serving
    scanner.furnish(None)


def copied(
    scene: Scene, exhibit: Exhibit, who: str = "j.alvarez", *, knowing: bool = False
) -> bytes:
    opened = hand_out_exhibit(
        exhibit.id, reason="check", officer=scene.officer(who), at=scene.now, knowing=knowing
    )
    return b"".join(opened.pieces)


def granted(scene: Scene, exhibit: Exhibit) -> str:
    hand = Hand("J. Alvarez", "CBP", scene.now)
    return grant(exhibit, partner="UA", recipient=scene.keys.sealing.public(), hand=hand)


def scanned(scene: Scene) -> int:
    return Scanning(lambda: scene.now).pass_once()


def last_entry(exhibit: Exhibit) -> LedgerEntry:
    return LedgerEntry.objects.filter(about=exhibit.case).latest("index")


def test_nobody_opens_an_exhibit_before_the_scanner_has_seen_it(
    scene: Scene, server: Server
) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    with pytest.raises(ScanAwaitedError):
        copied(scene, exhibit, knowing=True)
    assert scanned(scene) == 1
    assert server.heard == [b"declaration"]
    assert copied(scene, exhibit) == b"declaration"
    assert [link.kind for link in exhibit.custody.all()] == ["taken_in", "scanned", "copied"]
    assert first_broken_link(exhibit) is None
    assert scanned(scene) == 0


def test_the_record_says_that_it_was_scanned(scene: Scene, server: Server) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    scanned(scene)
    entry = last_entry(exhibit)
    assert (entry.event, entry.by) == ("exhibit.scanned", "node")


def test_a_finding_is_written_down_and_the_evidence_is_not_touched(
    scene: Scene, server: Server
) -> None:
    exhibit = scene.attach(scene.draft(), EVIL)
    scanned(scene)
    link = exhibit.custody.get(kind="finding")
    assert (link.by, link.reason) == ("node", SIGNATURE)
    assert dict(last_entry(exhibit).facts())["finding"] == SIGNATURE
    with pytest.raises(KeptShutError):
        copied(scene, exhibit)
    assert copied(scene, exhibit, knowing=True) == EVIL
    with pytest.raises(NotAllowedError):
        copied(scene, exhibit, "a.hale", knowing=True)
    assert first_broken_link(exhibit) is None


def test_what_was_granted_before_a_finding_is_served_no_more(scene: Scene, server: Server) -> None:
    scanner.furnish(None)
    good, evil = (scene.attach(scene.draft(), content) for content in (b"declaration", EVIL))
    shown = [granted(scene, each) for each in (good, evil)]
    source = SealedExhibits(lambda partner: partner == "UA")

    def served() -> list[bool]:
        return [source.open_range(each, offset=0) is not None for each in shown]

    assert served() == [True, True]
    scanner.furnish(Clamd(server.place))
    assert served() == [False, False]  # they wait for the scanner
    assert scanned(scene) == 2
    assert served() == [True, False]
    scanner.furnish(None)
    assert served() == [True, False]


def test_what_was_found_stays_found_on_a_node_without_a_scanner(
    scene: Scene, server: Server
) -> None:
    reference = scene.draft()
    found = scene.attach(reference, EVIL)
    scanned(scene)
    waiting = scene.attach(reference, b"declaration")
    scanner.furnish(None)
    assert scanned(scene) == 0
    assert copied(scene, waiting) == b"declaration"
    with pytest.raises(KeptShutError):
        copied(scene, found)


def test_what_is_too_large_for_the_scanner_is_opened_knowingly(
    scene: Scene, server: Server
) -> None:
    server.limit = 4
    exhibit = scene.attach(scene.draft(), b"declaration")
    assert scanned(scene) == 1
    with pytest.raises(TooLargeForScannerError):
        copied(scene, exhibit)
    assert copied(scene, exhibit, knowing=True) == b"declaration"
    assert last_entry(exhibit).event == "exhibit.copied"


def test_a_scanner_that_is_gone_shuts_everything_until_it_is_back(
    scene: Scene, server: Server
) -> None:
    reference = scene.draft()
    exhibits = [scene.attach(reference, content) for content in (b"one", b"two")]
    scanner.furnish(Clamd("127.0.0.1:1"))
    scanning = Scanning(lambda: scene.now)
    assert scanning.pass_once() == 0
    assert set(Exhibit.objects.values_list("scan", "scan_told")) == {
        ("failed", "scanner_unreachable")
    }
    for exhibit in exhibits:
        with pytest.raises(ScanFailedError):
            copied(scene, exhibit, knowing=True)
    scanner.furnish(Clamd(server.place))
    assert scanning.pass_once() == 0  # left alone for a while
    scene.now += timedelta(minutes=1)
    assert scanning.pass_once() == 2
    assert copied(scene, exhibits[0]) == b"one"


def test_one_exhibit_that_cannot_be_scanned_delays_no_other(scene: Scene, server: Server) -> None:
    reference = scene.draft()
    scene.attach(reference, b"well")
    odd = scene.attach(reference, b"odd")
    server.answer = lambda heard: b"no\0" if heard == b"odd" else CLEAN
    scanning = Scanning(lambda: scene.now)
    assert scanning.pass_once() == 1
    odd.refresh_from_db()
    assert (odd.scan_stands, odd.scan_told) == (ScanState.FAILED, "scanner_reply_strange")
    assert scanning.pass_once() == 0
    assert len(server.heard) == 2
    scene.now += timedelta(minutes=1)
    server.answer = None
    assert scanning.pass_once() == 1


def unreadable(exhibit: Exhibit) -> None:
    """Leave an exhibit where every read of it is an OSError, as on a disk that fails."""
    place = vault().folder / blob_name(exhibit.id)
    if place.is_file():
        place.unlink()
        place.mkdir()


def test_a_disk_that_fails_under_one_exhibit_delays_no_other(scene: Scene, server: Server) -> None:
    reference = scene.draft()
    scene.attach(reference, b"well")
    lost = scene.attach(reference, b"lost")
    unreadable(lost)
    assert scanned(scene) == 1
    lost.refresh_from_db()
    assert (lost.scan, lost.scan_told) == ("failed", "exhibit_bytes_missing")
    assert server.heard == [b"well"]


@dataclass
class DiskFailsMeanwhile:
    """A scanner that listens already when the disk fails under an exhibit."""

    asked: Clamd
    lost: Exhibit

    def scan(self, pieces: Iterator[bytes]) -> Verdict:
        unreadable(self.lost)
        return self.asked.scan(pieces)


def test_a_disk_that_fails_while_the_scanner_listens_is_not_the_scanners_failing(
    scene: Scene, server: Server
) -> None:
    reference = scene.draft()
    scene.attach(reference, b"well")
    lost = scene.attach(reference, b"lost")
    scanner.furnish(DiskFailsMeanwhile(Clamd(server.place), lost))
    assert scanned(scene) == 1
    lost.refresh_from_db()
    assert (lost.scan, lost.scan_told) == ("failed", "exhibit_bytes_missing")


def test_bytes_that_differ_are_not_called_clean(scene: Scene, server: Server) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    Exhibit.objects.filter(pk=exhibit.pk).update(digest="0" * 64)
    assert scanned(scene) == 0
    exhibit.refresh_from_db()
    assert (exhibit.scan, exhibit.scan_told) == ("failed", "exhibit_digest_differs")
    assert server.heard == []


def test_what_a_partner_sends_is_announced_before_there_is_anything_to_scan(
    scene: Scene, server: Server
) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    Exhibit.objects.filter(pk=exhibit.pk).update(held_at=None)
    assert scanned(scene) == 0
    Exhibit.objects.filter(pk=exhibit.pk).update(held_at=scene.now, origin="received")
    assert scanned(scene) == 1


def test_nothing_leaves_for_a_partner_before_the_scanner_has_seen_it(
    scene: Scene, server: Server
) -> None:
    reference = scene.draft()
    exhibit = scene.attach(reference, b"declaration")
    scene.settle_assessment()
    scene.submit(reference)
    with pytest.raises(ScanAwaitedError):
        scene.approve(reference)
    Exhibit.objects.filter(pk=exhibit.pk).update(scan="failed", scan_told="scanner_fault")
    with pytest.raises(ScanFailedError):
        scene.approve(reference)
    assert not exhibit.grants.exists()
    scanned(scene)
    assert scene.approve(reference).state == "sent"
    assert exhibit.grants.count() == 1


def test_what_something_was_found_in_does_not_leave_for_a_partner(
    scene: Scene, server: Server
) -> None:
    exhibit = scene.attach(scene.draft(), EVIL)
    scanned(scene)
    exhibit.refresh_from_db()
    scanner.furnish(None)
    with pytest.raises(FoundStaysError) as refused:
        granted(scene, exhibit)
    assert dict(refused.value.facts)["finding"] == SIGNATURE
    assert [link.kind for link in exhibit.custody.all()] == ["taken_in", "finding"]


def test_what_is_too_large_for_the_scanner_may_leave_and_is_marked(
    scene: Scene, server: Server
) -> None:
    server.limit = 4
    exhibit = scene.attach(scene.draft(), b"declaration")
    scanned(scene)
    exhibit.refresh_from_db()
    assert granted(scene, exhibit)


def test_health_tells_whether_the_scanner_answers(scene: Scene, server: Server) -> None:
    assert check_scanner(ScanSettings()).code == "health_scanner_none"
    scene.attach(scene.draft(), b"declaration")
    told = ScanSettings(clamd=server.place)
    assert check_scanner(told).tone is Tone.GOOD
    server.answer = lambda _heard: b"no\0"
    assert check_scanner(told).code == "health_scanner_gone"
    scanned(scene)
    server.answer = None
    fails = check_scanner(told)
    assert (fails.code, fails.tone) == ("health_scanner_fails", Tone.WATCH)
    gone = check_scanner(ScanSettings(clamd="127.0.0.1:1"))
    assert (gone.code, gone.tone) == ("health_scanner_gone", Tone.STOP)
    assert gone.cause is not None
    assert gone.cause.code == "scanner_unreachable"
    assert dict(gone.facts)["count"] == "1"


def test_a_thread_of_the_worker_scans(scene: Scene, server: Server) -> None:
    scene.attach(scene.draft(), b"declaration")
    stop = threading.Event()

    def answered_last(_heard: bytes) -> bytes:
        stop.set()
        return CLEAN

    server.answer = answered_last
    run_scanning(own_code="US", stop=stop, poll_seconds=0)
    assert server.heard == [b"declaration"]


def test_page_and_api_say_what_was_found_and_ask_whether_one_knows(
    scene: Scene, server: Server
) -> None:
    reference = scene.draft()
    exhibit = scene.attach(reference, EVIL)
    client = Client()
    client.force_login(Officer.objects.get(username="j.alvarez"))
    page = f"/requests/{reference}/exhibits/{exhibit.id}/"
    assert "waits for the malware scan" in client.get(page).content.decode()
    scanned(scene)
    shown = client.get(page).content.decode()
    assert SIGNATURE in shown
    assert "Scanned for malware, something found" in shown
    assert "The name says PDF, the first bytes do not." in shown
    assert "say that you know" in client.post(page, {"reason": "check"}).content.decode()
    assert content_of(client.post(page, {"reason": "check", "knowing": "on"})) == EVIL
    officer = Caller("j.alvarez").sign_in()
    told = officer.get(f"/exhibits/{exhibit.id}").json()
    assert told["scan"]["state"] == "found"
    assert [mark["code"] for mark in told["marks"]] == ["first_bytes_unlike_name"]
    path = f"/exhibits/{exhibit.id}/content"
    refusal = officer.get(path, reason="check")
    assert (refusal.status_code, refusal.json()["code"]) == (403, "exhibit_kept_shut")
    assert content_of(officer.get(path, reason="check", knowing="true")) == EVIL
