"""Oral requests: noted on either side, confirmed in writing, joined by a person, or closed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.bodies import request_body
from comity.assistance.models import Deadline, Notice, OralRequest, Request, Task
from comity.assistance.oral_bodies import oral_told
from comity.assistance.queries.clocks import clocks_of_request
from comity.assistance.queries.oral import candidates_for, oral_requests, said_before
from comity.assistance.services.reminding import desks, remind_slice
from comity.assistance.terms import RequestState
from comity.assistance.terms.clocks import ClockKind, ClockMatter
from comity.assistance.terms.oral import (
    Likeness,
    NotItsConfirmationError,
    OralLeave,
    OralNotConfirmedError,
    OralState,
    OralStepNotAllowedError,
)
from comity.assistance.terms.tasks import TaskDraft
from comity.exchange import wiring
from comity.kernel.errors import ComityError, InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import ON, Scene
from tests.integration.assistance.urgently import (
    CALL,
    close,
    confirm,
    join,
    put,
    remind,
    take,
)
from tests.integration.letters.paper import dispatch, without_node
from tests.integration.own_law.desk import confirmed, promised

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    # Nobody promises on the telephone: what own law wants promised was promised in writing before.
    for assurance in ("confidentiality", "law-enforcement-use"):
        promised(scene, assurance=assurance)


def confirmation(reference: str) -> Deadline:
    return Deadline.objects.get(request__reference=reference, matter=ClockMatter.CONFIRMATION.value)


def last_entry(reference: str) -> LedgerEntry:
    return LedgerEntry.objects.filter(about=reference).latest("index")


def accepted(scene: Scene) -> str:
    reference = take(scene).request.reference
    scene.accept(reference)
    return reference


def test_a_call_of_ours_begins_a_draft_and_a_clock_that_sending_it_ends(scene: Scene) -> None:
    said = put(scene)
    request = said.request
    assert (request.stands, request.urgent) == (RequestState.DRAFT, True)
    clock = confirmation(request.reference)
    assert (clock.kind, clock.act) == (ClockKind.ADMINISTRATIVE.value, "submit")
    assert clock.due_on == date(2026, 11, 25)
    with transaction.atomic(durable=True):
        services.change_draft(
            request.reference,
            changed={
                "facts": "Seen at the gate.",
                "legal_elements": "19 USC 1401a",
                "enquiries_made": "The manifest was read.",
                "proceedings_nature": "administrative",
                "urgent": False,
            },
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )
    scene.submit(request.reference)
    left = scene.approve(request.reference)
    assert left.urgent
    assert not Deadline.objects.filter(request=left, matter="confirmation").exists()
    assert oral_told(left) == {
        "oral": {"put_at": "2026-11-20T23:10:00Z", "spoken_with": CALL.spoken_with}
    }
    body = request_body(left, exhibits=())
    wiring.current().validator_of("assistance.request", 1)(body)
    assert body["oral"] == oral_told(left)["oral"]


def test_the_record_says_that_it_was_said_and_not_with_whom(scene: Scene) -> None:
    ours, theirs = put(scene).request.reference, take(scene).request.reference
    assert last_entry(ours).event == "request.put_orally"
    assert last_entry(theirs).event == "request.received_orally"
    every = str([entry.facts() for entry in LedgerEntry.objects.all()])
    assert "Shevchenko" not in every and "ferry" not in every


def test_what_was_said_to_one_partner_is_not_written_to_another(scene: Scene) -> None:
    reference = put(scene).request.reference
    with pytest.raises(InvalidDraftError), transaction.atomic(durable=True):
        services.change_draft(
            reference,
            changed={"partner": "GB"},
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"put_at": "2026-11-22 10:00"}, "put_at", "moment_ahead"),
        ({"put_at": "2026-02-30 10:00"}, "put_at", "not_a_moment"),
        ({"put_at": "2026-01-01 10:00"}, "put_at", "moment_too_old"),
        ({"why": "bored"}, "why_urgent", "unknown_code"),
        ({"spoken_with": " "}, "spoken_with", "missing"),
        ({"spoken_with": "\u202etxt.exe"}, "spoken_with", "control_characters"),
        ({"partner": "US"}, "partner", "unknown_country"),
        ({"kind": "gossip"}, "kind", "unknown_code"),
    ],
)
def test_a_note_with_something_wrong_names_it(
    scene: Scene, change: dict[str, Any], field: str, code: str
) -> None:
    for note in (put, take):
        with pytest.raises(InvalidDraftError) as refused:
            note(scene, **change)
        assert (field, code) in {(p.field, p.code) for p in refused.value.problems}


def test_a_partners_call_is_worked_on_and_answered_only_once_it_is_confirmed(scene: Scene) -> None:
    reference = accepted(scene)
    scene.write_answer(reference)
    with pytest.raises(OralNotConfirmedError):
        scene.release(reference)
    confirm(scene, reference)
    assert not Deadline.objects.filter(
        request__reference=reference, matter="confirmation", met_on=None
    ).exists()
    assert scene.release(reference).stands is RequestState.APPROVED
    with pytest.raises(OralStepNotAllowedError):
        confirm(scene, reference)


def test_an_instruction_lets_a_reply_leave_before_the_confirmation(scene: Scene) -> None:
    reference = accepted(scene)
    scene.write_answer(reference)
    confirmed(scene, effect="answer-unconfirmed", to="approver", acts=("answer",), partners=("GB",))
    with pytest.raises(OralNotConfirmedError):
        scene.release(reference)
    confirmed(scene, effect="answer-unconfirmed", to="approver", acts=("answer",))
    assert scene.release(reference).stands is RequestState.APPROVED


def test_a_person_joins_what_was_said_to_the_written_request_and_its_tasks_go_along(
    scene: Scene,
) -> None:
    reference = accepted(scene)
    with transaction.atomic(durable=True):
        services.give_task(
            reference,
            task=TaskDraft("ICE", "", "Look at the berth.", "2026-12-01"),
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=ON,
        )
    written = scene.received(
        urgent=True,
        subject="Bearings, confirmation",
        oral={"put_at": "2026-11-20T23:05:00Z", "spoken_with": "A. Night"},
    )
    said = OralRequest.objects.get(request__reference=reference)
    unit = scene.officer("c.unit")
    (candidate,) = candidates_for(said, seen_by=unit)
    assert candidate.written.reference == written
    assert candidate.why[0] is Likeness.SAYS_SO and Likeness.SAME_SUBJECT in candidate.why
    came = Request.objects.get(reference=written)
    assert [each.said.reference for each in said_before(came, seen_by=unit)] == [reference]
    # Nothing was joined by that.
    assert OralRequest.objects.get(pk=said.pk).stands is OralState.WAITING
    join(scene, reference, written)
    assert Request.objects.get(reference=reference).stands is RequestState.CLOSED
    assert Task.objects.get().request.reference == written
    entry = last_entry(reference)
    assert (entry.event, dict(entry.facts())["other_case"]) == ("request.oral_continued", written)


def test_only_a_written_request_of_the_same_partner_confirms_it(scene: Scene) -> None:
    reference, another = take(scene).request.reference, take(scene).request.reference
    ours = scene.sent()
    for wrong in (reference, another, ours):
        with pytest.raises(NotItsConfirmationError):
            join(scene, reference, wrong)
    with pytest.raises(NotFoundError):
        join(scene, reference, "UA-US-2026-00099")


def test_an_overdue_confirmation_is_reminded_of_told_and_closed(scene: Scene) -> None:
    reference = take(scene).request.reference
    with pytest.raises(OralStepNotAllowedError):
        close(scene, reference)
    assert remind(scene, reference).reminders == 1
    scene.now += timedelta(days=10)
    remind_slice(0, desks(), at=scene.now, on=scene.now.date())
    assert Notice.objects.filter(request__reference=reference, matter="confirmation").exists()
    clocks = clocks_of_request(Request.objects.get(reference=reference), on=scene.now.date())
    assert any(told.clock.matter is ClockMatter.CONFIRMATION for told in clocks)
    assert close(scene, reference).stands is OralState.GIVEN_UP
    assert Request.objects.get(reference=reference).stands is RequestState.CLOSED
    assert last_entry(reference).event == "request.oral_lapsed"
    assert not Deadline.objects.filter(request__reference=reference, matter="confirmation").exists()


def test_who_may_note_join_and_see(scene: Scene) -> None:
    reference = take(scene).request.reference
    for who, do in (("m.chen", put), ("a.hale", take)):
        with pytest.raises(NotAllowedError):
            do(scene, who)
    # Before it is allocated only who sees the whole node sees it; no agency learns of it.
    assert not oral_requests(seen_by=scene.officer("d.reyes")).exists()
    with pytest.raises(NotFoundError):
        remind(scene, reference, "d.reyes")
    own = take(scene, "j.alvarez").request.reference
    assert [
        each.request.reference for each in oral_requests(seen_by=scene.officer("j.alvarez"))
    ] == [own]
    with pytest.raises(NotAllowedError):
        confirm(scene, own, "j.alvarez")


def test_what_an_article_says_of_it_is_kept_beside_it(scene: Scene) -> None:
    assert OralLeave(put(scene).leave) in OralLeave
    assert put(scene).by_article is False


def test_what_a_hostile_partner_says_of_a_call_is_refused_by_its_schema(scene: Scene) -> None:
    for oral in (
        {"put_at": "last night", "spoken_with": "A. Night"},
        {"put_at": "2026-11-20T23:05:00Z", "spoken_with": "\u202etxt.exe"},
        {"put_at": "2026-11-20T23:05:00Z", "spoken_with": "x" * 201},
        "yes",
    ):
        with pytest.raises(ComityError):
            scene.received(oral=oral)
    assert not Request.objects.filter(side="requested").exists()


def test_a_day_that_there_is_none_is_no_mention(scene: Scene) -> None:
    written = scene.received(
        urgent=True, oral={"put_at": "2026-13-45T99:05:00Z", "spoken_with": "A. Night"}
    )
    said = take(scene)
    (candidate,) = candidates_for(said, seen_by=scene.officer("c.unit"))
    assert candidate.written.reference == written
    assert Likeness.SAYS_SO not in candidate.why


def test_what_we_said_waits_no_longer_once_it_was_sent_or_given_up(scene: Scene) -> None:
    sent, given_up = put(scene).request.reference, put(scene).request.reference
    taken = take(scene).request.reference
    with transaction.atomic(durable=True):
        services.change_draft(
            sent,
            changed={
                "facts": "Seen at the gate.",
                "legal_elements": "19 USC 1401a",
                "enquiries_made": "The manifest was read.",
                "proceedings_nature": "administrative",
            },
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )
    scene.submit(sent)
    scene.approve(sent)
    with transaction.atomic(durable=True):
        services.withdraw_draft(given_up, officer=scene.officer("j.alvarez"), at=scene.now)
    said = {each.request.reference: each for each in OralRequest.objects.all()}
    assert (said[sent].state, said[sent].confirmed_on) == ("confirmed", ON)
    assert (said[given_up].state, said[given_up].confirmed_on) == ("given_up", None)
    shown = oral_requests(seen_by=scene.officer("c.unit"))
    assert shown[0].request.reference == taken
    assert [each.request.reference for each in OralRequest.objects.all().waiting()] == [taken]


def test_what_we_said_is_confirmed_by_a_letter_only_when_it_leaves_the_house(scene: Scene) -> None:
    without_node(scene)
    reference = put(scene).request.reference
    with transaction.atomic(durable=True):
        services.change_draft(
            reference,
            changed={
                "facts": "Seen at the gate.",
                "legal_elements": "19 USC 1401a",
                "enquiries_made": "The manifest was read.",
                "proceedings_nature": "administrative",
            },
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )
    scene.submit(reference)
    scene.approve(reference)
    assert OralRequest.objects.get().stands is OralState.WAITING
    dispatch(scene, reference)
    assert OralRequest.objects.get().stands is OralState.CONFIRMED
