"""At the doors: chosen on a page or named with a call, told in the frame, over when it is over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from comity.assistance.models import Request
from comity.ledger.models import LedgerEntry
from comity.officers.models import Absence, Officer
from tests.integration.assistance.scene import DRAFT, PASSWORD, Scene
from tests.integration.rest.client import Caller, problem_of

PAGE, CASELOAD = "/absences/", "/caseloads/"
Browse = Callable[..., Client]


@pytest.fixture
def browse(scene: Scene) -> Browse:
    """Give a browser of an officer, who may have signed in afresh."""

    def opened(username: str, *, afresh: bool = False) -> Client:
        client = Client()
        client.force_login(Officer.objects.get(username=username))
        if afresh:
            client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        return client

    return opened


def absence_typed(**change: object) -> dict[str, object]:
    today = timezone.localdate()
    typed: dict[str, object] = {
        "since": today.isoformat(),
        "until": (today + timedelta(days=3)).isoformat(),
        "deputy": "e.park",
        "roles": ["request_officer"],
    }
    return typed | change


@pytest.fixture
def away(browse: Browse) -> Absence:
    """J. Alvarez is away today; E. Park, who works on no requests otherwise, stands in."""
    answer = browse("j.alvarez", afresh=True).post(PAGE, absence_typed())
    assert answer.status_code == 302, answer.content.decode()
    return Absence.objects.get()


def text(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_pages_teach_while_they_are_empty(browse: Browse) -> None:
    shown = text(browse("j.alvarez"), PAGE)
    assert "You stand in for nobody today" in shown
    assert "No absence is recorded" in shown
    assert "Choose an officer" in text(browse("c.unit"), CASELOAD)
    assert "This desk is clear" in text(browse("c.unit"), CASELOAD, officer="j.alvarez")


def test_recording_asks_a_fresh_sign_in_and_names_what_is_wrong(browse: Browse) -> None:
    stale = browse("j.alvarez").post(PAGE, absence_typed())
    assert stale["Location"].startswith("/accounts/reauthenticate/")
    told = browse("j.alvarez", afresh=True).post(PAGE, absence_typed(deputy="d.reyes"))
    assert "The deputy is an officer of the same agency" in told.content.decode()
    assert not Absence.objects.exists()


def test_only_an_administrator_is_offered_another_officers_absence(browse: Browse) -> None:
    assert 'name="officer"' not in text(browse("j.alvarez"), PAGE)
    typed = absence_typed(officer="j.alvarez")
    assert browse("m.chen", afresh=True).post(PAGE, typed).status_code == 200  # not hers to lend
    assert not Absence.objects.exists()
    assert browse("n.okafor", afresh=True).post(PAGE, typed).status_code == 302


def test_a_deputy_acts_for_the_absent_officer_and_is_told_so(
    scene: Scene, browse: Browse, away: Absence
) -> None:
    scene.draft("j.alvarez", subject="Bearings on her desk")
    deputy = browse("e.park")
    assert "Bearings on her desk" not in text(deputy, "/")
    assert deputy.post(f"{PAGE}stand-in/", {"officer": "j.alvarez"}).status_code == 302
    shown = text(deputy, "/")
    assert "Bearings on her desk" in shown
    assert f"You act for <bdi>{scene.officer('j.alvarez').name}</bdi>." in shown
    deputy.post("/requests/new/", {"action": "save", "subject": "For her"})
    begun = Request.objects.get(subject="For her")
    both = f"{scene.officer('e.park').name} for {scene.officer('j.alvarez').name}"
    assert LedgerEntry.objects.get(about=begun.reference).by == both == begun.drafter_name
    # Nothing is handed on from here, and one's own place is a button away.
    assert "Record an absence" not in text(deputy, PAGE)
    deputy.post(f"{PAGE}stand-down/")
    assert "You act for <bdi>" not in text(deputy, "/")


def test_an_auditor_finds_a_deputys_acts_by_either_name(
    scene: Scene, browse: Browse, away: Absence
) -> None:
    deputy = browse("e.park")
    deputy.post(f"{PAGE}stand-in/", {"officer": "j.alvarez"})
    deputy.post("/requests/new/", {"action": "save", "subject": "For her"})
    for username in ("e.park", "j.alvarez"):
        shown = text(browse("a.hale"), "/records/", by=scene.officer(username).name)
        assert Request.objects.get().reference in shown


def test_a_session_acts_for_nobody_once_the_absence_is_over(browse: Browse, away: Absence) -> None:
    deputy = browse("e.park")
    deputy.post(f"{PAGE}stand-in/", {"officer": "j.alvarez"})
    browse("j.alvarez").post(f"{PAGE}end/", {"number": away.pk})
    refused = deputy.post("/requests/new/", {"action": "save", "subject": "Too late"})
    assert refused.status_code == 403
    assert "You do not stand in for that officer today" in refused.content.decode()
    assert not Request.objects.exists()
    assert deputy.get("/").status_code == 200  # told once, then one's own again


@pytest.mark.parametrize("who", ["m.chen", "k.ortiz", "n.okafor", "j.alvarez"])
def test_nobody_else_stands_in(browse: Browse, away: Absence, who: str) -> None:
    client = browse(who)
    assert client.post(f"{PAGE}stand-in/", {"officer": "j.alvarez"}).status_code == 403
    assert "You act for <bdi>" not in text(client, PAGE)


def test_ending_what_is_not_there_is_not_found(browse: Browse, away: Absence) -> None:
    client = browse("j.alvarez")
    for number in ("", "x", "0", str(away.pk + 1), "9" * 30):
        assert client.post(f"{PAGE}end/", {"number": number}).status_code == 404


def test_the_api_acts_for_whom_the_call_names(scene: Scene, away: Absence) -> None:
    cache.clear()
    caller = Caller("e.park").sign_in()
    draft = {"partner": "UA", "subject": DRAFT.subject}
    problem_of(caller.post("/requests", draft), 403, "not_allowed")
    caller.client.defaults["HTTP_COMITY_FOR"] = "j%2Ealvarez"
    assert caller.post("/requests", draft).status_code == 201
    assert caller.get("/me").json()["acts_as"] == Request.objects.get().drafter_name
    problem_of(caller.post("/absences", absence_typed()), 409, "not_while_standing_in")
    for username in ("m.chen", "n.one", "%00", "%F0%9F"):
        caller.client.defaults["HTTP_COMITY_FOR"] = username
        problem_of(caller.post("/requests", draft), 403, "not_standing_in")


def test_the_api_records_and_ends_an_absence(scene: Scene) -> None:
    cache.clear()
    caller = Caller("j.alvarez").sign_in()
    problem_of(caller.post("/absences", absence_typed()), 403, "sign_in_afresh")
    caller.sign_in_afresh()
    wrong = problem_of(caller.post("/absences", {}), 422, "invalid")
    assert {each["field"] for each in wrong["problems"]} == {"since", "until", "deputy", "roles"}
    made = caller.post("/absences", absence_typed())
    assert made.status_code == 201
    number = made.json()["number"]
    deputy = Caller("e.park").sign_in()
    (may,) = deputy.get("/absences").json()["stand_ins"]
    assert (may["officer"], may["roles"]) == ("j.alvarez", ["request_officer"])
    assert deputy.post(f"/absences/{number}/end").json()["ended_at"]
    problem_of(caller.post(f"/absences/{number}/end"), 404, "not_found")


def test_a_caseload_is_handed_over_on_the_page(scene: Scene, browse: Browse) -> None:
    reference = scene.draft("j.alvarez", subject="Bearings on her desk")
    unit = browse("c.unit")
    shown = text(unit, CASELOAD, officer="j.alvarez", to="k.ortiz")
    assert "Bearings on her desk" in shown
    typed = {"officer": "j.alvarez", "to": "k.ortiz", "count": "2", "reason": "Moved"}
    stale = unit.post(CASELOAD, typed)
    assert "What would go has changed since you read it: 2 then, 1 now." in stale.content.decode()
    assert unit.post(CASELOAD, typed | {"count": "1"}).status_code == 302
    assert Request.objects.filter(reference=reference, holder__username="k.ortiz").exists()


def test_an_administrator_reads_no_case_on_the_way(scene: Scene, browse: Browse) -> None:
    cache.clear()
    reference = scene.draft("j.alvarez", subject="Bearings on her desk")
    shown = text(browse("n.okafor"), CASELOAD, officer="j.alvarez", to="k.ortiz")
    assert "Bearings" not in shown
    assert reference not in shown
    assert "1 would go" in shown
    told = Caller("n.okafor").sign_in().get("/caseloads/j.alvarez", to="k.ortiz").json()
    assert (told["going"], told["matters"]) == (1, [])


def test_the_api_hands_a_caseload_over(scene: Scene) -> None:
    cache.clear()
    scene.draft("j.alvarez")
    caller = Caller("c.unit").sign_in()
    read = caller.get("/caseloads/j.alvarez", to="m.chen").json()
    assert [each["stays"] for each in read["matters"]] == ["caseload_no_office"]
    path, told = "/caseloads/j.alvarez/hand-over", {"to": "k.ortiz", "reason": "Moved"}
    problem_of(caller.post(path, told), 409, "caseload_changed")
    assert caller.post(path, told | {"count": 1}).json()["going"] == 1
    problem_of(Caller("j.alvarez").sign_in().get("/caseloads/k.ortiz"), 403, "not_allowed")
