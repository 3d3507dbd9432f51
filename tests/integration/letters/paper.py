"""Words for what people do with letters of a partner that has no node."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Request
from comity.assistance.terms import (
    AddressDraft,
    Came,
    Dispatch,
    Reply,
    RequestByLetter,
)
from comity.exchange.models import Link
from comity.exchange.terms import LinkState
from tests.integration.assistance.scene import ANSWER, DRAFT, Scene

ADDRESS = AddressDraft("State Customs Service", "Central unit", "11-g Dehtiarivska St\nKyiv")
DISPATCH = Dispatch("D-2026/114", "2026-11-20", "attache", "A. Moss", "M. Chen")
CAME = Came("2026-11-18", "2026-11-20", "7.1/22-08/114", "Odesa Customs")


def without_node(scene: Scene) -> None:
    """Let the partner have no node any more, and only an address."""
    Link.objects.update(state=LinkState.REVOKED)
    scene.settle_assessment(own_law=True)
    keep_address(scene)


def keep_address(scene: Scene, who: str = "c.unit") -> None:
    with transaction.atomic(durable=True):
        services.keep_address("UA", address=ADDRESS, officer=scene.officer(who), at=scene.now)


def posted(scene: Scene) -> str:
    """A request of ours that went by letter."""
    reference = scene.sent()
    dispatch(scene, reference)
    return reference


def dispatch(scene: Scene, reference: str, who: str = "c.unit", **change: str) -> Request:
    with transaction.atomic(durable=True):
        return services.dispatch_letter(
            reference,
            dispatch=replace(DISPATCH, **change),
            officer=scene.officer(who),
            at=scene.now,
            on=scene.now.date(),
        )


def register(scene: Scene, reference: str, kind: str, who: str = "c.unit", **more: Any) -> Request:
    reply = Reply(kind, more.pop("came", CAME), answer=more.pop("answer", ANSWER), **more)
    with transaction.atomic(durable=True):
        return services.register_reply(
            reference,
            reply=reply,
            officer=scene.officer(who),
            at=scene.now,
            on=scene.now.date(),
        )


def register_request(scene: Scene, who: str = "c.unit", **change: Any) -> Request:
    came, reference = change.pop("came", CAME), change.pop("reference", "")
    promised = {"assures_confidentiality": True, "assures_law_enforcement_use": True}
    letter = RequestByLetter(replace(DRAFT, **promised | change), came, "Art. 4", reference)
    with transaction.atomic(durable=True):
        return services.register_request(
            letter, officer=scene.officer(who), at=scene.now, on=scene.now.date()
        )
