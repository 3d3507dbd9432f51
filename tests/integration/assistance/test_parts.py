"""A reply ruled part by part: another's part waits for its originator, and the others go."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.bodies import answer_body
from comity.assistance.models import Answer, Marking, ReplyPart, Request
from comity.assistance.queries.parts import parts_of, waiting_parts
from comity.assistance.services.marking import mark_answer
from comity.assistance.services.parts_ruled import ruled_parts
from comity.assistance.terms import SecondPersonNeededError, StaleVersionError
from comity.assistance.terms.afterwords import ConsentReply, LetterMark, NotTheirsToAskError
from comity.assistance.terms.markings import MarkingDraft
from comity.assistance.terms.parts import (
    PartByAfterwordError,
    PartDraft,
    PartNotOpenError,
    PartNotTheirsError,
    PartsStayError,
)
from comity.exchange import wiring
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.afterwording import decide as decide_consent
from tests.integration.assistance.afterwording import given_there, reply_there, send
from tests.integration.assistance.parting import (
    AGENCYS,
    COURTS,
    FACT,
    ask,
    decide,
    drafted,
    go_in_part,
    note,
    part,
    withhold,
)
from tests.integration.assistance.scene import ANSWER, Scene
from tests.integration.assistance.scene import answer_body as told_answer


def stands(scene: Scene, reference: str) -> dict[int, str]:
    """How each part that has not gone stands today."""
    request = Request.objects.get(reference=reference)
    found = ruled_parts(request, ANSWER, on=scene.now.date())
    return {each.part.number: each.ruled.standing.value for each in found}


def says(scene: Scene, reference: str) -> list[str]:
    """What the originator of each part that has not gone says of it today."""
    request = Request.objects.get(reference=reference)
    found = ruled_parts(request, ANSWER, on=scene.now.date())
    return [each.ruled.says.value for each in found]


def sent_body(reference: str) -> dict[str, Any]:
    last = Answer.objects.filter(request__reference=reference).exclude(released_at=None)
    return answer_body(last.order_by("-number")[0], exhibits=())


def opened_supply(scene: Scene) -> str:
    """A case of ours in which Ukraine has supplied something."""
    scene.settle_assessment(own_law=True)
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference)
    scene.open(reference)
    return reference


def supplied(scene: Scene, source: str) -> ReplyPart:
    """A part that the partner supplied to that case, in a reply to a third administration."""
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    Request.objects.filter(reference=reference).update(partner="PL")
    theirs = PartDraft(text="Their value.", originator="partner", supplier="UA", source=source)
    return part(scene, reference, theirs)


def test_what_may_go_goes_as_a_partial_reply_and_what_waits_goes_with_the_next(
    scene: Scene,
) -> None:
    reference = drafted(scene)
    part(scene, reference)
    waits = part(scene, reference, AGENCYS)
    assert stands(scene, reference) == {1: "permitted", 2: "waits"}
    with pytest.raises(PartsStayError) as stays:
        scene.release(reference)
    assert dict(stays.value.facts) == {"numbers": "2"}
    go_in_part(scene, reference)
    body = sent_body(reference)
    assert body["text"] == f"{ANSWER.text}\n\n1. {FACT.text}"
    assert body["parts"] == [
        {"number": 1, "originator": {"kind": "own", "name": "", "supplier": ""}}
    ]
    decide(scene, waits)
    scene.write_answer(reference, text="The rest.")
    scene.release(reference)
    body = sent_body(reference)
    assert body["text"] == f"The rest.\n\n2. [Immigration and Customs] {AGENCYS.text}"
    assert Request.objects.get(reference=reference).state == "answered"
    wiring.current().validator_of("assistance.answer", 1)(
        {**told_answer(reference), "parts": body["parts"]}
    )


def test_an_agency_decides_itself_on_what_is_its_own_and_sees_that_part_alone(
    scene: Scene,
) -> None:
    reference = drafted(scene)
    made = part(scene, reference, AGENCYS)
    boss = scene.officer("e.stone")
    assert [each.pk for each in waiting_parts(seen_by=boss)] == [made.pk]
    assert not Request.objects.all().visible_to(boss).filter(reference=reference).exists()
    assert waiting_parts(seen_by=scene.officer("m.chen")) == ()
    with pytest.raises(NotAllowedError):
        decide(scene, made, who="d.reyes")
    with pytest.raises(PartNotTheirsError):
        decide(scene, made, who="m.chen")
    with pytest.raises(PartNotTheirsError):
        note(scene, made)
    with pytest.raises(InvalidDraftError):
        decide(scene, made, consents=False)
    decide(scene, made, consents=False, reasons="It would burn our agent.")
    assert stands(scene, reference) == {1: "refused"}
    assert waiting_parts(seen_by=boss) == ()
    with pytest.raises(PartNotOpenError):
        decide(scene, made)


def test_what_was_decided_meanwhile_is_read_again_before_anything_leaves(scene: Scene) -> None:
    reference = drafted(scene)
    made = part(scene, reference, AGENCYS)
    read = Answer.objects.get().version
    decide(scene, made)
    with pytest.raises(StaleVersionError):
        scene.release(reference, version=read)
    scene.release(reference)


def test_a_court_s_leave_is_noted_with_its_reference_and_released_by_another(scene: Scene) -> None:
    reference = drafted(scene)
    made = part(scene, reference, COURTS)
    with pytest.raises(InvalidDraftError):
        note(scene, made, leave=" ")
    note(scene, made, who="k.ortiz")
    with pytest.raises(SecondPersonNeededError):
        scene.release(reference, who="k.ortiz")
    scene.release(reference)
    told = sent_body(reference)
    assert told["parts"][0]["originator"]["name"] == "District court"
    assert "Order 4" not in str(told)


def test_a_part_that_is_withheld_is_told_with_ground_and_article_and_never_whose_it_is(
    scene: Scene,
) -> None:
    reference = drafted(scene)
    part(scene, reference)
    withhold(scene, part(scene, reference, COURTS))
    withhold(scene, part(scene, reference, AGENCYS), told=False)
    scene.release(reference)
    body = sent_body(reference)
    told = {each["number"]: each for each in body["parts"]}
    assert set(told) == {1, 2}
    assert told[2]["withheld"]["ground"] == "ex.secret"
    assert "originator" not in told[2]
    for secret in ("witness", "District court", "agent"):
        assert secret not in str(body)
    assert "2. [withheld: " in body["text"]


def test_only_what_its_originator_refused_is_withheld_for_that(scene: Scene) -> None:
    reference = drafted(scene)
    made = part(scene, reference, AGENCYS)
    with pytest.raises(InvalidDraftError):
        withhold(scene, made, ground="originator_refused")
    with pytest.raises(InvalidDraftError):
        withhold(scene, made, ground="because")
    decide(scene, made, consents=False, reasons="No.")
    withhold(scene, made, ground="originator_refused")
    with transaction.atomic(durable=True):
        services.take_part_up(reference, 1, officer=scene.officer("j.alvarez"), at=scene.now)
    assert stands(scene, reference) == {1: "refused"}


def test_a_partner_is_asked_in_the_case_it_supplied_to_and_its_word_frees_the_part(
    scene: Scene,
) -> None:
    source = opened_supply(scene)
    made = supplied(scene, source)
    reference = made.request.reference
    assert stands(scene, reference) == {1: "waits"}
    with pytest.raises(PartByAfterwordError):
        note(scene, made)
    asked = ask(scene, made).consent
    assert asked is not None and asked.request.reference == source
    assert (asked.draft.onward_to, asked.draft.purpose) == ("Poland", "duty-assessment")
    with pytest.raises(PartNotOpenError):
        ask(scene, made)
    assert says(scene, reference) == ["asked"]
    given_there(scene, send(scene, asked), until="2026-12-01")
    assert says(scene, reference) == ["consented"]
    told = LedgerEntry.objects.filter(about=reference, event="reply_part.consent_decided")
    assert told.count() == 1
    scene.now += timedelta(days=20)
    assert says(scene, reference) == ["nothing"]
    scene.now -= timedelta(days=20)
    reply_there(scene, asked, "consent_withdrawn", reasons="Closed.")
    assert says(scene, reference) == ["refused"]
    assert told.count() == 2


def test_a_partner_by_letter_is_asked_the_same_way_and_its_part_goes(scene: Scene) -> None:
    source = opened_supply(scene)
    Request.objects.filter(reference=source).update(partner="PL", channel="letter")
    reference = drafted(scene)
    theirs = PartDraft(text="Their value.", originator="partner", supplier="PL", source=source)
    asked = ask(scene, part(scene, reference, theirs)).consent
    assert asked is not None
    send(scene, asked, letter=LetterMark("US-4", "2026-11-20"))
    assert stands(scene, reference) == {1: "waits"}
    asked.refresh_from_db()
    decide_consent(scene, asked, ConsentReply(given=True), letter=LetterMark("PL-9", "2026-11-21"))
    assert stands(scene, reference) == {1: "permitted"}
    scene.release(reference)
    told = sent_body(reference)["parts"][0]["originator"]
    assert told == {"kind": "partner", "name": "Poland", "supplier": "PL"}


def test_a_part_that_is_changed_is_asked_for_anew(scene: Scene) -> None:
    reference = drafted(scene)
    made = decide(scene, part(scene, reference, AGENCYS))
    part(scene, reference, AGENCYS, number=made.number)
    assert stands(scene, reference) == {1: "permitted"}
    part(scene, reference, AGENCYS, number=made.number, text="And who paid him.")
    assert stands(scene, reference) == {1: "waits"}


def test_who_writes_a_part_has_written_in_the_reply(scene: Scene) -> None:
    reference = drafted(scene)
    part(scene, reference, who="k.ortiz")
    with pytest.raises(SecondPersonNeededError):
        scene.release(reference, who="k.ortiz")
    with pytest.raises(NotAllowedError):
        part(scene, reference, who="m.chen")
    with pytest.raises(NotFoundError):
        part(scene, reference, who="d.reyes")
    scene.release(reference)
    with pytest.raises(PartNotOpenError):
        part(scene, reference)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "part_text"),
        ({"text": "x" * 6001}, "part_text"),
        ({"text": "a\u202eb"}, "part_text"),
        ({"originator": "friend"}, "originator"),
        ({"originator": "court"}, "named"),
        ({"originator": "agency"}, "agency"),
        ({"originator": "agency", "agency": "CBP"}, "agency"),
        ({"originator": "partner"}, "supplier"),
        ({"originator": "partner", "supplier": "Atlantis"}, "supplier"),
        ({"originator": "partner", "supplier": "UA", "source": "US-UA-2026-09999"}, "source"),
        ({"exhibit": "not-one"}, "exhibit"),
        ({"categories": ("gossip",)}, "categories"),
    ],
)
def test_what_is_wrong_with_a_part_is_said(scene: Scene, wrong: dict[str, Any], field: str) -> None:
    reference = drafted(scene)
    with pytest.raises(InvalidDraftError) as refused:
        part(scene, reference, **wrong)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert not ReplyPart.objects.exists()


def test_an_exhibit_that_is_another_s_stays_behind_while_the_partial_reply_goes(
    scene: Scene,
) -> None:
    reference = drafted(scene)
    stays, goes = scene.attach(reference, b"%PDF-1.7 a"), scene.attach(reference, b"%PDF-1.7 b")
    court = MarkingDraft(item=str(stays.pk), originator="court", named="District court")
    mark(scene, reference, court)
    go_in_part(scene, reference)
    first = Answer.objects.get(number=1)
    assert [each.exhibit_id for each in first.enclosures.all()] == [goes.pk]
    note(scene, ReplyPart.objects.get())
    scene.write_answer(reference)
    scene.release(reference)
    last = Answer.objects.get(number=2)
    assert [each.exhibit_id for each in last.enclosures.all()] == [stays.pk]
    assert Marking.objects.get().answer == last


def mark(scene: Scene, reference: str, *markings: MarkingDraft) -> None:
    with transaction.atomic(durable=True):
        mark_answer(reference, markings, officer=scene.officer("j.alvarez"), at=scene.now)


def test_what_is_stated_of_an_agency_of_this_node_by_hand_lets_nothing_go(scene: Scene) -> None:
    reference = drafted(scene)
    exhibit = scene.attach(reference, b"%PDF-1.7 a")
    by_hand = {"originator": "agency", "named": "ice", "leave": "They said yes."}
    mark(scene, reference, MarkingDraft(item=str(exhibit.pk), **by_hand))
    assert stands(scene, reference) == {1: "waits"}
    decide(scene, ReplyPart.objects.get())
    assert stands(scene, reference) == {1: "permitted"}
    mark(scene, reference)
    assert stands(scene, reference) == {}


def test_the_parts_of_a_partner_s_reply_are_kept_and_told_once_it_is_opened(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    court = {"kind": "court", "name": "Kyiv court", "supplier": ""}
    parts = [
        {"number": 1, "originator": court},
        {"number": 2, "withheld": {"ground": "ex.secret", "article": "Art. 14"}},
    ]
    scene.answered_there(reference, parts=parts)
    request, reader = Request.objects.get(), scene.officer("j.alvarez")
    assert parts_of(request, seen_by=reader) == ()
    scene.open(reference)
    found = parts_of(request, seen_by=reader)
    assert [(each.originator, each.named, each.withheld) for each in found] == [
        ("court", "Kyiv court", ""),
        ("", "", "ex.secret"),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        [{"number": 1}, {"number": 1}],
        [{"number": 1, "exhibit": "exhibit-9"}],
    ],
)
def test_a_partner_tells_each_part_once_and_of_what_it_sent(
    scene: Scene, parts: list[dict[str, Any]]
) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    with pytest.raises(NotTheirsToAskError):
        scene.answered_there(reference, parts=parts)
    assert not ReplyPart.objects.exists()


def test_a_reply_that_is_returned_stands_apart_from_its_parts_again(scene: Scene) -> None:
    reference = drafted(scene)
    part(scene, reference)
    Request.objects.update(channel="letter")
    scene.release(reference)
    assert FACT.text in Answer.objects.get().text
    with transaction.atomic(durable=True):
        services.return_answer(
            reference, reason="Not yet.", officer=scene.officer("m.chen"), at=scene.now
        )
    assert Answer.objects.get().text == ANSWER.text
    assert stands(scene, reference) == {1: "permitted"}


def test_a_consent_that_was_refused_is_not_restored_by_saving_the_markings(scene: Scene) -> None:
    reference = drafted(scene)
    exhibit = scene.attach(reference, b"%PDF-1.7 a")
    of_court = {"item": str(exhibit.pk), "originator": "court", "named": "District court"}
    mark(scene, reference, MarkingDraft(**of_court, leave="Order 4"))
    assert stands(scene, reference) == {1: "permitted"}
    note(scene, ReplyPart.objects.get(), consents=False, leave="Order 5")
    refused = ReplyPart.objects.get()
    assert Marking.objects.get(exhibit=exhibit).leave == ""
    mark(scene, reference, MarkingDraft(**of_court))
    mark(scene, reference, MarkingDraft(**of_court, leave="Order 5"))
    kept = ReplyPart.objects.get()
    assert (kept.consented, kept.leave, kept.decided_at) == (False, "Order 5", refused.decided_at)
    mark(scene, reference, MarkingDraft(**of_court, leave="Order 6"))
    assert (ReplyPart.objects.get().consented, ReplyPart.objects.get().leave) == (True, "Order 6")
