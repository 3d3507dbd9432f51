"""Channels: each direction of a link is an append-only Merkle log that both ends hold.

Everything that decides what a head means to the one who receives it stands here, pure, so that
the database code, the tests' in-memory nodes and the verifier decide alike.

Source: [rfc-9162 §2.1], [c2sp-tlog-checkpoint 1.0].
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.merkle import Frontier
from comity.exchange.refusals import ParcelFault, ParcelRefusedError

MOST_MESSAGES = 256
"""Most messages of one parcel, which is also how far a head may be ahead of what is held."""

_ORIGIN = re.compile(
    r"comity/(?P<link>[0-9a-f]{32})/(?P<sender>[A-Z]{2})/(?P<recipient>[A-Z]{2})"
    r"/epoch-(?P<epoch>[1-9][0-9]{0,5})"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which log a head is of.

    Attributes:
        link: identifier of the link, 32 hex digits made from both descriptors.
        sender: code of the administration that writes this log.
        recipient: code of the administration it writes to.
        epoch: counts from 1; a new epoch is a new log.
    """

    link: str
    sender: str
    recipient: str
    epoch: int

    def line(self) -> str:
        """Return the origin line of the channel's checkpoints."""
        return f"comity/{self.link}/{self.sender}/{self.recipient}/epoch-{self.epoch}"


def read_origin(line: str) -> Origin:
    """Read an origin line.

    Raises:
        ParcelRefusedError: it is not the origin of a channel.
    """
    found = _ORIGIN.fullmatch(line)
    if found is None:
        raise ParcelRefusedError(ParcelFault.HEAD_MALFORMED, part="the origin")
    return Origin(found["link"], found["sender"], found["recipient"], int(found["epoch"]))


class Arrival(Enum):
    """What a signed head means to the end that receives it."""

    NEWS = auto()
    HELD_ALREADY = auto()


def judge_arrival(head: Checkpoint, *, held: int, root_there: bytes | None) -> Arrival:
    """Say what a head with good signatures means to an end that holds `held` messages.

    A size that is held already is answered with the stored receipt, unopened; that is what makes
    sending a parcel twice harmless. A head that contradicts what is held is a fork: the sender
    has signed two trees of one origin that no consistency proof joins.

    Args:
        head: the head as its sender signed it.
        held: messages held.
        root_there: root of the tree held at `head.size`; None when fewer messages are held.

    Raises:
        ParcelRefusedError: the head forks from what is held, or leaves more than one parcel out;
            `expected` then is the size to continue from.
    """
    if head.size <= held:
        if root_there != head.root:
            raise ParcelRefusedError(ParcelFault.FORK, size=head.size)
        return Arrival.HELD_ALREADY
    if head.size - held > MOST_MESSAGES:
        # Whatever it holds, it cannot begin where we stand: no need to open it.
        raise ParcelRefusedError(ParcelFault.GAP, expected=held)
    return Arrival.NEWS


def judge_content(
    head: Checkpoint, *, held: Frontier, start: int, leaves: Sequence[bytes]
) -> Frontier:
    """Return the tree after an opened parcel, if it is exactly what its head says.

    Args:
        head: the head as its sender signed it.
        held: the tree held before.
        start: size of the log before the parcel's first message, as the parcel says.
        leaves: leaf hashes of the parcel's messages.

    Raises:
        ParcelRefusedError: the parcel begins after what is held (gap) or before it (overlap), or
            its messages do not lead to the root that was signed.
    """
    if start != held.size:
        fault = ParcelFault.GAP if start > held.size else ParcelFault.OVERLAP
        raise ParcelRefusedError(fault, expected=held.size)
    grown = held.extend(leaves)
    if grown.size != head.size or grown.root() != head.root:
        raise ParcelRefusedError(ParcelFault.ROOT_DIFFERS, size=head.size)
    return grown


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unnumbered message, as far as its turn depends on it.

    Attributes:
        key: its place in the order of recording.
        case: opaque case reference; empty for none.
        urgent: whether it leaves before what is not urgent.
        size: bytes it takes in a parcel.
    """

    key: int
    case: str
    urgent: bool
    size: int


def in_order_of_departure(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Return unnumbered messages in the order in which they are numbered.

    Urgent ones come first, each after the earlier ones of its own case, because a case that is
    told out of order is told wrongly; the rest follow as they were recorded.
    """
    recorded = sorted(waiting, key=lambda message: message.key)
    last_urgent = {m.case: m.key for m in recorded if m.urgent and m.case}
    first = [m for m in recorded if m.urgent or m.key < last_urgent.get(m.case, 0)]
    early = {m.key for m in first}
    return first + [m for m in recorded if m.key not in early]


def one_parcel_of(waiting: Sequence[Waiting], *, room: int) -> list[Waiting]:
    """Return as many messages from the front as one parcel takes, at least one if there is any.

    Args:
        waiting: messages in order of departure.
        room: bytes a parcel has for messages.
    """
    taken: list[Waiting] = []
    for message in waiting[:MOST_MESSAGES]:
        if taken and room < message.size:
            break
        taken.append(message)
        room -= message.size
    return taken
