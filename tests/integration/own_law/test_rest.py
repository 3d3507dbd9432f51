"""Own law and sharing over the API: the same acts, the same silence for those not entitled."""

from dataclasses import asdict
from typing import Any

import pytest
from django.test import Client

from comity.agreements.models import InstructionRecord
from comity.assistance.models import Share
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene
from tests.integration.own_law.desk import BROKEN, HOLD, PROMISE, SECRET, confirmed, entered
from tests.integration.own_law.test_sharing import incoming, own_law_opens_sharing
from tests.integration.rest.client import Caller, problem_of


def caller(username: str) -> Caller:
    return Caller(username).sign_in()


def body(draft: Any, **change: Any) -> dict[str, Any]:
    return {**asdict(draft), **change}


def test_two_officers_enter_confirm_and_end_an_instruction(scene: Scene) -> None:
    desk, unit = caller("t.brooks"), caller("c.unit")
    made = desk.post("/own-law/instructions", body(HOLD))
    assert made.status_code == 201, made.content
    path = f"/own-law/instructions/{made.json()['number']}"
    assert made.json()["next"] == ["confirm", "give-up"]
    problem_of(desk.post(f"{path}/confirm"), 403, "second_officer_needed")
    assert unit.post(f"{path}/confirm").json()["state"] == "confirmed"
    problem_of(unit.post(f"{path}/ask-withdrawal"), 422, "invalid")
    assert unit.post(f"{path}/ask-withdrawal", {"reason": "Over."}).status_code == 200
    ended = desk.post(f"{path}/withdraw").json()
    assert (ended["state"], ended["text"]) == ("withdrawn", HOLD.text)
    assert [each["act"] for each in ended["history"]] == ["confirm", "ask-withdrawal", "withdraw"]
    problem_of(desk.post(f"{path}/withdraw"), 409, "instruction_step_not_allowed")
    assert desk.post(f"{path}/forbid").status_code == 422


@pytest.mark.parametrize("who", ["j.alvarez", "m.chen", "n.okafor", "r.dunn"])
def test_nobody_else_learns_whether_there_is_one(scene: Scene, who: str) -> None:
    """Lists are closed, single ones are not there, and a ruling tells that there is one only."""
    officer, number = caller(who), confirmed(scene).pk
    for part in ("instructions", "assurances", "breaches"):
        problem_of(officer.get(f"/own-law/{part}"), 403, "not_allowed")
    there = problem_of(officer.get(f"/own-law/instructions/{number}"), 404, "not_found")
    assert there == problem_of(officer.get("/own-law/instructions/4711"), 404, "not_found")
    acted = officer.post(f"/own-law/instructions/{number}/ask-withdrawal", {"reason": "x"})
    problem_of(acted, 404, "not_found")
    ruling = officer.get("/rulings/ask", partner="UA", kind="origin-and-value", on="2026-11-21")
    assert "instruction_hold" in ruling.content.decode()
    for path in ("/register", "/register/domestic/us", f"/record/instruction/{number}"):
        assert SECRET not in officer.get(path).content.decode()
    assert SECRET not in ruling.content.decode()


def test_an_auditor_reads_everything_and_does_nothing(scene: Scene) -> None:
    auditor, number = caller("a.hale"), entered(scene).pk
    told = auditor.get(f"/own-law/instructions/{number}").json()
    assert told["reference"] == SECRET
    problem_of(auditor.post(f"/own-law/instructions/{number}/confirm"), 403, "not_allowed")
    problem_of(auditor.post("/own-law/instructions", body(HOLD)), 403, "not_allowed")
    assert InstructionRecord.objects.count() == 1


def test_what_is_wrong_is_named_by_its_field(scene: Scene) -> None:
    desk = caller("t.brooks")
    wrong = body(HOLD, effect="forbid", dated="soon", office="")
    told = problem_of(desk.post("/own-law/instructions", wrong), 422, "invalid")
    assert {each["field"] for each in told["problems"]} == {"effect", "dated", "office"}
    problem_of(desk.post("/own-law/instructions", body(HOLD, secret="x")), 422, "invalid")


def test_promises_are_recorded_and_withdrawn_and_breaches_judged(scene: Scene) -> None:
    desk, unit = caller("t.brooks"), caller("c.unit")
    made = desk.post("/own-law/assurances", body(PROMISE)).json()
    ended = desk.post(f"/own-law/assurances/{made['number']}/withdraw", {"reason": "Note 14"})
    assert ended.json()["withdrawal_reason"] == "Note 14"
    assert desk.get("/own-law/assurances", partner="UA").json()["items"]
    assert desk.get("/own-law/assurances", partner="CN").json()["items"] == []
    reported = unit.post("/own-law/breaches", body(BROKEN)).json()
    assert reported["next"] == ["establish", "dismiss", "tell"]
    judged = desk.post(f"/own-law/breaches/{reported['number']}/establish", {"reason": "So."})
    assert judged.json()["state"] == "established"
    asked = {"partner": "UA", "kind": "origin-and-value", "on": "2026-11-23"}
    ruling = caller("j.alvarez").get("/rulings/answer", **asked).json()
    assert ruling["outcome"] == "refused"
    assert "breach_barred" in [ground["code"] for ground in ruling["grounds"]]


def test_a_case_is_shared_and_the_sharing_ended(scene: Scene) -> None:
    own_law_opens_sharing(scene)
    reference = incoming(scene)
    approver, other = caller("m.chen"), caller("e.stone")
    told = {"agency": "ICE", "purpose": "duty-assessment"}
    made = approver.post(f"/requests/{reference}/shares", told)
    assert made.status_code == 201, made.content
    assert made.json()["outcome"] in {"refused", "referred"}
    problem_of(other.get(f"/requests/{reference}/shares"), 404, "not_found")
    problem_of(other.post(f"/requests/{reference}/shares", told), 404, "not_found")
    listed = approver.get(f"/requests/{reference}/shares").json()["items"]
    assert [each["stands"] for each in listed] == [False]
    path = f"/requests/{reference}/shares/{listed[0]['number']}/end"
    problem_of(approver.post(path, {"reason": "x"}), 409, "sharing_ended")


def test_the_page_asks_shows_the_ruling_and_lists_it(scene: Scene) -> None:
    own_law_opens_sharing(scene)
    reference = incoming(scene)
    client = Client()
    client.force_login(Officer.objects.get(username="m.chen"))
    assert f"/requests/{reference}/share/" in client.get(f"/requests/{reference}/").content.decode()
    place = f"/requests/{reference}/share/"
    assert client.get(place).status_code == 200
    empty = client.post(place, {"consent": "Note 7"}).content.decode()
    assert "error-summary" in empty
    assert "Note 7" in empty
    told = client.post(place, {"agency": "ICE", "purpose": "duty-assessment"}).content.decode()
    assert "ruling-head ruling-" in told
    assert Share.objects.count() == 1
    stranger = Client()
    stranger.force_login(Officer.objects.get(username="e.stone"))
    assert stranger.get(place).status_code == 404
    reader = Client()
    reader.force_login(Officer.objects.get(username="j.alvarez"))
    assert reader.get(place).status_code == 403
