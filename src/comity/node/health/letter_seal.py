"""Whether letters can be sealed: the token, its key and its certificate, when one is told."""

from datetime import datetime, timedelta

from comity.kernel.checks import Check, Side, Tone, instant_in_words
from comity.kernel.errors import ComityError, Problem
from comity.letters.token_terms import Token
from comity.node.letter_seal import token_told
from comity.node.letter_seal_settings import LetterSealSettings
from comity.node.watching_settings import HealthSettings

NAME = "letter_seal"


def check_letter_seal(told: LetterSealSettings, limits: HealthSettings, *, at: datetime) -> Check:
    """Return whether a letter could be sealed now; the token's key signs something for it.

    Args:
        told: the settings of the seal.
        limits: how long before its end a certificate is told.
        at: aware UTC instant.
    """
    try:
        token = token_told(told)
        if token is None:
            return Check(NAME, Tone.GOOD, "health_letter_seal_own")
        ends = _ends(token, at)
    except ComityError as error:
        cause = Problem(error.code, facts=error.facts)
        named = (("token", told.token),)
        return Check(NAME, Tone.STOP, "health_letter_seal_fails", named, Side.HERE, cause)
    days = str((ends - at).days)
    facts = (("token", told.token), ("ends", instant_in_words(ends)), ("days", days))
    if ends - at < timedelta(days=limits.certificate_days):
        return Check(NAME, Tone.WATCH, "health_letter_seal_ends_soon", facts, Side.HERE)
    return Check(NAME, Tone.GOOD, "health_letter_seal_token", facts)


def _ends(token: Token, at: datetime) -> datetime:
    # What speaks PKCS#11 is installed only where a token is told.
    from comity.letters.token import opened

    with opened(token, at=at) as ready:
        return ready.ends
