"""Words for what persons ask about their data, as a scene plays them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from comity.assistance.models import AccessConsultation, SubjectRequest
from comity.assistance.queries.access import items_of
from comity.assistance.services.access import decide_item, register_subject, search_subject
from comity.assistance.services.access_consulting import (
    consult_supplier,
    release_access,
    write_opinion,
)
from comity.assistance.services.access_moves import approve_reply, propose_reply
from comity.assistance.terms.access import OpinionDraft, SubjectDraft, VerdictDraft
from comity.assistance.terms.afterwords import LetterMark
from comity.exchange.models import Channel, Inbound
from comity.exchange.terms import InboundState
from tests.integration.assistance.scene import ON, Scene

PERSON = "Ivan Petrenko"
DPO = "p.singh"
ASKED = SubjectDraft(
    right="access",
    person=PERSON,
    identity="in_person",
    identity_on="2026-11-20",
    received_on="2026-11-19",
    asked="All that you keep of me.",
    contact="12 Khreshchatyk, Kyiv",
)
GRANT = VerdictDraft(verdict="grant")
WITHHOLD = VerdictDraft(verdict="withhold", ground="investigation", cites="5 USC 552a(j)(2)")
NEITHER = VerdictDraft(verdict="neither", ground="investigation", cites="5 USC 552a(k)(2)")


def registered(scene: Scene, draft: SubjectDraft = ASKED) -> SubjectRequest:
    with transaction.atomic(durable=True):
        return register_subject(draft, officer=scene.officer(DPO), at=scene.now, on=ON)


def searched(scene: Scene, draft: SubjectDraft = ASKED) -> SubjectRequest:
    made = registered(scene, draft)
    with transaction.atomic(durable=True):
        return search_subject(made.reference, officer=scene.officer(DPO), at=scene.now, on=ON)


def decided(
    scene: Scene, made: SubjectRequest, number: int, draft: VerdictDraft, **how: Any
) -> None:
    with transaction.atomic(durable=True):
        decide_item(
            made.reference,
            number,
            draft,
            officer=scene.officer(DPO),
            at=scene.now,
            on=how.get("on", ON),
        )


def consulted(scene: Scene, made: SubjectRequest, number: int) -> AccessConsultation:
    with transaction.atomic(durable=True):
        return consult_supplier(
            made.reference, number, why="", officer=scene.officer(DPO), at=scene.now
        )


def released(
    scene: Scene, found: AccessConsultation, who: str = "c.unit", letter: LetterMark | None = None
) -> AccessConsultation:
    with transaction.atomic(durable=True):
        return release_access(
            found.pk,
            written_at=found.written_at,
            letter=letter or LetterMark(),
            officer=scene.officer(who),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=ON,
        )


def opined(scene: Scene, found: AccessConsultation, who: str = DPO, **said: str) -> None:
    draft = OpinionDraft(**{"verdict": "no_objection", **said})
    with transaction.atomic(durable=True):
        write_opinion(found.pk, draft, officer=scene.officer(who), at=scene.now)


def opinion_comes(scene: Scene, found: AccessConsultation, **said: str) -> None:
    told = {"opinion": "no_objection", "ground": "", "reasons": "", **said}
    body = {"reference": found.request.reference, "consultation": found.key, **told}
    scene.tell("assistance.access_opinion", body)
    found.refresh_from_db()


def question_comes(scene: Scene, reference: str, **change: str) -> AccessConsultation:
    """A partner asks about what we supplied with a request of ours."""
    body = {
        "reference": reference,
        "consultation": str(uuid4()),
        "answer": "",
        "right": "access",
        "person": PERSON,
        "until": "2026-12-10",
        "why": "",
        **change,
    }
    scene.tell("assistance.access_consultation", body)
    return AccessConsultation.objects.get(key=body["consultation"])


def in_the_log(scene: Scene, message_id: str, body: bytes) -> Inbound:
    """The message of a partner as the exchange keeps it once it was handled."""
    return Inbound.objects.create(
        channel=Channel.objects.filter(direction="in").latest("pk"),
        index=Inbound.objects.count(),
        message_id=message_id,
        type="assistance.any",
        case="",
        envelope=b"{}",
        salt=b"0" * 16,
        body=body,
        leaf_hash=b"0" * 32,
        held_at=scene.now,
        state=InboundState.HANDLED.value,
        handled_at=scene.now,
    )


def proposed(scene: Scene, made: SubjectRequest) -> SubjectRequest:
    with transaction.atomic(durable=True):
        return propose_reply(made.reference, officer=scene.officer(DPO), at=scene.now, on=ON)


def approved(scene: Scene, made: SubjectRequest, who: str = "c.unit") -> SubjectRequest:
    made.refresh_from_db()
    with transaction.atomic(durable=True):
        return approve_reply(
            made.reference,
            version=made.version,
            officer=scene.officer(who),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=ON,
        )


def places(made: SubjectRequest) -> list[tuple[str, str, str]]:
    return [(item.request.reference, item.place, item.partner) for item in items_of(made)]
