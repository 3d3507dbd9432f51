"""The pages of a standing exchange, from the terms to a file with faults."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from comity.assistance.models import StandingSupply
from comity.assistance.services.standing_watch import keep_check
from comity.assistance.standing_check import Checked, LineFault
from comity.assistance.terms.standing import StandingStage, StandingWord
from comity.ledger.models import LedgerEntry
from comity.officers.models import Agency, Officer
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.standing import (
    OF_KIND,
    Exchange,
    exchange_that_waits,
    let_exchange,
)
from tests.unit.assistance.standing_files import TERMS, csv_of

pytestmark = pytest.mark.django_db(transaction=True)
HEAVIEST = 30 * 1024


@pytest.fixture
def begun(scene: Scene) -> Exchange:
    scene.now = datetime.now(UTC)
    let_exchange(scene)
    reference = scene.received(**OF_KIND)
    scene.accept(reference)
    return Exchange(scene, reference)


@pytest.fixture
def waiting(begun: Exchange) -> StandingSupply:
    return exchange_that_waits(
        begun.scene, begun.reference, who="j.alvarez", boss="m.chen", mark="Data desk"
    )


def browser(who: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=who))
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    assert len(answer.content) <= HEAVIEST
    return answer.content.decode()


def test_every_page_shows_what_it_is_for(begun: Exchange, waiting: StandingSupply) -> None:
    officer, boss = browser("j.alvarez"), browser("m.chen")
    at = f"/requests/{begun.reference}/"
    assert "Terms and files" in page(officer, at)
    shown = page(officer, f"{at}standing/")
    assert "Data desk" in shown
    assert "waits to be let go" in shown
    terms = page(officer, f"{at}standing/terms/")
    assert "exporter" in terms
    assert "personal data" in terms
    assert "Suspend at once" in page(boss, f"{at}standing/suspend/")
    assert "declaration" in page(officer, f"{at}standing/hand-in/")
    file = f"{at}standing/files/{waiting.pk}/"
    assert "Let it go" in page(boss, file)
    assert "Let it go" not in page(officer, file)


def test_before_terms_the_page_says_what_they_are(begun: Exchange) -> None:
    shown = page(browser("j.alvarez"), f"/requests/{begun.reference}/standing/")
    assert "Write terms" in shown
    assert "Either side writes the first ones" in shown


def test_terms_with_faults_keep_what_was_typed(begun: Exchange) -> None:
    typed = {**TERMS, "columns": "declaration, weight", "zone_requested": "Europe/Atlantis"}
    answer = browser("j.alvarez").post(f"/requests/{begun.reference}/standing/terms/", typed)
    text = answer.content.decode()
    assert "no field “weight”" in text
    assert "Europe/Atlantis" in text
    assert not begun.request.standing_words.exists()


def test_a_file_with_faults_is_told_line_by_line(begun: Exchange, waiting: StandingSupply) -> None:
    address = f"/requests/{begun.reference}/standing/hand-in/"
    bad = csv_of("1,2026-13-01,848210,=cmd|' /C calc'!A0,1,USD")
    day = (begun.scene.now.date() + timedelta(days=12)).isoformat()
    file = SimpleUploadedFile("cargo.csv", bad, "text/csv")
    answer = browser("j.alvarez").post(address, {"period_from": day, "file": file})
    text = answer.content.decode()
    assert "Line 2, accepted_on" in text
    assert "a spreadsheet would run this" in text
    assert StandingSupply.objects.count() == 1


def test_a_file_without_a_fault_waits_for_a_second_person(
    begun: Exchange, waiting: StandingSupply
) -> None:
    address = f"/requests/{begun.reference}/standing/hand-in/"
    day = (begun.scene.now.date() + timedelta(days=12)).isoformat()
    file = SimpleUploadedFile("cargo.csv", csv_of(), "text/csv")
    answer = browser("j.alvarez").post(address, {"period_from": day, "file": file}, follow=True)
    assert "It leaves when a second person lets it go" in answer.content.decode()
    assert StandingSupply.objects.filter(number=waiting.number + 1, told_at=None).exists()


def test_a_copy_is_taken_against_a_reason_and_recorded(
    begun: Exchange, waiting: StandingSupply
) -> None:
    officer, address = browser("j.alvarez"), f"/requests/{begun.reference}/standing/files/"
    refused = officer.post(f"{address}{waiting.pk}/", {"reason": ""})
    assert "error-summary" in refused.content.decode()
    copied = officer.post(f"{address}{waiting.pk}/", {"reason": "Risk analysis"})
    assert b"".join(copied.streaming_content) == csv_of()  # type: ignore[attr-defined]  # a stream
    assert LedgerEntry.objects.filter(event="exhibit.copied").count() == 1


def test_no_copy_is_offered_to_whom_the_request_alone_was_shared_with(
    begun: Exchange, waiting: StandingSupply
) -> None:
    begun.request.shared_with.add(Agency.objects.get(code="ICE"))
    address = f"/requests/{begun.reference}/standing/files/{waiting.pk}/"
    other = browser("d.reyes")
    assert "Check the digest and download" in page(browser("j.alvarez"), address)
    shown = page(other, address)
    assert "Check the digest and download" not in shown
    assert "belongs to another agency" in shown
    assert other.post(address, {"reason": "Risk analysis"}).status_code == 403


def test_faults_of_their_file_lead_to_telling_them(
    begun: Exchange, waiting: StandingSupply
) -> None:
    arrives = begun.scene.now.date() + timedelta(days=3)
    until = (arrives + timedelta(days=1)).isoformat()
    begun.supplied_there(b"x", period_from=arrives.isoformat(), period_until=until)
    theirs = StandingSupply.objects.get(by="requesting")
    with transaction.atomic(durable=True):
        fault = LineFault("standing_cell_wrong", 7, "value")
        keep_check(theirs.pk, Checked(9, (fault,), 1), at=begun.scene.now)
    officer = browser("j.alvarez")
    shown = page(officer, f"/requests/{begun.reference}/standing/files/{theirs.pk}/")
    assert "Line 7, value" in shown
    beside = f"?supplier=requesting&period_from={arrives}&number=1"
    report = f"/requests/{begun.reference}/standing/report/"
    assert 'value="1"' in page(officer, report + beside)
    told = {"supplier": "requesting", "period_from": arrives, "number": "1", "note": "Line 7."}
    officer.post(report, told)
    assert begun.told().words[-1].word == StandingWord.REPORT.value


def test_a_stop_on_the_page_stops_at_once(begun: Exchange, waiting: StandingSupply) -> None:
    boss = browser("m.chen")
    stop = {"reason": "breach", "note": "Passed on without consent."}
    boss.post(f"/requests/{begun.reference}/standing/suspend/", stop)
    assert begun.told().stage is StandingStage.SUSPENDED
    shown = page(boss, f"/requests/{begun.reference}/standing/")
    assert "no file leaves until both sides say that it goes on" in shown
