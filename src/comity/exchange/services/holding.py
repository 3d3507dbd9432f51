"""The holder's end: recognise a head, hold what it leads to, then sign that it is held.

Verify, open, recompute the root, store messages and one ledger entry, commit. Only then is the
receipt signed, stored and sent: it states what a crash can no longer undo. A parcel that comes
again is answered with the receipt stored, so that sending twice is harmless.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.keys import NodeKeys
from comity.crypto.merkle import Frontier
from comity.exchange.channel import Arrival, Origin, judge_arrival, judge_content
from comity.exchange.descriptor import pinned
from comity.exchange.envelope import read_envelope
from comity.exchange.models import Channel, ChannelHead, Inbound, Link
from comity.exchange.parcel import Content, Message, claimed_origin, open_content, open_head
from comity.exchange.receipt import write_receipt
from comity.exchange.refusals import MessageRefusedError, ParcelFault, ParcelRefusedError
from comity.exchange.services.refusing import record_refusal
from comity.exchange.services.roots import root_at
from comity.exchange.terms import PARCEL_HELD, Direction, Envelope, LinkState
from comity.ledger.services import append
from comity.ledger.terms import NODE

Keys = NodeKeys
"""The unlocked keys of a node, under the name by which the door, which holds none, knows them."""

# A revoked link's keys may be in anybody's hands; their signatures tell nothing any more.
_TRUSTED = (LinkState.CONFIRMED, LinkState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A head whose sender is known, because both of its signatures are good.

    Attributes:
        link: the link of the administration that signed it.
        origin: the channel it is of.
        checkpoint: what was signed.
        raw: the note as it came.
    """

    link: Link
    origin: Origin
    checkpoint: Checkpoint
    raw: bytes


@dataclass(frozen=True, slots=True)
class Recognised:
    """A head that may be followed by its messages.

    Attributes:
        head: the head.
        channel: primary key of the channel in.
        held_already: whether everything up to it is held; the stored receipt then is the answer,
            and nothing more needs to be read.
    """

    head: KnownHead
    channel: int
    held_already: bool


def recognise(raw: bytes, *, own_code: str, at: datetime) -> Recognised:
    """Say what a parcel's head is to this node, before anything after it is read.

    1. It claims to be of a channel whose sender has a confirmed link here.
    2. Both of the sender's signatures are good: from here on the sender is known.
    3. The link is live, and the head is of its open channel to this node.
    4. It does not contradict what is held.

    Args:
        raw: the head, at most 8 KiB.
        own_code: this node's administration.
        at: aware UTC instant.

    Raises:
        ParcelRefusedError: with the cause. From step 3 on the refusal is recorded.
    """
    # 1
    origin = claimed_origin(raw)
    link = Link.objects.filter(code=origin.sender, state__in=_TRUSTED).first()
    if link is None:
        raise ParcelRefusedError(ParcelFault.SENDER_UNKNOWN, sender=origin.sender)
    # 2
    sender = pinned(bytes(link.descriptor)).sender
    head = KnownHead(link, origin, open_head(raw, sender=sender, origin=origin), raw)
    try:
        # 3
        channel = _channel_of(head, own_code=own_code)
        # 4
        arrival = _judge(head.checkpoint, channel)
    except ParcelRefusedError as refusal:
        record_refusal(head, refusal, at=at)
        raise
    return Recognised(head, channel.pk, arrival is Arrival.HELD_ALREADY)


def hold(recognised: Recognised, sealed: bytes, *, keys: NodeKeys, at: datetime) -> bytes:
    """Hold the messages of a recognised parcel and return this node's receipt for them.

    Args:
        recognised: its head, as `recognise` returned it.
        sealed: everything after the head; empty when the partner only asks for the state.
        keys: the node's keys; the sealing key opens, the holder key signs the receipt.
        at: aware UTC instant.

    Returns:
        The receipt: a new one, or the one stored when everything was held already.

    Raises:
        ParcelRefusedError: with the cause; recorded, and nothing else has changed.
    """
    if not recognised.held_already:
        try:
            _store(recognised, _opened(recognised, sealed, keys), at=at)
        except ParcelRefusedError as refusal:
            if sealed:
                record_refusal(recognised.head, refusal, at=at)
            raise
    return _receipt_of(recognised, keys=keys, at=at)


def _channel_of(head: KnownHead, *, own_code: str) -> Channel:
    link, origin = head.link, head.origin
    if origin.recipient != own_code:
        raise ParcelRefusedError(ParcelFault.OTHER_RECIPIENT, recipient=origin.recipient)
    if origin.link != link.link_id:
        raise ParcelRefusedError(ParcelFault.OTHER_LINK)
    if link.state != LinkState.CONFIRMED:
        raise ParcelRefusedError(
            ParcelFault.LINK_SUSPENDED, sender=link.code, state=str(link.state)
        )
    channel = link.channels.filter(direction=Direction.IN).order_by("epoch").last()
    if channel is None or origin.epoch > channel.epoch:
        raise ParcelRefusedError(ParcelFault.EPOCH_UNKNOWN, epoch=origin.epoch)
    if origin.epoch < channel.epoch:
        raise ParcelRefusedError(ParcelFault.EPOCH_CLOSED, epoch=origin.epoch, open=channel.epoch)
    return channel


def _judge(checkpoint: Checkpoint, channel: Channel) -> Arrival:
    there = root_at(channel, checkpoint.size)
    return judge_arrival(checkpoint, held=channel.size, root_there=there)


def _opened(recognised: Recognised, sealed: bytes, keys: NodeKeys) -> Content:
    if not sealed:
        # A parcel of no messages asks for the state, and the state is: not that far yet.
        held = Channel.objects.values_list("size", flat=True).get(pk=recognised.channel)
        raise ParcelRefusedError(ParcelFault.GAP, expected=held)
    return open_content(sealed, key=keys.sealing)


def _store(recognised: Recognised, content: Content, *, at: datetime) -> None:
    """Store what an opened parcel holds, if it is what its head says."""
    leaves = [message.leaf() for message in content.messages]
    envelopes = [_envelope_of(message) for message in content.messages]
    _check_bodies(content, envelopes)
    checkpoint = recognised.head.checkpoint
    with transaction.atomic(durable=True):
        channel = Channel.objects.select_for_update(no_key=True).get(pk=recognised.channel)
        # Another request may have held the same parcel since the head was judged.
        if _judge(checkpoint, channel) is Arrival.HELD_ALREADY:
            return
        held = Frontier.from_bytes(bytes(channel.frontier))
        grown = judge_content(checkpoint, held=held, start=content.start, leaves=leaves)
        Inbound.objects.bulk_create(
            _row(channel, content.start + place, message, envelopes[place], leaves[place], at)
            for place, message in enumerate(content.messages)
        )
        channel.size, channel.frontier, channel.reached_at = grown.size, grown.to_bytes(), at
        channel.save(update_fields=["size", "frontier", "reached_at"])
        ChannelHead.objects.create(
            channel=channel,
            size=checkpoint.size,
            root=checkpoint.root,
            note=recognised.head.raw,
        )
        _record_held(recognised.head, len(leaves), at=at)


def _envelope_of(message: Message) -> Envelope | None:
    """Return a message's envelope, or None when it has none in form.

    Such a message is held all the same: its leaf is signed, so no other parcel can ever replace
    it, and refusing the parcel would stop the channel for good. It is refused by name when its
    turn comes.
    """
    try:
        return read_envelope(message.envelope)
    except MessageRefusedError:
        return None


def _check_bodies(content: Content, envelopes: list[Envelope | None]) -> None:
    """Refuse a parcel whose bodies are not those its envelopes name.

    Unlike a malformed envelope, this another parcel with the same leaves can put right; and a
    receipt for a body that is not there would be false.
    """
    for place, (message, envelope) in enumerate(zip(content.messages, envelopes, strict=True)):
        if envelope is not None and message.body_digest() != envelope.body_digest:
            raise ParcelRefusedError(ParcelFault.BODY_DIFFERS, index=content.start + place)


def _row(
    channel: Channel,
    index: int,
    message: Message,
    envelope: Envelope | None,
    leaf: bytes,
    at: datetime,
) -> Inbound:
    return Inbound(
        channel=channel,
        index=index,
        message_id="" if envelope is None else envelope.id,
        type="" if envelope is None else envelope.type,
        case="" if envelope is None else envelope.case,
        envelope=message.envelope,
        salt=message.salt,
        body=message.body,
        leaf_hash=leaf,
        held_at=at,
    )


def _record_held(head: KnownHead, messages: int, *, at: datetime) -> None:
    append(
        PARCEL_HELD,
        about=head.link.code,
        by=NODE,
        agency="",
        at=at,
        partner=head.link.code,
        origin=head.checkpoint.origin,
        size=head.checkpoint.size,
        root=head.checkpoint.root.hex(),
        messages=messages,
    )


def _receipt_of(recognised: Recognised, *, keys: NodeKeys, at: datetime) -> bytes:
    """Return the receipt for all that is held, signing it if a kill came before it was."""
    channel = Channel.objects.get(pk=recognised.channel)
    if channel.size == 0:
        # Nothing is held; that there is nothing needs no memory.
        return write_receipt(recognised.head.checkpoint, keys.holder, at=at)
    head = channel.heads.get(size=channel.size)
    if head.receipt is not None:
        return bytes(head.receipt)
    checkpoint = Checkpoint(channel.origin, head.size, bytes(head.root))
    raw = write_receipt(checkpoint, keys.holder, at=at)
    with transaction.atomic(durable=True):
        unsigned = ChannelHead.objects.filter(pk=head.pk, receipt__isnull=True)
        if unsigned.update(receipt=raw, receipt_at=at):
            Channel.objects.filter(pk=channel.pk, receipted_size__lt=head.size).update(
                receipted_size=head.size
            )
            return raw
    # Somebody else signed meanwhile; one receipt a size.
    return bytes(ChannelHead.objects.get(pk=head.pk).receipt or raw)
