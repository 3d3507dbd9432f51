"""Acts that meet wait for each other, and never in a circle; threads stand for processes.

Every act locks its own rows first and the record's head last. What a new row refers to is checked
when its transaction commits, with the head in its hand: that check must not wait for somebody who
changes what is referred to, for that one may be waiting for the head.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Request
from comity.exchange.models import Link
from comity.exchange.services import suspend_link
from comity.exchange.threads import DatabaseThreads
from comity.ledger.verification import verify_ledger
from comity.officers.absence import AbsenceDraft
from comity.officers.models import Absence
from comity.officers.services import record_absence
from tests.integration.assistance.scene import AT, DRAFT, ON, Scene

pytestmark = pytest.mark.django_db(transaction=True)
MEANWHILE_SECONDS = 0.5
AFRESH = AT - timedelta(seconds=5)


@dataclass
class Meeting:
    """Two acts at once: one has recorded and is about to commit when the other begins."""

    scene: Scene

    def of(self, first: Callable[[], object], second: Callable[[], object]) -> None:
        recorded, others = Event(), DatabaseThreads(1, name="second")

        def come_second() -> None:
            assert recorded.wait(10)
            with transaction.atomic(durable=True):
                second()

        try:
            waiting = others.submit(come_second)
            with transaction.atomic(durable=True):
                first()
                recorded.set()
                # The second now takes its rows, and waits for the record's head.
                Event().wait(MEANWHILE_SECONDS)
            waiting.result(10)
        finally:
            recorded.set()
            others.end()


@pytest.fixture
def meeting(scene: Scene) -> Meeting:
    return Meeting(scene)


def test_a_request_leaves_while_its_link_is_being_suspended(meeting: Meeting) -> None:
    scene = meeting.scene
    scene.settle_assessment()
    reference = scene.draft()
    scene.submit(reference)
    approver, unit = scene.officer("m.chen"), scene.officer("c.unit")

    def approve() -> None:
        version = Request.objects.get(reference=reference).version
        services.approve_request(
            reference, version=version, officer=approver, signed_in_afresh_at=AFRESH, at=AT, on=ON
        )

    meeting.of(approve, lambda: suspend_link("UA", reason="Asked by them.", officer=unit, at=AT))
    assert Request.objects.get(reference=reference).state == "sent"
    assert Link.objects.get(code="UA").state == "suspended"
    assert verify_ledger(scene.keys.ledger.public()).whole


def test_an_officer_drafts_while_an_absence_of_hers_is_being_recorded(meeting: Meeting) -> None:
    scene = meeting.scene
    drafter, administrator = scene.officer("j.alvarez"), scene.officer("n.okafor")
    absence = AbsenceDraft(
        officer="j.alvarez",
        deputy="k.ortiz",
        since=ON.isoformat(),
        until=ON.isoformat(),
        roles=("request_officer",),
    )
    meeting.of(
        lambda: services.draft_request(DRAFT, officer=drafter, at=AT),
        lambda: record_absence(absence, by=administrator, signed_in_afresh_at=AFRESH, at=AT, on=ON),
    )
    assert Request.objects.count() == Absence.objects.count() == 1
