"""Words for information that nobody asked for, as a scene plays them."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from comity.agreements.services import settle
from comity.agreements.services.assurances import record_assurance
from comity.agreements.terms import Assurance, settlement_from
from comity.agreements.terms.own_law_drafts import AssuranceDraft
from comity.assistance import services
from comity.assistance.models import Answer, Request
from comity.assistance.terms.information import InformationDraft
from tests.integration.assistance.scene import AGREEMENT, ANSWER, ON, Scene, answer_body

TOLD = "A second set of invoices was found; the goods leave on Friday."
DRAFT = InformationDraft(
    partner="UA",
    subject="Bearings, second set of invoices",
    urgency="moving",
    goods_description="Ball bearings",
    told=replace(ANSWER, text=TOLD, purposes=("offence-prevention",)),
)


def settle_telling(scene: Scene, *, agreement: str = AGREEMENT, own_law: bool = True) -> None:
    """Let the treaty desk state what the register does not record."""
    stated: list[tuple[str, dict[str, Any]]] = [
        (agreement, {"matter": "term", "provision": "info.spontaneous"})
    ]
    if own_law:
        stated.append(("domestic/us", {"matter": "own-law", "kinds": ["spontaneous"]}))
    promise_everything(scene)
    for about, more in stated:
        told = {"states": "Stated for the test.", "source": "test", **more}
        settlement = settlement_from(told, about=about, by="T. Brooks", on=ON)
        with transaction.atomic(durable=True):
            settle(settlement, officer=scene.officer("t.brooks"), at=scene.now)


def promise_everything(scene: Scene, partner: str = "UA") -> None:
    """Nobody who is told unasked has promised anything with a request: a promise is on record."""
    for assurance in Assurance:
        draft = AssuranceDraft(
            partner=partner,
            assurance=assurance.value,
            given_by="Head of service",
            document="Letter 12",
            given_on="2026-01-05",
            from_on="2026-01-05",
        )
        with transaction.atomic(durable=True):
            record_assurance(draft, officer=scene.officer("t.brooks"), at=scene.now)


def drafted(scene: Scene, who: str = "j.alvarez", **change: Any) -> str:
    with transaction.atomic(durable=True):
        made = services.draft_information(
            replace(DRAFT, **change), officer=scene.officer(who), at=scene.now
        )
    return made.reference


def rewrite(scene: Scene, reference: str, who: str = "j.alvarez", **change: Any) -> None:
    with transaction.atomic(durable=True):
        services.write_information(
            reference, draft=replace(DRAFT, **change), officer=scene.officer(who), at=scene.now
        )


def release(scene: Scene, reference: str, who: str = "m.chen", **how: Any) -> Request:
    version = Answer.objects.get(request__reference=reference).version
    how = {"version": version, "signed_in_afresh_at": scene.now, **how}
    with transaction.atomic(durable=True):
        return services.tell_information(
            reference, officer=scene.officer(who), at=scene.now, on=ON, **how
        )


def given(scene: Scene, **change: Any) -> str:
    reference = drafted(scene, **change)
    release(scene, reference)
    return reference


def information_told(reference: str = "UA-US-2026-00044", **change: Any) -> dict[str, Any]:
    """A partner's information as its node would write it."""
    answer = answer_body(reference)
    return {
        **answer,
        "limits": {**answer["limits"], "purposes": ["offence-prevention"]},
        "unit": "Odesa Customs",
        "kind": "spontaneous",
        "subject": "Bearings, second set of invoices",
        "urgency": "moving",
        "goods_description": "Ball bearings",
        "hs_code": "848210",
        "consignment_reference": "",
        "parties": "Northern Bearings Ltd, Odesa",
        "text": TOLD,
        **change,
    }


def told_us(scene: Scene, **change: Any) -> str:
    lines = change.pop("lines", ())
    body = information_told(**change)
    scene.tell("assistance.information", body, exhibits=lines)
    return str(body["reference"])


def allocate(scene: Scene, reference: str, agency: str = "CBP", who: str = "c.unit") -> None:
    with transaction.atomic(durable=True):
        services.allocate_information(
            reference, agency=agency, officer=scene.officer(who), at=scene.now
        )
