"""What we supplied is wrong: every partner that has it is told, by the data officer's word."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance.models import Afterword, Answer, DataTransfer, TransferApproval
from comity.assistance.queries.rectification import waiting_corrections
from comity.assistance.services.rectifying import decide_correction, rectify_everywhere
from comity.assistance.terms.afterwords import AfterwordDraft, AfterwordKind, ItemReply
from comity.assistance.terms.data_transfers import DataOfficerApprovalNeededError
from comity.exchange.models import Outbound
from comity.interfaces.transfers import transfers_waiting
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.afterwording import (
    comes,
    recall_answered,
    reply_there,
    send,
    write,
)
from tests.integration.assistance.scene import ON, Scene
from tests.integration.data_protection.asking import DPO, searched

OLD, RIGHT = "Ivan Petrenko, 12 Khreshchatyk", "Ivan Petrenko, 21 Khreshchatyk"
WRONG = AfterwordDraft(
    wish="correct",
    items=("request",),
    field="parties",
    old=OLD,
    corrected=RIGHT,
    ground="inaccurate",
    why="The number of the house was turned round.",
)
COMES = {
    "wish": "correct",
    "items": ["answer"],
    "field": "text",
    "old": "USD 71 760",
    "corrected": "USD 17 760",
    "ground": "inaccurate",
    "why": "A wrong figure.",
}


def written(scene: Scene, **change: Any) -> Afterword:
    reference = scene.sent(parties=OLD)
    return write(scene, reference, AfterwordKind.RECALL, WRONG, answer=None, **change)


def say(scene: Scene, made: Afterword, verdict: str = "approved", **how: Any) -> TransferApproval:
    told = {"reasons": "", "signed_in_afresh_at": scene.now - timedelta(seconds=5), **how}
    with transaction.atomic(durable=True):
        return decide_correction(
            made.request.reference,
            made.number,
            verdict=verdict,
            officer=scene.officer(told.pop("who", DPO)),
            at=scene.now,
            **told,
        )


def rectified(scene: Scene, reference: str, numbers: tuple[int, ...]) -> list[Afterword]:
    with transaction.atomic(durable=True):
        return rectify_everywhere(
            reference,
            WRONG,
            numbers=numbers,
            officer=scene.officer(DPO),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=ON,
        )


def test_a_correction_of_a_field_leaves_only_by_the_data_officers_word(desk: Scene) -> None:
    made = written(desk)
    with pytest.raises(DataOfficerApprovalNeededError):
        send(desk, made)
    assert waiting_corrections(seen_by=desk.officer(DPO)) == [(made, None)]
    say(desk, made)
    send(desk, made)
    sent, row = Outbound.objects.latest("pk"), DataTransfer.objects.latest("pk")
    assert sent.type == "assistance.rectification"
    assert (row.kind, row.approved_by, row.released_by) == ("correction", DPO, "c.unit")
    facts = dict(LedgerEntry.objects.get(event="correction.approved").facts())
    assert facts == {"partner": "UA", "item": "1"}


def test_what_is_opposed_stays_and_the_last_word_counts(desk: Scene) -> None:
    made = written(desk)
    with pytest.raises(InvalidDraftError):
        say(desk, made, "opposed")
    with pytest.raises(FreshSignInNeededError):
        say(desk, made, signed_in_afresh_at=None)
    with pytest.raises(NotAllowedError):
        say(desk, made, who="m.chen")
    say(desk, made)
    say(desk, made, "opposed", reasons="The old number was right.")
    with pytest.raises(DataOfficerApprovalNeededError):
        send(desk, made)


def test_a_word_on_a_correction_lets_no_answer_leave(desk: Scene) -> None:
    reference = desk.received(parties=OLD)
    desk.accept(reference)
    desk.write_answer(reference)
    desk.release(reference)
    draft = replace(WRONG, items=("answer",), field="text")
    say(desk, write(desk, reference, AfterwordKind.RECALL, draft))
    assert transfers_waiting(seen_by=desk.officer(DPO), on=ON) == []
    assert TransferApproval.objects.get().kind == "correction"


def test_the_holder_says_whether_it_corrected_marked_or_kept_it(desk: Scene) -> None:
    made = written(desk)
    say(desk, made)
    send(desk, made)
    told = {"item": "request", "fate": "marked", "article": "", "disclosed_to": "", "consent": ""}
    reply_there(desk, made, "recall_answered", items=[told])
    made.refresh_from_db()
    assert (made.state, [item.fate for item in made.items.all()]) == ("answered", ["marked"])


def test_a_partners_correction_is_shown_beside_what_it_corrects(desk: Scene) -> None:
    reference = opened(desk)
    made = comes(desk, reference, "rectification", **COMES)
    assert (made.draft.field, made.draft.old) == ("text", "USD 71 760")
    page = page_of(reference)
    assert "USD 17 760" in page
    assert "USD 71 760" in page
    recall_answered(desk, made, ItemReply("answer", "corrected"))
    assert Answer.objects.get().text, "what came stays as it came"
    assert "USD 17 760" in page_of(reference)


def test_a_holder_that_deletes_what_is_wrong_keeps_no_word_of_its_correction(desk: Scene) -> None:
    reference = opened(desk)
    before = comes(desk, reference, "rectification", **COMES)
    made = comes(desk, reference, "rectification", **COMES)
    recall_answered(desk, made, ItemReply("answer", "deleted"))
    for each in (before, made):
        each.refresh_from_db()
        assert (each.draft.old, each.draft.corrected) == ("", "")
    assert (made.state, made.draft.field) == ("answered", "text")
    assert "USD 17 760" not in page_of(reference)


def test_a_plain_recall_brings_no_field_that_no_schema_has_looked_at(desk: Scene) -> None:
    reference = opened(desk)
    plain = {**COMES, "field": {"x": "\u202e"}, "ground": "none"}
    made = comes(desk, reference, "recall_asked", **plain)
    assert (made.draft.field, made.draft.old, made.draft.ground) == ("", "", "")


def test_one_correction_is_written_for_each_matter_and_tells_nobody_who_asked(
    desk: Scene,
) -> None:
    first, second = desk.sent(parties=OLD), desk.sent(parties=OLD)
    desk.received(parties=OLD)
    desk.draft(parties=OLD)
    subject = searched(desk)
    ours = {item.request.reference: item.number for item in subject.items.all()}
    made = rectified(desk, subject.reference, (ours[first], ours[second]))
    assert [each.request.reference for each in made] == [second, first]
    for each in made:
        send(desk, each)
        assert subject.reference not in repr(each.said)
    theirs = {number for case, number in ours.items() if case not in {first, second}}
    for number in theirs:
        with pytest.raises(InvalidDraftError):
            rectified(desk, subject.reference, (number,))


def test_only_a_correction_that_waits_gets_a_word(desk: Scene) -> None:
    made = written(desk)
    say(desk, made)
    send(desk, made)
    with pytest.raises(NotFoundError):
        say(desk, made)


def opened(scene: Scene) -> str:
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference)
    scene.open(reference)
    return reference


def page_of(reference: str) -> str:
    browser = Client()
    browser.force_login(officer_named("j.alvarez"))
    return browser.get(f"/requests/{reference}/").content.decode()
