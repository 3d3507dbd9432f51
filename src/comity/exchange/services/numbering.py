"""Numbering what waits for a partner, and signing the head of what is numbered.

The order of commits is what keeps a killed node whole. Numbers are committed before the head is
signed, the signed head is committed before the parcel is posted, and nothing new is numbered
before the partner's receipt covers it. So a size has one root for ever, and whatever was posted
can be made again from the database: sealed anew, with the same log.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.keys import NodeKeys
from comity.crypto.merkle import Frontier
from comity.database.inserting import insert
from comity.exchange.asked import (
    CHANNEL_AND_LINK,
    FRONT,
    GROWN,
    HEAD_AT,
    LEASED,
    LOCKED_CHANNEL,
    URGENT,
    WAITING,
)
from comity.exchange.channel import (
    MOST_MESSAGES,
    Waiting,
    in_order_of_departure,
    one_parcel_of,
    read_origin,
)
from comity.exchange.key_terms import KeyRole
from comity.exchange.keys_in_force import signer
from comity.exchange.models import Channel, ChannelHead, Outbound
from comity.exchange.parcel import ROOM

LEASE = timedelta(seconds=5)
_SKEW = timedelta(minutes=1)
_NUMBER = """
UPDATE exchange_outbound SET channel_id = %s, "index" = given.place
FROM (WITH listed (id, place) AS (VALUES {rows}) SELECT id, place FROM listed) AS given
WHERE exchange_outbound.id = given.id
"""


class Numbered(Enum):
    """What numbering came to."""

    NOTHING = auto()
    EVERYTHING = auto()
    SOME = auto()


def lease(channel: int, *, owner: str, at: datetime) -> bool:
    """Take or renew the right to write heads on a channel; it lapses by itself.

    Args:
        channel: primary key.
        owner: token of the worker; random for each process.
        at: aware UTC instant.

    Returns:
        False when another worker holds it.
    """
    return bool(LEASED.make(channel, owner, at, at + LEASE, at + LEASE + _SKEW))


def release(channel: int, *, owner: str) -> None:
    """Give the lease back, if it is still this worker's."""
    Channel.objects.filter(pk=channel, lease_owner=owner).update(lease_owner="", leased_until=None)


def number_waiting(channel: int, *, owner: str, ahead: int = 0) -> Numbered:
    """Number one parcel's worth of what waits for the partner, unless a parcel is in flight.

    Args:
        channel: primary key of a channel out.
        owner: token of the worker that holds the lease.
        ahead: how many parcels may be in flight before this one; some on a medium, whose receipts
            take days, none on the line. The head of each is signed before the next is numbered.

    Returns:
        Whether there is a parcel to send now, and whether more waits behind it.
    """
    with transaction.atomic(durable=True):
        log = LOCKED_CHANNEL.one(channel)
        if log.halted or log.lease_owner != owner:
            return Numbered.NOTHING
        if log.size > log.receipted_size and not _may_go_ahead(log, ahead):
            return Numbered.SOME
        waiting, hashes = _first_to_leave(log)
        if not waiting:
            return Numbered.NOTHING
        leaves = [hashes[key] for key in _give_numbers(log, waiting)]
        grown = Frontier.from_bytes(bytes(log.frontier)).extend(leaves)
        GROWN.make(channel, grown.size, grown.to_bytes())
        # The front that was looked at is one parcel's worth; where it is whole, more may wait.
        all_went = len(leaves) == len(waiting) < MOST_MESSAGES
        return Numbered.EVERYTHING if all_went else Numbered.SOME


def sign_head(channel: int, *, keys: NodeKeys) -> None:
    """Sign the head of what is numbered and store it, unless that has been done.

    The signature is made outside any transaction. Its size and root are committed already, so
    whoever signs again after a kill signs the same.

    Args:
        channel: primary key of a channel out.
        keys: the node's; the sender key in force at that size signs.
    """
    log = CHANNEL_AND_LINK.one(channel)
    in_flight = log.size > log.receipted_size
    if not in_flight or HEAD_AT.any(channel, log.size):
        return
    root = Frontier.from_bytes(bytes(log.frontier)).root()
    key = signer(log.link, KeyRole.SENDER, read_origin(log.origin), log.size, keys=keys)
    note = sign_checkpoint(Checkpoint(log.origin, log.size, root), key)
    # Another worker may have signed meanwhile; one head a size.
    with suppress(IntegrityError), transaction.atomic(durable=True):
        insert([ChannelHead(channel=log, size=log.size, root=root, note=note)])


def _may_go_ahead(log: Channel, ahead: int) -> bool:
    """Tell whether another parcel may follow those in flight: each of them ends in a head."""
    if not ahead or not HEAD_AT.any(log.pk, log.size):
        return False
    return log.heads.filter(size__gt=log.receipted_size).count() < ahead


def _give_numbers(log: Channel, waiting: list[Waiting]) -> list[int]:
    """Number one parcel's worth of what waits; return the keys in order."""
    keys = [message.key for message in one_parcel_of(waiting, room=ROOM)]
    given = [number for place, key in enumerate(keys, log.size) for number in (key, place)]
    rows = ", ".join(["(%s, %s)"] * len(keys))
    with connection.cursor() as cursor:
        # One statement for all: the lock goes back the sooner, and a row of its own costs tenfold.
        cursor.execute(_NUMBER.format(rows=rows), [log.pk, *given])
        if cursor.rowcount != len(keys):
            # A leaf without its message would be a gap that nobody can ever fill.
            raise RuntimeError(f"{cursor.rowcount} of {len(keys)} messages were numbered")
    return keys


def _first_to_leave(log: Channel) -> tuple[list[Waiting], dict[int, bytes]]:
    """Return the front of what waits, in order of departure, and the leaf hash of each by key."""
    urgent = URGENT.all(log.link_id)
    rows = list(_with_what_is_urgent(log, urgent)) if urgent else FRONT.all(log.link_id)
    hashes = {key: bytes(leaf_hash) for key, _, _, _, leaf_hash in rows}
    return in_order_of_departure(Waiting(*row) for *row, _ in rows), hashes


def _with_what_is_urgent(
    log: Channel, urgent: Sequence[tuple[int, str]]
) -> Iterable[tuple[int, str, bool, int, bytes]]:
    """Return the front of what waits what is urgent, and the earlier ones of its cases."""
    unnumbered = Outbound.objects.filter(link=log.link_id, index__isnull=True)
    front = Q(pk__in=list(unnumbered.order_by("pk").values_list("pk", flat=True)[:MOST_MESSAGES]))
    # What is urgent takes the earlier messages of its case along, however far back it stands.
    cases = {case for _, case in urgent if case}
    front |= Q(urgent=True) | Q(case__in=cases, pk__lt=urgent[-1][0])
    return unnumbered.filter(front).values_list(*WAITING)
