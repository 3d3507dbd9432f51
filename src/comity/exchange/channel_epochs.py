"""What the first message of a new epoch must say, and what it means to the one who receives it.

Pure: the database code and the verifier decide alike. Protocol: CX-1, §10.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from comity.exchange.channel import Origin, read_origin
from comity.exchange.epoch_terms import EpochCause
from comity.exchange.raw_json import Fields
from comity.exchange.refusals import (
    EpochFault,
    EpochRefusedError,
    JsonRefusedError,
    ParcelRefusedError,
)

MOST_EPOCHS_AHEAD = 100
"""How far an epoch may be ahead of the open one: a sender that was set back several times skips."""

_LINE = re.compile(r"[!-~]{1,100}")
_ROOT = re.compile(r"[0-9a-f]{64}")
_NOTE = re.compile(r"[ -~\u2014\n]{0,16384}")
_CAUSE = re.compile("|".join(cause.value for cause in EpochCause))
_MOST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Opening:
    """What `epoch.opened` says.

    Attributes:
        epoch: the epoch that it opens.
        closes: origin line of the epoch it closes, the last the sender remembers.
        size: how far the sender remembers that the holder receipted that epoch.
        root: root at that size, hex.
        receipt: the holder's receipt for it; empty for size 0, for which there may be none.
        cause: why.
    """

    epoch: int
    closes: str
    size: int
    root: str
    receipt: str
    cause: EpochCause

    def body(self) -> dict[str, object]:
        """Return the body of the message."""
        return {
            "epoch": self.epoch,
            "closes": self.closes,
            "size": self.size,
            "root": self.root,
            "receipt": self.receipt,
            "cause": self.cause.value,
        }


@dataclass(frozen=True, slots=True)
class HeldLog:
    """What a holder has of the epoch that is closed.

    Attributes:
        size: messages held.
        root_at: root of its tree at a size; None beyond what is held.
        receipted_as: whether a note is this holder's own receipt for that size and root.
    """

    size: int
    root_at: Callable[[int], bytes | None]
    receipted_as: Callable[[bytes, int, bytes], bool]


def read_opening(body: Mapping[str, object]) -> Opening:
    """Read the body of an `epoch.opened`.

    Raises:
        EpochRefusedError: it is not in form.
    """
    fields = Fields(body)
    try:
        return Opening(
            epoch=fields.whole("epoch", least=2, most=999_999),
            closes=fields.text("closes", _LINE),
            size=fields.whole("size", least=0, most=_MOST),
            root=fields.text("root", _ROOT),
            receipt=fields.text("receipt", _NOTE),
            cause=EpochCause(fields.text("cause", _CAUSE)),
        )
    except JsonRefusedError as error:
        raise EpochRefusedError(EpochFault.OPENING_WRONG, part=error.code) from error


def judge_opening(opening: Opening, *, origin: Origin, held: HeldLog | None) -> bool:
    """Say what the opening of an epoch means to the end that holds the log before it.

    1. It opens the epoch whose head was signed, and closes an earlier one of the same log.
    2. The epoch it closes is held here.
    3. A size above 0 comes with this holder's own receipt for that size and root.
    4. At a size that is held the root is the one held; otherwise one of the two has forked.

    Args:
        opening: as the first message of the epoch says it.
        origin: of the head that leads to it.
        held: what is held of the epoch it closes; None when that is unknown here.

    Returns:
        Whether this holder has lost messages it once signed for.

    Raises:
        EpochRefusedError: one of these is not so.
    """
    # 1
    closes = _origin(opening.closes)
    same = (closes.link, closes.sender, closes.recipient) == (
        origin.link,
        origin.sender,
        origin.recipient,
    )
    if opening.epoch != origin.epoch or not same or closes.epoch >= origin.epoch:
        raise EpochRefusedError(EpochFault.OPENING_WRONG, part="the epoch")
    # 2
    if held is None:
        raise EpochRefusedError(EpochFault.CLOSES_UNKNOWN, closes=opening.closes)
    # 3
    root = bytes.fromhex(opening.root)
    if opening.size and not held.receipted_as(opening.receipt.encode(), opening.size, root):
        raise EpochRefusedError(EpochFault.RECEIPT_NOT_OURS, size=opening.size)
    # 4
    if opening.size <= held.size and held.root_at(opening.size) != root:
        raise EpochRefusedError(EpochFault.ROOT_NOT_HELD, size=opening.size)
    return opening.size > held.size


def _origin(line: str) -> Origin:
    try:
        return read_origin(line)
    except ParcelRefusedError as error:
        raise EpochRefusedError(EpochFault.OPENING_WRONG, part="the epoch it closes") from error
