"""What a walk may do beyond the moves of requests: asking back, passing on, telling unasked."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction

from comity.assistance import services
from comity.assistance.lifecycle import steps_from
from comity.assistance.models import Afterword, Answer, Request
from comity.assistance.queries.afterwords import items_to_recall, kinds_to_write, replies_about
from comity.assistance.queries.competence import may_transfer
from comity.assistance.terms import Action, Channel, Party
from comity.assistance.terms.afterwords import (
    DONE,
    AfterwordDraft,
    AfterwordKind,
    AfterwordState,
    Fate,
    ItemReply,
    Wish,
)
from comity.assistance.terms.competence import TransferDraft
from tests.integration.assistance import afterwording, informing
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


def of_afterwords(request: Request) -> Found:
    """Yield what may be asked back, corrected, and answered when the partner asks it back."""
    yield from _recalls(request)
    for made in Afterword.objects.filter(
        request=request,
        ours=False,
        kind=AfterwordKind.RECALL.value,
        state=AfterwordState.OPEN.value,
    ):
        for fate in (DONE[Wish(made.draft.wish)], Fate.KEPT, Fate.DISCLOSED):
            yield f"recall {fate.value}", request.reference, partial(_fate, made.pk, fate)


def _recalls(request: Request) -> Found:
    replies = replies_about(request)
    ours = Afterword.objects.filter(request=request, ours=True, state=AfterwordState.OPEN.value)
    kinds = kinds_to_write(request, supplied=bool(replies))
    if AfterwordKind.RECALL not in kinds or ours.exists():
        return
    about = replies[0] if request.own_side is Party.REQUESTED else None
    [(item, _), *_] = items_to_recall(request, about)
    for wish in Wish:
        yield f"ask {wish.value}", request.reference, partial(_ask_back, wish, item, about)


def _ask_back(wish: Wish, item: str, about: Answer | None, scene: Scene, reference: str) -> None:
    right = f"Right at {scene.now:%H:%M}." if wish is Wish.CORRECT else ""
    draft = AfterwordDraft(wish=wish.value, items=(item,), why="It is wrong.", corrected=right)
    number = None if about is None else about.number
    afterwording.asked(scene, reference, kind=AfterwordKind.RECALL, draft=draft, answer=number)


def _fate(pk: int, fate: Fate, scene: Scene, _reference: str) -> None:
    made = Afterword.objects.select_related("request").get(pk=pk)
    said = {Fate.KEPT: {"article": "Art. 9"}, Fate.DISCLOSED: {"disclosed_to": "A court."}}
    replies = [ItemReply(item, fate.value, **said.get(fate, {})) for item in made.draft.items]
    afterwording.recall_answered(scene, made, *replies)


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
