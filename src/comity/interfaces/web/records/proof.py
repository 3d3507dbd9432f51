"""Where the page that verifies the record gets the node's public ledger key from.

Keys are opened above the pages, once, at start; what is handed down is the public half alone.
"""

from collections.abc import Callable

from comity.crypto.signing import HybridVerifier
from comity.kernel.errors import NotFoundError

_source: list[Callable[[], HybridVerifier]] = []


def furnish(verifier: Callable[[], HybridVerifier]) -> None:
    """Say how the public half of the node's ledger key is had; called once, at start."""
    _source[:] = [verifier]


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
