"""Our own law says what waits for the data protection officer; nobody lets it leave around that."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import DataTransfer, Request, TransferRule
from comity.assistance.services.data_transfers import decide_transfer
from comity.assistance.services.questions import put_question, write_question
from comity.assistance.services.transfer_rules import end_rule, set_rule
from comity.assistance.terms.data_transfers import (
    DataOfficerApprovalNeededError,
    TransferKind,
)
from comity.assistance.terms.transfer_rules import TransferRuleDraft
from comity.interfaces.transfers import transfers_waiting
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import ON, Scene
from tests.integration.data_protection.asking import DPO
from tests.integration.letters.paper import without_node

PERSON = "Ivan Petrenko, Kyiv"
LAW = "Data Act s. 12"


def ruled(scene: Scene, **said: Any) -> TransferRule:
    with transaction.atomic(durable=True):
        draft = TransferRuleDraft(**{"article": LAW, **said})
        return set_rule(draft, officer=scene.officer(DPO), at=scene.now)


def submitted(scene: Scene, **change: Any) -> str:
    reference = scene.draft(**change)
    scene.submit(reference)
    return reference


def approved_by_officer(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        decide_transfer(
            reference,
            verdict="approved",
            version=Request.objects.get(reference=reference).version,
            officer=scene.officer(DPO),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=ON,
        )


def test_a_rule_speaks_of_what_it_names_and_where_it_is_silent_of_all() -> None:
    rule = TransferRuleDraft(article=LAW, categories=("personal",), partners=("UA",))
    asks, words = TransferKind.REQUEST, TransferKind.QUESTION
    assert rule.concerns(asks, partner="UA", categories=("personal", "tax"))
    assert not rule.concerns(asks, partner="UA", categories=("tax",))
    assert not rule.concerns(asks, partner="MX", categories=("personal",))
    assert rule.concerns(words, partner="UA", categories=()), "nobody marked whom it names"
    only = TransferRuleDraft(article=LAW, kinds=("answer",))
    assert not only.concerns(asks, partner="UA", categories=())
    assert only.concerns(TransferKind.ANSWER, partner="UA", categories=())


def test_a_request_to_a_country_of_the_rule_waits_for_the_word(desk: Scene) -> None:
    ruled(desk, partners=("UA",))
    reference = submitted(desk, parties=PERSON)
    with pytest.raises(DataOfficerApprovalNeededError):
        desk.approve(reference)
    (waits,) = transfers_waiting(seen_by=desk.officer(DPO), on=ON)
    assert waits.request.reference == reference
    approved_by_officer(desk, reference)
    assert desk.approve(reference).state == "sent"
    assert DataTransfer.objects.get().approved_by == DPO


def test_the_rules_are_read_once_for_all_that_waits(desk: Scene) -> None:
    ruled(desk, partners=("UA",))
    for _ in range(3):
        submitted(desk, parties=PERSON)
    officer = desk.officer(DPO)
    with CaptureQueriesContext(connection) as asked:
        assert len(transfers_waiting(seen_by=officer, on=ON)) == 3
    table = TransferRule._meta.db_table
    assert sum(table in each["sql"] for each in asked.captured_queries) == 1


def test_an_answer_with_the_category_waits_and_one_without_does_not(desk: Scene) -> None:
    ruled(desk, kinds=("answer",), categories=("tax",))
    first, second = desk.received(), desk.received(reference="UA-US-2026-00008")
    for reference, marked in ((first, ("tax",)), (second, ())):
        desk.accept(reference)
        desk.write_answer(reference, categories=marked)
    with pytest.raises(DataOfficerApprovalNeededError):
        desk.release(first)
    desk.release(second)


def test_a_letter_is_no_way_around(desk: Scene) -> None:
    without_node(desk)
    ruled(desk)
    reference = submitted(desk)
    with pytest.raises(DataOfficerApprovalNeededError):
        desk.approve(reference)
    approved_by_officer(desk, reference)
    assert desk.approve(reference).state == "approved"


def test_a_question_is_no_way_around(desk: Scene) -> None:
    reference = desk.sent()
    desk.accepted_there(reference)
    desk.answered_there(reference)
    desk.open(reference)
    ruled(desk, categories=("personal",))
    with transaction.atomic(durable=True):
        write_question(
            reference, text="And of him?", officer=desk.officer("j.alvarez"), at=desk.now
        )
    with pytest.raises(DataOfficerApprovalNeededError), transaction.atomic(durable=True):
        put_question(
            reference,
            version=1,
            officer=desk.officer("m.chen"),
            signed_in_afresh_at=desk.now - timedelta(seconds=5),
            at=desk.now,
            on=ON,
        )


def test_a_rule_that_ended_holds_nothing_back(desk: Scene) -> None:
    rule = ruled(desk)
    with transaction.atomic(durable=True):
        end_rule(rule.pk, officer=desk.officer(DPO), at=desk.now)
    with pytest.raises(NotFoundError), transaction.atomic(durable=True):
        end_rule(rule.pk, officer=desk.officer(DPO), at=desk.now)
    assert desk.approve(submitted(desk, parties=PERSON)).state == "sent"
    events = list(LedgerEntry.objects.filter(event__startswith="transfer_rule"))
    assert [each.event for each in events] == ["transfer_rule.set", "transfer_rule.ended"]


@pytest.mark.parametrize("who", ["m.chen", "c.unit", "t.brooks", "a.hale", "n.okafor"])
def test_nobody_else_sets_a_rule(desk: Scene, who: str) -> None:
    with pytest.raises(NotAllowedError):
        set_rule(TransferRuleDraft(article=LAW), officer=desk.officer(who), at=desk.now)


@pytest.mark.parametrize(
    "said", [{"article": ""}, {"kinds": ("x",)}, {"categories": ("x",)}, {"partners": ("QQ",)}]
)
def test_a_rule_without_its_article_or_with_unknown_codes_is_none(
    desk: Scene, said: dict[str, Any]
) -> None:
    with pytest.raises(InvalidDraftError):
        ruled(desk, **said)
