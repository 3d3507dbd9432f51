"""Links at the doors: suspended and resumed with a reason; what was set aside, taken up again."""

from uuid import uuid4

import pytest
from django.test import Client

from comity.exchange.models import Inbound, Link
from comity.exchange.parcel import split_parcel
from comity.exchange.services import handle_slice, hold, recognise
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene
from tests.integration.rest.client import Caller, problem_of


def browser(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


def set_aside(scene: Scene) -> str:
    """A message of the partner that this node could not take up."""
    scene.partner.write("test.unknown", case="UA-1")
    head, sealed = split_parcel(scene.partner.parcel())
    held = recognise(head, own_code="US", at=scene.now)
    hold(held, sealed, keys=scene.keys, at=scene.now)
    Inbound.objects.update(state="set_aside", cause="message_handler_failed")
    return Inbound.objects.get().message_id


def test_a_link_is_suspended_and_resumed_with_a_reason_and_an_entry(scene: Scene) -> None:
    caller = Caller("c.unit").sign_in()
    told = caller.post("/links/UA/suspend", {"reason": "audit there"}).json()
    assert told == {"partner": "UA", "state": "suspended", "reason": "audit there"}
    problem_of(caller.post("/links/UA/suspend", {"reason": "again"}), 409, "link_state_forbids")
    assert caller.post("/links/UA/resume", {"reason": "over"}).json()["state"] == "confirmed"
    assert LedgerEntry.objects.filter(event__in=["link.suspended", "link.resumed"]).count() == 2


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "  "}, {"reason": "a\x00"}])
def test_a_move_without_a_reason_is_refused(scene: Scene, body: dict[str, str]) -> None:
    answer = Caller("c.unit").sign_in().post("/links/UA/suspend", body)
    assert answer.status_code == 422
    assert Link.objects.get(code="UA").state == "confirmed"


def test_links_are_moved_by_those_who_look_after_them(scene: Scene) -> None:
    given = {"reason": "because"}
    problem_of(Caller("j.alvarez").sign_in().post("/links/UA/suspend", given), 403, "not_allowed")
    problem_of(Caller("c.unit").sign_in().post("/links/KE/suspend", given), 404, "not_found")
    assert browser("j.alvarez").post("/links/UA/move/", given).status_code in {302, 403}
    assert Link.objects.get(code="UA").state == "confirmed"


def test_the_page_suspends_and_resumes_by_the_same_form(scene: Scene) -> None:
    desk = browser("n.okafor")
    assert "Suspend the link" in desk.get("/links/").content.decode()
    desk.post("/links/UA/move/", {"reason": ""})
    assert Link.objects.get(code="UA").state == "confirmed"
    desk.post("/links/UA/move/", {"reason": "audit there"})
    assert Link.objects.get(code="UA").state == "suspended"
    assert "Resume the link" in desk.get("/links/").content.decode()
    desk.post("/links/UA/move/", {"reason": "over"})
    assert Link.objects.get(code="UA").state == "confirmed"


def test_what_was_set_aside_is_told_and_taken_up_again(scene: Scene) -> None:
    message, caller = set_aside(scene), Caller("n.okafor").sign_in()
    (told,) = caller.get("/links/set-aside").json()["items"]
    assert (told["message"], told["code"]) == (message, "message_handler_failed")
    assert caller.post(f"/links/set-aside/{message}/retry").json() == {"message": message}
    assert Inbound.objects.get().state == "held"
    assert handle_slice(Inbound.objects.get().channel_id, at=scene.now, more=lambda: True).handled
    problem_of(caller.post(f"/links/set-aside/{message}/retry"), 409, "message_not_set_aside")
    problem_of(caller.post(f"/links/set-aside/{uuid4()}/retry"), 404, "not_found")
    problem_of(
        Caller("j.alvarez").sign_in().post(f"/links/set-aside/{message}/retry"), 403, "not_allowed"
    )


def test_the_page_takes_it_up_again(scene: Scene) -> None:
    message, desk = set_aside(scene), browser("n.okafor")
    assert "Take it up again" in desk.get("/links/").content.decode()
    assert desk.get(f"/links/set-aside/{message}/retry/").status_code == 302
    assert Inbound.objects.get().state == "set_aside"
    desk.post(f"/links/set-aside/{message}/retry/")
    assert Inbound.objects.get().state == "held"
