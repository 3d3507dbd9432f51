"""A duty officer releases alone only where own law says so, and another reviews it the next day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from comity.assistance.lifecycle import STEPS, hindrance
from comity.assistance.lifecycle.alone import TOLD_ALONE, alone, may_be_alone
from comity.assistance.models import Deadline, DutyRelease, Notice, Request
from comity.assistance.queries.duty_release import duty_releases
from comity.assistance.services.reminding import desks, remind_slice
from comity.assistance.terms import (
    Action,
    RequestState,
    SecondPersonNeededError,
    StepNotAllowedError,
)
from comity.assistance.terms.duty_release import (
    AloneDraft,
    NotAloneError,
    NotUrgentError,
    ReviewByAnotherError,
    ReviewDraft,
    ReviewedAlreadyError,
    SecondPersonIsThereError,
)
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.terms import FreshSignInNeededError, Viewer
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.urgently import (
    NIGHT,
    approve_alone,
    let_alone,
    release_alone,
    review,
)
from tests.integration.own_law.desk import confirmed, entered, moved

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def written(scene: Scene, *, urgent: bool = True) -> str:
    reference = scene.draft(NIGHT, urgent=urgent)
    scene.submit(reference, NIGHT)
    return reference


def answered(scene: Scene, *, urgent: bool = True) -> str:
    reference = scene.received(urgent=urgent)
    scene.accept(reference)
    scene.write_answer(reference, NIGHT)
    return reference


def test_without_an_instruction_nobody_releases_alone(scene: Scene) -> None:
    asked, replied = written(scene), answered(scene)
    for do, reference in ((approve_alone, asked), (release_alone, replied)):
        with pytest.raises(NotAloneError):
            do(scene, reference)
    with pytest.raises(SecondPersonNeededError):
        scene.approve(asked, NIGHT)
    with pytest.raises(SecondPersonNeededError):
        scene.release(replied, NIGHT)
    assert not DutyRelease.objects.all().exists()


def test_an_instruction_that_two_confirmed_lets_one_officer_do_the_acts_it_names(
    scene: Scene,
) -> None:
    asked, replied = written(scene), answered(scene)
    number = entered(scene, effect="release-alone", to="approver", acts=("ask",)).pk
    with pytest.raises(NotAloneError):
        approve_alone(scene, asked)
    moved(scene, number, "confirm")
    made = approve_alone(scene, asked)
    assert (made.due_on, made.by) == (MONDAY, NIGHT)
    assert Request.objects.get(reference=asked).stands is RequestState.SENT
    # It named asking and nothing else.
    with pytest.raises(NotAloneError):
        release_alone(scene, replied)
    let_alone(scene, "answer")
    release_alone(scene, replied)
    assert Request.objects.get(reference=replied).stands is RequestState.ANSWERED


@pytest.mark.parametrize(
    "change",
    [
        {"to": "central_unit"},
        {"partners": ("GB",)},
        {"kinds": ("recovery",)},
        {"purposes": ("statistics",)},
        {"from_on": "2026-12-01"},
        {"until_on": "2026-11-10"},
    ],
)
def test_an_instruction_lets_nothing_that_it_does_not_speak_of(
    scene: Scene, change: dict[str, object]
) -> None:
    reference = written(scene)
    let_alone(scene, "ask", **change)
    with pytest.raises(NotAloneError):
        approve_alone(scene, reference)


def test_an_instruction_that_lets_names_its_acts(scene: Scene) -> None:
    for effect in ("release-alone", "answer-unconfirmed"):
        with pytest.raises(InvalidDraftError) as refused:
            entered(scene, effect=effect, to="approver")
        assert {(p.field, p.code) for p in refused.value.problems} == {("acts", "left_empty")}


def test_all_else_that_holds_of_a_release_holds_of_one_alone(scene: Scene) -> None:
    let_alone(scene, "ask", "answer")
    calm, urgent = written(scene, urgent=False), written(scene)
    with pytest.raises(NotUrgentError):
        approve_alone(scene, calm)
    with pytest.raises(SecondPersonIsThereError):
        approve_alone(scene, urgent, "m.chen")
    with pytest.raises(FreshSignInNeededError):
        approve_alone(scene, urgent, afresh=None)
    with pytest.raises(NotAllowedError):
        approve_alone(scene, urgent, "j.alvarez")
    for wrong in (AloneDraft("tired", "Late."), AloneDraft("danger_to_life", " ")):
        with pytest.raises(InvalidDraftError):
            approve_alone(scene, urgent, why=wrong)
    held = written(scene)
    confirmed(scene)
    with pytest.raises(Exception, match="ruling"):
        approve_alone(scene, held)
    assert not DutyRelease.objects.all().exists()


def test_the_record_tells_that_one_officer_did_it_and_what_came_of_the_review(
    scene: Scene,
) -> None:
    let_alone(scene, "ask")
    reference = written(scene)
    made = approve_alone(scene, reference)
    sent = LedgerEntry.objects.filter(about=reference).latest("index")
    assert sent.event == "request.sent_alone"
    assert (dict(sent.facts())["alone"], dict(sent.facts())["day"]) == (
        "nobody_on_duty",
        "2026-11-23",
    )
    assert not LedgerEntry.objects.filter(about=reference, event="request.sent").exists()
    told = ReviewDraft("release_not_confirmed", "recall_follows", "It named too many persons.")
    assert review(scene, made, told=told).ended_by == "m.chen"
    reviewed = LedgerEntry.objects.filter(about=reference).latest("index")
    assert (reviewed.event, dict(reviewed.facts())["follows"]) == (
        "request.release_reviewed",
        "recall_follows",
    )
    every = str([entry.facts() for entry in LedgerEntry.objects.filter(about=reference)])
    assert "ferry" not in every and "persons" not in every
    with pytest.raises(ReviewedAlreadyError):
        review(scene, made)


def test_the_review_is_due_the_next_working_day_and_pressed_on_those_who_may(
    scene: Scene,
) -> None:
    let_alone(scene, "ask")
    made = approve_alone(scene, written(scene))
    assert Deadline.objects.get(request=made.request, matter="review").due_on == MONDAY
    scene.now += timedelta(days=4)
    remind_slice(0, desks(), at=scene.now, on=scene.now.date())
    told = Notice.objects.filter(request=made.request, matter="review", kind="overdue")
    names = {notice.officer.username for notice in told.select_related("officer")}
    assert {"m.chen", "c.unit"} <= names
    review(scene, made)
    assert not Deadline.objects.filter(request=made.request, matter="review").exists()


def test_a_holiday_here_is_no_day_for_a_review(scene: Scene) -> None:
    let_alone(scene, "ask")
    # The day before Thanksgiving.
    scene.now += timedelta(days=4)
    assert approve_alone(scene, written(scene)).due_on == date(2026, 11, 27)


def test_nobody_reviews_what_they_had_a_hand_in(scene: Scene) -> None:
    let_alone(scene, "ask")
    made = approve_alone(scene, written(scene))
    with pytest.raises(ReviewByAnotherError):
        review(scene, made, NIGHT)
    for who in ("j.alvarez", "a.hale"):
        with pytest.raises((NotAllowedError, NotFoundError)):
            review(scene, made, who)
    # Another agency's approver does not even learn that there is one.
    with pytest.raises(NotFoundError):
        review(scene, made, "e.stone")
    with pytest.raises(InvalidDraftError):
        review(scene, made, told=ReviewDraft("release_not_confirmed", "nothing_follows", "No."))
    with pytest.raises(InvalidDraftError):
        review(scene, made, told=ReviewDraft("release_not_confirmed", "recall_follows"))
    made.word, made.reviewer_id, made.ended_at = "release_confirmed", made.officer_id, scene.now
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_an_auditor_lists_them_and_whoever_sees_no_case_sees_none(scene: Scene) -> None:
    let_alone(scene, "ask")
    approve_alone(scene, written(scene))
    assert duty_releases(seen_by=scene.officer("a.hale")).count() == 1
    for who in ("e.stone", "j.alvarez", "nobody", "n.okafor"):
        assert not duty_releases(seen_by=scene.officer(who)).exists()


def test_no_other_move_of_the_table_is_ever_made_alone() -> None:
    both = Viewer(7, "Night", "CBP", frozenset(Role))
    named = {step.event.name for step in STEPS if may_be_alone(step)}
    assert named == set(TOLD_ALONE)
    for step in STEPS:
        stopped = hindrance(step, officer=both, agency="CBP", writers=[7]) if step.roles else None
        releases = isinstance(stopped, SecondPersonNeededError)
        if may_be_alone(step):
            assert releases and alone(step).after is step.after
        else:
            with pytest.raises(StepNotAllowedError):
                alone(step)
    assert {step.action for step in STEPS if may_be_alone(step)} == {
        Action.APPROVE,
        Action.RELEASE,
        Action.RELEASE_PART,
    }
