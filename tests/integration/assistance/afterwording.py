"""Words for consents, recalls and notices, as a scene plays them on either side."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from comity.assistance.models import Afterword, Answer
from comity.assistance.services.afterwords import send_afterword, write_afterword
from comity.assistance.services.consenting import decide_consent, withdraw_consent
from comity.assistance.services.recalling import answer_recall
from comity.assistance.terms.afterwords import (
    AfterwordDraft,
    AfterwordKind,
    ConsentReply,
    ItemReply,
    LetterMark,
)
from tests.integration.assistance.scene import Scene

IMMIGRATION = AfterwordDraft(
    purpose="immigration", why="The officer of the importer asked for a visa.", day="2026-12-20"
)
NODE = LetterMark()


def write(
    scene: Scene,
    reference: str,
    kind: AfterwordKind = AfterwordKind.CONSENT,
    draft: AfterwordDraft = IMMIGRATION,
    *,
    who: str = "j.alvarez",
    answer: int | None = 0,
) -> Afterword:
    with transaction.atomic(durable=True):
        return write_afterword(
            reference,
            kind,
            draft,
            answer=answer,
            officer=scene.officer(who),
            at=scene.now,
            on=scene.now.date(),
        )


def send(
    scene: Scene, made: Afterword, *, who: str = "c.unit", letter: LetterMark = NODE
) -> Afterword:
    with transaction.atomic(durable=True):
        return send_afterword(
            made.request.reference,
            made.number,
            letter=letter,
            officer=scene.officer(who),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=scene.now.date(),
        )


def asked(scene: Scene, reference: str, **how: Any) -> Afterword:
    return send(scene, write(scene, reference, **how))


def reply_there(scene: Scene, made: Afterword, kind: str, **told: Any) -> None:
    """What the partner's node answers to an afterword of ours."""
    body = {"reference": made.request.reference, "afterword": made.key, **told}
    scene.tell(f"assistance.{kind}", body)


def given_there(scene: Scene, made: Afterword, *, until: str = "", conditions: str = "") -> None:
    reply_there(scene, made, "consent_given", until=until, conditions=conditions)


def comes(scene: Scene, reference: str, kind: str, **told: Any) -> Afterword:
    """An afterword that the partner's node sends about the last reply there."""
    last = Answer.objects.filter(request__reference=reference).order_by("-number").first()
    body = {
        "reference": reference,
        "afterword": str(uuid4()),
        "answer": last.message_id if last else "",
        **told,
    }
    scene.tell(f"assistance.{kind}", body)
    return Afterword.objects.get(key=body["afterword"])


def decide(
    scene: Scene,
    made: Afterword,
    reply: ConsentReply,
    *,
    who: str = "c.unit",
    letter: LetterMark = NODE,
) -> Afterword:
    with transaction.atomic(durable=True):
        return decide_consent(
            made.request.reference,
            made.number,
            reply,
            letter=letter,
            officer=scene.officer(who),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=scene.now.date(),
        )


def withdraw(
    scene: Scene, made: Afterword, *, who: str = "c.unit", letter: LetterMark = NODE
) -> Afterword:
    with transaction.atomic(durable=True):
        return withdraw_consent(
            made.request.reference,
            made.number,
            reasons="The case was closed here.",
            letter=letter,
            officer=scene.officer(who),
            at=scene.now,
            on=scene.now.date(),
        )


def recall_answered(
    scene: Scene, made: Afterword, *replies: ItemReply, letter: LetterMark = NODE
) -> Afterword:
    with transaction.atomic(durable=True):
        return answer_recall(
            made.request.reference,
            made.number,
            replies,
            letter=letter,
            officer=scene.officer("c.unit"),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=scene.now.date(),
        )
