"""Turns of a request: returned for completion, postponed, withdrawn, each on both sides."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.forms.models import model_to_dict

from comity.assistance import services
from comity.assistance.models import Request
from comity.assistance.queries import (
    RequestsAsked,
    cases_naming,
    request_detail,
    requests_page,
    timeline,
)
from comity.assistance.queries.turns import Change, turns_of
from comity.assistance.terms import (
    Action,
    DayMalformedError,
    OtherAgencyError,
    RequestState,
    SecondPersonNeededError,
    StepNotAllowedError,
)
from comity.evidence.models import Exhibit
from comity.evidence.terms import ExhibitNotFoundError
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from tests.integration.assistance.scene import (
    ON,
    Scene,
    answer_body,
    exhibit_told,
    line_of,
    request_body,
)
from tests.integration.assistance.turning import (
    LACKS,
    PUT_OFF,
    ask_completion,
    complete,
    postpone,
    returned_there,
    take_back,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def stands(reference: str) -> RequestState:
    return Request.objects.get(reference=reference).stands


def returned(scene: Scene, **change: str) -> str:
    reference = scene.received()
    ask_completion(scene, reference, **change)
    return reference


def events(reference: str) -> list[str]:
    return list(
        LedgerEntry.objects.filter(about=reference)
        .order_by("epoch", "index")
        .values_list("event", flat=True)
    )


def test_a_partners_request_is_returned_and_comes_again_to_be_decided(scene: Scene) -> None:
    reference = returned(scene)
    assert stands(reference) is RequestState.INCOMPLETE
    body = request_body(asked="The invoice of 3 May, and its payment.")
    told = exhibit_told()
    body["exhibits"] = [told]
    scene.now += timedelta(hours=1)
    scene.tell("assistance.completed", body, exhibits=(line_of(told),))
    request = Request.objects.get(reference=reference)
    assert request.stands is RequestState.RECEIVED
    assert request.asked == "The invoice of 3 May, and its payment."
    completed = turns_of(request)[-1]
    assert completed.changes == (
        Change(
            "asked",
            "The value declared for export, and a copy of the invoice.",
            "The invoice of 3 May, and its payment.",
        ),
    )
    assert request.enclosures.count() == 1
    assert events(reference) == [
        "request.received",
        "request.returned_for_completion",
        "request.completion_received",
    ]


def test_what_is_missing_is_a_code_and_is_said_in_words(scene: Scene) -> None:
    reference = scene.received()
    for wrong in ({"missing": "nonsense"}, {"reasons": " "}):
        with pytest.raises(InvalidDraftError):
            ask_completion(scene, reference, **wrong)
    with pytest.raises(NotAllowedError):
        ask_completion(scene, reference, who="a.hale")
    assert stands(reference) is RequestState.RECEIVED


def test_our_returned_request_is_completed_by_one_and_sent_again_by_another(scene: Scene) -> None:
    reference = scene.sent()
    first = Request.objects.get(reference=reference).message_id
    returned_there(scene, reference)
    assert stands(reference) is RequestState.INCOMPLETE
    complete(scene, reference, asked="The invoice of 3 May.")
    assert stands(reference) is RequestState.COMPLETED
    with pytest.raises(SecondPersonNeededError):
        complete_approved_by_writer(scene, reference)
    request = scene.approve(reference)
    assert (request.stands, request.message_id) == (RequestState.SENT, first)
    again = Outbound.objects.get(type="assistance.completed")
    assert again.case == reference
    assert [(c.field, c.after) for c in turns_of(request)[-1].changes] == [
        ("asked", "The invoice of 3 May.")
    ]
    scene.accepted_there(reference)
    assert stands(reference) is RequestState.ACCEPTED


def complete_approved_by_writer(scene: Scene, reference: str) -> None:
    Request.objects.filter(reference=reference).update(
        writers=sorted(scene.officer("k.ortiz").people)
    )
    scene.approve(reference, "k.ortiz")


def test_an_approver_gives_a_completion_back_to_be_written_on(scene: Scene) -> None:
    reference = scene.sent()
    returned_there(scene, reference)
    complete(scene, reference, asked="The invoice.")
    with transaction.atomic(durable=True):
        services.return_to_drafter(
            reference, reason="Say which.", officer=scene.officer("m.chen"), at=scene.now
        )
    assert stands(reference) is RequestState.INCOMPLETE


def test_a_request_that_was_sent_stays_with_its_partner(scene: Scene) -> None:
    reference = scene.sent()
    returned_there(scene, reference)
    with pytest.raises(InvalidDraftError) as refused:
        complete(scene, reference, partner="CA")
    assert [problem.code for problem in refused.value.problems] == ["settled_partner"]


def test_an_exhibit_that_has_travelled_goes_only_once(scene: Scene) -> None:
    reference = scene.draft()
    sent = scene.attach(reference, b"%PDF-1.7 one")
    scene.submit(reference)
    scene.approve(reference)
    returned_there(scene, reference)
    added = scene.attach(reference, b"%PDF-1.7 two")
    with pytest.raises(ExhibitNotFoundError), transaction.atomic(durable=True):
        services.leave_out_exhibit(
            reference, sent.id, officer=scene.officer("j.alvarez"), at=scene.now
        )
    scene.submit(reference)
    scene.approve(reference)
    again = Outbound.objects.get(type="assistance.completed")
    assert str(added.id) in bytes(again.envelope).decode(errors="replace")
    assert str(sent.id) not in bytes(again.envelope).decode(errors="replace")


def test_a_refusal_while_we_complete_leaves_what_was_sent_on_record(scene: Scene) -> None:
    reference = scene.sent()
    before = Request.objects.get(reference=reference).asked
    returned_there(scene, reference)
    complete(scene, reference, asked="Something that never left.")
    scene.tell(
        "assistance.refused", {"reference": reference, "ground": "ex.burden", "reasons": "No."}
    )
    request = Request.objects.get(reference=reference)
    assert (request.stands, request.asked) == (RequestState.REFUSED, before)


@pytest.mark.parametrize("how", ["refused", "taken back"])
def test_nothing_of_a_completion_that_never_left_stays_with_the_case(
    scene: Scene, how: str
) -> None:
    reference = scene.draft()
    sent = scene.attach(reference, b"%PDF-1.7 one")
    Request.objects.filter(reference=reference).update(code_versions={"areas": "2026-1"})
    scene.submit(reference)
    scene.approve(reference)
    returned_there(scene, reference)
    scene.attach(reference, b"%PDF-1.7 two")
    complete(scene, reference, subject="Marble slabs")
    assert Request.objects.get(reference=reference).code_versions == {}
    if how == "refused":
        told = {"reference": reference, "ground": "ex.burden", "reasons": "No."}
        scene.tell("assistance.refused", told)
    else:
        take_back(scene, reference)
    request = Request.objects.get(reference=reference)
    assert [each.exhibit_id for each in request.enclosures.all()] == [sent.id]
    assert request.code_versions == {"areas": "2026-1"}
    assert events(reference)[-1] == "request.exhibit_left_out"
    assert (found(scene, "bearings"), found(scene, "marble")) == ([reference], [])


def found(scene: Scene, words: str) -> list[str]:
    page = requests_page(RequestsAsked(search=words), seen_by=scene.officer("j.alvarez"), limit=10)
    return [row.reference for row in page.requests]


def test_a_node_that_does_not_know_returning_is_accepted_as_it_stands(scene: Scene) -> None:
    reference = returned(scene)
    with pytest.raises(StepNotAllowedError):
        scene.accept(reference)
    assert Action.ACCEPT not in offered(scene, reference)
    refuse_there("assistance.incomplete")
    assert Action.ACCEPT in offered(scene, reference)
    scene.accept(reference)
    assert stands(reference) is RequestState.ACCEPTED
    assert Outbound.objects.filter(type="assistance.accepted").count() == 1


def test_it_is_not_told_twice_that_we_accept_what_was_returned_after_that(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    told = Request.objects.get(reference=reference).decision_message_id
    ask_completion(scene, reference)
    refuse_there("assistance.incomplete")
    scene.accept(reference)
    request = Request.objects.get(reference=reference)
    assert (request.stands, request.decision_message_id) == (RequestState.ACCEPTED, told)
    assert Outbound.objects.filter(type="assistance.accepted").count() == 1


def test_what_came_completed_is_accepted_anew_and_told(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    ask_completion(scene, reference)
    scene.tell("assistance.completed", request_body(asked="The invoice of 3 May."))
    assert Request.objects.get(reference=reference).decided_at is None
    scene.accept(reference)
    assert Outbound.objects.filter(type="assistance.accepted").count() == 2


def refuse_there(kind: str) -> None:
    Outbound.objects.filter(type=kind).update(refused="message_type_unknown")


def offered(scene: Scene, reference: str) -> list[Action]:
    detail = request_detail(reference, seen_by=scene.officer("c.unit"))
    return [offer.action for offer in detail.actions]


def test_what_one_agency_has_begun_to_answer_is_not_given_to_another(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    kept = scene.attach(reference, b"%PDF-1.7 from our files")
    scene.write_answer(reference)
    with transaction.atomic(durable=True):
        services.return_answer(
            reference, reason="More.", officer=scene.officer("m.chen"), at=scene.now
        )
    postpone(scene, reference)
    with pytest.raises(OtherAgencyError) as refused:
        scene.accept(reference, agency="ICE")
    assert dict(refused.value.facts) == {"agency": "CBP"}
    assert Exhibit.objects.get(pk=kept.pk).agency == kept.agency
    scene.accept(reference)
    assert stands(reference) is RequestState.ACCEPTED


def test_what_is_given_to_another_agency_lies_on_no_desk_of_the_first(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    held = Officer.objects.get(username="j.alvarez")
    Request.objects.filter(reference=reference).update(holder=held)
    postpone(scene, reference)
    scene.accept(reference, agency="ICE")
    request = Request.objects.get(reference=reference)
    assert (request.agency_code, request.holder) == ("ICE", None)


def test_a_partners_request_is_postponed_and_goes_on_by_an_act(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    postpone(scene, reference)
    assert stands(reference) is RequestState.POSTPONED
    scene.accept(reference)
    assert stands(reference) is RequestState.ACCEPTED
    assert events(reference)[-2:] == ["request.postponed", "request.accepted"]


def test_a_node_that_does_not_know_postponing_is_not_told_twice_that_we_accept(
    scene: Scene,
) -> None:
    reference = scene.received()
    scene.accept(reference)
    postpone(scene, reference)
    refuse_there("assistance.postponed")
    scene.accept(reference)
    assert stands(reference) is RequestState.ACCEPTED
    assert Outbound.objects.filter(type="assistance.accepted").count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"ground": "nonsense"}, "unknown_code"),
        ({"until": ""}, "missing"),
        ({"until": "2027-02-30"}, "not_a_day"),
        ({"until": ON.isoformat()}, "day_passed"),
        ({"until": "2040-01-01"}, "day_too_far"),
        ({"reasons": ""}, "missing"),
    ],
)
def test_a_postponement_names_ground_day_and_reasons(
    scene: Scene, wrong: dict[str, str], code: str
) -> None:
    reference = scene.received()
    with pytest.raises(InvalidDraftError) as refused:
        postpone(scene, reference, **wrong)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_we_learn_of_a_postponement_and_of_its_end(scene: Scene) -> None:
    reference = scene.sent()
    body = {
        "reference": reference,
        "ground": "investigation",
        "until": "2027-02-01",
        "reasons": "Soon.",
    }
    scene.tell("assistance.postponed", body)
    assert stands(reference) is RequestState.POSTPONED
    codes = [fact.code for fact in timeline(reference, seen_by=scene.officer("j.alvarez"))]
    assert "fact.postponed" in codes
    scene.accepted_there(reference)
    assert stands(reference) is RequestState.ACCEPTED


def test_a_day_that_is_none_is_set_aside(scene: Scene) -> None:
    reference = scene.sent()
    body = {"reference": reference, "ground": "investigation", "until": "2027-02-31"}
    with pytest.raises(DayMalformedError):
        scene.tell("assistance.postponed", {**body, "reasons": "Soon."})
    assert stands(reference) is RequestState.SENT


def test_a_sent_request_is_withdrawn_and_the_partner_is_told(scene: Scene) -> None:
    reference = scene.sent()
    with pytest.raises(NotAllowedError):
        take_back(scene, reference, who="j.alvarez")
    take_back(scene, reference)
    assert stands(reference) is RequestState.TAKEN_BACK
    assert Outbound.objects.filter(type="assistance.withdrawn").count() == 1
    close(scene, reference)
    assert stands(reference) is RequestState.CLOSED


@pytest.mark.parametrize("far", ["received", "accepted", "drafted", "incomplete", "postponed"])
def test_whoever_works_on_a_withdrawn_request_stops(scene: Scene, far: str) -> None:
    reference = scene.received()
    if far in {"accepted", "drafted"}:
        scene.accept(reference)
    if far == "drafted":
        scene.write_answer(reference)
    if far == "incomplete":
        ask_completion(scene, reference)
    if far == "postponed":
        postpone(scene, reference)
    scene.tell("assistance.withdrawn", {"reference": reference, "reasons": "Paid."})
    assert stands(reference) is RequestState.TAKEN_BACK
    detail = request_detail(reference, seen_by=scene.officer("c.unit"))
    assert [offer.action for offer in detail.actions] == [Action.CLOSE]


def test_an_answer_that_had_left_before_our_withdrawal_is_not_lost(scene: Scene) -> None:
    reference = scene.sent()
    take_back(scene, reference)
    scene.accepted_there(reference)
    assert stands(reference) is RequestState.TAKEN_BACK
    scene.answered_there(reference)
    assert stands(reference) is RequestState.ANSWERED
    scene.open(reference)
    assert stands(reference) is RequestState.OPENED


def test_what_only_crosses_our_withdrawal_changes_nothing(scene: Scene) -> None:
    reference = scene.sent()
    take_back(scene, reference)
    scene.accepted_there(reference)
    assert Request.objects.get(reference=reference).decided_at is None
    close(scene, reference)
    scene.tell("assistance.refused", {"reference": reference, **REFUSAL})
    request = Request.objects.get(reference=reference)
    assert (request.stands, request.decided_at) == (RequestState.CLOSED, None)
    assert request.decision_ground == ""
    scene.answered_there(reference)
    assert stands(reference) is RequestState.ANSWERED


REFUSAL = {"ground": "ex.burden", "reasons": "No."}


def close(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("j.alvarez"), at=scene.now)


@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("ended", ["refused", "answered"])
def test_what_ended_otherwise_than_by_our_withdrawal_is_over(
    scene: Scene, ended: str, withdrawn: bool
) -> None:
    reference = scene.sent()
    if withdrawn:
        take_back(scene, reference)
    if ended == "refused":
        scene.tell("assistance.refused", {"reference": reference, **REFUSAL})
    else:
        scene.accepted_there(reference)
        scene.answered_there(reference)
        scene.open(reference)
    close(scene, reference)
    before = model_to_dict(Request.objects.get(reference=reference))
    for kind, body in (
        ("assistance.refused", {"ground": "ex.secret", "reasons": "After all."}),
        ("assistance.accepted", {"unit": "Lviv Customs"}),
        ("assistance.incomplete", LACKS),
        ("assistance.postponed", PUT_OFF),
        ("assistance.answer", answer_body(reference)),
    ):
        with pytest.raises(StepNotAllowedError):
            scene.tell(kind, {**body, "reference": reference})
    assert model_to_dict(Request.objects.get(reference=reference)) == before


def test_what_was_answered_is_not_withdrawn(scene: Scene) -> None:
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference)
    with pytest.raises(StepNotAllowedError):
        take_back(scene, reference)


def test_whoever_protects_data_finds_what_was_asked_before_a_completion(scene: Scene) -> None:
    reference = returned(scene)
    scene.tell("assistance.completed", request_body(facts="Nothing is said of anybody."))
    found = cases_naming("four times the price", seen_by=scene.officer("p.singh"))
    assert [(case.case, case.fields) for case in found] == [(reference, ("turns",))]
