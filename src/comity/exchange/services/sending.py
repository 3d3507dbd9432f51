"""Making the parcel that is in flight, and the question for a partner's state."""

from dataclasses import dataclass
from datetime import datetime

from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.keys import NodeKeys
from comity.crypto.merkle import Frontier
from comity.exchange.asked import CHANNEL_AND_LINK, FIRST_HEAD_AFTER, IN_FLIGHT, LAST_HEAD
from comity.exchange.channel import read_origin
from comity.exchange.key_terms import KeyRole
from comity.exchange.keys_in_force import sealing_recipient, signer
from comity.exchange.models import Channel
from comity.exchange.parcel import Content, Message, write_parcel


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel ready to be posted.

    Attributes:
        partner: code of the administration it is for.
        raw: the bytes.
        size: size of the channel once it is held.
    """

    partner: str
    raw: bytes
    size: int


def next_parcel(channel: int, *, start: int | None = None) -> Parcel | None:
    """Return the first parcel that is in flight, made anew from the database; None when none is.

    Args:
        channel: primary key of a channel out.
        start: size from which the partner said to continue; by default its last receipt's.
    """
    log = CHANNEL_AND_LINK.one(channel)
    begins = log.receipted_size if start is None else start
    # Written ahead on a medium, there may be several heads: each is the end of one parcel.
    head = FIRST_HEAD_AFTER.first(channel, begins)
    if head is None or log.halted:
        return None
    messages = tuple(
        Message(bytes(envelope), bytes(salt), bytes(body))
        for envelope, salt, body in IN_FLIGHT.all(channel, begins, head.size)
    )
    recipient = sealing_recipient(log.link)
    raw = write_parcel(bytes(head.note), Content(begins, messages), recipient=recipient)
    return Parcel(log.link.code, raw, head.size)


def state_question(channel: int, *, keys: NodeKeys) -> Parcel:
    """Return a parcel of no messages, which asks the partner how much it holds.

    A process asks this before the first head it signs: a node set back to an older copy of its
    database would otherwise sign a second history. The question is the last head signed; only
    the empty log's, which can have one root alone, is signed for it.

    Args:
        channel: primary key of a channel out.
        keys: the node's; the sender key in force signs.
    """
    log = CHANNEL_AND_LINK.one(channel)
    head = LAST_HEAD.first(channel)
    if head is None:
        key = signer(log.link, KeyRole.SENDER, read_origin(log.origin), 0, keys=keys)
        note = sign_checkpoint(Checkpoint(log.origin, 0, Frontier().root()), key)
        return Parcel(log.link.code, write_parcel(note, None, recipient=b""), 0)
    return Parcel(log.link.code, write_parcel(bytes(head.note), None, recipient=b""), head.size)


def note_failure(channel: int, *, code: str, facts: dict[str, str], at: datetime) -> None:
    """Keep why the partner could not be served, for whoever asks what is wrong with the link."""
    Channel.objects.filter(pk=channel).update(failure=code, failure_facts=facts, failed_at=at)
