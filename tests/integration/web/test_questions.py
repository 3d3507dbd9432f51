"""How many questions a page asks of the database: few, and no more when there is more to show."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.crypto.keys import NodeKeys
from comity.exchange.services import add_link
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import Scene
from tests.nodes.partner_simulator import descriptor_for


def browser(username: str) -> Client:
    client = Client()
    client.force_login(officer_named(username))
    # What a first page notes of a session is noted once a minute.
    client.get("/languages/")
    return client


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("tab", ["mine", "my_unit"])
def test_the_inbox_asks_no_more_for_more_rows(scene: Scene, tab: str) -> None:
    client = browser("j.alvarez")
    scene.draft()
    few = questions(client, f"/?tab={tab}")
    for _ in range(4):
        scene.draft()
    assert questions(client, f"/?tab={tab}") == few <= 19


def test_a_request_is_read_once_for_its_page(scene: Scene) -> None:
    scene.settle_assessment()
    reference, client = scene.sent(), browser("j.alvarez")
    scene.accepted_there(reference)
    client.get(f"/requests/{reference}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/requests/{reference}/")
    whole = [each["sql"] for each in asked if '"assistance_request"."facts"' in each["sql"]]
    assert len(whole) == 1
    assert len(asked) <= 27


def test_links_are_asked_for_together(scene: Scene) -> None:
    client = browser("t.brooks")
    few = questions(client, "/links/")
    for code in ("CA", "MX"):
        with transaction.atomic():
            descriptor = descriptor_for(NodeKeys.generate(code), code)
            add_link(descriptor, officer=scene.officer("t.brooks"), at=scene.now)
    assert questions(client, "/links/") == few <= 10
