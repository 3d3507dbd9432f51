"""Where doors get what verifies the record, and what signs parts of it that are taken out.

Keys are opened above the doors, once, at start; what is handed down says nothing of their halves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from comity.crypto.signing import HybridVerifier
from comity.kernel.errors import NotFoundError
from comity.ledger.exports.making import ExportKeys


@dataclass(frozen=True, slots=True)
class _Source:
    verifier: Callable[[], HybridVerifier]
    signing: Callable[[], ExportKeys]


_source: list[_Source] = []


def furnish(*, verifier: Callable[[], HybridVerifier], signing: Callable[[], ExportKeys]) -> None:
    """Say how the keys are had; called once, at start.

    Args:
        verifier: returns the public half of the record's key.
        signing: returns what an export is signed with.
    """
    _source[:] = [_Source(verifier, signing)]


def is_furnished() -> bool:
    """Tell whether this process has keys at all."""
    return bool(_source)


def record_verifier() -> HybridVerifier:
    """Return the public half of the record's key.

    Raises:
        NotFoundError: this process has no keys.
    """
    return _furnished().verifier()


def export_keys() -> ExportKeys:
    """Return what an export is signed with.

    Raises:
        NotFoundError: this process has no keys.
    """
    return _furnished().signing()


def _furnished() -> _Source:
    if not _source:
        raise NotFoundError(what="ledger key")
    return _source[0]
