"""Passwords: what a chosen one must be, and the words of what is done with them. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from comity.kernel.errors import ComityError, InvalidDraftError
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

LEAST_CHARACTERS = 15
"""ASVS 5.0 6.2.1 asks eight and strongly recommends fifteen. Fifteen here, because a password is
at times the only thing asked: a fresh sign-in by it alone approves and releases. Whoever finds
that long may type a few words of their own, or use a passkey and no password."""

MOST_CHARACTERS = 128
"""Twice what ASVS 6.2.9 asks to be taken; hashing what is longer would be work for a stranger."""

_LEAST_OF_ONES_OWN = 8
_SHORTEST_WORD = 3
_WORDS = re.compile(r"[^\W_]+")


class PasswordNotOwnError(ComityError):
    """Whoever signs in by a password that somebody else set chooses their own first."""

    code = "password_not_own"


class PasswordRefusedError(InvalidDraftError):
    """The password was not changed; every reason is named at its field."""

    code = "password_refused"


def problems_in(chosen: str, *, known_words: Iterable[str]) -> Iterator[str]:
    """Yield the codes of what is wrong with a chosen password, as far as this house can tell.

    How short it may be and which are common is Django's to say.

    Args:
        chosen: as it was typed.
        known_words: what anybody would try first: names of the officer, of the administration.
    """
    if len(chosen) > MOST_CHARACTERS:
        yield "password_too_long"
    elif _is_repeated(chosen):
        yield "password_repeats"
    elif _left_of(chosen, known_words) < _LEAST_OF_ONES_OWN:
        yield "password_of_known_words"


def has_lapsed(given_at: datetime | None, *, days: int, at: datetime) -> bool:
    """Tell whether a password that somebody else set is good no longer.

    Args:
        given_at: when it was set; None for one of the officer's own, which never lapses.
        days: for how many days it is good.
        at: now, aware.
    """
    return given_at is not None and at - given_at > timedelta(days=days)


def _is_repeated(chosen: str) -> bool:
    piece = (chosen + chosen).find(chosen, 1)
    return 0 < piece < min(len(chosen), _LEAST_OF_ONES_OWN)


def _left_of(chosen: str, known_words: Iterable[str]) -> int:
    """Return how many letters and figures are left when every known word is taken out."""
    words = {word for told in known_words for word in _WORDS.findall(told.casefold())}
    left = chosen.casefold()
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            left = left.replace(word, " ")
    return sum(character.isalnum() for character in left)


PASSWORD_SET = EventKind(
    "officer.password_set",
    ("officer",),
    N_("{officer} was given a new password; every session was ended."),
)
PASSWORD_CHOSEN = EventKind(
    "officer.password_chosen",
    ("officer",),
    N_("{officer} chose a new password; every other session was ended."),
)
NEW_BROWSER = EventKind(
    "officer.new_browser",
    ("officer", "device"),
    N_("{officer} signed in from a browser not seen before: {device}"),
)
EVENTS = (PASSWORD_SET, PASSWORD_CHOSEN, NEW_BROWSER)

SENTENCES: Mapping[str, str] = {
    "password_not_own": N_(
        "Somebody else set your password. Sign in on the pages and choose one of your own first."
    ),
    "password_refused": N_("Your password was not changed. Correct what is marked."),
    "password_wrong": N_("This is not the password you have now."),
    "password_lapsed": N_(
        "This password was set for you and has lapsed. Ask an administrator of this node to set"
        " another."
    ),
    "passwords_differ": N_("The two entries of the new password are not the same."),
    "password_not_new": N_("This is the password you have now. Choose another."),
    "password_too_short": N_("Too short: {least} characters at least. A few words will do."),
    "password_too_long": N_("Too long: {most} characters at most."),
    "password_too_common": N_(
        "This is a password that many people use, or two of them: it is tried first."
    ),
    "password_repeats": N_("The same few characters over and over are tried first."),
    "password_of_known_words": N_(
        "This is made of names that anybody would try: yours, your administration's or this"
        " program's. Add words of your own."
    ),
}
