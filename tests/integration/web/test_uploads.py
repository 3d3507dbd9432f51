"""Heavy bodies: a stranger's is refused unread, an officer's waits encrypted."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from comity.agreements.services import import_register
from comity.interfaces.uploads import STRANGERS_BYTES, SealedSpoolHandler
from comity.kernel.rulings import Role
from comity.officers.models import Officer
from comity.officers.services import appoint, found_administration

pytestmark = pytest.mark.django_db
HEAVY = {"login": "x" * (STRANGERS_BYTES + 1)}
ADDRESSES = ("/accounts/login/", "/requests/new/", "/api/v1/requests/US-UA-2026-00001/exhibits")


@pytest.fixture
def officer(at: datetime, register_folder: Path) -> Officer:
    import_register(register_folder, by="test", at=at)
    found_administration("US", name="US customs", agencies=[("CBP", "CBP")])
    roles = [Role.REQUEST_OFFICER]
    return appoint(
        "o", name="O", agency="CBP", roles=roles, password="calm-harbour-31", by="test", at=at
    )


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Sizes of the pieces of files that were read."""
    seen: list[int] = []
    taken = SealedSpoolHandler.receive_data_chunk

    def spied(self: SealedSpoolHandler, raw: bytes, start: int) -> None:
        seen.append(len(raw))
        taken(self, raw, start)

    monkeypatch.setattr(SealedSpoolHandler, "receive_data_chunk", spied)
    yield seen


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_strangers_heavy_form_is_refused_before_it_is_read(
    client: Client, address: str, reads: list[int]
) -> None:
    answer = client.post(address, HEAVY)
    assert answer.status_code == 413
    said = "larger than this address takes" if "/api/" in address else "Sign in"
    assert said in answer.content.decode()
    assert reads == []


def test_a_token_that_opens_nothing_does_not_help(client: Client) -> None:
    answer = client.post(ADDRESSES[2], HEAVY, headers={"X-Session-Token": "invented"})
    assert answer.status_code == 413


def test_an_officers_heavy_form_is_read(client: Client, officer: Officer) -> None:
    client.force_login(officer)
    assert client.post("/requests/new/", {"facts": HEAVY["login"]}).status_code == 200


def test_signing_in_is_light_enough_for_a_stranger(client: Client, officer: Officer) -> None:
    typed = {"login": "o", "password": "calm-harbour-31"}
    assert client.post("/accounts/login/", typed).status_code == 302
