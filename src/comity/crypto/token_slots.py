"""Reaching a PKCS#11 token: one act at a time in a process, and anew for each.

A module is one for the process, and so is a login. Whoever has to wait for another act waits only
so long: a token that hangs must not hold up every thread behind it.

Source: PKCS #11 v2.40, base specification, section 5.4.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pkcs11

PATIENCE_SECONDS: Final = 30.0
"""How long an act waits for the one before it; a card takes a second for a signature."""
BUSY: Final = "Busy"
"""What is told in place of the name of an error where it has not."""
_one_at_a_time = threading.Lock()


@contextmanager
def alone(*, busy: Exception, seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Be the only one that speaks to a token.

    Args:
        busy: raised where another act has not ended in time.
        seconds: how long is waited for it.
    """
    if not _one_at_a_time.acquire(timeout=seconds):
        raise busy
    try:
        yield
    finally:
        _one_at_a_time.release()


@contextmanager
def plugged_in(path: str, *, missing: Exception) -> Iterator[list[pkcs11.Slot]]:
    """Lend what is plugged in; the module is initialised anew, so that it sees what changed.

    Args:
        path: of the PKCS#11 module.
        missing: raised where it is not there, or is none.
    """
    try:
        if not Path(path).is_file():
            raise missing
        module = pkcs11.lib(path)
    except (pkcs11.PKCS11Error, OSError):
        raise missing from None
    try:
        yield module.get_slots(token_present=True)
    finally:
        # A process that is forked later, and a token that is plugged in later, start afresh.
        module.finalize()


def token_of(slots: Iterable[pkcs11.Slot], label: str) -> pkcs11.Token | None:
    """Return the token of a label; another that nobody can read is passed over."""
    for slot in slots:
        try:
            found = slot.get_token()
        except pkcs11.PKCS11Error:
            continue
        if found.label == label:
            return found
    return None
