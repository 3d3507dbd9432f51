"""Pages of clocks: the card, the page of a request's clocks, and the list of what is due."""

import re
from typing import Any

import pytest
from django.test import Client

from comity.assistance.models import ClockPause, Request, TypedDay
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def post(client: Client, address: str, **typed: Any) -> str:
    answer = client.post(address, typed, follow=True)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def test_the_card_names_what_is_due_and_leads_to_the_act(scene: Scene) -> None:
    reference = scene.received()
    told = page(signed_in("c.unit"), f"/requests/{reference}/")
    assert re.search(r"due in \d+ working day|due today|overdue", told)
    assert f'href="/requests/{reference}/accept/"' in told
    assert "custom of this node, and no law" in told
    # Who may not decide is led nowhere.
    assert f'href="/requests/{reference}/accept/"' not in page(
        signed_in("a.hale"), f"/requests/{reference}/"
    )


def test_a_day_is_set_seen_in_the_list_and_met(scene: Scene) -> None:
    reference, client = scene.draft(), signed_in("j.alvarez")
    address = f"/requests/{reference}/clocks/"
    typed = {"matter": "hearing", "day": "2099-12-10", "note": "Room 4"}
    assert "is too far away" in post(client, address, **{**typed, "day": "2999-01-01"})
    assert not TypedDay.objects.exists()
    told = post(client, address, **typed)
    assert "Hearing" in told
    assert "Room 4" not in page(client, "/clocks/?when=all")
    assert reference in page(client, "/clocks/?when=all")
    assert reference not in page(client, "/clocks/?when=overdue")
    number = TypedDay.objects.get().pk
    assert "Noted as done" in post(client, f"{address}met/", number=number)
    assert reference not in page(client, "/clocks/?when=all")


def test_the_clocks_are_stopped_and_go_on(scene: Scene) -> None:
    reference, client = scene.received(), signed_in("c.unit")
    address = f"/requests/{reference}/clocks/"
    on = Request.objects.get(reference=reference).received_at
    assert on is not None
    begins = on.date().isoformat()
    assert "This is needed" in post(client, f"{address}stop/", reason="consent")
    told = post(client, f"{address}stop/", reason="consent", begins=begins)
    assert "stands still: waiting for a consent" in told
    number = ClockPause.objects.get().pk
    assert "The clocks go on" in post(client, f"{address}go-on/", number=number)


def test_the_list_says_when_nothing_presses(scene: Scene) -> None:
    assert "Nothing presses" in page(signed_in("j.alvarez"), "/clocks/?whose=none&when=x&kind=y")


def test_nobody_learns_of_clocks_of_what_they_may_not_see(scene: Scene) -> None:
    reference = scene.draft()
    stranger = signed_in("d.reyes")
    assert stranger.get(f"/requests/{reference}/clocks/").status_code == 404
    assert stranger.post(f"/requests/{reference}/clocks/stop/", {}).status_code == 404
    assert stranger.post(f"/requests/{reference}/clocks/met/").status_code == 404
    assert reference not in page(stranger, "/clocks/?whose=all&when=all")


def test_the_card_costs_one_question(scene: Scene, django_assert_max_num_queries: Any) -> None:
    reference, client = scene.received(), signed_in("c.unit")
    page(client, f"/requests/{reference}/")
    with django_assert_max_num_queries(60) as asked:
        page(client, f"/requests/{reference}/")
    about = [each for each in asked if '"assistance_deadline"."due_on"' in each["sql"]]
    assert len(about) == 1
