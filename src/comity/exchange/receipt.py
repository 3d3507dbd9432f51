"""Receipts: a holder states that it durably holds every message of a channel up to a size.

It states nothing else: that a message was handled, opened, decided or answered are messages of
the opposite channel. Source: [c2sp-tlog-cosignature 1.1.0-rc.1].
"""

from dataclasses import dataclass
from datetime import datetime

from comity.crypto.checkpoints import Checkpoint, cosign_checkpoint, open_cosignature
from comity.crypto.errors import (
    OriginDiffersError,
    SignatureMissingError,
    SignatureRefusedError,
    SignatureWrongError,
)
from comity.crypto.keys import SigningKey
from comity.crypto.signing import HybridVerifier
from comity.exchange.channel import Origin
from comity.exchange.refusals import ParcelFault, ParcelRefusedError

RECEIPT_LIMIT = 8 * 1024


@dataclass(frozen=True, slots=True)
class Receipt:
    """A verified receipt.

    Attributes:
        size: every message before this size is held.
        root: root of the tree the holder holds at that size.
        at: the holder's time, to the second.
    """

    size: int
    root: bytes
    at: datetime


def write_receipt(head: Checkpoint, holder: SigningKey, *, at: datetime) -> bytes:
    """Return the holder's signed receipt for a head.

    Args:
        head: the head whose messages have been committed; never one that is only about to be.
        holder: the node's key for receipts.
        at: aware UTC instant.
    """
    return cosign_checkpoint(head, holder, at=at)


def open_receipt(raw: bytes, *, holder: HybridVerifier, origin: Origin) -> Receipt:
    """Return what a receipt states, after checking both of the holder's signatures.

    Args:
        raw: the receipt as it came.
        holder: the keys pinned for the partner's receipts.
        origin: the channel it must be for.

    Raises:
        ParcelRefusedError: it is malformed, not signed by the partner, or for another channel.
    """
    try:
        stated = open_cosignature(raw, holder, origin=origin.line())
    except OriginDiffersError as error:
        raise ParcelRefusedError(ParcelFault.RECEIPT_OTHER_CHANNEL, **dict(error.facts)) from error
    except (SignatureMissingError, SignatureWrongError) as error:
        raise ParcelRefusedError(
            ParcelFault.RECEIPT_SIGNATURE_WRONG, **dict(error.facts)
        ) from error
    except SignatureRefusedError as error:
        raise ParcelRefusedError(ParcelFault.RECEIPT_MALFORMED) from error
    return Receipt(stated.checkpoint.size, stated.checkpoint.root, stated.at)
