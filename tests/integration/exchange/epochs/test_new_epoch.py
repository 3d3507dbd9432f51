"""A new epoch: two persons open it, the partner recognises it, and nothing has a second effect."""

from typing import Any

import pytest
from django.db import transaction

from comity.assistance.models import Request
from comity.exchange.models import Channel, EpochOpening, Fork, Inbound, Link, Outbound
from comity.exchange.refusals import EpochRefusedError, HaltCause
from comity.exchange.services import (
    confirm_epoch,
    lease,
    next_parcel,
    number_waiting,
    propose_epoch,
    release,
    sign_head,
)
from comity.exchange.terms import Direction
from comity.exchange.verification import verify_channels
from comity.kernel.errors import NotAllowedError, Problem
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.epochs.conftest import SetBack
from tests.two_nodes import TwoNodes


def open_epoch(both: TwoNodes, code: str, partner: str, *, cause: str = "failover") -> None:
    with both.at(code) as scene:
        with transaction.atomic(durable=True):
            propose_epoch(
                partner, cause=cause, reason="test", officer=scene.officer("n.okafor"), at=both.now
            )
        with transaction.atomic(durable=True):
            confirm_epoch(partner, officer=scene.officer("c.unit"), at=both.now)


def on_its_way(both: TwoNodes, code: str) -> bytes:
    """The parcel a node would post next, numbered and signed by a process that asked nobody."""
    with both.at(code):
        out = Channel.objects.filter(direction=Direction.OUT).order_by("epoch").last()
        assert out is not None
        lease(out.pk, owner="test", at=both.now)
        number_waiting(out.pk, owner="test")
        sign_head(out.pk, keys=both.nodes[code].keys)
        release(out.pk, owner="test")
        parcel = next_parcel(out.pk)
    assert parcel is not None
    return parcel.raw


def channels(both: TwoNodes, code: str, direction: Direction) -> list[tuple[int, int, int]]:
    with both.at(code):
        rows = Channel.objects.filter(direction=direction).order_by("epoch")
        return list(rows.values_list("epoch", "size", "receipted_size"))


def states(both: TwoNodes, code: str) -> list[str]:
    with both.at(code):
        return list(Request.objects.order_by("pk").values_list("state", flat=True))


def events(both: TwoNodes, code: str, event: str) -> list[dict[str, str]]:
    with both.at(code):
        return [dict(e.facts()) for e in LedgerEntry.objects.filter(event=event).order_by("index")]


def whole(both: TwoNodes, code: str) -> bool:
    with both.at(code):
        return all(report.whole for report in verify_channels())


def test_a_new_epoch_carries_what_was_not_receipted_and_has_one_effect(both: TwoNodes) -> None:
    with both.at("US") as scene:
        scene.sent()
    both.drain()
    with both.at("US") as scene:
        scene.sent()
    # It is held there, and the receipt for it is lost on the way back.
    both.take("UA", on_its_way(both, "US"))
    both.handle("UA")
    open_epoch(both, "US", "UA")
    both.drain()
    assert channels(both, "US", Direction.OUT) == [(1, 2, 1), (2, 2, 2)]
    assert channels(both, "UA", Direction.IN) == [(1, 2, 2), (2, 2, 2)]
    assert len(states(both, "UA")) == 2
    assert len(events(both, "UA", "message.held_again")) == 1
    with both.at("US"):
        assert not Outbound.objects.filter(refused__gt="").exists()
        assert not Outbound.objects.filter(delivered_at__isnull=True).exists()
    assert whole(both, "US") and whole(both, "UA")


def test_both_records_say_what_was_closed_and_how_far(both: TwoNodes) -> None:
    with both.at("US") as scene:
        scene.sent()
    both.drain()
    open_epoch(both, "US", "UA", cause="compromise")
    both.drain()
    (told,) = events(both, "US", "epoch.opened")
    (heard,) = events(both, "UA", "epoch.opened_there")
    assert (told["size"], told["cause"], told["again"]) == ("1", "compromise", "0")
    assert (heard["size"], heard["held"], heard["cause"]) == ("1", "1", "compromise")
    assert told["origin"] == heard["origin"] and told["origin"].endswith("epoch-2")
    with both.at("UA"):
        assert EpochOpening.objects.get(direction=Direction.IN).held == 1


def test_one_person_alone_opens_nothing(both: TwoNodes) -> None:
    with both.at("US") as scene:
        admin, officer = scene.officer("n.okafor"), scene.officer("j.alvarez")
        how: dict[str, Any] = {"cause": "failover", "reason": "test", "at": both.now}
        with pytest.raises(NotAllowedError), transaction.atomic(durable=True):
            propose_epoch("UA", officer=officer, **how)
        with pytest.raises(EpochRefusedError) as none, transaction.atomic(durable=True):
            confirm_epoch("UA", officer=admin, at=both.now)
        with transaction.atomic(durable=True):
            propose_epoch("UA", officer=admin, **how)
        with pytest.raises(EpochRefusedError) as alone, transaction.atomic(durable=True):
            confirm_epoch("UA", officer=admin, at=both.now)
    assert none.value.code == "epoch_not_proposed"
    assert alone.value.code == "epoch_second_person_needed"
    assert channels(both, "US", Direction.OUT) == [(1, 0, 0)]


def test_a_parcel_of_the_closed_epoch_is_refused_as_closed(both: TwoNodes) -> None:
    with both.at("US") as scene:
        scene.sent()
    late = on_its_way(both, "US")
    open_epoch(both, "US", "UA")
    both.drain()
    answer = both.take("UA", late)
    assert isinstance(answer, Problem) and answer.code == "parcel_epoch_closed"
    assert states(both, "UA") == ["received"]


def test_a_new_epoch_ends_a_halt_after_a_lost_tail(both: TwoNodes, set_back: SetBack) -> None:
    set_back.keep("US")
    with both.at("US") as scene:
        scene.sent()
    both.drain()
    set_back.restore("US")
    with both.at("US") as scene:
        scene.sent(subject="Another")
    both.drain()
    with both.at("US"):
        assert Channel.objects.get(direction=Direction.OUT).halted == HaltCause.OWN_TAIL_LOST
    open_epoch(both, "US", "UA", cause="lost_tail")
    both.drain()
    (heard,) = events(both, "UA", "epoch.opened_there")
    assert (heard["size"], heard["held"]) == ("0", "1")
    assert whole(both, "US") and whole(both, "UA")


def test_an_epoch_opened_twice_over_skips_what_the_partner_has_open(
    both: TwoNodes, set_back: SetBack
) -> None:
    with both.at("US") as scene:
        scene.sent()
    both.drain()
    set_back.keep("US")
    open_epoch(both, "US", "UA")
    both.drain()
    set_back.restore("US")
    with both.at("US") as scene:
        scene.sent(subject="Another")
    both.drain()
    with both.at("US"):
        failed = Channel.objects.get(direction=Direction.OUT)
        assert (failed.failure, failed.failure_facts["open"]) == ("parcel_epoch_closed", "2")
    open_epoch(both, "US", "UA", cause="restored")
    both.drain()
    assert [epoch for epoch, _, _ in channels(both, "UA", Direction.IN)] == [1, 2, 3]
    assert len(states(both, "UA")) == 2


def test_an_opening_that_nobody_heard_of_is_not_repeated(both: TwoNodes) -> None:
    with both.at("US") as scene:
        scene.sent()
    open_epoch(both, "US", "UA")
    open_epoch(both, "US", "UA", cause="compromise")
    both.drain()
    assert channels(both, "US", Direction.OUT) == [(1, 0, 0), (2, 1, 0), (3, 2, 2)]
    assert channels(both, "UA", Direction.IN) == [(1, 0, 0), (3, 2, 2)]
    assert states(both, "UA") == ["received"]
    assert whole(both, "US") and whole(both, "UA")


def test_a_holder_that_lost_its_tail_learns_so_from_its_own_receipt(
    both: TwoNodes, set_back: SetBack
) -> None:
    set_back.keep("UA")
    with both.at("US") as scene:
        scene.sent()
    both.drain()
    set_back.restore("UA")
    open_epoch(both, "US", "UA", cause="lost_tail")
    both.post("US")
    with both.at("UA"):
        assert Link.objects.get().recovering
        assert Inbound.objects.count() == 1
    assert events(both, "UA", "recovery.started")[0]["partner"] == "US"


def test_two_heads_that_contradict_are_both_kept_as_evidence(
    both: TwoNodes, set_back: SetBack
) -> None:
    set_back.keep("US")
    with both.at("US") as scene:
        scene.sent()
    both.post("US")
    set_back.restore("US")
    with both.at("US") as scene:
        scene.sent(subject="Another")
    # A sender that asked for no state first, and signed a second history.
    parcel = on_its_way(both, "US")
    answer, again = both.take("UA", parcel), both.take("UA", parcel)
    assert isinstance(answer, Problem) and answer == again and answer.code == "parcel_fork"
    with both.at("UA"):
        fork = Fork.objects.get()
        assert (fork.size, fork.held_size) == (1, 1) and fork.theirs != fork.ours
    assert len(events(both, "UA", "fork.found")) == 1
    open_epoch(both, "US", "UA", cause="forked")
    both.drain()
    assert channels(both, "UA", Direction.IN)[-1] == (2, 2, 2)
