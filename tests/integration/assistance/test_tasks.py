"""Tasks: parts of the work on a partner's request, given to agencies, done, and withdrawn."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from comity.assistance import services
from comity.assistance.models import Request, Task
from comity.assistance.queries.tasks import task as task_seen
from comity.assistance.queries.tasks import waiting_tasks
from comity.assistance.terms import OtherAgencyError, UnknownAgencyError
from comity.assistance.terms.tasks import (
    TaskDraft,
    TaskNotOpenHereError,
    TaskOverError,
    TaskState,
)
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import ON, Scene
from tests.integration.assistance.test_pages import browser_of
from tests.integration.rest.client import Caller

pytestmark = pytest.mark.django_db(transaction=True)

LOOK = TaskDraft("ICE", "Harbour office", "Find the invoice of 3 May.", "2026-12-01")


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


@pytest.fixture
def accepted(scene: Scene) -> str:
    reference = scene.received(subject="Bearings by sea")
    scene.accept(reference)
    return reference


def give(scene: Scene, reference: str, task: TaskDraft = LOOK, who: str = "j.alvarez") -> Task:
    with transaction.atomic(durable=True):
        return services.give_task(
            reference, task=task, officer=scene.officer(who), at=scene.now, on=ON
        )


def finish(scene: Scene, task: Task, who: str = "d.reyes", result: str = "Here.") -> Task:
    with transaction.atomic(durable=True):
        return services.finish_task(
            task.pk, result=result, officer=scene.officer(who), at=scene.now
        )


def withdraw(scene: Scene, task: Task, who: str = "c.unit", reason: str = "Enough.") -> Task:
    with transaction.atomic(durable=True):
        return services.withdraw_task(
            task.pk, reason=reason, officer=scene.officer(who), at=scene.now
        )


def waiting(scene: Scene, who: str) -> list[Task]:
    return waiting_tasks(seen_by=scene.officer(who))


def test_the_agency_sees_its_task_and_not_the_case_until_it_is_done(
    scene: Scene, accepted: str
) -> None:
    given = give(scene, accepted)
    assert waiting(scene, "d.reyes") == [given] and waiting(scene, "j.alvarez") == []
    officer = scene.officer("d.reyes")
    assert not Request.objects.visible_to(officer).filter(reference=accepted).exists()
    done = finish(scene, given)
    assert (done.state, done.ended_by) == (TaskState.DONE, "d.reyes")
    assert waiting(scene, "d.reyes") == []
    entries = LedgerEntry.objects.filter(about=accepted, event__startswith="task.")
    assert [entry.event for entry in entries.order_by("index")] == ["task.given", "task.done"]
    assert "invoice" not in str([entry.facts() for entry in entries])


def test_its_page_tells_the_task_and_nothing_of_the_case(scene: Scene, accepted: str) -> None:
    given = give(scene, accepted)
    with translation.override("en"):
        browser = browser_of("d.reyes")
        page = browser.get(f"/tasks/{given.pk}/").content.decode()
        assert "Find the invoice" in page and "Bearings by sea" not in page
        assert browser.get(f"/requests/{accepted}/").status_code == 404
        for path in ("/", "/tasks/"):
            listed = browser.get(path).content.decode()
            assert "Find the invoice" in listed and "Bearings by sea" not in listed
        own = browser_of("j.alvarez").get(f"/requests/{accepted}/").content.decode()
    assert "Find the invoice" in own


@pytest.mark.parametrize("who", ["e.park", "n.okafor", "r.dunn", "t.brooks", "nobody"])
def test_to_whom_it_was_not_given_and_who_sees_no_case_a_task_is_none(
    scene: Scene, accepted: str, who: str
) -> None:
    given = give(scene, accepted, TaskDraft("CBP", "", "Look.", "2026-12-01"))
    with pytest.raises(NotFoundError):
        task_seen(given.pk, seen_by=scene.officer(who))
    assert waiting(scene, who) == []


def test_another_agency_neither_sees_nor_finishes_it(scene: Scene, accepted: str) -> None:
    given = give(scene, accepted, TaskDraft("CBP", "", "Look.", "2026-12-01"))
    with pytest.raises(NotFoundError):
        finish(scene, given, "d.reyes")
    with pytest.raises(OtherAgencyError):
        finish(scene, give(scene, accepted), "j.alvarez")
    with pytest.raises(NotAllowedError):
        withdraw(scene, give(scene, accepted), "d.reyes")


def test_what_is_over_stays_over(scene: Scene, accepted: str) -> None:
    one, other = give(scene, accepted), give(scene, accepted)
    finish(scene, one)
    withdraw(scene, other)
    for task in (one, other):
        with pytest.raises(TaskOverError):
            finish(scene, task)
        with pytest.raises(TaskOverError):
            withdraw(scene, task)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"agency": ""}, "agency"),
        ({"what": " "}, "task_what"),
        ({"what": "x" * 4001}, "task_what"),
        ({"due": "2026-11-20"}, "task_due"),
        ({"due": "soon"}, "task_due"),
        ({"due": "2039-01-01"}, "task_due"),
        ({"office": "a\u202eb"}, "task_office"),
    ],
)
def test_what_is_typed_wrong_gives_no_task(
    scene: Scene, accepted: str, change: dict[str, Any], field: str
) -> None:
    told = {"agency": "ICE", "what": "Look.", "due": "2026-12-01", **change}
    with pytest.raises(InvalidDraftError) as refused:
        give(scene, accepted, TaskDraft(**told))
    assert {each.field for each in refused.value.problems} == {field}
    with pytest.raises(UnknownAgencyError):
        give(scene, accepted, TaskDraft("XYZ", "", "Look.", "2026-12-01"))


def test_work_is_given_out_between_acceptance_and_answer_alone(scene: Scene, accepted: str) -> None:
    with pytest.raises(TaskNotOpenHereError):
        give(scene, scene.sent())
    received = scene.received(reference="UA-US-2026-00008")
    with pytest.raises(TaskNotOpenHereError):
        give(scene, received, who="c.unit")
    scene.write_answer(accepted)
    scene.release(accepted)
    with pytest.raises(TaskNotOpenHereError):
        give(scene, accepted)


def test_a_task_of_a_case_that_ended_waits_for_nobody(scene: Scene, accepted: str) -> None:
    given = give(scene, accepted)
    Request.objects.filter(reference=accepted).update(state="closed")
    assert waiting(scene, "d.reyes") == []
    assert task_seen(given.pk, seen_by=scene.officer("d.reyes")) == given


def test_pages_and_programs_give_finish_and_withdraw(scene: Scene, accepted: str) -> None:
    typed = {"agency": "ICE", "task_what": "Look.", "task_due": "2027-12-01"}
    with translation.override("en"):
        officer = browser_of("j.alvarez")
        path = f"/requests/{accepted}/tasks/new/"
        assert officer.get(path).status_code == 200
        assert officer.post(path, {**typed, "task_due": ""}).status_code == 200
        assert officer.post(path, typed).status_code == 302
        given = Task.objects.get()
        done = browser_of("d.reyes").post(f"/tasks/{given.pk}/", {"task_result": "Found."})
        assert done.status_code == 302
    caller = Caller("j.alvarez").sign_in()
    told = {"agency": "CBP", "what": "Look.", "due": "2027-12-01"}
    made = caller.post(f"/requests/{accepted}/tasks", told).json()
    assert [each["number"] for each in caller.get("/tasks").json()["items"]] == [made["number"]]
    ended = caller.post(f"/tasks/{made['number']}/withdraw", {"result": "Enough."}).json()
    assert ended["state"] == "withdrawn"
    assert caller.get(f"/tasks/{given.pk}").json()["result"] == "Found."
