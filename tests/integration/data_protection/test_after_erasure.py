"""What was erased stays erased, and no partner's word stands in the way of erasing it."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from comity.assistance.models import Consultation, Request
from comity.assistance.queries.consulting import consultations
from comity.assistance.services import finish_task, give_task, write_view
from comity.assistance.services.retention import lift_hold, place_hold
from comity.assistance.terms.retention import (
    ErasedAlreadyError,
    MessagesWaitError,
    NoLegalHoldError,
)
from comity.assistance.terms.tasks import TaskDraft
from comity.exchange import wiring
from comity.exchange.models import Channel, Inbound, Link
from comity.exchange.refusals import MessageNotKeptError
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from tests.integration.assistance.replying import write_question
from tests.integration.assistance.scene import ON, Scene
from tests.integration.data_protection.test_retention import (
    DPO,
    UNIT,
    WORD,
    closed,
    deliver,
    erase,
    propose,
    rule,
    tables_with,
)

ASKED = {"reference": "UA-US-2026-00031", "kind": "origin-and-value", "summary": WORD}
QUESTION = {"question": f"And {WORD}?", "reopens": True}


def erased(scene: Scene) -> str:
    reference = closed(scene)
    rule(scene)
    propose(scene, reference)
    erase(scene, reference)
    return reference


def of_another_partner(reference: str) -> Inbound:
    """A message of a second partner, which calls our matter with the first one its case."""
    link = Link.objects.get()
    link.pk, link.code, link.link_id, link.number = None, "PL", "f" * 32, "9"
    link.save(force_insert=True)
    back = Channel.objects.get(direction="in")
    back.pk, back.origin, back.link = None, "another", link
    back.save(force_insert=True)
    ours = Inbound.objects.get(message_id=f"held-{reference}")
    ours.pk, ours.channel, ours.message_id = None, back, "of-another"
    ours.state, ours.body = "waiting", b"theirs"
    ours.save(force_insert=True)
    return ours


def test_what_another_partner_calls_its_case_holds_no_erasure_back(desk: Scene) -> None:
    reference = closed(desk)
    theirs = of_another_partner(reference)
    rule(desk)
    propose(desk, reference)
    Inbound.objects.filter(message_id=f"held-{reference}").update(state="waiting")
    with pytest.raises(MessagesWaitError):
        erase(desk, reference)
    Inbound.objects.filter(message_id=f"held-{reference}").update(state="handled")
    erase(desk, reference)
    theirs.refresh_from_db()
    assert bytes(theirs.body) == b"theirs"


@pytest.mark.parametrize("case", ["", "US-UA-2026-00999"])
def test_a_message_of_another_case_than_its_body_is_refused_by_name(desk: Scene, case: str) -> None:
    reference = desk.sent()
    told = desk.message("assistance.accepted", {"reference": reference, "unit": "Kyiv"})
    strange = replace(told, envelope=replace(told.envelope, case=case))
    with pytest.raises(MessageNotKeptError) as refused, transaction.atomic(durable=True):
        wiring.current().hand_over(strange)
    assert refused.value.code == "message_envelope_malformed"
    assert ("field", "case") in refused.value.facts
    assert Request.objects.get(reference=reference).state == "sent"
    with transaction.atomic(durable=True):
        wiring.current().hand_over(told)
    assert Request.objects.get(reference=reference).state == "accepted"


def test_an_erased_matter_takes_no_word_of_the_partner(desk: Scene) -> None:
    ours = erased(desk)
    for kind, body in (
        ("transferred", {"body": WORD, "on": "2026-01-05", "number": "", "contact": ""}),
        ("incomplete", {"missing": "facts", "reasons": WORD}),
    ):
        with pytest.raises(MessageNotKeptError) as refused:
            desk.tell(f"assistance.{kind}", {"reference": ours, **body})
        assert refused.value.code == "erased_already"
    Consultation.objects.create(
        request=Request.objects.get(reference=ours),
        side="requesting",
        state="sent",
        partner="UA",
        reference=ours,
        begun_at=desk.now,
    )
    with pytest.raises(MessageNotKeptError):
        desk.tell("assistance.consultation_reply", {"reference": ours, "view": WORD})
    assert list(tables_with(WORD)) == []


def test_a_partners_consultation_is_erased_with_its_request(desk: Scene) -> None:
    desk.settle_assessment(own_law=True)
    desk.tell("assistance.consultation", ASKED)
    reference = desk.received(reference=ASKED["reference"], subject=WORD)
    told = Consultation.objects.get()
    assert told.request is not None and told.request.reference == reference
    for who in ("j.alvarez", "m.chen", "d.reyes"):
        assert list(consultations(seen_by=desk.officer(who))) == []
    Request.objects.filter(reference=reference).update(state="closed", closed_at=desk.now)
    rule(desk)
    propose(desk, reference)
    erase(desk, reference)
    told.refresh_from_db()
    assert (told.summary, told.view) == ("", "")
    with pytest.raises(ErasedAlreadyError), transaction.atomic(durable=True):
        write_view(told.pk, view=WORD, officer=desk.officer(UNIT), at=desk.now)
    for kind, body in (
        ("assistance.question", QUESTION),
        ("assistance.feedback", {"code": "duplicate", "amount": "", "currency": ""}),
        ("assistance.consultation", ASKED),
    ):
        with pytest.raises(MessageNotKeptError):
            desk.tell(kind, {**body, "reference": reference})
    assert list(tables_with(WORD)) == []


def test_an_erased_matter_takes_no_act(desk: Scene) -> None:
    reference = erased(desk)
    with pytest.raises(ErasedAlreadyError):
        write_question(desk, reference)
    for hold in (place_hold, lift_hold):
        with pytest.raises((ErasedAlreadyError, NoLegalHoldError)):
            hold(reference, reason=WORD, officer=desk.officer(UNIT), at=desk.now)


def test_a_task_of_an_erased_matter_tells_no_result(desk: Scene) -> None:
    reference = desk.received()
    desk.accept(reference)
    with transaction.atomic(durable=True):
        task = give_task(
            reference,
            task=TaskDraft("ICE", "Harbour office", "Find it.", "2026-12-01"),
            officer=desk.officer("j.alvarez"),
            at=desk.now,
            on=ON,
        )
    deliver(desk, reference)
    Request.objects.filter(reference=reference).update(state="closed", closed_at=desk.now)
    rule(desk)
    propose(desk, reference)
    erase(desk, reference)
    with pytest.raises(ErasedAlreadyError), transaction.atomic(durable=True):
        finish_task(task.pk, result=WORD, officer=desk.officer("d.reyes"), at=desk.now)


def test_messages_of_a_draft_that_turned_elsewhere_go_with_it(desk: Scene) -> None:
    reference = closed(desk)
    theirs = of_another_partner(reference)
    Inbound.objects.filter(pk=theirs.pk).update(case="US-PL-2026-00001", state="handled")
    Consultation.objects.create(
        request=Request.objects.get(reference=reference),
        side="requesting",
        state="answered",
        partner="PL",
        reference="US-PL-2026-00001",
        begun_at=desk.now,
    )
    rule(desk)
    propose(desk, reference)
    erase(desk, reference)
    theirs.refresh_from_db()
    assert (bytes(theirs.body), bytes(theirs.salt)) == (b"", b"")


def test_why_a_matter_is_held_stands_beside_it_and_not_in_the_record(desk: Scene) -> None:
    reference = closed(desk)
    officer = desk.officer(DPO)
    with transaction.atomic(durable=True):
        place_hold(reference, reason="Kestrel appeals.", officer=officer, at=desk.now)
        hold = lift_hold(reference, reason="Kestrel lost.", officer=officer, at=desk.now)
    assert (hold.reason, hold.lifted_reason) == ("Kestrel appeals.", "Kestrel lost.")
    entries = LedgerEntry.objects.filter(event__startswith="case.legal_hold")
    assert [b"Kestrel" in bytes(entry.body) for entry in entries] == [False, False]


def test_an_erased_matter_offers_nothing_on_its_page_and_says_why(desk: Scene) -> None:
    reference = erased(desk)
    for who in ("j.alvarez", "c.unit"):
        reader = Client()
        reader.force_login(officer_named(who))
        with translation.override("en"):
            page = reader.get(f"/requests/{reference}/").content.decode()
        assert "nothing is done in this matter any more" in page
        main = page[page.index("<main") :]
        assert f"/requests/{reference}/share/" not in main
        assert "afterwords/" not in main
        assert f'action="/requests/{reference}' not in main
        told = reader.get(f"/api/v1/requests/{reference}").json()
        assert told["actions"] == []


def test_an_act_on_an_erased_matter_is_a_conflict_over_the_api(desk: Scene) -> None:
    reference = erased(desk)
    unit = Client()
    unit.force_login(officer_named("c.unit"))
    sent = unit.post(f"/api/v1/requests/{reference}/close")
    assert (sent.status_code, sent.json()["code"]) == (HTTPStatus.CONFLICT, "erased_already")
