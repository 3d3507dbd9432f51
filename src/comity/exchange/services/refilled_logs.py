"""Verifying and storing one stretch of a log that a partner gave back."""

from dataclasses import dataclass
from datetime import datetime

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.keys import NodeKeys
from comity.crypto.merkle import Frontier
from comity.exchange.channel import Origin
from comity.exchange.envelope import read_envelope
from comity.exchange.keys_in_force import open_head_of, open_receipt_of
from comity.exchange.models import Channel, ChannelHead, Inbound, Link, Outbound, Recovery
from comity.exchange.parcel import Content, Message, open_content, size_in_parcel
from comity.exchange.receipt import Receipt
from comity.exchange.refill import Stretch, is_erased
from comity.exchange.refusals import (
    EpochFault,
    EpochRefusedError,
    MessageRefusedError,
    ParcelRefusedError,
)
from comity.exchange.services.epoch_receiving import open_for, opening_in
from comity.exchange.services.keys_taking import keep_said, said_of_keys
from comity.exchange.services.roots import leaves_of
from comity.exchange.terms import Direction, Envelope, InboundState

MOST_NAMED = 1_000
"""Most messages that a recovery names one by one as not recovered."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A stretch whose head, receipt and bodies are what was signed; its root is not compared yet.

    Attributes:
        origin: of the log.
        head: as its sender signed it.
        receipt: as its holder signed it.
        stretch: the bytes.
        content: the messages.
        envelopes: of each message; None of one that was never in form.
    """

    origin: Origin
    head: Checkpoint
    receipt: Receipt
    stretch: Stretch
    content: Content
    envelopes: tuple[Envelope | None, ...]


def verified(
    stretch: Stretch, *, link: Link, origin: Origin, start: int, keys: NodeKeys
) -> Verified:
    """Verify one answer as far as that is possible without what is stored here.

    1. The head is its sender's and the receipt its holder's, for the same size and root.
    2. The messages begin where it was asked for, and end at the head.
    3. Each body is the one its envelope names, unless it was destroyed there.

    Raises:
        EpochRefusedError: one of these is not so.
    """
    try:
        # 1
        head = open_head_of(link, stretch.head, origin=origin)
        receipt = open_receipt_of(link, stretch.receipt, origin=origin)
        content = open_content(stretch.sealed, keys=keys.opening())
    except ParcelRefusedError as error:
        raise EpochRefusedError(EpochFault.ANSWER_MALFORMED, part=error.code) from error
    # 2
    ends = content.start + len(content.messages)
    same = (receipt.size, receipt.root) == (head.size, head.root)
    if not same or content.start != start or ends != head.size:
        raise EpochRefusedError(EpochFault.ANSWER_DIFFERS, size=head.size)
    # 3
    envelopes = tuple(_envelope_of(message) for message in content.messages)
    for message, envelope in zip(content.messages, envelopes, strict=True):
        honest = envelope is None or message.body_digest() == envelope.body_digest
        if not honest and not is_erased(message):
            raise EpochRefusedError(EpochFault.ANSWER_DIFFERS, size=head.size)
    return Verified(origin, head, receipt, stretch, content, envelopes)


def store_received(recovery: Recovery, link: Link, found: Verified, *, at: datetime) -> None:
    """Store messages of the partner that this node lost, in the caller's transaction.

    They are handled in their turn, with what this node itself sent.

    Raises:
        EpochRefusedError: they do not lead to the root that was signed.
        ParcelRefusedError: their first message does not open its epoch.
    """
    log = link.channels.filter(direction=Direction.IN, origin=found.origin.line()).first()
    if log is None:
        opening = opening_in(found.content.messages[0], link=link)
        log = open_for(opening, link=link, origin=found.origin, at=at)
    grown = _grown(log, found)
    rows = []
    for index, message, envelope, leaf in _placed(found):
        gone = is_erased(message)
        rows.append(
            Inbound(
                channel=log,
                index=index,
                message_id="" if envelope is None else envelope.id,
                type="" if envelope is None else envelope.type,
                case="" if envelope is None else envelope.case,
                envelope=message.envelope,
                salt=b"" if gone else message.salt,
                body=message.body,
                leaf_hash=leaf,
                # This node itself stated when it held it.
                held_at=found.receipt.at,
                state=InboundState.HANDLED if gone else InboundState.HELD,
                handled_at=at if gone else None,
            )
        )
        if gone:
            _name(recovery, found, index, envelope, what="body_erased")
    Inbound.objects.bulk_create(rows)
    _keep_head(log, found, grown)
    # Keys count from their leaf on, also when it comes again.
    for said in said_of_keys(link, found.content.messages, found.envelopes):
        keep_said(link, log, said, upto=found.head.size, at=at)
    recovery.received += len(rows)
    _went_well(recovery)


def store_sent(recovery: Recovery, link: Link, found: Verified, *, at: datetime) -> None:
    """Store messages of ours that this node lost, delivered, in the caller's transaction.

    Raises:
        EpochRefusedError: they do not lead to the root that was signed, or differ from what this
            node still knows.
    """
    log, _ = Channel.objects.get_or_create(
        origin=found.origin.line(),
        defaults={
            "link": link,
            "direction": Direction.OUT,
            "epoch": found.origin.epoch,
            "frontier": Frontier().to_bytes(),
        },
    )
    grown = _grown(log, found)
    for index, message, envelope, leaf in _placed(found):
        _place_sent(recovery, log, found, (index, message, envelope, leaf))
    _keep_head(log, found, grown)
    _went_well(recovery)


def _place_sent(
    recovery: Recovery,
    log: Channel,
    found: Verified,
    placed: tuple[int, Message, Envelope | None, bytes],
) -> None:
    index, message, envelope, leaf = placed
    if envelope is None:
        raise EpochRefusedError(EpochFault.ANSWER_DIFFERS, size=found.head.size)
    known = Outbound.objects.filter(message_id=envelope.id).first()
    if known is not None:
        if bytes(known.leaf_hash) != leaf:
            raise EpochRefusedError(EpochFault.ANSWER_DIFFERS, size=found.head.size)
        if known.channel_id is None or known.channel_id == log.pk:
            known.channel, known.index = log, index
            known.delivered_at = known.delivered_at or found.receipt.at
            known.save(update_fields=["channel", "index", "delivered_at"])
        return
    gone = is_erased(message)
    Outbound.objects.create(
        link=log.link,
        message_id=envelope.id,
        type=envelope.type,
        case=envelope.case,
        envelope=message.envelope,
        salt=b"" if gone else message.salt,
        body=message.body,
        leaf_hash=leaf,
        size_in_parcel=size_in_parcel(message.envelope, message.body),
        recorded_at=envelope.recorded_at,
        channel=log,
        index=index,
        delivered_at=found.receipt.at,
        unapplied=not gone,
    )
    recovery.sent += 1
    if gone:
        _name(recovery, found, index, envelope, what="body_erased")
    elif envelope.exhibits:
        _name(recovery, found, index, envelope, what="exhibits")


def _grown(log: Channel, found: Verified) -> Frontier:
    """Return the tree after the stretch, if it is the one that was signed.

    Raises:
        EpochRefusedError: it is not.
    """
    start = found.content.start
    if start > log.size:
        raise EpochRefusedError(EpochFault.ANSWER_DIFFERS, size=found.head.size)
    before = Frontier().extend(leaves_of(log, start))
    grown = before.extend(message.leaf() for message in found.content.messages)
    if (grown.size, grown.root()) != (found.head.size, found.head.root):
        raise EpochRefusedError(EpochFault.ANSWER_DIFFERS, size=found.head.size)
    return grown


def _keep_head(log: Channel, found: Verified, grown: Frontier) -> None:
    ChannelHead.objects.update_or_create(
        channel=log,
        size=found.head.size,
        defaults={
            "root": found.head.root,
            "note": found.stretch.head,
            "receipt": found.stretch.receipt,
            "receipt_at": found.receipt.at,
        },
    )
    if grown.size > log.size:
        log.size, log.frontier = grown.size, grown.to_bytes()
    log.receipted_size = max(log.receipted_size, grown.size)
    log.save(update_fields=["size", "frontier", "receipted_size"])


def _placed(found: Verified) -> list[tuple[int, Message, Envelope | None, bytes]]:
    start = found.content.start
    pairs = zip(found.content.messages, found.envelopes, strict=True)
    return [
        (start + place, message, envelope, message.leaf())
        for place, (message, envelope) in enumerate(pairs)
    ]


def _envelope_of(message: Message) -> Envelope | None:
    try:
        return read_envelope(message.envelope)
    except MessageRefusedError:
        return None


def _name(
    recovery: Recovery, found: Verified, index: int, envelope: Envelope | None, *, what: str
) -> None:
    """Name one message of which not everything came back."""
    if len(recovery.missing) < MOST_NAMED:
        told = {"origin": found.origin.line(), "index": index, "what": what}
        about = {} if envelope is None else {"id": envelope.id, "type": envelope.type}
        recovery.missing.append({**told, **about})


def _went_well(recovery: Recovery) -> None:
    recovery.failure, recovery.failure_facts, recovery.failed_at = "", {}, None
    recovery.save()
