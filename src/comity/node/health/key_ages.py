"""How long the node's own keys still last."""

from datetime import datetime

from comity.exchange.notice_terms import WARNED_DAYS
from comity.kernel.checks import Check, Side, Tone, instant_in_words
from comity.node.key_settings import KeySettings
from comity.node.own_keys import key_ages

__all__ = ["NAME", "WARNED_DAYS", "check_key_ages"]

NAME = "own_keys"


def check_key_ages(told: KeySettings, *, at: datetime) -> Check:
    """Return whether a key nears the end of its planned use; a sealing key is replaced by itself.

    Args:
        told: how long keys are meant to be used.
        at: aware UTC instant.
    """
    ages = key_ages(told)
    if not ages:
        return Check(NAME, Tone.UNTRIED, "health_not_tried")
    # The worker replaces a sealing key on its day; one that is a week over was not replaced.
    lasting = {age.role: (age.ends - at).days + (7 if age.role == "sealing" else 0) for age in ages}
    soonest = min(ages, key=lambda age: lasting[age.role])
    days = lasting[soonest.role]
    named = {"role": soonest.role.value, "ends": instant_in_words(soonest.ends), "days": str(days)}
    facts = tuple(named.items())
    if days < 0:
        return Check(NAME, Tone.STOP, "health_keys_past_their_end", facts, Side.HERE)
    if soonest.role != "sealing" and days <= max(WARNED_DAYS):
        return Check(NAME, Tone.WATCH, "health_keys_end_soon", facts, Side.HERE)
    return Check(NAME, Tone.GOOD, "health_keys_last", facts)
