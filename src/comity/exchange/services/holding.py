"""The holder's end: recognise a head, hold what it leads to, then sign that it is held.

Verify, open, recompute the root, store messages and one ledger entry, commit. Only then is the
receipt signed, stored and sent: it states what a crash can no longer undo. A parcel that comes
again is answered with the receipt stored, so that sending twice is harmless.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.keys import NodeKeys, SigningKey
from comity.crypto.merkle import Frontier
from comity.database.inserting import insert, insert_alike
from comity.exchange.asked import (
    CHANNEL_OF_ORIGIN,
    GROWN_AND_REACHED,
    HEAD_AT,
    HELD_UP_TO,
    LINK,
    LOCKED_CHANNEL_OF_ORIGIN,
    NEWEST_CHANNEL_IN,
    RECEIPTED,
    TRUSTED_LINK,
)
from comity.exchange.channel import Arrival, Origin, judge_arrival, judge_content
from comity.exchange.channel_epochs import Opening
from comity.exchange.ended_keys import Alarm
from comity.exchange.envelope import read_envelope
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.keys_in_force import in_force_now, open_head_of, signer
from comity.exchange.models import Channel, ChannelHead, Inbound, Link
from comity.exchange.parcel import Content, Message, claimed_origin, open_content, open_head
from comity.exchange.receipt import write_receipt
from comity.exchange.refusals import (
    LinkRefusedError,
    MessageRefusedError,
    ParcelFault,
    ParcelRefusedError,
)
from comity.exchange.services.due import suite_of
from comity.exchange.services.epoch_receiving import demand_openable, open_for, opening_in
from comity.exchange.services.forking import note_fork
from comity.exchange.services.keys_taking import keep_said, said_of_keys
from comity.exchange.services.refusing import record_refusal
from comity.exchange.services.roots import root_at
from comity.exchange.terms import PARCEL_HELD, Direction, Envelope, LinkState
from comity.ledger.services import append
from comity.ledger.terms import NODE

Keys = NodeKeys
"""The unlocked keys of a node, under the name by which the door, which holds none, knows them."""

_OF_MESSAGE = ("index", "message_id", "type", "case", "envelope", "salt", "body", "leaf_hash")
_alarm = Alarm()
_log = logging.getLogger(__name__)


def keys_now(keys: NodeKeys | Callable[[], NodeKeys]) -> Callable[[], NodeKeys]:
    """Return what gives the keys as they are now, where they may be replaced or are fixed."""
    if isinstance(keys, NodeKeys):
        fixed = keys
        return lambda: fixed
    return keys


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
        channel: primary key of the channel in; None while its epoch is still to be opened.
        held_already: whether everything up to it is held; the stored receipt then is the answer,
            and nothing more needs to be read.
    """

    head: KnownHead
    channel: int | None
    held_already: bool


def recognise(raw: bytes, *, own_code: str, at: datetime, recorded: bool = True) -> Recognised:
    """Say what a parcel's head is to this node, before anything after it is read.

    1. It claims to be of a channel whose sender has a confirmed link here.
    2. Both of the sender's signatures are good: from here on the sender is known.
    3. The link is live, and the head is of its open channel to this node.
    4. It does not contradict what is held.

    Args:
        raw: the head, at most 8 KiB.
        own_code: this node's administration.
        at: aware UTC instant.
        recorded: whether a refusal is recorded; not when somebody only looks.

    Raises:
        ParcelRefusedError: with the cause. From step 3 on the refusal is recorded, and so is that
            somebody signs with a key that has ended.
    """
    # 1
    origin = claimed_origin(raw)
    link = TRUSTED_LINK.first(origin.sender)
    if link is None:
        raise ParcelRefusedError(ParcelFault.SENDER_UNKNOWN, sender=origin.sender)
    # 2
    try:
        head = KnownHead(link, origin, _signed_head(link, raw, origin), raw)
    except ParcelRefusedError as refusal:
        if recorded and refusal.fault is ParcelFault.KEY_ENDED:
            _tell_theft(link, origin, raw, refusal, at=at)
        raise
    try:
        # 3
        _demand_suite(link, at=at)
        channel = _channel_of(head, own_code=own_code)
        if channel is None:
            return Recognised(head, None, head.checkpoint.size == 0)
        # 4
        arrival = _judge(head.checkpoint, channel)
    except ParcelRefusedError as refusal:
        if recorded:
            record_refusal(head, refusal, at=at)
            _keep_evidence(head, refusal, at=at)
        raise
    return Recognised(head, channel.pk, arrival is Arrival.HELD_ALREADY)


def hold(recognised: Recognised, sealed: bytes, *, keys: NodeKeys, at: datetime) -> bytes:
    """Hold the messages of a recognised parcel and return this node's receipt for them.

    Whoever gives the receipt away rings the bell then: the worker would take the messages up while
    the partner still waits to be told that they are held.

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
                _keep_evidence(recognised.head, refusal, at=at)
            raise
    return _receipt_of(recognised, keys=keys, at=at)


def _signed_head(link: Link, raw: bytes, origin: Origin) -> Checkpoint:
    """Return a head whose signatures are good.

    Of a link this node does not know no key counts; the keys of now tell whether it is the partner
    that speaks of one, so that it can be told that by name. Step 3 lets no such head through.
    """
    try:
        return open_head_of(link, raw, origin=origin)
    except ParcelRefusedError:
        if origin.link != link.link_id:
            for key in in_force_now(link, KeyRole.SENDER, End.PARTNER):
                with suppress(ParcelRefusedError):
                    return open_head(raw, sender=key, origin=origin)
        raise


def _tell_theft(
    link: Link, origin: Origin, raw: bytes, refusal: ParcelRefusedError, *, at: datetime
) -> None:
    """Log and record that a key of a partner which has ended signs, at most once a minute.

    One row a channel: a thief chooses what size and root it signs, and new ones for ever.
    """
    channel = link.channels.filter(direction=Direction.IN).order_by("epoch").last()
    if channel is None or not _alarm.rings(link.code):
        return
    told = {"partner": link.code, "code": refusal.code}
    _log.warning("a head is signed with a key that has ended: it may be stolen", extra=told)
    nothing = Checkpoint(channel.origin, 0, Frontier().root())
    record_refusal(KnownHead(link, origin, nothing, raw), refusal, at=at)


def _demand_suite(link: Link, *, at: datetime) -> None:
    try:
        suite_of(link, at=at)
    except LinkRefusedError as retired:
        raise ParcelRefusedError(ParcelFault.SUITE_RETIRED, **dict(retired.facts)) from retired


def _channel_of(head: KnownHead, *, own_code: str) -> Channel | None:
    """Return the open channel that a head is of; None when it may open a new epoch."""
    link, origin = head.link, head.origin
    if origin.recipient != own_code:
        raise ParcelRefusedError(ParcelFault.OTHER_RECIPIENT, recipient=origin.recipient)
    if origin.link != link.link_id:
        raise ParcelRefusedError(ParcelFault.OTHER_LINK)
    if link.state != LinkState.CONFIRMED:
        raise ParcelRefusedError(
            ParcelFault.LINK_SUSPENDED, sender=link.code, state=str(link.state)
        )
    channel = NEWEST_CHANNEL_IN.first(link.pk)
    if channel is None:
        raise ParcelRefusedError(ParcelFault.EPOCH_UNKNOWN, epoch=origin.epoch)
    if origin.epoch > channel.epoch:
        demand_openable(origin, head.checkpoint, open_epoch=channel.epoch)
        return None
    if origin.epoch < channel.epoch:
        raise ParcelRefusedError(ParcelFault.EPOCH_CLOSED, epoch=origin.epoch, open=channel.epoch)
    return channel


def _keep_evidence(head: KnownHead, refusal: ParcelRefusedError, *, at: datetime) -> None:
    """Keep both heads when one contradicts what is held."""
    log = Channel.objects.filter(origin=head.checkpoint.origin).select_related("link").first()
    if refusal.fault is ParcelFault.FORK and log is not None:
        note_fork(log, theirs=head.raw, stated=head.checkpoint, at=at)


def _judge(checkpoint: Checkpoint, channel: Channel) -> Arrival:
    there = root_at(channel, checkpoint.size)
    return judge_arrival(checkpoint, held=channel.size, root_there=there)


def _opened(recognised: Recognised, sealed: bytes, keys: NodeKeys) -> Content:
    if not sealed:
        # A parcel of no messages asks for the state, and the state is: not that far yet.
        open_now = Channel.objects.filter(origin=recognised.head.checkpoint.origin).values_list(
            "size", flat=True
        )
        held = open_now.first() or 0
        raise ParcelRefusedError(ParcelFault.GAP, expected=held)
    return open_content(sealed, keys=keys.opening())


def _store(recognised: Recognised, content: Content, *, at: datetime) -> None:
    """Store what an opened parcel holds, if it is what its head says."""
    leaves = [message.leaf() for message in content.messages]
    envelopes = [_envelope_of(message) for message in content.messages]
    _check_bodies(content, envelopes)
    checkpoint = recognised.head.checkpoint
    said = said_of_keys(recognised.head.link, content.messages, envelopes)
    opens = recognised.channel is None
    opening = opening_in(content.messages[0], link=recognised.head.link) if opens else None
    # Whoever waits to write waits for what is done from here on; rows are made before it.
    rows = [
        _row(content.start + place, message, envelopes[place], leaves[place])
        for place, message in enumerate(content.messages)
    ]
    with transaction.atomic(durable=True):
        if opening is None:
            channel = LOCKED_CHANNEL_OF_ORIGIN.one(checkpoint.origin)
        else:
            channel = _opened_now(recognised.head, opening, content, at=at)
        # Another request may have held the same parcel since the head was judged.
        if _judge(checkpoint, channel) is Arrival.HELD_ALREADY:
            return
        held = Frontier.from_bytes(bytes(channel.frontier))
        grown = judge_content(checkpoint, held=held, start=content.start, leaves=leaves)
        insert_alike(Inbound(channel=channel, held_at=at), _OF_MESSAGE, rows)
        channel.size, channel.frontier, channel.reached_at = grown.size, grown.to_bytes(), at
        GROWN_AND_REACHED.make(channel.pk, channel.size, channel.frontier, at)
        head = ChannelHead(
            channel=channel,
            size=checkpoint.size,
            root=checkpoint.root,
            note=recognised.head.raw,
        )
        insert([head])
        if said:
            link = LINK.one(recognised.head.link.pk)
            for each in said:
                keep_said(link, channel, each, upto=checkpoint.size, at=at)
        _record_held(recognised.head, len(leaves), at=at)


def _opened_now(head: KnownHead, opening: Opening, content: Content, *, at: datetime) -> Channel:
    """Return the channel of a new epoch that this parcel, which must be its first, opens."""
    if content.start:
        raise ParcelRefusedError(ParcelFault.GAP, expected=0)
    link = Link.objects.select_for_update(no_key=True).get(pk=head.link.pk)
    newest = link.channels.filter(direction=Direction.IN).order_by("epoch").last()
    if newest is not None and newest.epoch > head.origin.epoch:
        raise ParcelRefusedError(
            ParcelFault.EPOCH_CLOSED, epoch=head.origin.epoch, open=newest.epoch
        )
    return open_for(opening, link=link, origin=head.origin, at=at)


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
    index: int, message: Message, envelope: Envelope | None, leaf: bytes
) -> tuple[object, ...]:
    """Return what a message's row has of its own, in the order of `_OF_MESSAGE`."""
    named = ("", "", "") if envelope is None else (envelope.id, envelope.type, envelope.case)
    return (index, *named, message.envelope, message.salt, message.body, leaf)


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
    channel = CHANNEL_OF_ORIGIN.first(recognised.head.checkpoint.origin)
    if channel is None or channel.size == 0:
        # Nothing is held; that there is nothing needs no memory.
        holder = _holder(recognised, 0, keys=keys)
        return write_receipt(recognised.head.checkpoint, holder, at=at)
    head = HEAD_AT.one(channel.pk, channel.size)
    if head.receipt is not None:
        return bytes(head.receipt)
    checkpoint = Checkpoint(channel.origin, head.size, bytes(head.root))
    raw = write_receipt(checkpoint, _holder(recognised, head.size, keys=keys), at=at)
    with transaction.atomic(durable=True):
        if RECEIPTED.make(channel.pk, head.size, raw, at):
            HELD_UP_TO.make(channel.pk, head.size)
            return raw
    # Somebody else signed meanwhile; one receipt a size.
    return bytes(HEAD_AT.one(channel.pk, head.size).receipt or raw)


def _holder(recognised: Recognised, size: int, *, keys: NodeKeys) -> SigningKey:
    # Read again: the key may have been replaced since the head was recognised.
    link = LINK.one(recognised.head.link.pk)
    return signer(link, KeyRole.HOLDER, recognised.head.origin, size, keys=keys)
