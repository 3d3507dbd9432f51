"""Acts that meet wait for each other, and never in a circle; threads stand for processes.

Every act locks its own rows first and the record's head last. What a new row refers to is checked
when its transaction commits, with the head in its hand: that check must not wait for somebody who
changes what is referred to, for that one may be waiting for the head.
"""

from datetime import timedelta

import pytest

from comity.assistance import services
from comity.assistance.models import Request
from comity.exchange.models import Link
from comity.exchange.services import suspend_link
from comity.ledger.verification import verify_ledger
from comity.officers.absence import AbsenceDraft
from comity.officers.models import Absence
from comity.officers.services import record_absence
from tests.integration.assistance.scene import AT, DRAFT, ON, Scene
from tests.integration.meeting import meet

pytestmark = pytest.mark.django_db(transaction=True)
AFRESH = AT - timedelta(seconds=5)


def test_a_request_leaves_while_its_link_is_being_suspended(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.draft()
    scene.submit(reference)
    approver, unit = scene.officer("m.chen"), scene.officer("c.unit")

    def approve() -> None:
        version = Request.objects.get(reference=reference).version
        services.approve_request(
            reference, version=version, officer=approver, signed_in_afresh_at=AFRESH, at=AT, on=ON
        )

    meet(approve, lambda: suspend_link("UA", reason="Asked by them.", officer=unit, at=AT))
    assert Request.objects.get(reference=reference).state == "sent"
    assert Link.objects.get(code="UA").state == "suspended"
    assert verify_ledger(scene.keys.ledger.public()).whole


def test_an_officer_drafts_while_an_absence_of_hers_is_being_recorded(scene: Scene) -> None:
    drafter, administrator = scene.officer("j.alvarez"), scene.officer("n.okafor")
    absence = AbsenceDraft(
        officer="j.alvarez",
        deputy="k.ortiz",
        since=ON.isoformat(),
        until=ON.isoformat(),
        roles=("request_officer",),
    )
    meet(
        lambda: services.draft_request(DRAFT, officer=drafter, at=AT),
        lambda: record_absence(absence, by=administrator, signed_in_afresh_at=AFRESH, at=AT, on=ON),
    )
    assert Request.objects.count() == Absence.objects.count() == 1
