"""Words for two administrations that wrote letters, and then got nodes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Continuation, Request
from comity.assistance.queries.joining_lists import TheirProposal, their_proposals
from comity.exchange.models import Link
from comity.exchange.terms import LinkState
from tests.integration.assistance.scene import Scene
from tests.integration.letters.paper import ADDRESS, CAME, posted, register_request
from tests.two_nodes import OTHER, TwoNodes


def by_letter(both: TwoNodes) -> None:
    """Neither has a node the other trusts; each knows where to write to."""
    for code in OTHER:
        with both.at(code) as scene:
            Link.objects.update(state=LinkState.REVOKED)
            with transaction.atomic(durable=True):
                services.keep_address(
                    OTHER[code], address=ADDRESS, officer=scene.officer("c.unit"), at=scene.now
                )


def join(both: TwoNodes) -> None:
    """Both links are live from now on."""
    for code in OTHER:
        with both.at(code):
            Link.objects.update(state=LinkState.CONFIRMED)


def asked_by_letter(both: TwoNodes, *, known: bool = True, **came: Any) -> tuple[str, str]:
    """The one asks by letter and the other registers it; return what each calls it."""
    with both.at("US") as scene:
        ours = posted(scene)
    number = ours if known else CAME.number
    with both.at("UA") as scene:
        told = replace(CAME, number=number, **came)
        theirs = register_request(scene, partner="US", came=told).reference
    return ours, theirs


def propose(scene: Scene, reference: str, who: str = "c.unit") -> Continuation:
    with transaction.atomic(durable=True):
        return services.propose_continuation(
            reference,
            officer=scene.officer(who),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=scene.now.date(),
        )


def proposals(scene: Scene, partner: str) -> list[TheirProposal]:
    return their_proposals(partner, seen_by=scene.officer("c.unit"))


def match(scene: Scene, number: int, reference: str, who: str = "c.unit") -> Continuation:
    with transaction.atomic(durable=True):
        return services.match_continuation(
            number,
            reference=reference,
            officer=scene.officer(who),
            at=scene.now,
            on=scene.now.date(),
        )


def stands(both: TwoNodes, code: str, reference: str) -> tuple[str, str]:
    """By which channel a matter goes at one node, and where it stands there."""
    with both.at(code):
        request = Request.objects.get(reference=reference)
        return request.channel, request.state
