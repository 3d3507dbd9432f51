"""A node with an opened answer, a received request and an exhibit; and officers at its doors."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from comity.interfaces import record_keys
from comity.interfaces.web.records import proof
from comity.ledger.exports.lines import voucher_text
from comity.ledger.exports.making import ExportKeys
from comity.ledger.services import sign_checkpoint
from comity.node.wiring import wire
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import Scene
from tests.integration.kept_scene import db, kept_scene, scene

__all__ = ["db", "kept_scene", "scene"]

PERSON = "Ivan Petrenko"


class House:
    """The scene with one case of each agency, and where each is."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        scene.settle_assessment()
        self.opened = scene.sent(parties=f"{PERSON}, 12 Khreshchatyk, Kyiv")
        scene.accepted_there(self.opened)
        scene.answered_there(self.opened, text=f"{PERSON} signed the invoice.")
        scene.open(self.opened)
        self.ours = scene.draft("d.reyes", parties="=HYPERLINK(evil)", subject="Timber")
        self.received = scene.received(parties="Olena Bondar, Odesa")
        self.exhibit = scene.attach(scene.draft(), b"%PDF-1.7 invoice")
        sign_checkpoint(scene.keys.ledger, at=scene.now)

    def browser(self, username: str) -> Client:
        client = Client()
        client.force_login(officer_named(username))
        return client


@pytest.fixture
def house(scene: Scene) -> Iterator[House]:
    keys = scene.keys
    voucher = keys.sender.sign_note(voucher_text(keys.ledger.public()))
    record_keys.furnish(
        verifier=keys.ledger.public, signing=lambda: ExportKeys(keys.ledger, voucher)
    )
    proof.furnish(keys.ledger.public)
    translation.activate("en")
    yield House(scene)
    wire()
