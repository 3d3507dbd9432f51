"""How long a key still lasts is told from ninety days before its planned end."""

from datetime import timedelta

import pytest

from comity.exchange.key_queries import own_keys
from comity.exchange.key_terms import KeyRole
from comity.interfaces.health_wording import SENTENCES
from comity.kernel.checks import Tone
from comity.kernel.errors import NotAllowedError
from comity.node.health.key_ages import WARNED_DAYS, check_key_ages
from comity.node.key_settings import KeySettings
from tests.integration.exchange.conftest import ADMIN, ALVAREZ
from tests.integration.exchange.keys.conftest import Keeping
from tests.nodes.partner_simulator import AT

# The sealing key is out of the way: the worker replaces it by itself.
TOLD = KeySettings(sender_days=400, holder_days=500, sealing_days=730)


@pytest.mark.parametrize("left", WARNED_DAYS)
def test_a_key_is_told_before_its_planned_end(keeping: Keeping, left: int) -> None:
    at = AT + timedelta(days=400 - left)
    found = check_key_ages(TOLD, at=at)
    assert (found.tone, found.code) == (Tone.WATCH, "health_keys_end_soon")
    assert dict(found.facts)["days"] == str(left) and dict(found.facts)["role"] == "sender"
    assert check_key_ages(TOLD, at=AT).tone is Tone.GOOD


def test_a_key_past_its_end_is_a_fault_until_it_is_replaced(keeping: Keeping) -> None:
    late = AT + timedelta(days=401)
    found = check_key_ages(TOLD, at=late)
    assert (found.tone, found.code) == (Tone.STOP, "health_keys_past_their_end")
    assert found.code in SENTENCES
    keeping.node.now = late
    keeping.turn(KeyRole.SENDER)
    keeping.tend()
    assert dict(check_key_ages(TOLD, at=keeping.node.now).facts)["role"] == "holder"


def test_a_sealing_key_the_worker_did_not_replace_is_a_fault(keeping: Keeping) -> None:
    told = KeySettings()
    assert check_key_ages(told, at=AT + timedelta(days=96)).tone is Tone.GOOD
    found = check_key_ages(told, at=AT + timedelta(days=98))
    assert found.tone is Tone.STOP and dict(found.facts)["role"] == "sealing"


def test_the_page_tells_who_has_a_new_key(keeping: Keeping) -> None:
    keeping.turn(KeyRole.HOLDER)
    before = {key.role: key for key in own_keys(seen_by=ADMIN)}
    assert before[KeyRole.HOLDER].turn is not None and before[KeyRole.SENDER].turn is None
    keeping.tend()
    waiting = {key.role: key for key in own_keys(seen_by=ADMIN)}[KeyRole.HOLDER]
    assert [each.has_it for each in waiting.partners] == [False]
    keeping.node.work()
    taken = {key.role: key for key in own_keys(seen_by=ADMIN)}[KeyRole.HOLDER]
    assert [(each.has_it, each.both) for each in taken.partners] == [(True, True)]
    with pytest.raises(NotAllowedError):
        own_keys(seen_by=ALVAREZ)
