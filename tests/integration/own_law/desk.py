"""Short words for what officers do with instructions, promises and breaches."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from comity.agreements.lifecycle import BreachAct, InstructionAct
from comity.agreements.models import AssuranceRecord, BreachRecord, InstructionRecord
from comity.agreements.services import (
    issue_instruction,
    move_breach,
    move_instruction,
    record_assurance,
    report_breach,
)
from comity.agreements.terms import AssuranceDraft, BreachDraft, InstructionDraft
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer
from tests.integration.assistance.scene import AT, ON, Scene

SECRET = "CIRC-77-SECRET"
HOLD = InstructionDraft(
    effect="hold",
    to="treaty_desk",
    partners=("UA",),
    from_on="2026-11-01",
    office="Office of the Secretary",
    reference=SECRET,
    dated="2026-10-30",
    source="Sealed letter, safe 3",
    text="Nothing to Ukraine before the talks have ended.",
)
PROMISE = AssuranceDraft(
    partner="UA",
    assurance="confidentiality",
    given_by="Head of the central unit, Kyiv",
    document="Note 12/2026",
    given_on="2026-01-10",
    from_on="2026-01-10",
)
BROKEN = BreachDraft(
    partner="UA",
    assurance="confidentiality",
    item="US-UA-2026-00003",
    what="The invoice was handed to a trade association.",
    known_on="2026-11-20",
    source="Letter of the association",
)


def entered(scene: Scene, who: str = "t.brooks", **change: Any) -> InstructionRecord:
    with transaction.atomic(durable=True):
        draft = replace(HOLD, **change)
        return issue_instruction(draft, officer=scene.officer(who), at=scene.now)


def moved(
    scene: Scene,
    number: int,
    act: str,
    who: str = "c.unit",
    *,
    reason: str = "",
    at: datetime | None = None,
    on: date = ON,
) -> InstructionRecord:
    with transaction.atomic(durable=True):
        return move_instruction(
            number,
            InstructionAct(act),
            officer=scene.officer(who),
            at=at or scene.now,
            on=on,
            reason=reason,
        )


def confirmed(scene: Scene, **change: Any) -> InstructionRecord:
    return moved(scene, entered(scene, **change).pk, "confirm")


def promised(scene: Scene, who: str = "t.brooks", **change: Any) -> AssuranceRecord:
    with transaction.atomic(durable=True):
        draft = replace(PROMISE, **change)
        return record_assurance(draft, officer=scene.officer(who), at=scene.now)


def reported(scene: Scene, who: str = "c.unit", **change: Any) -> BreachRecord:
    with transaction.atomic(durable=True):
        draft = replace(BROKEN, **change)
        return report_breach(draft, officer=scene.officer(who), at=scene.now, on=ON)


def judged(
    scene: Scene,
    number: int,
    act: str,
    who: str = "t.brooks",
    *,
    reason: str = "Their letter of 21 November admits it.",
    on: date = ON,
) -> BreachRecord:
    with transaction.atomic(durable=True):
        return move_breach(
            number,
            BreachAct(act),
            reason=reason,
            officer=scene.officer(who),
            at=scene.now,
            on=on,
        )


def somebody(*roles: Role) -> Viewer:
    return Viewer(10**6, "Somebody", "CBP", frozenset(roles))


__all__ = ["AT", "ON"]
