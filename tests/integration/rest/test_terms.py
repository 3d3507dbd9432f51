"""Countersigned terms over the API: propose, compare, countersign, decline, decide."""

import pytest

from comity.exchange.services import sign_terms
from tests.integration.assistance.scene import AGREEMENT, Scene
from tests.integration.assistance.terms_scene import (
    MORE,
    asked_on_other_terms,
    proposed_by_partner,
)
from tests.integration.rest.client import Caller, problem_of


@pytest.fixture
def desk(scene: Scene) -> Caller:
    return Caller("t.brooks").sign_in()


def test_the_treaty_desk_proposes_and_sees_it_signed(scene: Scene, desk: Caller) -> None:
    made = desk.post("/terms", {"agreement": AGREEMENT, "partner": "UA"})
    assert made.status_code == 201, made.content
    assert made.json()["state"] == "being_signed"
    sign_terms(scene.keys, at=scene.now)
    shown = desk.get(f"/terms/{made.json()['id']}").json()
    assert (shown["state"], shown["signatures_good"]) == ("open", {"US": True})
    assert "Nothing is interpreted by this statement." in shown["statement"]
    assert [each["id"] for each in desk.get("/terms", partner="UA").json()["items"]] == [
        shown["id"]
    ]


def test_an_encoding_like_ours_is_countersigned(scene: Scene, desk: Caller) -> None:
    proposal, _ = proposed_by_partner(scene)
    told = desk.post(f"/terms/{proposal}/countersign").json()
    assert told["state"] == "being_signed"
    sign_terms(scene.keys, at=scene.now)
    shown = desk.get(f"/terms/{proposal}").json()
    assert (shown["state"], shown["signatures_good"]) == (
        "countersigned",
        {"UA": True, "US": True},
    )


def test_another_encoding_is_told_apart_and_declined(scene: Scene, desk: Caller) -> None:
    proposal, _ = proposed_by_partner(scene, more=MORE)
    shown = desk.get(f"/terms/{proposal}").json()
    (difference,) = shown["differences"]
    assert (difference["articles"], difference["binds"]) == (["Article 9"], True)
    problem_of(desk.post(f"/terms/{proposal}/countersign"), 409, "terms_not_alike")
    problem_of(
        desk.post(f"/terms/{proposal}/decline", {"reasons": " "}), 409, "terms_reasons_missing"
    )
    told = desk.post(f"/terms/{proposal}/decline", {"reasons": "Not in our text."}).json()
    assert told["state"] == "declined"
    problem_of(
        desk.post(f"/terms/{proposal}/decline", {"reasons": "Again."}), 409, "terms_not_open"
    )


def test_a_difference_relied_on_is_decided(scene: Scene, desk: Caller) -> None:
    asked_on_other_terms(scene)
    (found,) = desk.get("/terms/differences").json()["items"]
    assert (found["compared"], found["differences"]) == (False, [])
    path = f"/terms/differences/{found['id']}"
    told = desk.post(f"{path}/decide", {"reasons": "Ours is the text."}).json()
    assert told["decided_by"] == "t.brooks"
    assert desk.get(path).json() == told


def test_others_may_look_but_not_sign(scene: Scene) -> None:
    proposal, _ = proposed_by_partner(scene)
    officer = Caller("j.alvarez").sign_in()
    assert officer.get(f"/terms/{proposal}").json()["awaits_us"]
    problem_of(officer.post(f"/terms/{proposal}/countersign"), 403, "not_allowed")
    asked = {"agreement": AGREEMENT, "partner": "UA"}
    problem_of(officer.post("/terms", asked), 403, "not_allowed")
    nobody = Caller("nobody").sign_in()
    for path in (f"/terms/{proposal}", "/terms"):
        problem_of(nobody.get(path), 403, "no_office")


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"agreement": AGREEMENT, "partner": "KE"}, 409, "link_not_confirmed"),
        ({"agreement": AGREEMENT, "partner": "Атлантида"}, 409, "link_not_confirmed"),
        ({"agreement": "us-ke-2014", "partner": "UA"}, 409, "terms_not_between"),
        ({"agreement": "us-ua-1066", "partner": "UA"}, 404, "instrument_not_found"),
        ({"agreement": AGREEMENT}, 422, "invalid"),
        ({"agreement": AGREEMENT, "partner": "UA", "more": 1}, 422, "invalid"),
    ],
)
def test_what_cannot_be_proposed_is_refused_by_name(
    desk: Caller, asked: dict[str, object], status: int, code: str
) -> None:
    problem_of(desk.post("/terms", asked), status, code)
