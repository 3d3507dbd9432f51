"""Words for replies in parts, as a scene plays them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from comity.assistance import services
from comity.assistance.models import ReplyPart
from comity.assistance.terms.parts import PartDraft
from tests.integration.assistance.replying import MORE
from tests.integration.assistance.scene import Scene

FACT = PartDraft(text="The invoice is genuine.")
AGENCYS = PartDraft(text="Our agent saw the goods.", originator="agency", agency="ICE")
COURTS = PartDraft(text="The court heard a witness.", originator="court", named="District court")


def drafted(scene: Scene, **change: Any) -> str:
    """A partner's request whose reply is being written."""
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference, **change)
    return reference


def part(
    scene: Scene, reference: str, draft: PartDraft = FACT, who: str = "j.alvarez", **change: Any
) -> ReplyPart:
    number = change.pop("number", 0)
    with transaction.atomic(durable=True):
        return services.write_part(
            reference,
            replace(draft, **change),
            number=number,
            officer=scene.officer(who),
            at=scene.now,
        )


def decide(
    scene: Scene,
    made: ReplyPart,
    *,
    consents: bool = True,
    reasons: str = "",
    who: str = "e.stone",
    written_at: datetime | None = None,
) -> ReplyPart:
    with transaction.atomic(durable=True):
        return services.decide_part(
            made.pk,
            consents=consents,
            reasons=reasons,
            officer=scene.officer(who),
            at=scene.now,
            written_at=written_at,
        )


def note(
    scene: Scene,
    made: ReplyPart,
    *,
    leave: str = "Order 4, 2 May 2026",
    consents: bool = True,
    who: str = "j.alvarez",
) -> ReplyPart:
    with transaction.atomic(durable=True):
        return services.note_part_consent(
            made.request.reference,
            made.number,
            consents=consents,
            leave=leave,
            officer=scene.officer(who),
            at=scene.now,
        )


def withhold(
    scene: Scene, made: ReplyPart, *, ground: str = "ex.secret", told: bool = True
) -> ReplyPart:
    with transaction.atomic(durable=True):
        return services.withhold_part(
            made.request.reference,
            made.number,
            ground=ground,
            told=told,
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=scene.now.date(),
        )


def go_in_part(scene: Scene, reference: str) -> None:
    """What may go now goes alone, and a colleague releases it."""
    with transaction.atomic(durable=True):
        services.reply_in_part(
            reference, still_to_come=MORE, officer=scene.officer("j.alvarez"), at=scene.now
        )
    scene.release(reference)


def ask(scene: Scene, made: ReplyPart) -> ReplyPart:
    with transaction.atomic(durable=True):
        return services.ask_originator(
            made.request.reference,
            made.number,
            why="Another administration asks for it.",
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=scene.now.date(),
        )
