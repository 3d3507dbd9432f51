"""What a walk may do beyond the moves of requests: passing on, telling unasked."""

from collections.abc import Callable, Iterator

from django.db import transaction

from comity.assistance import services
from comity.assistance.lifecycle import steps_from
from comity.assistance.models import Request
from comity.assistance.queries.competence import may_transfer
from comity.assistance.terms import Action, Channel
from comity.assistance.terms.competence import TransferDraft
from tests.integration.assistance import informing
from tests.integration.assistance.scene import ON, Scene

Act = Callable[[Scene, str], object]
Found = Iterator[tuple[str, str, Act]]
BODY = TransferDraft("Financial Intelligence Unit", "2026-11-20", "7", "Desk 2", "Section 12.")


def _return(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.return_information(
            reference, reason="Say more.", officer=scene.officer("m.chen"), at=scene.now
        )


OF_INFORMATION: dict[Action, Act] = {
    Action.WRITE_INFORMATION: lambda scene, reference: informing.rewrite(
        scene, reference, partner=scene.partner.code, subject=f"Told at {scene.now:%H:%M}"
    ),
    Action.RETURN_INFORMATION: _return,
    Action.TELL: informing.release,
    Action.ALLOCATE: informing.allocate,
}


def of_information(request: Request) -> Found:
    """Yield what the table lets an officer do with information that nobody asked for."""
    steps = steps_from(request.stands, record=request.own_side, channel=Channel.NODE)
    for action in sorted({step.action for step in steps if step.roles} & set(OF_INFORMATION)):
        yield action.value, request.reference, OF_INFORMATION[action]


def of_competence(scene: Scene, request: Request) -> Found:
    """Yield passing a request on to the competent body, where the central unit may."""
    if may_transfer(request, scene.officer("c.unit")) and not request.passed_on.exists():
        yield "pass on", request.reference, _pass_on


def _pass_on(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.transfer_request(
            reference,
            transfer=BODY,
            agency="CBP",
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON,
        )
