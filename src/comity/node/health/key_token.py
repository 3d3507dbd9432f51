"""Where each sender and holder key lives, and whether the token signs, where one is told."""

from collections.abc import Callable

from comity.crypto.errors import KeystoreError
from comity.crypto.keys import NodeKeys
from comity.kernel.checks import Check, Side, Tone
from comity.kernel.errors import ComityError, Problem
from comity.node.key_settings import KeyTokenSettings

NAME = "key_token"
_TRIED = b"comity: does this key still sign?\n"


def check_key_token(unlocked: Callable[[], NodeKeys], told: KeyTokenSettings) -> Check:
    """Return where the keys live; each half in a token signs something for it.

    Args:
        unlocked: gives the node's keys.
        told: the settings of the token.
    """
    try:
        keys = unlocked()
    except KeystoreError:
        # The look at the keystore says why, and what to do.
        return Check(NAME, Tone.UNTRIED, "health_key_token_not_tried")
    in_token = [key for key in keys.signing() if key.is_in_token]
    if not in_token and not told.is_told:
        return Check(NAME, Tone.GOOD, "health_key_token_none")
    kept = [key.name for key in keys.signing() if not key.is_in_token]
    named = {
        "token": told.token or "-",
        "in_token": ", ".join(key.name for key in in_token) or "-",
        "kept": ", ".join(kept) or "-",
    }
    facts = tuple(named.items())
    try:
        for key in in_token:
            key.sign_note(_TRIED)
    except ComityError as error:
        cause = Problem(error.code, facts=error.facts)
        return Check(NAME, Tone.STOP, "health_key_token_fails", facts, Side.HERE, cause)
    return Check(NAME, Tone.GOOD, "health_key_token_works", facts)
