"""The sender's end: number what waits, sign the head, make the parcel, settle the receipt.

The order of commits is what keeps a killed node whole. Numbers are committed before the head is
signed, the signed head is committed before the parcel is posted, and nothing new is numbered
before the partner's receipt covers it. So a size has one root for ever, and whatever was posted
can be made again from the database: sealed anew, with the same log.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import connection, transaction
from django.db.models import Max, Q

from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.keys import SigningKey
from comity.crypto.merkle import Frontier
from comity.exchange.channel import (
    MOST_MESSAGES,
    Waiting,
    in_order_of_departure,
    one_parcel_of,
    read_origin,
)
from comity.exchange.descriptor import pinned
from comity.exchange.models import Channel, ChannelHead, Outbound
from comity.exchange.parcel import ROOM, Content, Message, write_parcel
from comity.exchange.receipt import Receipt, open_receipt
from comity.exchange.refusals import (
    ChannelHaltedError,
    HaltCause,
    ParcelFault,
    ParcelRefusedError,
)
from comity.exchange.services.roots import root_at
from comity.exchange.terms import CHANNEL_HALTED, PARCEL_DELIVERED
from comity.ledger.services import append
from comity.ledger.terms import NODE

LEASE = timedelta(seconds=5)


class Numbered(Enum):
    """What numbering came to."""

    NOTHING = auto()
    EVERYTHING = auto()
    SOME = auto()


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


def lease(channel: int, *, owner: str, at: datetime) -> bool:
    """Take or renew the right to write heads on a channel; it lapses by itself.

    Args:
        channel: primary key.
        owner: token of the worker; random for each process.
        at: aware UTC instant.

    Returns:
        False when another worker holds it.
    """
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=at) | Q(lease_owner=owner)
    taken = Channel.objects.filter(free, pk=channel)
    return bool(taken.update(lease_owner=owner, leased_until=at + LEASE))


def release(channel: int, *, owner: str) -> None:
    """Give the lease back, if it is still this worker's."""
    Channel.objects.filter(pk=channel, lease_owner=owner).update(lease_owner="", leased_until=None)


def number_waiting(channel: int, *, owner: str) -> Numbered:
    """Number one parcel's worth of what waits for the partner, unless a parcel is in flight.

    Args:
        channel: primary key of a channel out.
        owner: token of the worker that holds the lease.

    Returns:
        Whether there is a parcel to send now, and whether more waits behind it.
    """
    with transaction.atomic(durable=True):
        log = Channel.objects.select_for_update().get(pk=channel)
        if log.halted or log.lease_owner != owner:
            return Numbered.NOTHING
        if log.size > log.receipted_size:
            return Numbered.SOME
        waiting = _first_to_leave(log)
        if not waiting:
            return Numbered.NOTHING
        leaves = _give_numbers(log, waiting)
        grown = Frontier.from_bytes(bytes(log.frontier)).extend(leaves)
        log.size, log.frontier = grown.size, grown.to_bytes()
        log.save(update_fields=["size", "frontier"])
        # The front that was looked at is one parcel's worth; where it is whole, more may wait.
        all_went = len(leaves) == len(waiting) < MOST_MESSAGES
        return Numbered.EVERYTHING if all_went else Numbered.SOME


def sign_head(channel: int, *, key: SigningKey) -> None:
    """Sign the head of what is numbered and store it, unless that has been done.

    The signature is made outside any transaction. Its size and root are committed already, so
    whoever signs again after a kill signs the same.

    Args:
        channel: primary key of a channel out.
        key: the node's sender key.
    """
    log = Channel.objects.get(pk=channel)
    in_flight = log.size > log.receipted_size
    if not in_flight or log.heads.filter(size=log.size).exists():
        return
    root = Frontier.from_bytes(bytes(log.frontier)).root()
    note = sign_checkpoint(Checkpoint(log.origin, log.size, root), key)
    with transaction.atomic(durable=True):
        ChannelHead.objects.get_or_create(
            channel=log, size=log.size, defaults={"root": root, "note": note}
        )


def next_parcel(channel: int, *, start: int | None = None) -> Parcel | None:
    """Return the parcel that is in flight, made anew from the database; None when none is.

    Args:
        channel: primary key of a channel out.
        start: size from which the partner said to continue; by default its last receipt's.
    """
    log = Channel.objects.select_related("link").get(pk=channel)
    head = log.heads.filter(size=log.size).first()
    if head is None or log.size == log.receipted_size or log.halted:
        return None
    begins = log.receipted_size if start is None else start
    rows = log.outbound.filter(index__gte=begins, index__lt=log.size).order_by("index")
    messages = tuple(
        Message(bytes(envelope), bytes(salt), bytes(body))
        for envelope, salt, body in rows.values_list("envelope", "salt", "body")
    )
    recipient = pinned(bytes(log.link.descriptor)).sealing
    raw = write_parcel(bytes(head.note), Content(begins, messages), recipient=recipient)
    return Parcel(log.link.code, raw, log.size)


def state_question(channel: int, *, key: SigningKey) -> Parcel:
    """Return a parcel of no messages, which asks the partner how much it holds.

    A process asks this before the first head it signs: a node set back to an older copy of its
    database would otherwise sign a second history. The question is the last head signed; only
    the empty log's, which can have one root alone, is signed for it.

    Args:
        channel: primary key of a channel out.
        key: the node's sender key.
    """
    log = Channel.objects.select_related("link").get(pk=channel)
    head = log.heads.order_by("-size").first()
    if head is None:
        note = sign_checkpoint(Checkpoint(log.origin, 0, Frontier().root()), key)
        return Parcel(log.link.code, write_parcel(note, None, recipient=b""), 0)
    return Parcel(log.link.code, write_parcel(bytes(head.note), None, recipient=b""), head.size)


def settle_receipt(channel: int, raw: bytes, *, at: datetime) -> Receipt:
    """Mark delivered what the partner has signed that it holds, and nothing beyond.

    Args:
        channel: primary key of a channel out.
        raw: the receipt as the partner's door answered it.
        at: aware UTC instant.

    Returns:
        The verified receipt.

    Raises:
        ParcelRefusedError: the receipt is malformed, not the partner's, or for another channel.
        ChannelHaltedError: it shows that this node lost messages it had sent, or names a root
            this node never signed; the channel now stands still.
    """
    log = Channel.objects.select_related("link").get(pk=channel)
    holder = pinned(bytes(log.link.descriptor)).holder
    receipt = open_receipt(raw, holder=holder, origin=read_origin(log.origin))
    signed = log.heads.aggregate(size=Max("size"))["size"] or 0
    if receipt.size > signed:
        facts = {"held": receipt.size, "size": signed}
        halt(channel, HaltCause.OWN_TAIL_LOST, evidence=raw, at=at, facts=facts)
        raise ChannelHaltedError(HaltCause.OWN_TAIL_LOST, **facts)
    if receipt.root != root_at(log, receipt.size):
        halt(channel, HaltCause.FORKED, evidence=raw, at=at, facts={"size": receipt.size})
        raise ChannelHaltedError(HaltCause.FORKED, size=receipt.size)
    if receipt.size and not log.heads.filter(size=receipt.size).exists():
        # A holder holds whole parcels; a size between two heads could be kept as no head's receipt.
        raise ParcelRefusedError(
            ParcelFault.RECEIPT_COVERS_LESS, size=receipt.size, posted=log.size
        )
    with transaction.atomic(durable=True):
        _settle(channel, receipt, raw=raw, at=at)
    return receipt


def note_failure(channel: int, *, code: str, facts: dict[str, str], at: datetime) -> None:
    """Keep why the partner could not be served, for whoever asks what is wrong with the link."""
    Channel.objects.filter(pk=channel).update(failure=code, failure_facts=facts, failed_at=at)


def halt(
    channel: int, cause: HaltCause, *, evidence: bytes, at: datetime, facts: dict[str, int]
) -> None:
    """Let a channel stand still, with what shows why."""
    with transaction.atomic(durable=True):
        log = Channel.objects.select_for_update().select_related("link").get(pk=channel)
        if log.halted:
            return
        log.halted, log.halted_facts, log.halted_evidence = cause.value, facts, evidence
        log.save(update_fields=["halted", "halted_facts", "halted_evidence"])
        append(
            CHANNEL_HALTED,
            about=log.link.code,
            by=NODE,
            agency="",
            at=at,
            partner=log.link.code,
            origin=log.origin,
            code=cause.value,
        )


def _give_numbers(log: Channel, waiting: list[Waiting]) -> list[bytes]:
    """Number one parcel's worth of what waits; return the leaf hashes in order."""
    chosen = one_parcel_of(waiting, room=ROOM)
    keys = [message.key for message in chosen]
    hashes = dict(Outbound.objects.filter(pk__in=keys).values_list("pk", "leaf_hash"))
    with connection.cursor() as cursor:
        # One prepared statement for all rows; the ORM's bulk_update costs ten times as much.
        cursor.executemany(
            'UPDATE exchange_outbound SET channel_id = %s, "index" = %s WHERE id = %s',
            [(log.pk, log.size + place, key) for place, key in enumerate(keys)],
        )
    return [bytes(hashes[key]) for key in keys]


def _first_to_leave(log: Channel) -> list[Waiting]:
    """Return the front of what waits, in order of departure."""
    unnumbered = Outbound.objects.filter(link=log.link_id, index__isnull=True)
    urgent = list(unnumbered.filter(urgent=True).order_by("pk").values_list("pk", "case"))
    front = Q(pk__in=list(unnumbered.order_by("pk").values_list("pk", flat=True)[:MOST_MESSAGES]))
    if urgent:
        # What is urgent takes the earlier messages of its case along, however far back it stands.
        cases = {case for _, case in urgent if case}
        front |= Q(urgent=True) | Q(case__in=cases, pk__lt=urgent[-1][0])
    columns = unnumbered.filter(front).values_list("pk", "case", "urgent", "size_in_parcel")
    return in_order_of_departure(Waiting(*row) for row in columns)


def _settle(channel: int, receipt: Receipt, *, raw: bytes, at: datetime) -> None:
    log = Channel.objects.select_for_update().select_related("link").get(pk=channel)
    log.failure, log.failure_facts, log.failed_at, log.reached_at = "", {}, None, at
    newly = receipt.size > log.receipted_size
    if newly:
        log.receipted_size = receipt.size
        log.heads.filter(size=receipt.size, receipt__isnull=True).update(
            receipt=raw, receipt_at=receipt.at
        )
        log.outbound.filter(index__lt=receipt.size, delivered_at__isnull=True).update(
            delivered_at=at
        )
    log.save(
        update_fields=["receipted_size", "failure", "failure_facts", "failed_at", "reached_at"]
    )
    if newly:
        append(
            PARCEL_DELIVERED,
            about=log.link.code,
            by=NODE,
            agency="",
            at=at,
            partner=log.link.code,
            origin=log.origin,
            size=receipt.size,
            root=receipt.root.hex(),
        )


def expected_from(facts: dict[str, str], *, channel: int) -> int:
    """Return the size a partner's door said to continue from, if that can be true.

    Raises:
        ParcelRefusedError: it named a size this node never sent.
        ChannelHaltedError: it named less than it has signed a receipt for. The answer is not
            signed, so the channel is not halted for it; but nothing can be sent either.
    """
    log = Channel.objects.get(pk=channel)
    told = facts.get("expected", "")
    expected = int(told) if told.isdecimal() and len(told) < 16 else -1
    if expected < 0 or expected > log.size:
        raise ParcelRefusedError(ParcelFault.RECEIPT_MALFORMED)
    if expected < log.receipted_size:
        raise ChannelHaltedError(
            HaltCause.PARTNER_TAIL_LOST, receipted=log.receipted_size, expected=expected
        )
    return expected
