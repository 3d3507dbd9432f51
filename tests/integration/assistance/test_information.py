"""Information that nobody asked for: given and received, from node to node."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import (
    Answer,
    DataTransfer,
    Deadline,
    Feedback,
    Information,
    Request,
    SearchText,
)
from comity.assistance.queries import FactCode, inbox, request_detail, timeline
from comity.assistance.queries.statistics import pair_statistics
from comity.assistance.services.copying import copy_request
from comity.assistance.terms import (
    AnswerNotOpenedError,
    FreshSignInNeededError,
    ReferenceNotTheirsError,
    ReferenceTakenError,
    RulingStandsAgainstError,
    SecondPersonNeededError,
    StaleVersionError,
    StepNotAllowedError,
    Tab,
)
from comity.assistance.terms.afterwords import AfterwordDraft, AfterwordKind
from comity.assistance.terms.statistics import Stretch
from comity.exchange import wiring
from comity.exchange.models import Outbound
from comity.exchange.terms import Received
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.informing import (
    DRAFT,
    TOLD,
    allocate,
    drafted,
    given,
    release,
    rewrite,
    settle_telling,
    told_us,
)
from tests.integration.assistance.replying import give_feedback
from tests.integration.assistance.scene import AGREEMENT, ON, Scene, exhibit_told, line_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    settle_telling(scene)


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def events(reference: str) -> list[str]:
    entries = LedgerEntry.objects.filter(about=reference).order_by("epoch", "index")
    return list(entries.values_list("event", flat=True))


def test_one_writes_and_another_releases_under_the_article_that_lets_it(scene: Scene) -> None:
    reference = drafted(scene)
    with pytest.raises(SecondPersonNeededError):
        release(scene, drafted(scene, who="k.ortiz"), who="k.ortiz")
    with pytest.raises(FreshSignInNeededError):
        release(scene, reference, signed_in_afresh_at=None)
    release(scene, reference)
    request = stored(reference)
    sent = Outbound.objects.get(type="assistance.information")
    assert (request.state, request.message_id) == ("volunteered", str(sent.message_id))
    assert sent.urgent
    assert (request.relied_on, bool(request.article)) == (AGREEMENT, True)
    assert request.last_ruling is not None
    assert events(reference)[0] == "information.drafted"
    assert events(reference)[-1] == "information.told"


def test_no_entry_tells_the_text_or_names_a_person(scene: Scene) -> None:
    reference = given(scene)
    told = str([entry.facts() for entry in LedgerEntry.objects.filter(about=reference)])
    assert TOLD not in told and "Ball bearings" not in told


def test_what_was_changed_since_it_was_read_does_not_leave(scene: Scene) -> None:
    reference = drafted(scene)
    read = Answer.objects.get(request__reference=reference).version
    rewrite(scene, reference, subject="Another matter")
    with pytest.raises(StaleVersionError):
        release(scene, reference, version=read)
    assert not Outbound.objects.filter(type="assistance.information").exists()


def test_unfinished_information_is_kept_and_does_not_leave(scene: Scene) -> None:
    reference = drafted(scene, told=replace(DRAFT.told, text=""))
    with pytest.raises(InvalidDraftError) as refused:
        release(scene, reference)
    assert [(each.code, each.field) for each in refused.value.problems] == [("missing", "text")]
    for wrong in ({"partner": ""}, {"partner": "US"}, {"kind": "recovery"}, {"urgency": "now"}):
        with pytest.raises(InvalidDraftError):
            drafted(scene, **wrong)


def test_a_partner_whom_no_agreement_lets_us_tell_is_not_told(scene: Scene) -> None:
    reference = drafted(scene, partner="KP")
    with pytest.raises(RulingStandsAgainstError):
        release(scene, reference)
    assert stored(reference).state == "informing"


def test_what_is_returned_goes_back_to_its_writer_with_the_reason(scene: Scene) -> None:
    reference = drafted(scene)
    with transaction.atomic(durable=True):
        services.return_information(
            reference, reason="Say how you know.", officer=scene.officer("m.chen"), at=scene.now
        )
    assert stored(reference).return_reason == "Say how you know."
    rewrite(scene, reference)
    release(scene, reference)
    assert (stored(reference).state, stored(reference).return_reason) == ("volunteered", "")


def test_it_stands_in_the_register_of_transfers_with_the_data_it_holds(scene: Scene) -> None:
    reference = given(scene)
    transfer = DataTransfer.objects.get(request__reference=reference)
    assert (transfer.kind, transfer.partner, transfer.personal) == ("information", "UA", False)


def test_whom_the_matter_names_is_personal_data_whatever_is_ticked(scene: Scene) -> None:
    reference = drafted(scene, parties="Ivan Petrenko, Odesa")
    with pytest.raises(RulingStandsAgainstError) as refused:
        release(scene, reference)
    grounds = {ground.code for ground in refused.value.ruling.grounds}
    assert "personal_data_not_recorded" in grounds


def test_what_a_partner_tells_waits_for_the_central_unit_on_top_of_its_inbox(scene: Scene) -> None:
    scene.received(reply_wanted_on="2026-11-23")
    reference = told_us(scene)
    request = stored(reference)
    assert (request.state, request.agency, request.side) == ("informed", None, "requesting")
    mine = inbox(seen_by=scene.officer("c.unit"), tab=Tab.MINE, on=ON)
    assert mine[0].reference == reference
    due = Deadline.objects.get(request=request, matter="decision")
    assert (due.kind, due.act) == ("administrative", "allocate")
    assert due.due_on is not None and (due.due_on - ON).days <= 3
    with pytest.raises(NotFoundError):
        request_detail(reference, seen_by=scene.officer("j.alvarez"))


def test_it_is_given_to_an_agency_opened_there_and_its_giver_learns_that(scene: Scene) -> None:
    told = exhibit_told()
    reference = told_us(scene, exhibits=[told], lines=(line_of(told),))
    with pytest.raises(NotAllowedError):
        allocate(scene, reference, who="a.hale")
    allocate(scene, reference)
    viewer = scene.officer("j.alvarez")
    detail = request_detail(reference, seen_by=viewer)
    assert detail.answer is None and detail.answer_waits and not detail.enclosures
    assert not SearchText.objects.filter(answer__request=detail.request).exists()
    scene.open(reference)
    detail = request_detail(reference, seen_by=viewer)
    assert detail.answer is not None and detail.answer.text == TOLD
    assert len(detail.enclosures) == 1
    assert Outbound.objects.filter(type="assistance.opened").count() == 1
    assert events(reference) == [
        "information.received",
        "information.allocated",
        "information.opened",
    ]


def test_our_record_learns_that_they_opened_it_and_what_became_of_it(scene: Scene) -> None:
    reference = given(scene)
    scene.tell("assistance.opened", {"reference": reference})
    assert stored(reference).state == "noted"
    body = {"reference": reference, "code": "used_in_seizure", "amount": "", "currency": ""}
    scene.tell("assistance.feedback", body)
    assert Feedback.objects.get(request__reference=reference).code == "used_in_seizure"
    facts = [fact.code for fact in timeline(reference, seen_by=scene.officer("j.alvarez"))]
    assert facts == [FactCode.RECORDED, FactCode.DELIVERED, FactCode.NOTED]


def test_what_they_never_open_is_closed_and_an_opening_that_comes_later_is_noted(
    scene: Scene,
) -> None:
    reference = given(scene)
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    assert stored(reference).state == "closed"
    scene.tell("assistance.opened", {"reference": reference})
    assert (stored(reference).state, stored(reference).opened_at is None) == ("closed", False)
    assert events(reference)[-2:] == ["request.closed", "information.opening_received"]
    with pytest.raises(StepNotAllowedError):
        hand_over(scene.message("assistance.opened", {"reference": reference}))


def test_a_request_that_is_closed_is_not_opened_by_a_word(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    central = scene.officer("c.unit")
    with transaction.atomic(durable=True):
        services.refuse_request(
            reference, ground="ex.burden", reasons="No.", officer=central, at=scene.now, on=ON
        )
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=central, at=scene.now)
    with pytest.raises(StepNotAllowedError):
        hand_over(scene.message("assistance.opened", {"reference": reference}))


def test_we_tell_the_giver_what_became_of_it_once_it_is_opened(scene: Scene) -> None:
    reference = told_us(scene)
    allocate(scene, reference)
    with pytest.raises(AnswerNotOpenedError):
        give_feedback(scene, reference, "duplicate")
    scene.open(reference)
    give_feedback(scene, reference, "duplicate")
    assert Outbound.objects.filter(type="assistance.feedback").count() == 1


def test_what_it_may_be_used_for_binds_as_an_answer_does(scene: Scene) -> None:
    reference = told_us(scene)
    allocate(scene, reference)
    scene.open(reference)
    with transaction.atomic(durable=True):
        use = services.use_answer(
            reference,
            purpose="immigration",
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=ON,
        )
    assert use.outcome == "refused"


def test_a_supplier_asks_it_back_and_a_receiver_asks_for_consent(scene: Scene) -> None:
    ours = given(scene)
    recall = AfterwordDraft(items=("answer",), wish="delete", why="The source was wrong.")
    with transaction.atomic(durable=True):
        services.write_afterword(
            ours,
            AfterwordKind.RECALL,
            recall,
            answer=1,
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=ON,
        )
    theirs = told_us(scene)
    allocate(scene, theirs)
    scene.open(theirs)
    with pytest.raises(StepNotAllowedError), transaction.atomic(durable=True):
        # There is no request of ours that could be asked back.
        services.write_afterword(
            theirs,
            AfterwordKind.RECALL,
            recall,
            answer=None,
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=ON,
        )


@pytest.mark.parametrize(
    "kind", ["accepted", "refused", "answer", "question", "withdrawn", "transferred"]
)
def test_words_of_a_request_move_nothing_that_nobody_asked_for(scene: Scene, kind: str) -> None:
    reference = told_us(scene)
    allocate(scene, reference)
    scene.open(reference)
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    bodies: dict[str, dict[str, object]] = {
        "accepted": {"unit": "Odesa"},
        "refused": {"ground": "ex.secret", "reasons": "No."},
        "question": {"question": "Who?", "reopens": True},
        "withdrawn": {"reasons": "No."},
        "transferred": {"body": "Police", "contact": "", "basis": "Law", "matters": ""},
    }
    with pytest.raises((StepNotAllowedError, ReferenceNotTheirsError)):
        if kind == "answer":
            scene.answered_there(reference)
        else:
            message = scene.message(f"assistance.{kind}", {"reference": reference, **bodies[kind]})
            hand_over(message)
    assert stored(reference).state == "closed"


def hand_over(received: Received) -> None:
    """As the exchange hands a message over that its schema let through."""
    with transaction.atomic(durable=True):
        wiring.current().hand_over(received)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"reference": "PL-US-2026-00044"}, ReferenceNotTheirsError),
        ({"reference": "US-UA-2026-00044"}, ReferenceNotTheirsError),
        ({"hs_code": "x" * 14}, None),
    ],
)
def test_hostile_information_is_refused_by_name_or_shown_inert(
    scene: Scene, change: dict[str, str], refused: type[Exception] | None
) -> None:
    if refused is None:
        assert stored(told_us(scene, **change)).state == "informed"
        return
    with pytest.raises(refused):
        told_us(scene, **change)
    assert not Information.objects.exists()


def test_a_reference_is_used_once(scene: Scene) -> None:
    told_us(scene)
    with pytest.raises(ReferenceTakenError):
        told_us(scene)


def test_statistics_count_it_in_both_directions_and_nowhere_else(scene: Scene) -> None:
    given(scene)
    told_us(scene)
    stretch = Stretch(ON - timedelta(days=1), ON)
    figures = pair_statistics("UA", stretch, seen_by=scene.officer("m.chen"))
    assert (figures.ours.unasked, figures.theirs.unasked) == (1, 1)
    assert (figures.ours.asked, figures.theirs.asked) == (0, 0)
    assert (figures.ours.answered, figures.theirs.answered) == (0, 0)


def test_what_is_done_with_information_is_done_with_no_request(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    ours, theirs = scene.draft(), scene.received()
    for reference in (ours, theirs):
        for act in (rewrite, allocate):
            with pytest.raises((StepNotAllowedError, NotFoundError)):
                act(scene, reference, who="j.alvarez" if act is rewrite else "c.unit")


def test_a_copy_of_a_like_request_is_never_made_of_it(scene: Scene) -> None:
    reference = told_us(scene)
    allocate(scene, reference)
    with pytest.raises(NotFoundError), transaction.atomic(durable=True):
        copy_request(reference, officer=scene.officer("j.alvarez"), at=scene.now)
