"""What left for whom is kept with its ground; some leave only by the data officer's word."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance.models import DataTransfer, Request, TransferApproval
from comity.assistance.queries.data_transfers import transfers_page
from comity.assistance.services.data_transfers import decide_transfer
from comity.assistance.terms import HigherApprovalNeededError, StaleVersionError
from comity.assistance.terms.data_transfers import (
    DataOfficerApprovalNeededError,
    NoTransferApprovalAskedError,
    TransfersAsked,
)
from comity.interfaces.transfers import hand_out_transfers, transfers_waiting
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import ON, PASSWORD, Scene
from tests.integration.letters.paper import dispatch, without_node
from tests.integration.own_law.desk import confirmed

PERSON = "Ivan Petrenko, 12 Khreshchatyk, Kyiv"
DPO = "p.singh"


def browser_of(username: str) -> Client:
    browser = Client()
    browser.force_login(officer_named(username))
    return browser


def wants_word(scene: Scene) -> None:
    confirmed(scene, effect="higher-approval", to=Role.DATA_PROTECTION_OFFICER.value)


def say(scene: Scene, reference: str, verdict: str = "approved", **how: Any) -> TransferApproval:
    version = how.pop("version", None) or Request.objects.get(reference=reference).version
    told = {"signed_in_afresh_at": scene.now - timedelta(seconds=5), "reasons": "", **how}
    with transaction.atomic(durable=True):
        return decide_transfer(
            reference,
            verdict=verdict,
            version=version,
            officer=scene.officer(told.pop("who", DPO)),
            at=scene.now,
            on=ON,
            **told,
        )


def test_a_request_that_names_persons_is_a_transfer_with_its_ground(desk: Scene) -> None:
    reference = desk.sent(parties=PERSON)
    row = DataTransfer.objects.get()
    assert (row.request.reference, row.kind, row.partner) == (reference, "request", "UA")
    assert (row.categories, row.fields_naming, row.personal) == (["personal"], ["parties"], True)
    assert (row.under, row.channel) == ("us-ua-2016", "node")
    assert row.article
    assert (row.released_by, row.message_id) == ("m.chen", row.request.message_id)


def test_the_record_tells_the_categories_and_names_nobody(desk: Scene) -> None:
    reference = desk.sent(parties=PERSON)
    entry = LedgerEntry.objects.get(event="data.transferred")
    facts = dict(entry.facts())
    assert (entry.about, facts["partner"], facts["under"]) == (reference, "UA", "us-ua-2016")
    assert b"Petrenko" not in bytes(entry.body)
    last = LedgerEntry.objects.order_by("-index").values_list("event", flat=True)[0]
    assert last == "request.sent", "the act itself is the last entry"


def test_an_answer_is_a_transfer_with_what_its_writer_marked_and_own_law(desk: Scene) -> None:
    reference = desk.received(parties=PERSON)
    desk.accept(reference)
    desk.write_answer(reference, categories=("trade-secret",))
    desk.release(reference)
    row = DataTransfer.objects.get()
    assert (row.kind, row.categories) == ("answer", ["personal", "trade-secret"])
    assert row.own_law


def test_a_letter_is_a_transfer_when_it_left(desk: Scene) -> None:
    without_node(desk)
    reference = desk.sent(parties=PERSON)
    assert not DataTransfer.objects.exists(), "it is approved and still in the house"
    dispatch(desk, reference)
    row = DataTransfer.objects.get()
    assert (row.kind, row.channel, row.message_id) == ("request", "letter", "")
    assert (row.released_by, row.under) == ("c.unit", "us-ua-2016")


def test_without_personal_data_it_is_kept_and_listed_only_when_asked_for(desk: Scene) -> None:
    desk.sent()
    officer = desk.officer(DPO)
    assert transfers_page(TransfersAsked(), seen_by=officer, limit=9).rows == ()
    (row,) = transfers_page(TransfersAsked(every=True), seen_by=officer, limit=9).rows
    assert (row.categories, row.personal) == ([], False)
    assert not LedgerEntry.objects.filter(event="data.transferred").exists()


@pytest.mark.parametrize("who", ["j.alvarez", "m.chen", "c.unit", "t.brooks", "a.hale", "n.okafor"])
def test_nobody_else_reads_the_register_or_gives_the_word(desk: Scene, who: str) -> None:
    wants_word(desk)
    reference = desk.draft(parties=PERSON)
    desk.submit(reference)
    with pytest.raises(NotAllowedError):
        transfers_page(TransfersAsked(), seen_by=desk.officer(who), limit=9)
    with pytest.raises(NotAllowedError):
        say(desk, reference, who=who)
    assert not DataTransfer.objects.visible_to(desk.officer(who)).exists()
    for path in ("", "waiting/", "export/", f"{reference}/"):
        assert browser_of(who).get(f"/records/transfers/{path}").status_code == 403


def test_what_needs_the_word_does_not_leave_without_it(desk: Scene) -> None:
    wants_word(desk)
    reference = desk.draft(parties=PERSON)
    desk.submit(reference)
    with pytest.raises(DataOfficerApprovalNeededError) as refused:
        desk.approve(reference)
    assert isinstance(refused.value, HigherApprovalNeededError)
    (waits,) = transfers_waiting(seen_by=desk.officer(DPO), on=ON)
    assert (waits.request.reference, waits.word) == (reference, None)
    say(desk, reference)
    assert desk.approve(reference).state == "sent"
    assert DataTransfer.objects.get().approved_by == DPO
    assert transfers_waiting(seen_by=desk.officer(DPO), on=ON) == []


def test_what_is_opposed_stays_and_the_reasons_are_read_by_who_works_on_it(desk: Scene) -> None:
    wants_word(desk)
    reference = desk.draft(parties=PERSON)
    desk.submit(reference)
    with pytest.raises(InvalidDraftError):
        say(desk, reference, "opposed")
    say(desk, reference, "opposed", reasons="The address is not needed.")
    with pytest.raises(DataOfficerApprovalNeededError):
        desk.approve(reference)
    page = browser_of("m.chen").get(f"/requests/{reference}/").content.decode()
    assert "The address is not needed." in page


def test_a_changed_answer_needs_another_word(desk: Scene) -> None:
    wants_word(desk)
    reference = desk.received(parties=PERSON)
    desk.accept(reference)
    desk.write_answer(reference)
    (waits,) = transfers_waiting(seen_by=desk.officer(DPO), on=ON)
    say(desk, reference, version=waits.version)
    desk.write_answer(reference, text="More than was read.")
    with pytest.raises(DataOfficerApprovalNeededError):
        desk.release(reference)
    with pytest.raises(StaleVersionError):
        say(desk, reference, version=waits.version)
    say(desk, reference, version=waits.version + 1)
    assert desk.release(reference).state == "answered"


def test_the_word_is_given_signed_in_afresh_and_only_where_it_is_asked_for(desk: Scene) -> None:
    reference = desk.draft(parties=PERSON)
    desk.submit(reference)
    with pytest.raises(NoTransferApprovalAskedError):
        say(desk, reference)
    wants_word(desk)
    with pytest.raises(FreshSignInNeededError):
        say(desk, reference, signed_in_afresh_at=None)
    with pytest.raises(InvalidDraftError):
        say(desk, reference, "perhaps", reasons="x")
    assert not TransferApproval.objects.exists()


def test_the_register_is_taken_out_as_csv_against_a_reason(desk: Scene) -> None:
    reference = desk.sent(parties=PERSON)
    officer = desk.officer(DPO)
    with pytest.raises(InvalidDraftError):
        hand_out_transfers(TransfersAsked(), reason="", officer=officer, at=desk.now, on=ON)
    handed = hand_out_transfers(
        TransfersAsked(), reason="Yearly report.", officer=officer, at=desk.now, on=ON
    )
    (row,) = csv.DictReader(io.StringIO(b"".join(handed.pieces).decode()))
    assert (row["case"], row["recipient"], row["categories"]) == (reference, "UA", "personal")
    assert "Petrenko" not in str(row)
    assert dict(LedgerEntry.objects.get(event="transfers.exported").facts())["rows"] == "1"


def test_the_pages_show_it_and_take_the_word(desk: Scene) -> None:
    sent = desk.sent(parties=PERSON)
    wants_word(desk)
    waits = desk.draft(parties=PERSON)
    desk.submit(waits)
    browser = browser_of(DPO)
    assert sent in browser.get("/records/transfers/").content.decode()
    assert waits in browser.get("/records/transfers/waiting/").content.decode()
    assert "Read and decide" in browser.get(f"/requests/{waits}/").content.decode()
    address = f"/records/transfers/{waits}/"
    page = browser.get(address).content.decode()
    assert "Ivan Petrenko" in page
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    version = str(Request.objects.get(reference=waits).version)
    told = {"verdict": "approved", "version": version, "reasons": ""}
    assert browser.post(address, told).status_code == 302
    assert TransferApproval.objects.get().verdict == "approved"
