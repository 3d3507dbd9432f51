"""Where the page that verifies the record gets the node's public ledger key from.

Keys are opened above the pages, once, at start; what is handed down is the public half alone.
"""

from collections.abc import Callable
from datetime import datetime

from comity.crypto.signing import HybridVerifier
from comity.kernel.errors import NotFoundError

Noted = Callable[[int, bool, datetime], None]

_source: list[Callable[[], HybridVerifier]] = []
_noted: list[Noted] = []


def furnish(verifier: Callable[[], HybridVerifier], *, noted: Noted | None = None) -> None:
    """Say how the public half of the node's ledger key is had; called once, at start.

    Args:
        verifier: returns it.
        noted: told up to where the record was recomputed, whether it was whole, and when.
    """
    _source[:] = [verifier]
    _noted[:] = [] if noted is None else [noted]


def note(size: int, *, whole: bool, at: datetime) -> None:
    """Tell whoever keeps it that the record was recomputed."""
    for noted in _noted:
        noted(size, whole, at)


def is_furnished() -> bool:
    """Tell whether this process can verify the record at all."""
    return bool(_source)


def verifier() -> HybridVerifier:
    """Return the public half of the node's ledger key.

    Raises:
        NotFoundError: this process has no keys.
    """
    if not _source:
        raise NotFoundError(what="ledger key")
    return _source[0]()
