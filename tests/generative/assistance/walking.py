"""What officers may do in a walk of two nodes: every move of the table, and what stands beside it.

Each act is found by what the record allows now, and is then done by the product's own service. So
a walk plays nothing that a page would not offer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from comity.assistance import services
from comity.assistance.lifecycle import steps_from
from comity.assistance.models import Afterword, Answer, Request, Task
from comity.assistance.terms import Action, Channel, Party, RequestState
from comity.assistance.terms.afterwords import (
    AfterwordDraft,
    AfterwordKind,
    AfterwordState,
    ConsentReply,
)
from comity.assistance.terms.tasks import TaskDraft
from tests.generative.assistance import walking_exhibits as exhibits
from tests.generative.assistance import walking_further as further
from tests.integration.assistance import afterwording, replying, turning
from tests.integration.assistance.scene import ON, Scene

Act = Callable[[Scene, str], object]
CONSENT = AfterwordDraft(purpose="immigration", why="A visa was asked for.", day="2026-12-20")


@dataclass(frozen=True)
class Doable:
    """One act that a record allows now."""

    name: str
    reference: str
    do: Act

    def __call__(self, scene: Scene) -> None:
        self.do(scene, self.reference)


def _refuse(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.refuse_request(
            reference,
            ground="ex.burden",
            reasons="Too much at once.",
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON,
        )


def _close(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("c.unit"), at=scene.now)


def _return(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.return_to_drafter(
            reference, reason="Say more.", officer=scene.officer("m.chen"), at=scene.now
        )


def _return_answer(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.return_answer(
            reference, reason="Say more.", officer=scene.officer("m.chen"), at=scene.now
        )


def _withdraw_draft(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.withdraw_draft(reference, officer=scene.officer("j.alvarez"), at=scene.now)


def _write(scene: Scene, reference: str) -> None:
    scene.write_answer(reference, text=f"Version of {scene.now:%H:%M}.")


def _write_part(scene: Scene, reference: str) -> None:
    scene.write_answer(
        reference, text=f"Part of {scene.now:%H:%M}.", partial=True, still_to_come=replying.MORE
    )


def _put(scene: Scene, reference: str) -> None:
    replying.write_question(scene, reference, text=f"Which one, at {scene.now:%H:%M}?")
    replying.put_question(scene, reference)


BY_TABLE: dict[Action, tuple[Act, ...]] = {
    Action.SUBMIT: (lambda scene, reference: scene.submit(reference),),
    Action.WITHDRAW: (_withdraw_draft,),
    Action.RETURN: (_return,),
    Action.APPROVE: (lambda scene, reference: scene.approve(reference),),
    Action.TAKE_BACK: (turning.take_back,),
    Action.CLOSE: (_close,),
    Action.OPEN: (lambda scene, reference: scene.open(reference),),
    Action.ASK_FURTHER: (_put,),
    Action.ACCEPT: (lambda scene, reference: scene.accept(reference),),
    Action.REFUSE: (_refuse,),
    Action.ASK_COMPLETION: (turning.ask_completion,),
    Action.POSTPONE: (turning.postpone,),
    Action.DRAFT_ANSWER: (_write, _write_part),
    Action.RETURN_ANSWER: (_return_answer,),
    Action.RELEASE: (lambda scene, reference: scene.release(reference),),
}
# By the same door as the final reply; which of both leaves, its draft says.
SAME_DOOR = frozenset({Action.RELEASE_PART})


def doable(scene: Scene) -> list[Doable]:
    """Return everything that officers of this node may do now, in an order that does not vary."""
    found: list[Doable] = []
    for request in Request.objects.order_by("pk"):
        found += [*_of_table(request), *_beside(request), *_further(scene, request)]
    return found


def _further(scene: Scene, request: Request) -> Iterator[Doable]:
    for name, reference, do in (
        *further.of_information(request),
        *exhibits.of_exhibits(request),
        *exhibits.of_recalls(request),
        *further.of_competence(scene, request),
    ):
        yield Doable(name, reference, do)


def _of_table(request: Request) -> Iterator[Doable]:
    steps = steps_from(request.stands, record=request.own_side, channel=Channel.NODE)
    actions = {step.action for step in steps if step.roles}
    for action in sorted(actions & set(BY_TABLE)):
        for number, do in enumerate(BY_TABLE[action]):
            yield Doable(f"{action.value} {number}", request.reference, do)


def _beside(request: Request) -> Iterator[Doable]:
    if request.own_side is Party.REQUESTING:
        yield from _of_the_asker(request)
    else:
        yield from _of_the_asked(request)


def _of_the_asker(request: Request) -> Iterator[Doable]:
    reference = request.reference
    waiting = Answer.objects.filter(request=request, partial=True, opened_at=None)
    for answer in waiting:
        number = answer.number
        yield Doable("open part", reference, partial(_open_part, number))
    if request.stands in {RequestState.OPENED, RequestState.NOTED}:
        yield Doable(
            "feedback", reference, lambda scene, at: replying.give_feedback(scene, at, "background")
        )
        asked = Afterword.objects.filter(request=request, ours=True)
        if not asked.filter(state=AfterwordState.OPEN.value).exists():
            yield Doable("ask consent", reference, _ask_consent)


def _ask_consent(scene: Scene, reference: str) -> None:
    afterwording.asked(scene, reference, draft=CONSENT, answer=0)


def _of_the_asked(request: Request) -> Iterator[Doable]:
    reference = request.reference
    for made in Afterword.objects.filter(
        request=request,
        ours=False,
        kind=AfterwordKind.CONSENT.value,
        state=AfterwordState.OPEN.value,
    ):
        for given in (True, False):
            yield Doable(
                f"decide {given}",
                reference,
                partial(_decide, made.pk, given),
            )
    if request.stands in {RequestState.ACCEPTED, RequestState.ANSWER_DRAFTED}:
        yield Doable("give task", reference, _give_task)
    for task in Task.objects.filter(request=request, ended_at=None):
        yield Doable("finish task", reference, partial(_finish_task, task.pk))


def _open_part(number: int, scene: Scene, reference: str) -> None:
    replying.open_partial(scene, reference, number)


def _decide(pk: int, given: bool, scene: Scene, _reference: str) -> None:
    made = Afterword.objects.select_related("request").get(pk=pk)
    afterwording.decide(scene, made, ConsentReply(given, reasons="" if given else "No."))


def _give_task(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.give_task(
            reference,
            task=TaskDraft("CBP", "", "Find the declaration.", "2026-12-01"),
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON,
        )


def _finish_task(pk: int, scene: Scene, _reference: str) -> None:
    with transaction.atomic(durable=True):
        services.finish_task(
            pk, result="It is here.", officer=scene.officer("j.alvarez"), at=scene.now
        )
