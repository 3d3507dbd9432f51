"""What belongs to no matter is erased: drafts whose request never came, and what we refused."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from comity.assistance.models import Consultation, Request
from comity.assistance.queries.leftovers import leftovers
from comity.assistance.services.leftovers import erase_left_consultation, erase_refused_messages
from comity.assistance.services.retention import keep_rule, place_hold
from comity.assistance.terms.retention import NotDueForErasureError
from comity.exchange.models import Channel, Inbound
from comity.exchange.terms import InboundState
from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import ON, Scene
from tests.integration.data_protection.asking import DPO

DRAFT = "UA-US-2026-00077"
LATE = ON + timedelta(days=101)


def ruled(scene: Scene) -> None:
    with transaction.atomic(durable=True):
        keep_rule(days=100, reason="Records Act", officer=scene.officer(DPO), at=scene.now)


def consulted(scene: Scene) -> Consultation:
    body = {"reference": DRAFT, "kind": "origin-and-value", "summary": "Of Ivan Petrenko."}
    scene.tell("assistance.consultation", body)
    return Consultation.objects.get()


def refused(scene: Scene, case: str = "") -> Inbound:
    """A message that a schema refused: no handler saw it, and its body is there."""
    return Inbound.objects.create(
        channel=Channel.objects.filter(direction="in").latest("pk"),
        index=Inbound.objects.count(),
        message_id="7b0c3c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11",
        type="assistance.request",
        case=case,
        envelope=b"{}",
        salt=b"0" * 16,
        body=b"Ivan Petrenko",
        leaf_hash=b"0" * 32,
        held_at=scene.now,
        state=InboundState.REFUSED.value,
        handled_at=scene.now,
        cause="body_invalid",
    )


def erased(scene: Scene, on: date, who: str = DPO) -> int:
    with transaction.atomic(durable=True):
        return erase_refused_messages(
            officer=scene.officer(who),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=on,
        )


def consultation_erased(scene: Scene, number: int, on: date) -> None:
    with transaction.atomic(durable=True):
        erase_left_consultation(
            number,
            officer=scene.officer(DPO),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=on,
        )


def test_without_a_rule_nothing_is_due(desk: Scene) -> None:
    consulted(desk)
    refused(desk)
    left = leftovers(seen_by=desk.officer(DPO), on=LATE)
    assert (left.consultations, left.refused) == ((), 0)
    with pytest.raises(NotDueForErasureError):
        erased(desk, LATE)


def test_a_draft_whose_request_never_came_is_listed_and_erased_when_due(desk: Scene) -> None:
    ruled(desk)
    made = consulted(desk)
    assert leftovers(seen_by=desk.officer(DPO), on=ON).consultations == ()
    with pytest.raises(NotDueForErasureError):
        consultation_erased(desk, made.pk, ON)
    assert leftovers(seen_by=desk.officer(DPO), on=LATE).consultations == (made,)
    consultation_erased(desk, made.pk, LATE)
    made.refresh_from_db()
    assert (made.summary, made.view) == ("", "")
    assert leftovers(seen_by=desk.officer(DPO), on=LATE).consultations == ()
    assert b"Petrenko" not in bytes(LedgerEntry.objects.get(event="consultation.erased").body)


def test_a_draft_whose_request_came_goes_with_its_matter(desk: Scene) -> None:
    ruled(desk)
    made = consulted(desk)
    Consultation.objects.update(request=desk_request(desk))
    assert leftovers(seen_by=desk.officer(DPO), on=LATE).consultations == ()
    with pytest.raises(NotFoundError):
        consultation_erased(desk, made.pk, LATE)


def test_what_refused_messages_say_is_erased_but_not_of_a_matter_that_is_held(
    desk: Scene,
) -> None:
    ruled(desk)
    row = refused(desk)
    request = desk_request(desk)
    held = refused(desk, case=request.reference)
    with transaction.atomic(durable=True):
        place_hold(request.reference, reason="x", officer=desk.officer(DPO), at=desk.now)
    assert leftovers(seen_by=desk.officer(DPO), on=LATE).refused == 1
    assert erased(desk, LATE) == 1
    row.refresh_from_db()
    held.refresh_from_db()
    assert (bytes(row.body), bytes(row.salt), bytes(held.body)) == (b"", b"", b"Ivan Petrenko")
    with pytest.raises(NotDueForErasureError):
        erased(desk, LATE)


def test_only_the_data_protection_officer_erases_and_signs_in_afresh(desk: Scene) -> None:
    ruled(desk)
    refused(desk)
    with pytest.raises(NotAllowedError):
        erased(desk, LATE, who="c.unit")
    with pytest.raises(FreshSignInNeededError):
        erase_refused_messages(
            officer=desk.officer(DPO), signed_in_afresh_at=None, at=desk.now, on=LATE
        )


def desk_request(scene: Scene) -> Request:
    return Request.objects.get(reference=scene.sent())
