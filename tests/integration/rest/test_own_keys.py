"""The node's keys over the API: two replace one, a compromise is told, a link is revoked."""

from datetime import UTC, datetime, timedelta

import pytest

from comity.crypto.keys import NodeKeys
from comity.exchange.descriptor import DescriptorDraft, make_own_descriptor
from comity.exchange.models import KeyTurn, Link
from tests.integration.assistance.scene import Scene
from tests.integration.rest.client import Caller, problem_of
from tests.nodes.partner_simulator import certificate, descriptor_for

KEYS = "/node/keys"


@pytest.fixture
def administrator(scene: Scene) -> Caller:
    caller = Caller("n.okafor").sign_in()
    assert caller.sign_in_afresh().status_code == 200
    return caller


def test_a_key_is_listed_asked_for_and_taken_back(scene: Scene, administrator: Caller) -> None:
    told = administrator.get(KEYS).json()
    assert [each["role"] for each in told["items"]] == ["sender", "holder", "sealing"]
    assert told["items"][0]["partners"][0]["has_it"] and told["recovery_rehearsed"] is None
    asked = administrator.post(f"{KEYS}/sender/rotate", {"reason": "planned"})
    assert asked.json() == {"role": "sender", "state": "asked"}
    refused = administrator.post(f"{KEYS}/sender/confirm")
    assert refused.status_code == 409, refused.content
    assert refused.json()["code"] == "key_second_administrator_needed"
    assert administrator.post(f"{KEYS}/sender/withdraw").json()["state"] == "withdrawn"


def test_a_sealing_key_needs_one_administrator(scene: Scene, administrator: Caller) -> None:
    asked = administrator.post(f"{KEYS}/sealing/rotate", {"reason": "sooner"})
    assert asked.json()["state"] == "confirmed"


def test_a_compromise_says_since_when(scene: Scene, administrator: Caller) -> None:
    told = {"reason": "a stolen laptop", "since": "2026-11-01T00:00:00Z"}
    assert administrator.post(f"{KEYS}/holder/compromised", told).status_code == 200
    assert KeyTurn.objects.get().compromised_since is not None
    naive = {"reason": "x", "since": "2026-11-01T00:00:00"}
    assert administrator.post(f"{KEYS}/sender/compromised", naive).status_code == 422
    assert administrator.post(f"{KEYS}/other/rotate", {"reason": "x"}).status_code == 422


def test_nobody_else_sees_or_turns_a_key(scene: Scene) -> None:
    officer = Caller("j.alvarez").sign_in()
    assert officer.get(KEYS).status_code == 403
    assert officer.post(f"{KEYS}/sender/rotate", {"reason": "x"}).status_code == 403


def test_a_link_is_revoked_with_a_reason(scene: Scene, administrator: Caller) -> None:
    told = administrator.post("/links/UA/revoke", {"reason": "their machine was taken"})
    assert told.json()["state"] == "revoked"
    assert Link.objects.get(code="UA").reason == "their machine was taken"
    again = administrator.post("/links/UA/revoke", {"reason": "again"})
    assert again.json()["code"] == "link_state_forbids"


def test_two_officers_make_a_revoked_link_again(scene: Scene, administrator: Caller) -> None:
    unit = Caller("c.unit").sign_in()
    assert unit.sign_in_afresh().status_code == 200
    pem, _ = certificate("127.0.0.1")
    draft = DescriptorDraft("UA", "Customs", (), "https://127.0.0.1:1", pem, first_epoch=2)
    new = make_own_descriptor(NodeKeys.generate("UA"), draft, at=scene.now).decode()
    live = administrator.post("/links/UA/propose", {"descriptor": new})
    assert live.json()["code"] == "link_state_forbids"
    administrator.post("/links/UA/revoke", {"reason": "their machine was taken"})
    other = descriptor_for(NodeKeys.generate("KE"), "KE").decode()
    refused = administrator.post("/links/UA/propose", {"descriptor": other})
    assert refused.json()["code"] == "descriptor_of_another"
    assert not Link.objects.filter(code="KE").exists()
    told = administrator.post("/links/UA/propose", {"descriptor": new}).json()
    number = {"number": told["number"]}
    assert (told["partner"], told["state"]) == ("UA", "proposed")
    wrong = administrator.post("/links/UA/confirm", {"number": "1" * 60})
    assert wrong.json()["code"] == "link_number_differs"
    assert administrator.post("/links/UA/confirm", number).json()["state"] == "half_confirmed"
    alone = administrator.post("/links/UA/confirm", number)
    assert alone.json()["code"] == "link_second_officer_needed"
    assert unit.post("/links/UA/confirm", number).json()["state"] == "confirmed"


@pytest.mark.parametrize("typed", ["", "x" * 70_000, "\ud800", "what?"])
def test_what_is_no_descriptor_begins_nothing(
    scene: Scene, administrator: Caller, typed: str
) -> None:
    administrator.post("/links/UA/revoke", {"reason": "their machine was taken"})
    answer = administrator.post("/links/UA/propose", {"descriptor": typed})
    assert 400 <= answer.status_code < 500, answer.content
    assert Link.objects.get(code="UA").state == "revoked"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{KEYS}/sender/rotate", {"reason": "planned"}),
        (f"{KEYS}/sealing/rotate", {"reason": "planned"}),
        (f"{KEYS}/sender/confirm", {}),
        (f"{KEYS}/holder/compromised", {"reason": "stolen", "since": "2026-11-01T00:00:00Z"}),
        ("/links/UA/revoke", {"reason": "stolen"}),
        ("/links/UA/propose", {"descriptor": "theirs"}),
        ("/links/UA/confirm", {"number": "7" * 60}),
    ],
)
def test_what_changes_whom_is_trusted_asks_to_sign_in_afresh(
    scene: Scene, path: str, body: dict[str, str]
) -> None:
    caller = Caller("n.okafor").sign_in()
    problem_of(caller.post(path, body), 403, "sign_in_afresh")
    assert not KeyTurn.objects.exists() and Link.objects.get(code="UA").state == "confirmed"
    caller.sign_in_afresh()
    answer = caller.post(path, body)
    named = {"key_turn_unknown", "descriptor_malformed", "link_state_forbids"}
    assert answer.status_code == 200 or answer.json()["code"] in named


def test_what_is_coming_is_told_and_listed(scene: Scene) -> None:
    caller = Caller("n.okafor").sign_in()
    day = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    given = {"kind": "re-keying", "day": day, "reason": "a new machine"}
    told = caller.post("/links/UA/notices", given).json()
    assert (told["partner"], told["kind"], told["day"]) == ("UA", "re-keying", day)
    (shown,) = caller.get("/links/UA/notices").json()["items"]
    assert shown["is_ours"] and shown["reason"] == "a new machine"
    late = caller.post("/links/UA/notices", {**given, "day": "2001-01-01"})
    assert late.json()["code"] == "link_notice_day_passed"
    early = caller.post("/links/UA/notices", {**given, "day": "2099-12-01"})
    assert early.json()["code"] == "link_notice_day_too_far"
    for wrong in ({"kind": "key-ends"}, {"day": "soon"}, {"reason": " "}):
        assert caller.post("/links/UA/notices", {**given, **wrong}).status_code == 422
    problem_of(caller.post("/links/KE/notices", given), 404, "not_found")
    problem_of(Caller("j.alvarez").sign_in().get("/links/UA/notices"), 403, "not_allowed")
