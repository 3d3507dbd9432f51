"""Files of a standing exchange are erased by two hands on their own day, while it goes on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance.models import StandingSupply
from comity.assistance.queries.supplies_kept import supplies_due_of, supplies_page
from comity.assistance.services.retention import lift_hold, place_hold
from comity.assistance.services.standing_copying import demand_supply_copyable
from comity.assistance.services.supplies_erasing import erase_supplies, propose_supplies_erasure
from comity.assistance.terms.retention import (
    ErasureNotProposedError,
    ErasureProposedError,
    LegalHoldStandsError,
    MessagesWaitError,
    NotDueForErasureError,
)
from comity.assistance.terms.standing import StandingStage
from comity.evidence.models import CustodyEvent
from comity.exchange.models import Channel, Outbound
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import PASSWORD, Scene
from tests.integration.assistance.standing import OF_KIND, Exchange, let_exchange
from tests.integration.data_protection.asking import in_the_log
from tests.integration.rest.client import Caller
from tests.unit.assistance.standing_files import LINE, csv_of

DPO, UNIT = "p.singh", "c.unit"
KEPT = 30


@pytest.fixture
def running(desk: Scene) -> Exchange:
    """Agreed that each file is kept for thirty days; one was supplied here, and one came."""
    let_exchange(desk)
    reference = desk.received(**OF_KIND)
    desk.accept(reference)
    exchange = Exchange(desk, reference).agreed(
        retention_days=str(KEPT),
        direction="both",
        zone_requested="America/New_York",
        zone_requesting="Europe/Kyiv",
    )
    desk.now = datetime(2026, 11, 30, 15, tzinfo=UTC)
    exchange.let_go(exchange.hand_in(csv_of(LINE)))
    exchange.supplied_there(csv_of(LINE), terms_by="requested")
    return exchange


def deliver(scene: Scene) -> None:
    """Let what left be delivered, as the exchange does it."""
    out = Channel.objects.get(direction="out")
    for sent in Outbound.objects.filter(delivered_at=None):
        Outbound.objects.filter(pk=sent.pk).update(
            channel=out, index=sent.pk, delivered_at=scene.now
        )


def propose(exchange: Exchange, who: str = UNIT) -> int:
    with transaction.atomic(durable=True):
        return propose_supplies_erasure(
            exchange.reference, officer=exchange.scene.officer(who), at=exchange.scene.now
        )


def erase(exchange: Exchange, who: str = DPO, **how: Any) -> int:
    told = {"signed_in_afresh_at": exchange.scene.now - timedelta(seconds=5), **how}
    with transaction.atomic(durable=True):
        return erase_supplies(
            exchange.reference,
            officer=exchange.scene.officer(who),
            at=exchange.scene.now,
            **told,
        )


def due(exchange: Exchange, who: str = DPO) -> list[tuple[str, int]]:
    scene = exchange.scene
    page = supplies_page(seen_by=scene.officer(who), at=scene.now)
    return [(each.by, each.number) for row in page.rows for each in row.supplies]


def pass_days(exchange: Exchange, days: int = KEPT + 1) -> None:
    exchange.scene.now += timedelta(days=days)


def test_a_file_is_due_on_its_own_day_and_not_before_on_both_sides(running: Exchange) -> None:
    pass_days(running, KEPT)
    assert due(running) == []
    with pytest.raises(NotDueForErasureError):
        propose(running)
    running.scene.now += timedelta(seconds=1)
    assert sorted(due(running)) == [("requested", 1), ("requesting", 1)]


def test_what_is_erased_leaves_a_tombstone_and_the_exchange_goes_on(running: Exchange) -> None:
    ours = StandingSupply.objects.get(by="requested")
    theirs = StandingSupply.objects.get(by="requesting")
    in_the_log(running.scene, theirs.message_id, b'{"file": "week"}')
    deliver(running.scene)
    pass_days(running)
    assert propose(running) == 2
    assert erase(running) == 2
    for supply in StandingSupply.objects.all():
        assert (supply.exhibit.is_erased, supply.erased_by, supply.rows) == (True, DPO, 1)
        assert (supply.exhibit.wrapped_key, supply.exhibit.held_at) == (None, None)
        last = CustodyEvent.objects.filter(exhibit=supply.exhibit).latest("sequence")
        assert (last.kind, last.reason) == ("erased", running.reference)
    sent = Outbound.objects.get(message_id=ours.message_id)
    assert (bytes(sent.body), bytes(sent.salt)) == (b"", b"")
    told = dict(LedgerEntry.objects.get(event="supply.erased").facts())
    assert (told["count"], told["messages"]) == ("2", "2")
    assert running.told().stage is StandingStage.RUNNING
    assert due(running) == []
    officer = Client()
    officer.force_login(officer_named("j.alvarez"))
    page = officer.get(f"/requests/{running.reference}/standing/").content.decode()
    assert "erased" in page
    supply = running.hand_in(csv_of(LINE), period_from=date(2026, 12, 21))
    assert supply.number == 2


def test_it_takes_two_hands_of_two_offices_and_a_fresh_sign_in(running: Exchange) -> None:
    deliver(running.scene)
    pass_days(running)
    for who in ("j.alvarez", "m.chen", DPO, "a.hale"):
        with pytest.raises(NotAllowedError):
            propose(running, who)
    with pytest.raises(ErasureNotProposedError):
        erase(running)
    propose(running)
    with pytest.raises(ErasureProposedError):
        propose(running)
    for who in ("j.alvarez", "m.chen", UNIT, "a.hale"):
        with pytest.raises(NotAllowedError):
            erase(running, who)
    with pytest.raises(FreshSignInNeededError):
        erase(running, signed_in_afresh_at=None)
    erase(running)
    with pytest.raises(NotDueForErasureError):
        erase(running)


def test_only_what_was_proposed_is_erased(running: Exchange) -> None:
    deliver(running.scene)
    pass_days(running)
    propose(running)
    late = running.hand_in(csv_of(LINE), period_from=date(2026, 12, 21))
    running.give_up(late)
    pass_days(running)
    assert due(running).count(("requested", 2)) == 1
    assert erase(running) == 2
    late.refresh_from_db()
    assert late.erased_at is None
    propose(running)
    assert erase(running) == 1


def test_a_file_that_waits_is_not_due(running: Exchange) -> None:
    running.scene.now += timedelta(days=7)
    running.hand_in(csv_of(LINE), period_from=date(2026, 11, 30))
    pass_days(running, 400)
    assert ("requested", 2) not in due(running)


def test_a_legal_hold_and_a_message_on_its_way_hold_it_back(running: Exchange) -> None:
    pass_days(running)
    propose(running)
    with pytest.raises(MessagesWaitError):
        erase(running)
    assert not StandingSupply.objects.exclude(erased_at=None).exists()
    deliver(running.scene)
    unit = running.scene.officer(UNIT)
    with transaction.atomic(durable=True):
        place_hold(running.reference, reason="Appeal.", officer=unit, at=running.scene.now)
    with pytest.raises(LegalHoldStandsError):
        erase(running)
    shown = supplies_due_of(running.reference, seen_by=unit, at=running.scene.now)
    assert shown.hold is not None
    with transaction.atomic(durable=True):
        lift_hold(running.reference, reason="Over.", officer=unit, at=running.scene.now)
    erase(running)


def test_no_copy_is_had_of_what_was_erased(running: Exchange) -> None:
    supply = StandingSupply.objects.get(by="requested")
    deliver(running.scene)
    pass_days(running)
    propose(running)
    erase(running)
    with pytest.raises(Exception, match="erased"):
        demand_supply_copyable(
            running.reference,
            supply.pk,
            reason="audit",
            officer=running.scene.officer("j.alvarez"),
            at=running.scene.now,
        )


def test_the_pages_and_the_api_lead_from_the_list_to_the_tombstone(running: Exchange) -> None:
    deliver(running.scene)
    StandingSupply.objects.update(told_at=datetime(2026, 1, 5, tzinfo=UTC))
    unit, officer = Client(), Client()
    unit.force_login(officer_named(UNIT))
    officer.force_login(officer_named(DPO))
    address = f"/records/retention/supplies/{running.reference}/"
    page = unit.get("/records/retention/").content.decode()
    assert "Files whose days are over" in page
    assert address in page
    assert unit.get(address)["Location"] == "/records/retention/"
    assert unit.post(address, {"act": "propose"}).status_code == 302
    (row,) = Caller(UNIT).sign_in().get("/retention-supplies").json()["items"]
    assert (row["case"], row["due"], row["ours"], row["proposed"]) == (running.reference, 2, 1, 2)
    officer.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert officer.post(address, {"act": "erase"}).status_code == 302
    assert not StandingSupply.objects.filter(erased_at=None).exists()
    assert "Files whose days are over" not in officer.get("/records/retention/").content.decode()
    for who in ("j.alvarez", "m.chen", "a.hale"):
        other = Client()
        other.force_login(officer_named(who))
        assert other.post(address, {"act": "erase"}).status_code == 403


def test_the_api_proposes_and_erases(running: Exchange) -> None:
    deliver(running.scene)
    StandingSupply.objects.update(told_at=datetime(2026, 1, 5, tzinfo=UTC))
    path = f"/retention-supplies/{running.reference}"
    answer = Caller(UNIT).sign_in().post(f"{path}/propose", {})
    assert (answer.status_code, answer.json()["proposed"]) == (200, 2)
    caller = Caller(DPO).sign_in()
    caller.sign_in_afresh()
    answer = caller.post(f"{path}/erase", {})
    assert (answer.status_code, answer.json()["due"]) == (200, 0)
