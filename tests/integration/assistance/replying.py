"""Words for partial replies, supplementary questions and feedback, as a scene plays them."""

from typing import Any

from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Answer, Question
from comity.assistance.terms.feedback import FeedbackDraft
from comity.exchange.terms import Received
from tests.integration.assistance.scene import ON, Scene, answer_body

MORE = "The invoice follows when the archive has found it."
ASKED = "Who signed the invoice of 3 May?"


def partial_body(reference: str, **change: Any) -> dict[str, Any]:
    return {**answer_body(reference), "still_to_come": MORE, **change}


def answered_in_part_there(scene: Scene, reference: str, **change: Any) -> Received:
    lines = change.pop("lines", ())
    return scene.tell("assistance.partial", partial_body(reference, **change), exhibits=lines)


def part_accepted(scene: Scene) -> str:
    """A request of ours that was accepted there."""
    reference = scene.sent()
    scene.accepted_there(reference)
    return reference


def open_partial(scene: Scene, reference: str, number: int = 1, who: str = "j.alvarez") -> Answer:
    with transaction.atomic(durable=True):
        return services.open_partial(
            reference, number=number, officer=scene.officer(who), at=scene.now, on=ON
        )


def write_question(
    scene: Scene, reference: str, text: str = ASKED, who: str = "j.alvarez"
) -> Question:
    with transaction.atomic(durable=True):
        return services.write_question(
            reference, text=text, officer=scene.officer(who), at=scene.now
        )


def put_question(scene: Scene, reference: str, who: str = "m.chen", **how: Any) -> Question:
    written = Question.objects.filter(request__reference=reference, stage="drafted").first()
    how = {"version": written.version if written else 1, "signed_in_afresh_at": scene.now, **how}
    with transaction.atomic(durable=True):
        return services.put_question(
            reference, officer=scene.officer(who), at=scene.now, on=ON, **how
        )


def give_feedback(
    scene: Scene, reference: str, code: str, who: str = "j.alvarez", **how: str
) -> None:
    with transaction.atomic(durable=True):
        services.give_feedback(
            reference,
            feedback=FeedbackDraft(code, **how),
            officer=scene.officer(who),
            at=scene.now,
            on=ON,
        )
