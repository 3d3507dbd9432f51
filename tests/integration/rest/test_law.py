"""The register and rulings over the API."""

from typing import Any

import pytest

from comity.agreements.terms import ActKind
from tests.integration.assistance.scene import Scene
from tests.integration.rest.client import Caller, problem_of


@pytest.fixture
def officer(scene: Scene) -> Caller:
    return Caller("j.alvarez").sign_in()


def test_the_dated_pair_of_the_chinese_agreement(officer: Caller) -> None:
    asked = {"partner": "CN", "kind": "origin-and-value", "purpose": "duty-assessment"}
    before = officer.get("/rulings/ask", on="2003-04-09", under="us-cn-1999", **asked).json()
    after = officer.get("/rulings/ask", on="2003-04-10", under="us-cn-1999", **asked).json()
    assert before["outcome"] == "refused"
    assert after["outcome"] != "refused"
    assert all(ground["sentence"] and ground["cites"] for ground in before["grounds"])


def test_answering_is_ruled_on_by_both_limbs(scene: Scene, officer: Caller) -> None:
    scene.settle_assessment()
    asked: dict[str, Any] = {"partner": "UA", "kind": "origin-and-value"}
    told = officer.get("/rulings/answer", **asked).json()
    assert {ground["limb"] for ground in told["grounds"]} == {"instrument", "own_law"}
    promised = ["confidentiality", "law-enforcement-use"]
    told = officer.get("/rulings/answer", assurances=promised, **asked).json()
    assert told["outcome"] == "permitted"


def test_a_use_may_be_asked_about_without_recording_it(scene: Scene, officer: Caller) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    asked = {"reference": reference, "purpose": "duty-assessment"}
    problem_of(officer.get("/rulings/use", **asked), 409, "answer_not_opened")
    scene.accepted_there(reference)
    scene.answered_there(reference)
    scene.open(reference)
    assert officer.get("/rulings/use", **asked).json()["outcome"] == "permitted"
    told = officer.get("/rulings/use", proceedings="criminal", **asked).json()
    assert told["outcome"] == "referred"
    unknown = officer.get("/rulings/use", reference="US-UA-2026-00099", purpose="x")
    problem_of(unknown, 404, "not_found")


def test_unknown_words_are_named(officer: Caller) -> None:
    for change in ({"partner": "ZZ"}, {"kind": "favours"}, {"purpose": "curiosity"}):
        asked = {"partner": "UA", "kind": "recovery", **change}
        told = problem_of(officer.get("/rulings/ask", **asked), 422, "invalid")
        assert told["problems"][0]["field"] in change
    asked = {"partner": "UA", "kind": "recovery", "under": "us-zz-1900"}
    problem_of(officer.get("/rulings/ask", **asked), 404, "instrument_not_found")


def test_the_register_is_listed_and_read(officer: Caller) -> None:
    told = officer.get("/register").json()
    rows = {row["reference"]: row for row in told["items"]}
    assert rows["us-ua-2016"]["in_force"]
    assert rows["us-ke-2014"]["force"] == "not_recorded"
    read = officer.get("/register/us-ua-2016").json()
    assert read["events"]
    assert read["provisions"]
    assert read["settlements"] == []
    problem_of(officer.get("/register/us-zz-1900"), 404, "instrument_not_found")
    assert officer.get("/register/domestic/us").json()["gateways"]


def test_the_treaty_desk_settles_and_the_ruling_follows(scene: Scene, officer: Caller) -> None:
    desk = Caller("t.brooks").sign_in()
    told = {
        "matter": "term",
        "states": "Given on request.",
        "source": "the gazette",
        "provision": "info.assessment",
        "parameters": {"fields": ["value", "origin"]},
    }
    path = "/register/us-ua-2016/settlements"
    problem_of(officer.post(path, told), 403, "not_allowed")
    missing = problem_of(desk.post(path, {**told, "source": ""}), 422, "invalid")
    assert [problem["field"] for problem in missing["problems"]] == ["source"]
    assert desk.post(path, told).status_code == 201
    read = officer.get("/register/us-ua-2016").json()
    assert read["settlements"][0]["by"] == "t.brooks"
    asked = {"partner": "UA", "kind": "origin-and-value"}
    assert officer.get("/rulings/ask", **asked).json()["outcome"] == "permitted"
    own = {"matter": "own-law", "states": "May answer.", "source": "code", "kinds": ["recovery"]}
    assert desk.post("/register/domestic/us/settlements", own).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"matter": 7},
        {"matter": "term", "states": None, "source": [], "provision": {}},
        {"matter": "term", "states": "x", "source": "y", "provision": "info.assessment", "z": 1},
        {"matter": "event", "states": "x", "source": "y", "event": "signed", "event_on": "soon"},
        {"matter": "term", "states": "\x00", "source": "\ud800", "provision": "info.assessment"},
        {"matter": "assurance", "states": "x", "source": "y", "party": "ZZ", "assurances": [[]]},
        {"matter": "term", "states": "x", "source": "y", "provision": "info.assessment",
         "parameters": {"fields": 10**30, "\x00": {}}},
    ],
)  # fmt: skip
def test_a_settlement_out_of_form_is_answered_in_words(scene: Scene, body: dict[str, Any]) -> None:
    desk = Caller("t.brooks").sign_in()
    problem_of(desk.post("/register/us-ua-2016/settlements", body), 422, "invalid")


def test_the_record_and_the_links(scene: Scene, officer: Caller) -> None:
    reference = scene.draft()
    entries = officer.get(f"/record/{reference}").json()["items"]
    assert [entry["event"] for entry in entries] == ["request.drafted"]
    assert entries[0]["sentence"] == "A request to UA was drafted."
    assert Caller("d.reyes").sign_in().get(f"/record/{reference}").json()["items"] == []
    links = officer.get("/links").json()["items"]
    assert [(link["code"], link["state"]) for link in links] == [("UA", "confirmed")]
    problem_of(Caller("nobody").sign_in().get("/links"), 403, "no_office")


def test_the_whole_record_is_read_page_by_page(scene: Scene) -> None:
    scene.draft()
    scene.draft()
    auditor = Caller("a.hale").sign_in()
    whole = [entry["index"] for entry in auditor.get("/record", page_size=100).json()["items"]]
    assert whole == sorted(whole, reverse=True)
    read, place = [], ""
    while True:
        page = auditor.get("/record", page_size=1, before=place).json()
        read += [entry["index"] for entry in page["items"]]
        if not (place := page["before"]):
            break
    assert read == whole
    problem_of(auditor.get("/record", before="yesterday"), 422, "invalid")


def test_a_role_is_told_by_its_name(scene: Scene, officer: Caller) -> None:
    settled = officer.post("/register/us-ua-2016/settlements", {
        "matter": "event", "states": "x", "source": "y", "event": "signed", "event_on": "2016-01-02"
    })  # fmt: skip
    told = problem_of(settled, 403, "not_allowed")
    assert told["detail"].endswith("It is for: Treaty desk.")


def test_counts_stand_beside_what_was_printed(officer: Caller) -> None:
    told = officer.get("/register/counts", of="us", on="2014-08-06").json()
    assert told["published"][0]["number"] == 71
    (counted,) = [each for each in told["counted"] if each["kind"] == "cmaa"]
    assert "us-ke-2014" in counted["instruments"]["signed"]
    own = officer.get("/register/counts").json()
    assert own["of"] == "US"
    problem_of(officer.get("/register/counts", of="QQ"), 422, "invalid")


@pytest.mark.parametrize("act", ActKind)
def test_every_act_is_ruled_on_through_one_address(officer: Caller, act: ActKind) -> None:
    asked = {
        "act": act.value,
        "other": "CN",
        "on": "2026-11-21",
        "under": "us-cn-1999",
        "kind": "origin-and-value",
        "purpose": "duty-assessment",
        "recipient": "Border Police",
        "route": ["US", "CN"],
    }
    told = officer.post("/rulings", asked).json()
    assert told["act"] == act.value
    assert told["grounds"]
    assert all(ground["cites"] and ground["citation"]["code"] for ground in told["grounds"])


def test_a_question_that_cannot_be_meant_names_its_fields(officer: Caller) -> None:
    told = problem_of(officer.post("/rulings", {"act": "ask", "other": "ZZ"}), 422, "invalid")
    assert [problem["field"] for problem in told["problems"]] == ["kind", "other"]
    problem_of(officer.post("/rulings", {"act": "gossip"}), 422, "invalid")


def test_candidates_say_what_differs(officer: Caller) -> None:
    asked = {"act": "ask", "other": "UA", "kind": "origin-and-value", "on": "2026-11-21"}
    told = officer.post("/rulings", asked).json()
    assert told["candidates"][0]["reference"] == told["under"]
    fallback = next(each for each in told["candidates"] if each["reference"] == "wto-tfa")
    assert "verify_first" in [part["code"] for part in fallback["differs"]]
    assert [part["code"] for part in told["assumed"]]
