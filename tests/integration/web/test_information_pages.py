"""Pages of information that nobody asked for: written, released, alerted, allocated, registered."""

from typing import Any

import pytest
from django.test import Client

from comity.assistance.models import Alert, Request
from comity.officers.models import Officer
from tests.integration.assistance.informing import TOLD, drafted, settle_telling, told_us
from tests.integration.assistance.scene import AGREEMENT, Scene

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {
    "kind": "spontaneous",
    "subject": "Bearings",
    "urgency": "moving",
    "text": TOLD,
    "purposes": ["offence-prevention"],
    "proceedings": ["administrative"],
    "onward": "consent",
}
LETTER = {
    **TYPED,
    "partner": "UA",
    "under": AGREEMENT,
    "written_on": "2026-11-18",
    "received_on": "2026-11-20",
    "number": "12/7",
    "unit": "Odesa Customs",
}


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    settle_telling(scene)


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


def test_information_is_begun_finished_and_led_to_its_release(scene: Scene) -> None:
    writer = signed_in("j.alvarez")
    assert "Give information" in page(writer, "/requests/")
    told = post(writer, "/information/new/", partner="UA", kind="spontaneous", onward="consent")
    assert "error" in told
    request = Request.objects.get(unasked=True)
    address = f"/requests/{request.reference}/information/"
    assert TOLD in post(writer, address, **TYPED)
    seen = page(signed_in("m.chen"), f"/requests/{request.reference}/")
    assert f'href="/requests/{request.reference}/tell/"' in seen
    assert "which did not ask" in seen
    assert "goods or persons are on the move" in seen
    release = page(signed_in("m.chen"), f"/requests/{request.reference}/tell/")
    assert TOLD in release and "Permitted under" in release


def test_what_is_typed_wrongly_stands_beside_its_field_and_is_not_lost(scene: Scene) -> None:
    told = post(signed_in("j.alvarez"), "/information/new/", **{**TYPED, "partner": "US"})
    assert TOLD in told and not Request.objects.exists()


def test_an_alert_shows_the_ruling_of_each_partner_with_its_article(scene: Scene) -> None:
    reference = drafted(scene)
    writer = signed_in("j.alvarez")
    assert "Tell further partners" in page(writer, f"/requests/{reference}/")
    assert "Kenya" in page(writer, f"/requests/{reference}/alert/")
    told = post(writer, f"/requests/{reference}/alert/", partners=["KE"])
    alert = Alert.objects.get()
    assert "Ukraine" in told and "Kenya" in told and "Permitted under" in told
    assert "Release the alert" not in told
    assert "Release the alert" in page(signed_in("m.chen"), f"/alerts/{alert.pk}/")
    assert signed_in("d.reyes").get(f"/alerts/{alert.pk}/").status_code == 404


def test_what_came_is_given_to_an_agency_and_opened(scene: Scene) -> None:
    reference = told_us(scene)
    central = signed_in("c.unit")
    told = page(central, f"/requests/{reference}/")
    assert "Told to us by Ukraine, unasked" in told and TOLD not in told
    assert TOLD not in page(central, f"/requests/{reference}/allocate/")
    post(central, f"/requests/{reference}/allocate/", agency="CBP")
    officer = signed_in("j.alvarez")
    assert "Open the information" in page(officer, f"/requests/{reference}/")
    assert TOLD in post(officer, f"/requests/{reference}/open/")


def test_a_letter_that_asks_for_nothing_is_registered(scene: Scene) -> None:
    central = signed_in("c.unit")
    assert "/information/register/" in page(central, "/letters/register/")
    told = post(central, "/information/register/", **{**LETTER, "under": ""})
    assert not Request.objects.exists() and TOLD in told
    told = post(central, "/information/register/", **LETTER)
    request = Request.objects.get()
    assert (request.state, request.channel, request.unasked) == ("informed", "letter", True)
    assert "12/7" in told
