"""A kill before or after any step with a key is made good by the next pass, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from comity.exchange.key_terms import KeyRole
from comity.exchange.models import KeyTurn
from comity.exchange.services import keys_making, keys_telling, keys_tending
from comity.exchange.verification import verify_channels
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.keys.conftest import Keeping, MemoryKeyring

STEPS = ("publish_descriptor", "make_own_descriptor", "queue_link_message", "append")


class KilledError(Exception):
    """The process is gone."""


def killing(function: Callable[..., Any], *, at_call: int, after: bool) -> Callable[..., Any]:
    """Wrap a function: at its n-th call the process dies, before or after its effect."""
    calls = 0

    def wrapped(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at_call and not after:
            raise KilledError
        came = function(*given, **named)
        if calls == at_call:
            raise KilledError
        return came

    return wrapped


def tend(keeping: Keeping, **later: Any) -> None:
    """A pass that may die; the worker that comes after it has only what was kept."""
    try:
        keeping.tend(**later)
    except KilledError:
        keeping.node.keys = keeping.node.courier.keys = keeping.ring.keys()


def live_through(keeping: Keeping, role: KeyRole) -> None:
    """The whole life of a rotation, with as many passes as a worker makes."""
    keeping.turn(role)
    for _ in range(3):
        tend(keeping, minutes=1)
        keeping.node.work()
    keeping.partner_learns()
    for _ in range(4):
        tend(keeping, days=15)
        keeping.node.work()


def demand_one_rotation(keeping: Keeping, role: KeyRole) -> None:
    assert len(keeping.told("key.introduced")) == len(keeping.told("key.ended")) == 1
    assert [key.name for key in keeping.ring.kept.signing()].count(f"US/{role}/2") == 1
    assert len(keeping.ring.kept.signing()) == 2
    assert KeyTurn.objects.get().state == "done"
    events = list(LedgerEntry.objects.values_list("event", flat=True))
    for event in ("key.made", "key.introduced", "key.ended", "key.destroyed"):
        assert events.count(event) == 1, event
    keeping.node.send("still speaking")
    assert keeping.node.work().failures == ()
    assert all(report.whole for report in verify_channels())


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at_call", [1, 2])
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_a_step_of_the_database_is_made_good(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch, step: str, at_call: int, after: bool
) -> None:
    steps = [each for each in (keys_making, keys_telling, keys_tending) if hasattr(each, step)]
    dying = killing(getattr(steps[0], step), at_call=at_call, after=after)
    for each in steps:
        monkeypatch.setattr(each, step, dying)
    live_through(keeping, KeyRole.SENDER)
    demand_one_rotation(keeping, KeyRole.SENDER)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at_call", [1, 2])
@pytest.mark.parametrize("step", ["keep", "show"])
def test_a_kill_at_the_keystore_is_made_good(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch, step: str, at_call: int, after: bool
) -> None:
    real = getattr(MemoryKeyring, step)
    monkeypatch.setattr(MemoryKeyring, step, killing(real, at_call=at_call, after=after))
    live_through(keeping, KeyRole.HOLDER)
    demand_one_rotation(keeping, KeyRole.HOLDER)
