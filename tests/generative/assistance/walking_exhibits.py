"""What a walk may do with exhibits, and with what was supplied and is wrong: asked back, corrected.

An exhibit goes with what is being written; what went is asked back by itself, or with the text it
came with. One field is corrected by its name, which needs the data protection officer's word.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.db import transaction

from comity.assistance.afterword_rules import fates_of
from comity.assistance.duties import ATTACH
from comity.assistance.models import Afterword, Answer, Request
from comity.assistance.queries.afterwords import items_to_recall, kinds_to_write, replies_about
from comity.assistance.services.rectifying import decide_correction
from comity.assistance.terms import Party
from comity.assistance.terms.afterwords import (
    AfterwordDraft,
    AfterwordKind,
    AfterwordState,
    Fate,
    ItemReply,
    Wish,
)
from tests.integration.assistance import afterwording
from tests.integration.assistance.scene import Scene

Act = Callable[[Scene, str], object]
Found = Iterator[tuple[str, str, Act]]
MOST_EXHIBITS = 3
DPO = "p.singh"


def of_exhibits(request: Request) -> Found:
    """Yield enclosing a file with what is being written there; more than a few teach nothing."""
    written = (request.own_side, request.stands) in ATTACH.states
    if written and request.agency_code and request.enclosures.count() < MOST_EXHIBITS:
        yield "enclose", request.reference, _enclose


def of_recalls(request: Request) -> Found:
    """Yield what may be asked back or corrected, and how a holder may answer."""
    yield from _ours(request)
    for made in Afterword.objects.filter(
        request=request,
        ours=False,
        kind=AfterwordKind.RECALL.value,
        state=AfterwordState.OPEN.value,
    ):
        for fate in sorted(fates_of(made.draft)):
            yield f"recall {fate.value}", request.reference, partial(_fate, made.pk, fate)


def _ours(request: Request) -> Found:
    replies = replies_about(request)
    ours = Afterword.objects.filter(request=request, ours=True, state=AfterwordState.OPEN.value)
    kinds = kinds_to_write(request, supplied=bool(replies))
    if AfterwordKind.RECALL not in kinds or ours.exists():
        return
    about = replies[0] if request.own_side is Party.REQUESTED else None
    items = [item for item, _ in items_to_recall(request, about)]
    for wish in Wish:
        yield f"ask {wish.value}", request.reference, partial(_ask_back, wish, items[:1], about)
    if len(items) > 1:
        yield "ask exhibit", request.reference, partial(_ask_back, Wish.DELETE, items[1:2], about)
        yield "ask all", request.reference, partial(_ask_back, Wish.DELETE, items, about)
    yield "correct field", request.reference, partial(_correct_field, items[:1], about)


def _enclose(scene: Scene, reference: str) -> None:
    scene.attach(reference, f"%PDF-1.7 of {reference} at {scene.now:%H:%M} ".encode() * 100)


def _ask_back(
    wish: Wish, items: list[str], about: Answer | None, scene: Scene, reference: str
) -> None:
    right = f"Right at {scene.now:%H:%M}." if wish is Wish.CORRECT else ""
    draft = AfterwordDraft(wish=wish.value, items=tuple(items), why="It is wrong.", corrected=right)
    number = None if about is None else about.number
    afterwording.asked(scene, reference, kind=AfterwordKind.RECALL, draft=draft, answer=number)


def _correct_field(items: list[str], about: Answer | None, scene: Scene, reference: str) -> None:
    request = Request.objects.get(reference=reference)
    draft = AfterwordDraft(
        wish=Wish.CORRECT.value,
        items=tuple(items),
        field="facts" if about is None else "text",
        old=request.facts if about is None else about.text,
        corrected=f"Right at {scene.now:%H:%M}.",
        ground="inaccurate",
        why="A figure is wrong.",
    )
    number = None if about is None else about.number
    made = afterwording.write(scene, reference, AfterwordKind.RECALL, draft, answer=number)
    with transaction.atomic(durable=True):
        decide_correction(
            reference,
            made.number,
            verdict="approved",
            reasons="",
            officer=scene.officer(DPO),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
        )
    afterwording.send(scene, made)


def _fate(pk: int, fate: Fate, scene: Scene, _reference: str) -> None:
    made = Afterword.objects.select_related("request").get(pk=pk)
    said = {Fate.KEPT: {"article": "Art. 9"}, Fate.DISCLOSED: {"disclosed_to": "A court."}}
    replies = [ItemReply(item, fate.value, **said.get(fate, {})) for item in made.draft.items]
    afterwording.recall_answered(scene, made, *replies)
