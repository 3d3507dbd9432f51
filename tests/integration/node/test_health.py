"""Health: what is looked at on a node, each fault planted for real, and the word for strangers."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from comity.crypto.tls import self_signed
from comity.exchange.ladder.figures import partners_in_figures
from comity.exchange.models import Channel, ChannelHead, Outbound
from comity.interfaces.diagnosis import NAMES
from comity.interfaces.health_wording import SENTENCES
from comity.interfaces.sentences import sentence
from comity.interfaces.web.records import proof
from comity.kernel.checks import Check, Tone
from comity.node.health import looks
from comity.node.health.disk import check_disk
from comity.node.health.pulse import EXCHANGE, EXHIBITS, Beating, beat, check_worker
from comity.node.health.report import health
from comity.node.health.verified import note_verification
from comity.node.home import Home
from comity.node.milestones import mark_restored
from comity.node.models import Pulse, Verification
from comity.node.watching_settings import HealthSettings
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene
from tests.integration.rest.client import Caller, problem_of
from tests.small_disk import SmallDisk, small_disk

LATE = timedelta(seconds=61)
TOLD = HealthSettings(disk_low_mb=2, disk_full_mb=1)


def says(check: Check, code: str, tone: Tone, words: str) -> None:
    assert (check.code, check.tone) == (code, tone)
    told = sentence(check.code, check.facts)
    assert words in told
    assert not re.search(r"{\w+}", told), told


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "home", kilobytes=4096) as mounted:
        yield mounted


# ---- the worker


def worker(home: Home, at: datetime) -> Check:
    return check_worker(home, HealthSettings(), at=at)


def beaten(at: datetime, **change: object) -> None:
    for job in (EXCHANGE, EXHIBITS):
        beat(job, at=at)
    Pulse.objects.filter(job=EXCHANGE).update(**change)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_never_ran_is_named(place: Home, at: datetime) -> None:
    says(worker(place, at), "health_worker_never", Tone.STOP, "starts the node")
    beat(EXCHANGE, at=at)
    assert dict(worker(place, at).facts) == {"job": EXHIBITS}


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_beats_is_well_until_it_is_silent_for_too_long(
    place: Home, at: datetime
) -> None:
    beaten(at)
    assert worker(place, at + LATE - timedelta(seconds=1)).tone is Tone.GOOD
    says(worker(place, at + LATE), "health_worker_silent", Tone.STOP, "reads the node's log")


@pytest.mark.django_db(transaction=True)
def test_a_paused_worker_is_told_from_one_that_is_gone(place: Home, at: datetime) -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    beaten(at, process=process.pid)
    try:
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        says(worker(place, at + LATE), "health_worker_paused", Tone.STOP, f"-CONT {process.pid}")
    finally:
        process.kill()
        process.communicate()
    says(worker(place, at + LATE), "health_worker_gone", Tone.STOP, "starts the node again")


@pytest.mark.django_db(transaction=True)
def test_a_worker_on_another_machine_is_only_known_to_be_silent(place: Home, at: datetime) -> None:
    beaten(at, host="elsewhere", process=1)
    says(worker(place, at + LATE), "health_worker_silent", Tone.STOP, "elsewhere")


@pytest.mark.django_db(transaction=True)
def test_a_restored_node_says_that_its_worker_rests_until_confirmed(
    place: Home, at: datetime
) -> None:
    beaten(at)
    mark_restored(place, {"made_at": at.isoformat()})
    says(worker(place, at), "health_worker_restored", Tone.STOP, "confirm-restore")


@pytest.mark.django_db(transaction=True)
def test_the_pulse_is_written_every_few_seconds_and_not_at_each_pass(at: datetime) -> None:
    now = [at]
    beating = Beating(EXCHANGE, clock=lambda: now[0])
    seen = []
    for second in range(11):
        now[0] = at + timedelta(seconds=second)
        beating(None, None, now[0])
        seen.append(Pulse.objects.get(job=EXCHANGE).at)
    assert sorted(set(seen)) == [at + timedelta(seconds=s) for s in (0, 5, 10)]


# ---- the disk


def test_room_on_the_disk_is_good_then_low_then_full(disk: SmallDisk) -> None:
    home = Home(disk.folder)
    roomy = HealthSettings(disk_low_mb=2, disk_full_mb=1)
    assert check_disk(home, roomy).tone is Tone.GOOD
    low = HealthSettings(disk_low_mb=2**30, disk_full_mb=1)
    says(check_disk(home, low), "health_disk_low", Tone.WATCH, "before nothing can be written")
    disk.fill()
    found = check_disk(home, roomy)
    says(found, "health_disk_full", Tone.STOP, "goes on by itself")
    assert list(disk.folder.glob(".tried-*")) == []
    disk.empty()
    assert check_disk(home, roomy).tone is Tone.GOOD


def test_a_read_only_disk_is_named(disk: SmallDisk) -> None:
    disk.shut()
    found = check_disk(Home(disk.folder), TOLD)
    says(found, "health_disk_read_only", Tone.STOP, "mounts it for writing")
    disk.open()
    assert check_disk(Home(disk.folder), TOLD).tone is Tone.GOOD


# ---- everything else


def test_what_waits_for_partners_is_told_with_its_age(scene: Scene) -> None:
    told = HealthSettings(queue_messages=2)
    assert looks.check_outbox(partners_in_figures(), told, at=scene.now).code == (
        "health_outbox_empty"
    )
    scene.settle_assessment()
    scene.sent()
    checks = [
        looks.check_outbox(partners_in_figures(), told, at=scene.now + timedelta(hours=hours))
        for hours in (1, 5)
    ]
    assert [check.code for check in checks] == ["health_outbox_moves", "health_outbox_old"]
    scene.sent()
    says(
        looks.check_outbox(partners_in_figures(), told, at=scene.now),
        "health_outbox_full",
        Tone.STOP,
        "where it is broken",
    )


def test_a_receipt_from_the_future_shows_a_clock_that_is_behind(scene: Scene) -> None:
    scene.settle_assessment()
    scene.sent()
    out = Channel.objects.get(link__code="UA", direction="out")
    Outbound.objects.update(channel=out, index=0, delivered_at=scene.now)
    ahead = scene.now + timedelta(minutes=9)
    ChannelHead.objects.create(
        channel=out, size=1, root=b"r", note=b"n", receipt=b"r", receipt_at=ahead
    )
    found = looks.check_clock(partners_in_figures(), HealthSettings(), at=scene.now)
    says(found, "health_clock_behind", Tone.WATCH, "9 minutes ahead")
    a_day_on = scene.now + timedelta(days=2)
    later = looks.check_clock(partners_in_figures(), HealthSettings(), at=a_day_on)
    assert later.tone is Tone.GOOD


@pytest.mark.parametrize(
    ("days", "code", "tone"),
    [
        (400, "health_certificate_good", Tone.GOOD),
        (20, "health_certificate_ends_soon", Tone.WATCH),
        (-1, "health_certificate_expired", Tone.STOP),
    ],
)
def test_the_nodes_own_certificate_is_told_before_it_ends(
    place: Home, at: datetime, days: int, code: str, tone: Tone
) -> None:
    assert looks.check_certificate(place, HealthSettings(), at=at).code.endswith("unreadable")
    place.certificate.parent.mkdir()
    pem, _ = self_signed("us.example", at=at - timedelta(days=10), days=10 + days)
    place.certificate.write_bytes(pem)
    found = looks.check_certificate(place, HealthSettings(), at=at)
    assert (found.code, found.tone) == (code, tone)


def test_the_last_verification_is_told_with_its_day_and_its_end(scene: Scene, at: datetime) -> None:
    assert looks.check_record(HealthSettings(), at=at).code == "health_record_empty"
    note_verification(7, True, at)
    says(looks.check_record(HealthSettings(), at=at), "health_record_whole", Tone.GOOD, "entry 7")
    later = at + timedelta(days=32)
    assert looks.check_record(HealthSettings(), at=later).code.endswith("verified_long_ago")
    note_verification(7, False, at)
    says(looks.check_record(HealthSettings(), at=at), "health_record_not_whole", Tone.STOP, "NOT")


def test_every_finding_has_a_sentence_and_every_look_a_name(scene: Scene) -> None:
    package = Path(looks.__file__).parent
    sources = [path.read_text() for path in package.glob("*.py")]
    found = {code for text in sources for code in re.findall(r'"(health_\w+)"', text)}
    assert found == {code for code in SENTENCES if code.startswith("health_")}
    assert all(check.name in NAMES for check in health(scene.now))


@pytest.mark.django_db(transaction=True)
def test_what_the_database_cannot_answer_is_told_as_not_tried(scene: Scene) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE node_pulse RENAME TO gone")
    try:
        found = {check.name: check for check in health(scene.now)}
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone RENAME TO node_pulse")
    assert found["worker"].tone is Tone.UNTRIED
    assert found["outbox"].tone is Tone.GOOD


# ---- the doors


def test_a_stranger_learns_one_word_and_leaves_nothing(client: Client, db: None) -> None:
    before = {table: _rows(table) for table in connection.introspection.table_names()}
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert not answer.cookies
    assert before == {table: _rows(table) for table in before}
    assert client.post("/healthz").status_code == 405


def test_the_word_of_a_node_that_can_only_be_read_is_another(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_HEALTH__DISK_FULL_MB", str(2**30))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"reading\n")


def test_health_is_for_node_administrators_alone(scene: Scene) -> None:
    told = Caller("n.okafor").sign_in().get("/node/health").json()
    assert {check["name"] for check in told["checks"]} >= {"disk", "worker", "record", "keystore"}
    assert told["broken"] == "worker"
    for other in ("j.alvarez", "c.unit", "a.hale"):
        problem_of(Caller(other).sign_in().get("/node/health"), 403, "not_allowed")


def test_the_ladder_is_for_those_who_look_after_links(scene: Scene) -> None:
    told = Caller("c.unit").sign_in().post("/links/UA/ladder").json()
    assert [told["broken"], told["tone"]] == ["port", "stop"]
    assert "Ukraine" in next(c["sentence"] for c in told["checks"] if c["name"] == "port")
    problem_of(Caller("j.alvarez").sign_in().post("/links/UA/ladder"), 403, "not_allowed")
    problem_of(Caller("c.unit").sign_in().post("/links/KE/ladder"), 404, "not_found")


@pytest.mark.parametrize("address", ["/health/", "/links/UA/ladder/"])
def test_the_pages_say_what_is_broken_and_who_mends_it(scene: Scene, address: str) -> None:
    browser = Client()
    browser.force_login(Officer.objects.get(username="n.okafor"))
    answer = browser.get(address) if address == "/health/" else browser.post(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "pill-stop" in page and "to be mended here" in page
    browser.force_login(Officer.objects.get(username="j.alvarez"))
    assert (browser.get if address == "/health/" else browser.post)(address).status_code == 403


def test_the_address_of_a_ladder_alone_asks_nobody(scene: Scene) -> None:
    browser = Client()
    browser.force_login(Officer.objects.get(username="n.okafor"))
    assert "Nothing was looked at yet" in browser.get("/links/UA/ladder/").content.decode()
    assert browser.get("/links/KE/ladder/").status_code == 404
    assert browser.put("/links/UA/ladder/").status_code == 405


def test_verifying_on_the_page_is_remembered(scene: Scene) -> None:
    proof.furnish(scene.keys.ledger.public, noted=note_verification)
    browser = Client()
    browser.force_login(Officer.objects.get(username="n.okafor"))
    browser.post("/records/verify/")
    assert Verification.objects.get().at > datetime(2026, 1, 1, tzinfo=UTC)


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608  our own tables
        return int(cursor.fetchone()[0])
