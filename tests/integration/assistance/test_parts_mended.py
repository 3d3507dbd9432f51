"""What replies, consents and erasures left over: each mended point, played as it was found."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from comity.agreements.services import settle
from comity.agreements.terms import settlement_from
from comity.assistance import services
from comity.assistance.models import Answer, Enclosure, Marking, ReplyPart, Request
from comity.assistance.queries import request_detail
from comity.assistance.services.marking import mark_answer
from comity.assistance.terms import Action, SharingDraft, StaleVersionError, StepNotAllowedError
from comity.assistance.terms.afterwords import AfterwordDraft, ItemReply
from comity.assistance.terms.events import EXHIBIT_LEFT_OUT
from comity.assistance.terms.markings import MarkingDraft, OriginatorNotAskedError
from comity.assistance.terms.parts import PartDraft, PartialNotTakenError
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError
from comity.kernel.rulings import Outcome, Permission
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from tests.integration.assistance.afterwording import (
    asked,
    comes,
    given_there,
    recall_answered,
    reply_there,
)
from tests.integration.assistance.parting import (
    AGENCYS,
    COURTS,
    decide,
    drafted,
    go_in_part,
    note,
    part,
    withhold,
)
from tests.integration.assistance.replying import put_question, write_question
from tests.integration.assistance.scene import ON, Scene

PASSED = "Immigration and Customs"
COURT = {"originator": "court", "named": "District court"}


def opened(scene: Scene, **change: Any) -> str:
    scene.settle_assessment(own_law=True)
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference, **change)
    scene.open(reference)
    return reference


def before_court(scene: Scene, reference: str, court: str = "") -> Any:
    with transaction.atomic(durable=True):
        return services.use_answer(
            reference,
            purpose="duty-assessment",
            proceedings="criminal",
            court=court,
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=ON,
        )


def let_use(scene: Scene, reference: str, court: str) -> None:
    draft = AfterwordDraft(
        purpose="duty-assessment", proceedings="criminal", court=court, why="A trial."
    )
    given_there(scene, asked(scene, reference, draft=draft))


def test_a_refusal_of_a_partial_reply_that_comes_late_is_seen_before_the_next_leaves(
    scene: Scene,
) -> None:
    reference = drafted(scene)
    went = scene.attach(reference, b"%PDF-1.7 first")
    part(scene, reference)
    go_in_part(scene, reference)
    scene.write_answer(reference)
    # Only now the partner's node says that it does not know what a partial reply is.
    Outbound.objects.filter(type="assistance.partial").update(refused="message_type_unknown")
    with pytest.raises(PartialNotTakenError):
        scene.release(reference)
    scene.write_answer(reference)
    scene.release(reference)
    last = Answer.objects.get(number=2)
    assert [each.exhibit_id for each in last.enclosures.all()] == [went.pk]
    assert ReplyPart.objects.get().answer == last


def test_nothing_is_taken_back_while_a_question_was_refused_by_name(scene: Scene) -> None:
    reference = opened(scene)
    write_question(scene, reference)
    put_question(scene, reference)
    boss = scene.officer("m.chen")
    offered = {each.action for each in request_detail(reference, seen_by=boss).actions}
    assert Action.TAKE_BACK in offered
    Outbound.objects.filter(type="assistance.question").update(refused="message_type_unknown")
    offered = {each.action for each in request_detail(reference, seen_by=boss).actions}
    assert Action.TAKE_BACK not in offered
    assert Action.DROP_QUESTION in offered
    with pytest.raises(StepNotAllowedError), transaction.atomic(durable=True):
        services.take_back_request(reference, reasons="No.", officer=boss, at=scene.now, on=ON)


def test_a_correction_goes_with_the_text_it_corrected(scene: Scene) -> None:
    reference = opened(scene)
    wish = {"items": ["answer"], "why": "A wrong figure."}
    right = comes(
        scene, reference, "recall_asked", wish="correct", corrected="It was Larch Ltd.", **wish
    )
    recall_answered(scene, right, ItemReply("answer", "corrected"))
    gone = comes(scene, reference, "recall_asked", wish="delete", corrected="", **wish)
    recall_answered(scene, gone, ItemReply("answer", "deleted"))
    right.refresh_from_db()
    assert right.draft.corrected == ""
    assert right.draft.why == "A wrong figure."


def test_of_two_courts_the_one_is_cited_that_consent_was_asked_for(scene: Scene) -> None:
    reference = opened(scene)
    let_use(scene, reference, "District court, case 4")
    assert before_court(scene, reference).outcome == Outcome.PERMITTED
    let_use(scene, reference, "Court of appeal, case 9")
    with pytest.raises(InvalidDraftError) as unnamed:
        before_court(scene, reference)
    assert [problem.field for problem in unnamed.value.problems] == ["court"]
    ruling = before_court(scene, reference, "district court,  case 4").ruling
    assert isinstance(ruling, Permission)
    cited = [dict(g.cites.facts)["consent"] for g in ruling.grounds if g.code == "consent_given"]
    assert {each.split(",")[0] for each in cited} == {f"{reference}/1"}
    bound = [dict(c.facts)["court"] for c in ruling.conditions if c.code == "consent_court"]
    assert bound == ["District court, case 4"]
    assert before_court(scene, reference, "Another court").outcome != Outcome.PERMITTED


def test_a_sharing_ends_with_the_consent_it_rested_on(scene: Scene) -> None:
    reference = opened(scene)
    told = {"matter": "own-law", "acts": ["share"], "states": "Sharing is open.", "source": "T"}
    with transaction.atomic(durable=True):
        settle(
            settlement_from(told, about="domestic/us", by="", on=ON),
            officer=scene.officer("t.brooks"),
            at=scene.now,
        )
    draft = AfterwordDraft(purpose="duty-assessment", why="A second case.", onward_to=PASSED)
    made = asked(scene, reference, draft=draft)
    given_there(scene, made)
    wish = SharingDraft(agency="ICE", purpose="duty-assessment", consent="their consent")
    with transaction.atomic(durable=True):
        share = services.share_case(
            reference, sharing=wish, officer=scene.officer("c.unit"), at=scene.now, on=ON
        )
    assert share.stands, share.ruling
    seen = Request.objects.all().visible_to(scene.officer("e.stone"))
    assert seen.exists()
    reply_there(scene, made, "consent_withdrawn", reasons="Closed.")
    share.refresh_from_db()
    assert not share.stands
    assert not seen.all().exists()
    ended = LedgerEntry.objects.get(event="case.sharing_ended")
    assert dict(ended.facts())["unit"] == PASSED


def test_what_a_third_supplied_is_passed_on_with_a_consent_alone(scene: Scene) -> None:
    court = {"kind": "court", "name": "Kyiv court", "supplier": ""}
    reference = opened(scene, parts=[{"number": 1, "originator": court}])
    with transaction.atomic(durable=True):
        use = services.use_answer(
            reference,
            purpose="duty-assessment",
            onward_to="Ministry",
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=ON,
        )
    told = [dict(g.facts) for g in use.ruling.grounds if g.code == "third_party_consent_needed"]
    assert told == [{"supplier": "Kyiv court"}]


def test_a_page_of_one_who_may_use_it_asks_for_the_court(scene: Scene) -> None:
    reference = opened(scene)
    let_use(scene, reference, "District court")
    let_use(scene, reference, "Court of appeal")
    officer = Client()
    officer.force_login(officer_named("j.alvarez"))
    with translation.override("en"):
        asks = {"purpose": "duty-assessment", "proceedings": "criminal"}
        page = officer.post(f"/requests/{reference}/use/", asks).content.decode()
        assert "This is needed." in page
        named = officer.post(f"/requests/{reference}/use/", {**asks, "court": "District court"})
        assert f"{reference}/1" in named.content.decode()


def exhibit_part(scene: Scene, reference: str, draft: PartDraft = AGENCYS) -> tuple[str, ReplyPart]:
    """An exhibit of the reply, and the part of it that it is."""
    exhibit = str(scene.attach(reference, b"%PDF-1.7 a").pk)
    return exhibit, part(scene, reference, draft, text="", exhibit=exhibit)


def refused_exhibit(scene: Scene) -> tuple[str, str, ReplyPart]:
    reference = drafted(scene)
    exhibit, made = exhibit_part(scene, reference)
    return reference, exhibit, decide(scene, made, consents=False, reasons="No.")


def mark(scene: Scene, reference: str, *markings: MarkingDraft) -> None:
    with transaction.atomic(durable=True):
        mark_answer(reference, markings, officer=scene.officer("j.alvarez"), at=scene.now)


def leave_out(scene: Scene, made: ReplyPart) -> None:
    with transaction.atomic(durable=True):
        services.leave_part_out(
            made.request.reference, made.number, officer=scene.officer("j.alvarez"), at=scene.now
        )


def sent_exhibits() -> set[str]:
    """What has gone with replies of ours."""
    gone = Enclosure.objects.filter(answer__isnull=False)
    return {str(each) for each in gone.values_list("exhibit_id", flat=True)}


@pytest.mark.parametrize("channel", ["node", "letter"])
def test_what_was_withheld_goes_with_no_later_reply(scene: Scene, channel: str) -> None:
    reference = drafted(scene)
    goes = str(scene.attach(reference, b"%PDF-1.7 b").pk)
    held, made = exhibit_part(scene, reference, COURTS)
    withhold(scene, made)
    withhold(scene, part(scene, reference, text="The secret."))
    go_in_part(scene, reference)
    scene.write_answer(reference)
    # Said anew of what stays enclosed: it is the part that it was.
    mark(scene, reference, MarkingDraft(item=held, **COURT))
    with pytest.raises(InvalidDraftError):
        part(scene, reference, text="", exhibit=held)
    Request.objects.update(channel=channel)
    boss = Client()
    boss.force_login(officer_named("m.chen"))
    page = boss.get(f"/requests/{reference}/release/").content.decode()
    assert f"/exhibits/{held}" not in page
    scene.release(reference)
    assert sent_exhibits() == {goes}
    assert "secret." not in Answer.objects.get(number=2).text


def test_what_its_originator_refused_is_left_out_with_its_part(scene: Scene) -> None:
    reference, exhibit, made = refused_exhibit(scene)
    leave_out(scene, made)
    scene.release(reference)
    assert sent_exhibits() == set()
    left = LedgerEntry.objects.get(event=EXHIBIT_LEFT_OUT.name)
    assert left.about == reference
    assert not Enclosure.objects.filter(exhibit_id=exhibit).exists()


def test_what_is_withheld_is_left_out_with_its_part_and_our_own_stays(scene: Scene) -> None:
    reference = drafted(scene)
    _held, made = exhibit_part(scene, reference, PartDraft())
    leave_out(scene, withhold(scene, made))
    own, made = exhibit_part(scene, reference, PartDraft())
    leave_out(scene, made)
    scene.release(reference)
    assert sent_exhibits() == {own}


@pytest.mark.parametrize("text", ["Our agent saw it.", ""])
def test_an_exhibit_of_another_s_is_left_out_when_its_part_is_something_else(
    scene: Scene, text: str
) -> None:
    reference, exhibit, made = refused_exhibit(scene)
    other = "" if text else str(scene.attach(reference, b"%PDF-1.7 b").pk)
    anew = part(scene, reference, AGENCYS, number=made.number, text=text, exhibit=other)
    decide(scene, anew)
    scene.release(reference)
    assert exhibit not in sent_exhibits()


def test_a_part_goes_with_its_exhibit_when_that_is_left_out(scene: Scene) -> None:
    reference = drafted(scene)
    exhibit, made = exhibit_part(scene, reference)
    with transaction.atomic(durable=True):
        services.leave_out_exhibit(
            reference, UUID(exhibit), officer=scene.officer("j.alvarez"), at=scene.now
        )
    assert not ReplyPart.objects.filter(pk=made.pk).exists()


def test_what_its_originator_refused_is_said_to_be_nobody_else_s(scene: Scene) -> None:
    reference, exhibit, made = refused_exhibit(scene)
    for whose in (PartDraft(), COURTS):
        with pytest.raises(OriginatorNotAskedError):
            part(scene, reference, whose, number=made.number, text="", exhibit=exhibit)
    by_hand = MarkingDraft(item=exhibit, leave="Order 4", **COURT)
    for said in ((), (by_hand,)):
        with pytest.raises(OriginatorNotAskedError):
            mark(scene, reference, *said)
    made.refresh_from_db()
    assert (made.consented, made.named) == (False, PASSED)


def test_a_mistaken_originator_is_put_right_while_nothing_is_decided(scene: Scene) -> None:
    reference = drafted(scene)
    exhibit, made = exhibit_part(scene, reference)
    part(scene, reference, number=made.number, text="", exhibit=exhibit, touches=("ex.secret",))
    mark(scene, reference, MarkingDraft(item=exhibit, handling_scheme="tlp", handling="RED"))
    made.refresh_from_db()
    # What is said of how it is handled takes no part of ours away.
    assert made.touches == ["ex.secret"]


def test_an_exhibit_marked_before_there_were_parts_waits_for_its_originator(scene: Scene) -> None:
    reference = drafted(scene)
    exhibit = str(scene.attach(reference, b"%PDF-1.7 a").pk)
    mark(scene, reference, MarkingDraft(item=exhibit, **COURT))
    ReplyPart.objects.all().delete()
    with pytest.raises(OriginatorNotAskedError) as waits:
        scene.release(reference)
    assert dict(waits.value.facts) == {"named": "District court"}
    mark(scene, reference, MarkingDraft(item=exhibit, **COURT))
    note(scene, ReplyPart.objects.get())
    scene.release(reference)
    assert sent_exhibits() == {exhibit}
    assert Marking.objects.get().leave == ""


def test_a_consent_is_to_what_was_read(scene: Scene) -> None:
    reference = drafted(scene)
    made = part(scene, reference, AGENCYS)
    read = made.written_at
    scene.now += timedelta(seconds=3)
    part(scene, reference, AGENCYS, number=made.number, text="And who paid him.")
    with pytest.raises(StaleVersionError):
        decide(scene, made, written_at=read)
    made.refresh_from_db()
    assert made.decided_at is None
    assert decide(scene, made, written_at=made.written_at).consented


def test_the_consent_of_one_supplier_is_none_of_another_s(scene: Scene) -> None:
    theirs = {"kind": "partner", "name": "Poland", "supplier": "PL"}
    reference = opened(scene, parts=[{"number": 1, "originator": theirs}])
    told = {"matter": "own-law", "acts": ["share"], "states": "Sharing is open.", "source": "T"}
    with transaction.atomic(durable=True):
        settle(
            settlement_from(told, about="domestic/us", by="", on=ON),
            officer=scene.officer("t.brooks"),
            at=scene.now,
        )
    draft = AfterwordDraft(purpose="duty-assessment", why="A second case.", onward_to=PASSED)
    given_there(scene, asked(scene, reference, draft=draft))
    wish = SharingDraft(agency="ICE", purpose="duty-assessment", consent="their consent")
    with transaction.atomic(durable=True):
        share = services.share_case(
            reference, sharing=wish, officer=scene.officer("c.unit"), at=scene.now, on=ON
        )
    assert not share.stands
    needed = [g for g in share.ruling.grounds if g.code == "third_party_consent_needed"]
    assert [dict(each.facts) for each in needed] == [{"supplier": "Poland"}]
