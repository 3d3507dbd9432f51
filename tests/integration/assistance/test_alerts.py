"""Alerts: one text for several partners, each ruled on and told apart."""

from typing import Any

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Alert, Information, Request
from comity.assistance.queries.alerts import alert_seen
from comity.assistance.services.alerts import Weighed
from comity.assistance.terms import SecondPersonNeededError, StepNotAllowedError
from comity.assistance.terms.alerts import (
    AlertChangedError,
    AlertHasPartnerError,
    AlertTakesNoExhibitsError,
    AlertUnderWayError,
)
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.kernel.rulings import Outcome
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.informing import (
    TOLD,
    drafted,
    release,
    rewrite,
    settle_telling,
)
from tests.integration.assistance.scene import AGREEMENT, ON, Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    settle_telling(scene)


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def add(scene: Scene, reference: str, *partners: str, who: str = "j.alvarez") -> Alert:
    with transaction.atomic(durable=True):
        return services.add_partners(reference, partners, officer=scene.officer(who), at=scene.now)


def weighed(scene: Scene, alert: Alert, who: str = "m.chen") -> tuple[Weighed, ...]:
    return services.weigh_alert(alert.pk, officer=scene.officer(who), on=ON)


def tell(scene: Scene, alert: Alert, who: str = "m.chen", **how: Any) -> tuple[Weighed, ...]:
    how = {
        "mark": services.mark_of(weighed(scene, alert)),
        "signed_in_afresh_at": scene.now,
        **how,
    }
    with transaction.atomic(durable=True):
        return services.tell_alert(alert.pk, officer=scene.officer(who), at=scene.now, on=ON, **how)


def states(alert: Alert) -> dict[str, str]:
    told = Information.objects.filter(alert=alert).select_related("request")
    return {each.partner: each.request.state for each in told}


def test_each_partner_is_ruled_on_apart_and_a_refusal_blocks_no_other(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP", "KE")
    outcomes = {each.request.partner: each.outcome for each in weighed(scene, alert)}
    assert outcomes["UA"] is Outcome.PERMITTED
    assert Outcome.REFUSED in outcomes.values()
    tell(scene, alert)
    now = states(alert)
    assert now["UA"] == "volunteered"
    for partner, outcome in outcomes.items():
        if outcome is Outcome.REFUSED:
            assert now[partner] == "withdrawn"
            left_out = Request.objects.get(partner=partner)
            assert left_out.last_ruling is not None and left_out.last_ruling.grounds
    sent = Outbound.objects.filter(type="assistance.information")
    assert sent.count() == 1


def test_no_partner_learns_who_else_was_told(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP", "KE")
    tell(scene, alert)
    sent = Outbound.objects.get(type="assistance.information")
    everything = bytes(sent.envelope) + bytes(sent.body)
    references = Information.objects.filter(alert=alert).exclude(partner="UA")
    for other in references.select_related("request"):
        assert other.request.reference.encode() not in everything
        assert f'"{other.partner}"'.encode() not in everything
    assert b"alert" not in everything.lower()
    assert TOLD.encode() in everything


def test_no_entry_names_two_partners(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP", "KE")
    tell(scene, alert)
    for entry in LedgerEntry.objects.filter(event__startswith="information."):
        named = {code for code in ("UA", "KP", "KE") if code in dict(entry.facts()).values()}
        assert len(named) == 1


def test_exactly_what_was_read_leaves_and_nothing_else(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP")
    read = services.mark_of(weighed(scene, alert))
    rewrite(scene, first, subject="Another matter")
    with pytest.raises(AlertChangedError):
        tell(scene, alert, mark=read)
    read = services.mark_of(weighed(scene, alert))
    add(scene, first, "KE")
    with pytest.raises(AlertChangedError):
        tell(scene, alert, mark=read)
    assert set(states(alert).values()) == {"informing"}


def test_what_is_written_is_written_for_every_partner(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP")
    rewrite(scene, first, subject="Another matter")
    subjects = set(
        Request.objects.filter(information__alert=alert).values_list("subject", flat=True)
    )
    assert subjects == {"Another matter"}


def test_the_agreement_that_one_matter_names_stays_its_own(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP")
    rewrite(scene, first, under=AGREEMENT)
    rewrite(scene, Request.objects.get(partner="KP").reference, under="", subject="Another matter")
    named = Request.objects.filter(information__alert=alert).values_list(
        "partner", "under", "subject"
    )
    assert set(named) == {("UA", AGREEMENT, "Another matter"), ("KP", "", "Another matter")}


def test_who_wrote_it_does_not_let_it_leave(scene: Scene) -> None:
    first = drafted(scene, who="k.ortiz")
    alert = add(scene, first, "KP", who="k.ortiz")
    with pytest.raises(SecondPersonNeededError):
        tell(scene, alert, who="k.ortiz")
    assert set(states(alert).values()) == {"informing"}


def test_nobody_is_added_twice_nor_after_somebody_was_told(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP")
    for twice in (("KP",), ("UA",), ("KE", "KE")):
        with pytest.raises(AlertHasPartnerError):
            add(scene, first, *twice)
    with pytest.raises(InvalidDraftError):
        add(scene, first, "US")
    other = Request.objects.get(partner="KP").reference
    release(scene, first)
    with pytest.raises(AlertUnderWayError):
        add(scene, other, "KE")
    with pytest.raises(StepNotAllowedError):
        add(scene, first, "KE")
    assert alert_seen(alert.pk, seen_by=scene.officer("m.chen")).number_left == 1


def test_an_alert_takes_no_exhibits(scene: Scene) -> None:
    first = drafted(scene)
    scene.attach(first, b"%PDF invoice")
    with pytest.raises(AlertTakesNoExhibitsError):
        add(scene, first, "KP")
    other = drafted(scene)
    add(scene, other, "KP")
    with pytest.raises(AlertTakesNoExhibitsError):
        scene.attach(other, b"%PDF invoice")


def test_another_agency_does_not_learn_that_there_is_an_alert(scene: Scene) -> None:
    alert = add(scene, drafted(scene), "KP")
    with pytest.raises(NotFoundError):
        alert_seen(alert.pk, seen_by=scene.officer("d.reyes"))
    assert alert_seen(alert.pk, seen_by=scene.officer("c.unit")).partners == ("UA", "KP")


def test_progress_counts_the_receipts(scene: Scene) -> None:
    alert = add(scene, drafted(scene), "KP")
    tell(scene, alert)
    seen = alert_seen(alert.pk, seen_by=scene.officer("j.alvarez"))
    assert (seen.number_left, seen.number_reached) == (1, 0)
