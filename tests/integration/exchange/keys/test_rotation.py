"""Our own keys: introduced in the channel, used once receipted, ended after the overlap."""

from datetime import timedelta

import pytest
from django.db import transaction

from comity.crypto.keys import SigningKey
from comity.exchange.key_terms import KeyRole
from comity.exchange.models import KeyTurn, LinkKey
from comity.exchange.refusals import KeyFault, KeyRefusedError
from comity.exchange.services import ask_turn, confirm_turn, withdraw_turn
from comity.exchange.verification import verify_channels
from comity.ledger.models import LedgerEntry
from comity.officers.terms import FreshSignInNeededError
from tests.integration.exchange.conftest import NotTodayError
from tests.integration.exchange.keys.conftest import ADMIN, Keeping


def test_a_new_sender_key_signs_only_what_follows_its_receipted_introduction(
    keeping: Keeping,
) -> None:
    node, old = keeping.node, keeping.ring.kept.sender
    node.send("before")
    node.work()
    keeping.turn(KeyRole.SENDER)
    keeping.tend()
    node.send("beside")
    node.work()  # the partner still knows the old key alone, and takes this
    assert keeping.told("key.introduced")[0]["role"] == "sender"
    row = LinkKey.objects.get(role="sender")
    assert row.from_size is not None and row.from_size == node.out.size + 1
    keeping.partner_learns()
    node.send("after")
    node.work()
    assert node.out.receipted_size == node.out.size
    keeping.tend(days=15)
    node.work()
    assert keeping.told("key.ended")[0]["digest"] == old.public().digest().hex()
    keeping.tend()
    assert old not in keeping.ring.kept.signing()
    assert all(report.whole for report in verify_channels())


def test_a_new_holder_key_receipts_only_after_the_partner_has_receipted_it(
    keeping: Keeping,
) -> None:
    node, partner = keeping.node, keeping.node.partner
    partner.write()
    partner.settle(node.receive(partner.parcel()))
    keeping.turn(KeyRole.HOLDER)
    keeping.tend()
    partner.write()
    partner.settle(node.receive(partner.parcel()))  # still by the old key
    node.work()
    keeping.partner_learns()
    partner.write()
    partner.settle(node.receive(partner.parcel()))
    keeping.tend(days=15)
    node.work()
    keeping.tend()
    assert len(keeping.ring.kept.signing()) == 2
    assert all(report.whole for report in verify_channels())


def test_a_parcel_sealed_to_the_key_before_is_opened_during_the_overlap(keeping: Keeping) -> None:
    node, partner, old = keeping.node, keeping.node.partner, keeping.ring.kept.sealing
    keeping.turn(KeyRole.SEALING)
    keeping.tend()
    node.work()
    partner.write()
    partner.settle(node.receive(partner.parcel(sealed_to=old.public())))
    keeping.partner_learns()
    partner.write()
    partner.settle(node.receive(partner.parcel()))
    assert old in keeping.ring.kept.opening()
    keeping.tend(days=15)
    node.work()
    keeping.tend()
    assert old not in keeping.ring.kept.opening()


def test_a_sealing_key_of_ninety_days_is_replaced_without_anybody_asking(keeping: Keeping) -> None:
    keeping.tend(days=89)
    assert not KeyTurn.objects.exists()
    keeping.tend(days=2)
    assert KeyTurn.objects.get().role == "sealing" and len(keeping.ring.kept.opening()) == 2
    keeping.tend(days=1)
    assert KeyTurn.objects.count() == 1


@pytest.mark.parametrize("role", [KeyRole.SENDER, KeyRole.HOLDER])
def test_two_administrators_replace_a_key_that_signs(keeping: Keeping, role: KeyRole) -> None:
    with transaction.atomic(durable=True):
        ask_turn(
            role,
            reason="planned",
            officer=ADMIN,
            signed_in_afresh_at=keeping.node.now,
            at=keeping.node.now,
        )
    keeping.tend()
    assert len(keeping.ring.kept.signing()) == 2
    with pytest.raises(KeyRefusedError) as refused, transaction.atomic(durable=True):
        confirm_turn(role, officer=ADMIN, signed_in_afresh_at=keeping.node.now, at=keeping.node.now)
    assert refused.value.fault is KeyFault.SAME_ADMINISTRATOR
    with pytest.raises(KeyRefusedError) as refused, transaction.atomic(durable=True):
        ask_turn(
            role,
            reason="again",
            officer=ADMIN,
            signed_in_afresh_at=keeping.node.now,
            at=keeping.node.now,
        )
    assert refused.value.fault is KeyFault.TURN_UNDER_WAY


def test_every_step_with_a_key_stands_in_the_record_once(keeping: Keeping) -> None:
    keeping.turn(KeyRole.SENDER)
    for _ in range(3):
        keeping.tend(minutes=1)
        keeping.node.work()
    keeping.partner_learns()
    for _ in range(3):
        keeping.tend(days=15)
        keeping.node.work()
    events = LedgerEntry.objects.values_list("event", flat=True)
    kinds = [event for event in events if event.startswith("key.")]
    assert sorted(kinds) == sorted(
        ["key.turn_asked", "key.turn_confirmed", "key.made", "key.introduced", "key.ended"]
        + ["key.destroyed"]
    )


def test_time_of_overlap_runs_from_the_partners_receipt(keeping: Keeping) -> None:
    keeping.turn(KeyRole.SENDER)
    keeping.tend()
    keeping.tend(days=30)  # nothing was delivered meanwhile
    assert not LinkKey.objects.filter(until_size__isnull=False).exists()
    assert keeping.rhythm.overlap < timedelta(days=30)


def test_a_key_that_cannot_be_made_now_keeps_no_other_from_being_made_and_told(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where it is to lie in a token that is not plugged in."""
    keeping.turn(KeyRole.HOLDER)
    keeping.turn(KeyRole.SENDER)
    made = keeping.ring.make

    def make(name: str) -> SigningKey:
        if "holder" in name:
            raise NotTodayError(text=name)
        return made(name)

    monkeypatch.setattr(keeping.ring, "make", make)
    with pytest.raises(NotTodayError):
        keeping.tend()
    keeping.node.work()
    assert [told["role"] for told in keeping.told("key.introduced")] == ["sender"]
    monkeypatch.undo()
    keeping.partner_learns()
    keeping.tend()
    keeping.node.work()
    assert {told["role"] for told in keeping.told("key.introduced")} == {"sender", "holder"}


def test_taking_back_a_turn_asks_for_a_fresh_sign_in(keeping: Keeping) -> None:
    """Else an open session alone could keep a stolen key in force."""
    now = keeping.node.now
    with transaction.atomic(durable=True):
        ask_turn(KeyRole.SENDER, reason="stolen", officer=ADMIN, signed_in_afresh_at=now, at=now)
    with pytest.raises(FreshSignInNeededError), transaction.atomic(durable=True):
        withdraw_turn(KeyRole.SENDER, officer=ADMIN, signed_in_afresh_at=None, at=now)
    with transaction.atomic(durable=True):
        taken = withdraw_turn(KeyRole.SENDER, officer=ADMIN, signed_in_afresh_at=now, at=now)
    assert taken.state == "withdrawn"
