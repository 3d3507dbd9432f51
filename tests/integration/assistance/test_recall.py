"""Asking back what was supplied: deleted, corrected, kept, or passed on already."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from comity.assistance import services
from comity.assistance.models import (
    Afterword,
    Answer,
    DataTransfer,
    Request,
    SearchText,
    Translation,
    Use,
)
from comity.assistance.queries import RequestsAsked, cases_naming, request_detail, requests_page
from comity.assistance.queries.afterwords import items_to_recall, waiting_afterwords
from comity.assistance.queries.translations import translations_seen
from comity.assistance.services.retention import place_hold
from comity.assistance.services.translating import note_translation
from comity.assistance.terms import (
    HigherApprovalNeededError,
    Party,
    RulingStandsAgainstError,
    SharingDraft,
    StepNotAllowedError,
)
from comity.assistance.terms.afterwords import (
    MOST_OPEN,
    AfterwordDraft,
    AfterwordKind,
    AfterwordState,
    ErasedError,
    ItemReply,
    NotTheirsToAskError,
    TooManyAfterwordsError,
)
from comity.assistance.terms.retention import LegalHoldStandsError
from comity.assistance.terms.translations import TranslationDraft
from comity.evidence import vault
from comity.evidence.custody import first_broken_link
from comity.evidence.models import Exhibit, blob_name
from comity.evidence.terms import ErasedExhibitError
from comity.exchange.models import Outbound
from comity.interfaces.copying import hand_out_exhibit
from comity.kernel.errors import InvalidDraftError
from comity.kernel.rulings import Outcome, Role
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.afterwording import (
    asked,
    comes,
    given_there,
    recall_answered,
    reply_there,
    send,
    write,
)
from tests.integration.assistance.scene import Scene, exhibit_told, line_of, request_body
from tests.integration.assistance.turning import ask_completion, complete, returned_there
from tests.integration.own_law.desk import confirmed

pytestmark = pytest.mark.django_db(transaction=True)

WISHED = {"wish": "delete", "items": ["answer"], "corrected": "", "why": "It names the wrong firm."}
DELETED = ItemReply("answer", "deleted")


def opened(scene: Scene) -> str:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    told = exhibit_told()
    scene.answered_there(reference, exhibits=[told], lines=(line_of(told),))
    scene.open(reference)
    return reference


def use(scene: Scene, reference: str) -> Use:
    with transaction.atomic(durable=True):
        return services.use_answer(
            reference,
            purpose="duty-assessment",
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=scene.now.date(),
        )


def test_what_is_deleted_is_gone_from_every_reading_and_a_tombstone_stays(scene: Scene) -> None:
    reference = opened(scene)
    assert use(scene, reference).outcome == Outcome.PERMITTED
    made = comes(scene, reference, "recall_asked", **WISHED)
    recall_answered(scene, made, DELETED)
    answer, viewer = Answer.objects.get(), scene.officer("j.alvarez")
    assert (answer.text, answer.is_erased, answer.categories) == ("", True, [])
    detail = request_detail(reference, seen_by=viewer)
    assert detail.answer is not None
    assert detail.answer.text == ""
    assert cases_naming("71 760", seen_by=scene.officer("p.singh")) == ()
    assert use(scene, reference).outcome == Outcome.REFUSED
    with pytest.raises(ErasedError), transaction.atomic(durable=True):
        services.share_case(
            reference,
            sharing=SharingDraft(agency="ICE", purpose="duty-assessment"),
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=scene.now.date(),
        )
    told = Outbound.objects.latest("pk")
    assert told.type == "assistance.recall_answered"
    made.refresh_from_db()
    assert [item.fate for item in made.items.all()] == ["deleted"]
    last = LedgerEntry.objects.filter(about=reference, event="recall.answered").get()
    assert dict(last.facts())["fates"] == "deleted"


def test_a_consent_does_not_bring_back_what_was_deleted(scene: Scene) -> None:
    reference = opened(scene)
    given = asked(
        scene, reference, draft=AfterwordDraft(purpose="duty-assessment", why="Once more.")
    )
    given_there(scene, given)
    recall_answered(scene, comes(scene, reference, "recall_asked", **WISHED), DELETED)
    assert use(scene, reference).outcome == Outcome.REFUSED


def test_an_exhibit_that_is_deleted_is_gone_and_its_custody_says_so(scene: Scene) -> None:
    reference = opened(scene)
    exhibit = Exhibit.objects.get()
    sealed = vault.vault().folder / blob_name(exhibit.pk)
    sealed.parent.mkdir(parents=True, exist_ok=True)
    sealed.write_bytes(b"sealed")
    Exhibit.objects.update(held_at=scene.now, wrapped_key=b"key")
    told = {**WISHED, "items": ["exhibit-1"]}
    recall_answered(
        scene, comes(scene, reference, "recall_asked", **told), ItemReply("exhibit-1", "deleted")
    )
    exhibit.refresh_from_db()
    assert (exhibit.is_erased, exhibit.wrapped_key, exhibit.held_at) == (True, None, None)
    assert not sealed.exists()
    assert exhibit.custody.latest("sequence").kind == "erased"
    assert first_broken_link(exhibit) is None
    with pytest.raises(ErasedExhibitError):
        hand_out_exhibit(
            exhibit.pk, reason="read", officer=scene.officer("j.alvarez"), at=scene.now
        )
    assert Answer.objects.get().text
    assert use(scene, reference).outcome == Outcome.PERMITTED


def test_what_is_kept_or_was_disclosed_is_said_with_the_article_and_the_consent(
    scene: Scene,
) -> None:
    reference = opened(scene)
    told = {**WISHED, "items": ["answer", "exhibit-1"]}
    made = comes(scene, reference, "recall_asked", **told)
    kept = ItemReply("answer", "kept", article="Art. 17(2)")
    passed = ItemReply("exhibit-1", "disclosed", disclosed_to="District court", consent="C 1")
    for wrong in ((kept,), (ItemReply("answer", "kept"), passed), (kept, kept)):
        with pytest.raises(InvalidDraftError):
            recall_answered(scene, made, *wrong)
    with pytest.raises(InvalidDraftError):
        recall_answered(scene, made, ItemReply("answer", "corrected"), passed)
    recall_answered(scene, made, kept, passed)
    assert Answer.objects.get().text
    assert {(i.item, i.fate, i.article or i.disclosed_to) for i in made.items.all()} == {
        ("answer", "kept", "Art. 17(2)"),
        ("exhibit-1", "disclosed", "District court"),
    }


def test_a_correction_is_kept_beside_the_text_it_corrects(scene: Scene) -> None:
    reference = opened(scene)
    told = {**WISHED, "wish": "correct", "corrected": "The export value was USD 17 760."}
    made = comes(scene, reference, "recall_asked", **told)
    recall_answered(scene, made, ItemReply("answer", "corrected"))
    made.refresh_from_db()
    assert made.draft.corrected == "The export value was USD 17 760."
    assert Answer.objects.get().text == "The export value was USD 71 760."
    assert use(scene, reference).outcome == Outcome.PERMITTED


def test_what_is_to_be_used_no_longer_stays_and_is_not_used(scene: Scene) -> None:
    reference = opened(scene)
    made = comes(scene, reference, "recall_asked", **{**WISHED, "wish": "stop_using"})
    recall_answered(scene, made, ItemReply("answer", "use_ended"))
    assert Answer.objects.get().text
    assert use(scene, reference).outcome == Outcome.REFUSED


def test_what_a_partner_asked_is_erased_at_its_wish_with_what_it_asked_before(
    scene: Scene,
) -> None:
    reference = scene.received()
    ask_completion(scene, reference)
    scene.tell("assistance.completed", request_body(asked="The invoice.", subject="Bearings"))
    made = comes(scene, reference, "recall_asked", **{**WISHED, "items": ["request"], "answer": ""})
    recall_answered(scene, made, ItemReply("request", "deleted"))
    request = Request.objects.get(reference=reference)
    assert (request.asked, request.subject, request.facts, request.parties) == ("", "", "", "")
    assert (request.kind, request.partner) == ("origin-and-value", "UA")
    assert cases_naming("four times the price", seen_by=scene.officer("p.singh")) == ()
    found = requests_page(
        RequestsAsked(search="bearings"), seen_by=scene.officer("c.unit"), limit=5
    )
    assert not found.requests
    assert request.turns.exclude(earlier=None).count() == 0


def test_nothing_is_asked_back_that_the_partner_did_not_supply(scene: Scene) -> None:
    reference = opened(scene)
    for strange in (["request"], ["exhibit-9"], ["answer", "answer"]):
        with pytest.raises((NotTheirsToAskError, StepNotAllowedError)):
            comes(scene, reference, "recall_asked", **{**WISHED, "items": strange})
    with pytest.raises(StepNotAllowedError):
        comes(scene, reference, "recall_asked", **{**WISHED, "items": ["request"], "answer": ""})
    assert not Afterword.objects.exists()


def test_what_is_added_to_a_returned_request_is_not_asked_back_before_it_has_left(
    scene: Scene,
) -> None:
    scene.settle_assessment()
    reference = scene.draft()
    first = scene.attach(reference, b"%PDF-1.7 the first")
    scene.submit(reference)
    scene.approve(reference)
    returned_there(scene, reference)
    added = scene.attach(reference, b"%PDF-1.7 the second")
    request = Request.objects.get(reference=reference)
    items = [item for item, _ in items_to_recall(request, None)]
    assert items == ["request", str(first.pk)]
    ours = AfterwordDraft(wish="delete", items=(str(added.pk),), why="It is wrong.")
    with pytest.raises(InvalidDraftError):
        write(scene, reference, AfterwordKind.RECALL, ours, answer=None)
    complete(scene, reference)
    scene.approve(reference)
    request.refresh_from_db()
    assert str(added.pk) in [item for item, _ in items_to_recall(request, None)]


def test_we_ask_back_what_we_supplied_and_learn_what_was_done(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    exhibit = scene.attach(reference, b"%PDF-1.7 copy")
    scene.write_answer(reference)
    scene.release(reference)
    draft = AfterwordDraft(wish="delete", items=("answer", str(exhibit.pk)), why="Wrong firm.")
    made = asked(scene, reference, kind=AfterwordKind.RECALL, draft=draft)
    assert Outbound.objects.latest("pk").type == "assistance.recall_asked"
    short = [
        {"item": "answer", "fate": "deleted", "article": "", "disclosed_to": "", "consent": ""}
    ]
    with pytest.raises(InvalidDraftError):
        reply_there(scene, made, "recall_answered", items=short)
    scene.now += timedelta(days=2)
    whole = [*short, {**short[0], "item": str(exhibit.pk), "fate": "kept", "article": "Art. 9"}]
    reply_there(scene, made, "recall_answered", items=whole)
    made.refresh_from_db()
    assert made.stands is AfterwordState.ANSWERED
    assert [item.fate for item in made.items.all()] == ["deleted", "kept"]
    assert Answer.objects.get().text
    assert Request.objects.get().own_side is Party.REQUESTED


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (AfterwordKind.DISCLOSURE, {}),
        (AfterwordKind.EVIDENCE, {"proceedings": "criminal"}),
    ],
)
def test_a_notice_of_disclosure_or_evidence_reaches_the_supplier(
    scene: Scene, kind: AfterwordKind, more: dict[str, Any]
) -> None:
    reference = opened(scene)
    draft = AfterwordDraft(court="District court, 4/26", day="2026-12-01", why="An order.", **more)
    made = asked(scene, reference, kind=kind, draft=draft)
    told = Outbound.objects.latest("pk")
    assert (told.type, made.stands) == (f"assistance.{kind}_notice", AfterwordState.TOLD)


@pytest.mark.parametrize("kind", ["disclosure", "evidence"])
def test_a_partners_notice_is_taken_in(scene: Scene, kind: str) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    scene.release(reference)
    told = {"court": "Court of Kyiv", "day": "2026-12-01", "why": "An order."}
    if kind == "evidence":
        told["proceedings"] = "criminal"
    made = comes(scene, reference, f"{kind}_notice", **told)
    assert (made.stands, made.draft.court) == (AfterwordState.TOLD, "Court of Kyiv")


CORRECTS = AfterwordDraft(
    wish="correct", items=("answer",), corrected="It was USD 17 760.", why="A wrong figure."
)


def released(scene: Scene) -> str:
    scene.settle_assessment(own_law=True)
    reference = scene.received(parties="Ivan Petrenko, Kyiv")
    scene.accept(reference)
    scene.write_answer(reference, categories=("trade-secret",))
    scene.release(reference)
    return reference


def test_a_correction_leaves_by_the_law_and_stands_in_the_register_of_transfers(
    scene: Scene,
) -> None:
    reference = released(scene)
    made = asked(scene, reference, kind=AfterwordKind.RECALL, draft=CORRECTS)
    told, row = Outbound.objects.latest("pk"), DataTransfer.objects.latest("pk")
    assert (told.type, row.message_id) == ("assistance.recall_asked", made.message_id)
    assert (row.kind, row.personal, row.under) == ("correction", True, "us-ua-2016")
    assert row.released_by == "c.unit"
    assert row.own_law
    last = LedgerEntry.objects.filter(about=reference).order_by("-epoch", "-index")
    assert [entry.event for entry in last[:2]] == ["afterword.sent", "data.transferred"]


def test_a_recall_without_a_text_is_no_transfer(scene: Scene) -> None:
    reference = released(scene)
    before = DataTransfer.objects.count()
    draft = AfterwordDraft(wish="delete", items=("answer",), why="Wrong firm.")
    asked(scene, reference, kind=AfterwordKind.RECALL, draft=draft)
    assert DataTransfer.objects.count() == before


@pytest.mark.parametrize("wish", ["correct", "delete"])
def test_a_corrected_text_does_not_leave_when_the_law_bars_it(scene: Scene, wish: str) -> None:
    reference = released(scene)
    draft = AfterwordDraft(
        wish=wish, items=("answer",), corrected="It was USD 17 760.", why="A wrong figure."
    )
    made = write(scene, reference, AfterwordKind.RECALL, draft)
    confirmed(scene)
    with pytest.raises(RulingStandsAgainstError):
        send(scene, made)


@pytest.mark.parametrize("office", [Role.DATA_PROTECTION_OFFICER, Role.TREATY_DESK])
def test_a_correction_leaves_only_by_whoever_holds_the_office_the_law_asks_for(
    scene: Scene, office: Role
) -> None:
    reference = released(scene)
    confirmed(scene, effect="higher-approval", to=office.value)
    made = write(scene, reference, AfterwordKind.RECALL, CORRECTS)
    with pytest.raises(HigherApprovalNeededError):
        send(scene, made)
    made.refresh_from_db()
    assert made.stands is AfterwordState.DRAFTED


def test_a_correction_of_our_own_request_is_ruled_on_as_the_request_was(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent(parties="Ivan Petrenko, Kyiv")
    draft = AfterwordDraft(
        wish="correct", items=("request",), corrected="Ball bearings.", why="A wrong good."
    )
    made = asked(scene, reference, kind=AfterwordKind.RECALL, draft=draft, answer=None)
    row = DataTransfer.objects.latest("pk")
    assert (row.kind, row.personal, row.message_id) == ("correction", True, made.message_id)
    again = write(scene, reference, AfterwordKind.RECALL, draft, answer=None)
    confirmed(scene)
    with pytest.raises(RulingStandsAgainstError):
        send(scene, again)


def test_nothing_is_deleted_on_a_recall_while_a_legal_hold_stands(scene: Scene) -> None:
    reference = opened(scene)
    made = comes(scene, reference, "recall_asked", **WISHED)
    with transaction.atomic(durable=True):
        place_hold(reference, reason="Appeal.", officer=scene.officer("c.unit"), at=scene.now)
    with pytest.raises(LegalHoldStandsError):
        recall_answered(scene, made, DELETED)
    assert Answer.objects.get().text
    recall_answered(scene, made, ItemReply("answer", "kept", article="Art. 17(2)"))


def translated(scene: Scene, reference: str, of: str) -> None:
    draft = TranslationDraft(
        of=of,
        text="Wert laut Zollstempel",
        from_language="en",
        into_language="de",
        translator="O. Marchenko",
        translated_on="2026-11-20",
    )
    with transaction.atomic(durable=True):
        note_translation(
            reference,
            draft=draft,
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=scene.now.date(),
        )


def words_in_the_index() -> bytes:
    if connection.vendor != "sqlite":  # there the words are kept in their own row
        return "".join(SearchText.objects.values_list("words", flat=True)).encode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM assistance_words_data", params=None)
        return b"".join(bytes(block) for (block,) in cursor.fetchall())


def test_no_word_of_a_deleted_answer_stays_in_the_index(scene: Scene) -> None:
    reference = opened(scene)
    # The request says "export" too; in SQLite's blocks it then shares its beginning with "entered".
    only_there = b"export" if connection.vendor == "sqlite" else b" usd "
    assert only_there in words_in_the_index()
    made = comes(scene, reference, "recall_asked", **WISHED)
    recall_answered(scene, made, DELETED)
    assert only_there not in words_in_the_index()


def test_translations_and_search_words_of_a_deleted_answer_go_with_it(scene: Scene) -> None:
    reference = opened(scene)
    translated(scene, reference, "answer")
    answer = Answer.objects.get()
    assert SearchText.objects.filter(answer_id=answer.pk).exists()
    recall_answered(scene, comes(scene, reference, "recall_asked", **WISHED), DELETED)
    assert not SearchText.objects.filter(answer_id=answer.pk).exists()
    assert not Translation.objects.exists()
    unit = scene.officer("c.unit")
    assert translations_seen(reference, seen_by=unit, on=scene.now.date()) == ()


def test_translations_of_a_deleted_request_go_with_it(scene: Scene) -> None:
    reference = scene.received()
    translated(scene, reference, "request")
    assert Translation.objects.exists()
    told = {**WISHED, "items": ["request"], "answer": ""}
    recall_answered(
        scene, comes(scene, reference, "recall_asked", **told), ItemReply("request", "deleted")
    )
    assert not Translation.objects.exists()


def test_what_waits_longest_is_listed_and_a_partner_opens_only_so_much(scene: Scene) -> None:
    reference = opened(scene)
    first = comes(scene, reference, "recall_asked", **WISHED)
    for _each in range(MOST_OPEN - 1):
        comes(scene, reference, "recall_asked", **WISHED)
    with pytest.raises(TooManyAfterwordsError):
        comes(scene, reference, "recall_asked", **WISHED)
    assert Afterword.objects.count() == MOST_OPEN
    assert waiting_afterwords(seen_by=scene.officer("c.unit"))[0] == first
    recall_answered(scene, first, ItemReply("answer", "kept", article="Art. 17(2)"))
    comes(scene, reference, "recall_asked", **WISHED)
