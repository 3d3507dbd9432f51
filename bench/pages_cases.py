"""Cases acted out once each, whose rows the benchmark of pages multiplies.

Every row of a copy is then one that acting made: what officers do goes through the services, what
the partner tells goes through the handlers of its messages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from comity.assistance import services
from comity.crypto.keys import NodeKeys
from comity.exchange.services import add_link
from comity.exchange.terms import Received
from comity.kernel.rulings import Role
from comity.officers.services import appoint
from tests.integration.assistance.scene import Scene, set_scene
from tests.nodes.partner_simulator import descriptor_for

DESKS = tuple(f"o.desk{number:03}" for number in range(30))
"""Officers of the large agency, among whom its copies are spread."""
FURTHER_PARTNERS = ("CA", "DE", "FR", "JP", "KE", "KZ", "MX", "PL", "TR")
NUMBER, GOODS = "907143", "ball bearings"
SUBJECT = f"Lot {NUMBER} of {GOODS}, suspected undervaluation"
LARGE, SMALL = "CBP", "ICE"
# Of two hundred cases of an agency so many stand there; most of a caseload lies in the past.
OURS = {
    "draft": 3,
    "withdrawn": 4,
    "submitted": 1,
    "sent": 5,
    "accepted": 6,
    "refused": 1,
    "answered": 4,
    "opened": 6,
    "closed": 80,
}
THEIRS = {
    "received": 2,
    "accepted": 5,
    "refused": 3,
    "answer_drafted": 2,
    "answered": 6,
    "opened": 4,
    "closed": 68,
}
# Nineteen of twenty cases are the large agency's: who writes, who approves, and the share.
_AGENCIES = {LARGE: ("j.alvarez", "m.chen", 19), SMALL: ("i.desk000", "e.stone", 1)}
_PERSONS = ("", "Acme Trading Ltd, 4 Harbour Road")


@dataclass
class Case:
    """One case that was acted out.

    Attributes:
        reference: of the request.
        agency: whose it is, or would be once it is allocated.
        writer: who wrote it, or its answer.
        weight: how often it is copied, beside the others.
        told: what the partner's node sent of it.
    """

    reference: str
    agency: str
    writer: str
    weight: int
    told: list[Received] = field(default_factory=list)


class Acting(Scene):
    """The scene, with a clock that goes on and an ear for what the partner tells."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene.keys, scene.partner, scene.now)
        self.heard: list[Received] = []

    def tell(self, kind: str, body: Mapping[str, Any], **how: object) -> Received:
        """Hand a partner's message over, and note it."""
        received = super().tell(kind, body, **how)
        self.heard.append(received)
        return received


def set_stage(folder: Path, keys: NodeKeys, partner_keys: NodeKeys) -> Acting:
    """Found the node, its people, its link, and some links that carry nothing."""
    scene = set_scene(folder, keys, partner_keys)
    for code in FURTHER_PARTNERS:
        descriptor = descriptor_for(NodeKeys.generate(code), code)
        with transaction.atomic(durable=True):
            add_link(descriptor, officer=scene.officer("t.brooks"), at=scene.now)
    for name in (*DESKS, "i.desk000"):
        with transaction.atomic(durable=True):
            appoint(
                name,
                name=name,
                agency=LARGE if name in DESKS else SMALL,
                roles=[Role.REQUEST_OFFICER],
                password="calm-harbour-31",  # noqa: S106  of a node that lives as long as one run
                by="bench",
                at=scene.now,
            )
    scene.settle_assessment(own_law=False)
    return Acting(scene)


def act_out(stage: Acting) -> list[Case]:
    """Act every kind of case out, in both agencies, with persons named and without."""
    cases: list[Case] = []
    for agency, (writer, approver, share) in _AGENCIES.items():
        for persons in _PERSONS:
            for stop, weight in OURS.items():
                reference = stage.draft(writer, subject=SUBJECT, parties=persons)
                cases.append(Case(reference, agency, writer, weight * share))
                _play(stage, _ours(stage, reference, writer, approver, stop), stop, cases[-1])
            for stop, weight in THEIRS.items():
                case = Case(f"UA-US-2026-{len(cases):05}", agency, writer, weight * share)
                cases.append(case)
                stage.heard = case.told
                stage.received(reference=case.reference, subject=SUBJECT, parties=persons)
                _play(stage, _theirs(stage, case, approver, stop), stop, case)
    return cases


def _play(stage: Acting, steps: Mapping[str, Callable[[], object]], stop: str, case: Case) -> None:
    """Take one step after the other, some hours apart, up to the state where the case stands."""
    stage.heard = case.told
    for state, step in steps.items():
        stage.now += timedelta(hours=3)
        step()
        if state == stop:
            return


def _ours(
    stage: Acting, reference: str, writer: str, approver: str, stop: str
) -> Mapping[str, Callable[[], object]]:
    refusal = {"reference": reference, "ground": "ex.burden", "reasons": "Too much work."}
    if stop in ("draft", "withdrawn"):
        withdrawn = _act(stage, services.withdraw_draft, reference, writer)
        return {"withdrawn": withdrawn} if stop == "withdrawn" else {}
    steps: dict[str, Callable[[], object]] = {
        "submitted": lambda: stage.submit(reference, writer),
        "sent": lambda: stage.approve(reference, approver),
    }
    if stop == "refused":
        return {**steps, "refused": lambda: stage.tell("assistance.refused", refusal)}
    return {
        **steps,
        "accepted": lambda: stage.accepted_there(reference),
        "answered": lambda: stage.answered_there(reference),
        "opened": lambda: stage.open(reference, writer),
        "closed": _act(stage, services.close_request, reference, writer),
    }


def _theirs(
    stage: Acting, case: Case, approver: str, stop: str
) -> Mapping[str, Callable[[], object]]:
    reference, writer = case.reference, case.writer
    if stop == "received":
        return {}
    if stop == "refused":
        return {"refused": lambda: _refuse(stage, reference)}
    return {
        "accepted": lambda: stage.accept(reference, case.agency),
        "answer_drafted": lambda: stage.write_answer(reference, writer),
        "answered": lambda: stage.release(reference, approver),
        "opened": lambda: stage.tell("assistance.opened", {"reference": reference}),
        "closed": _act(stage, services.close_request, reference, "c.unit"),
    }


def _act(
    stage: Acting, act: Callable[..., object], reference: str, who: str
) -> Callable[[], object]:
    def done() -> None:
        with transaction.atomic(durable=True):
            act(reference, officer=stage.officer(who), at=stage.now)

    return done


def _refuse(stage: Acting, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.refuse_request(
            reference,
            ground="ex.burden",
            reasons="Too much work.",
            officer=stage.officer("c.unit"),
            at=stage.now,
            on=stage.now.date(),
        )
