"""Where the page that verifies the record gets the node's public ledger key from.

Keys are opened above the pages, once, at start; what is handed down is the public half alone.
"""

from collections.abc import Callable

from comity.crypto.signing import HybridVerifier

_source: list[Callable[[], HybridVerifier]] = []


def furnish(verifier: Callable[[], HybridVerifier]) -> None:
    """Say how the public half of the node's ledger key is had; called once, at start."""
    _source[:] = [verifier]


def verifier() -> HybridVerifier | None:
    """Return the public half of the node's ledger key; None in a process that has no keys."""
    return _source[0]() if _source else None
