"""The page of the node's keys: an administrator asks, another must confirm, nobody else sees it."""

from typing import Any

import pytest
from django.test import Client

from comity.exchange.models import KeyTurn
from comity.officers.models import Officer
from tests.integration.assistance.scene import PASSWORD, Scene

PAGE = "/health/keys/"


def browser(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


def fresh(username: str) -> Client:
    """The browser of somebody who has just signed in afresh."""
    client = browser(username)
    client.get("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_shows_the_keys_and_asks_for_a_second_administrator(scene: Scene) -> None:
    client = fresh("n.okafor")
    shown = page(client.get(PAGE))
    assert "Sender key" in shown and "never rehearsed" in shown
    client.post(f"{PAGE}sender/rotate/", {"reason": "planned"})
    assert KeyTurn.objects.get().state == "asked"
    assert "A second administrator must confirm it." in page(client.get(PAGE))
    refused = page(client.post(f"{PAGE}sender/confirm/", follow=True))
    assert "second node administrator must confirm" in refused
    assert KeyTurn.objects.get().state == "asked"
    client.post(f"{PAGE}sender/withdraw/")
    assert KeyTurn.objects.get().state == "withdrawn"


def test_a_compromise_needs_words_and_is_told_on_the_page(scene: Scene) -> None:
    client = fresh("n.okafor")
    client.post(f"{PAGE}holder/compromised/", {"reason": " "})
    assert not KeyTurn.objects.exists()
    client.post(f"{PAGE}holder/compromised/", {"reason": "a stolen laptop"})
    assert KeyTurn.objects.get().compromised_since is not None
    shown = page(client.get(PAGE))
    assert "Told as compromised" in shown and "a stolen laptop" in shown


@pytest.mark.parametrize("address", ["", "sender/rotate/"])
def test_an_officer_who_does_not_run_the_node_sees_no_keys(scene: Scene, address: str) -> None:
    client = browser("j.alvarez")
    answer = client.post(PAGE + address, {"reason": "x"}) if address else client.get(PAGE)
    assert answer.status_code == 403 and not KeyTurn.objects.exists()


@pytest.mark.parametrize("move", ["rotate", "confirm", "compromised"])
def test_an_act_on_a_key_asks_to_sign_in_afresh(scene: Scene, move: str) -> None:
    asked = browser("n.okafor").post(f"{PAGE}sender/{move}/", {"reason": "planned"})
    assert asked.status_code == 302 and "/accounts/reauthenticate/" in asked["Location"]
    assert not KeyTurn.objects.exists()
