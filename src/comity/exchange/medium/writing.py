"""What is written for a partner: parcels ahead of their receipts, and our receipt for its own.

On the line one parcel is in flight, because its receipt comes within a second. On a medium it comes
within days, so parcels may be numbered ahead: each is committed, its head signed and committed, and
only then is the next one numbered. So a size still has one root for ever; whichever way a parcel
goes it is the same log, cut at the same places, and it may arrive by both ways any number of times.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.keys import NodeKeys
from comity.exchange.carried import (
    MEDIUM_WRITTEN,
    MOST_AHEAD,
    FileKind,
    FileToCarry,
    MediumFault,
    Way,
    parcel_name,
    receipt_name,
)
from comity.exchange.channel import read_origin
from comity.exchange.duties import CARRY_BY_MEDIUM
from comity.exchange.key_terms import KeyRole
from comity.exchange.keys_in_force import signer
from comity.exchange.models import CarriedFile, Channel, ChannelHead, Link, Outbound
from comity.exchange.receipt import write_receipt
from comity.exchange.refusals import (
    ChannelHaltedError,
    HaltCause,
    LinkNotConfirmedError,
    LinkRecoveringError,
    MediumRefusedError,
)
from comity.exchange.services import (
    lease,
    next_parcel,
    number_waiting,
    release,
    sign_head,
    suite_of,
)
from comity.exchange.terms import Direction, LinkState
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role

# The line's worker has the channel for five seconds after its last parcel.
_PATIENCE_SECONDS = 12.0
_PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Laid:
    """What stands ready to be carried to a partner.

    Attributes:
        partner: code of its administration.
        files: parcels in the order of the channel, then our receipt, then what was added.
        size: of the channel with the last of them.
        waiting: messages that went beyond what may be signed ahead, and wait.
    """

    partner: str
    files: tuple[FileToCarry, ...]
    size: int
    waiting: int


def lay_ready(
    partner: str,
    *,
    keys: NodeKeys,
    clock: Callable[[], datetime],
    ahead: int = MOST_AHEAD,
    patience: float = _PATIENCE_SECONDS,
) -> Laid:
    """Number and sign what waits for a partner, and return it as files, with our receipt.

    Args:
        partner: code of its administration.
        keys: the node's keys.
        clock: what time it is.
        ahead: most parcels without a receipt.
        patience: seconds to wait for a worker that is at the channel.

    Raises:
        LinkNotConfirmedError, LinkRecoveringError: the link may carry no messages now.
        ChannelHaltedError: the channel stands still.
        MediumRefusedError: another worker stayed at the channel.
    """
    link = live_link(partner)
    suite_of(link, at=clock())
    log = open_channel(link, Direction.OUT)
    if log.halted:
        raise ChannelHaltedError(HaltCause(log.halted), **log.halted_facts)
    _go_ahead(log.pk, keys=keys, clock=clock, ahead=ahead, patience=patience)
    parcels = tuple(_parcels(log))
    receipt = _receipt(open_channel(link, Direction.IN), keys=keys, at=clock())
    waiting = link.outbound.filter(index__isnull=True).count()
    reached = parcels[-1].size if parcels else log.receipted_size
    return Laid(partner, parcels + receipt, reached, waiting)


def record_written(laid: Laid, *, officer: Viewer, at: datetime) -> None:
    """Record that files for a partner are handed out, before the first byte of them is.

    Args:
        laid: the files.
        officer: who takes them.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
    """
    demand_role(officer, CARRY_BY_MEDIUM.roles)
    with transaction.atomic(durable=True):
        note_carried(laid.partner, laid.files, way=Way.MEDIUM, direction=Direction.OUT, at=at)
        append(
            MEDIUM_WRITTEN,
            about=laid.partner,
            by=officer.name,
            agency=officer.agency,
            at=at,
            partner=laid.partner,
            parcels=_count(laid, FileKind.PARCEL),
            size=laid.size,
            exhibits=_count(laid, FileKind.EXHIBIT),
        )


def note_carried(
    partner: str,
    files: "tuple[FileToCarry, ...]",
    *,
    way: Way,
    direction: Direction,
    at: datetime,
) -> None:
    """Keep that files went or came, one row a name, in the caller's transaction."""
    link = Link.objects.only("pk").get(code=partner)
    CarriedFile.objects.bulk_create(
        (
            CarriedFile(
                link=link,
                direction=direction,
                way=way,
                kind=file.kind,
                name=file.name,
                size=file.size,
                at=at,
            )
            for file in files
        ),
        update_conflicts=True,
        unique_fields=["link", "way", "direction", "name"],
        update_fields=["size", "at"],
    )


def live_link(partner: str) -> Link:
    """Return the link to a partner that may carry messages now.

    Raises:
        LinkNotConfirmedError: there is none.
    """
    link = Link.objects.filter(code=partner, state=LinkState.CONFIRMED).first()
    if link is None:
        raise LinkNotConfirmedError(partner=partner)
    if link.recovering:
        raise LinkRecoveringError(partner=partner)
    return link


def open_channel(link: Link, direction: Direction) -> Channel:
    """Return the channel of the newest epoch."""
    return link.channels.filter(direction=direction).order_by("-epoch")[:1].get()


def _go_ahead(
    channel: int,
    *,
    keys: NodeKeys,
    clock: Callable[[], datetime],
    ahead: int,
    patience: float,
) -> None:
    if not _has_more(channel):
        # Looked at several times a minute by a gateway: nothing is written where nothing waits.
        return
    owner, before = secrets.token_hex(16), -1
    _wait_for(channel, owner=owner, clock=clock, patience=patience)
    try:
        while lease(channel, owner=owner, at=clock()):
            sign_head(channel, keys=keys)
            number_waiting(channel, owner=owner, ahead=ahead)
            size = Channel.objects.values_list("size", flat=True).get(pk=channel)
            if size == before:
                return
            before = size
    finally:
        release(channel, owner=owner)


def _has_more(channel: int) -> bool:
    log = Channel.objects.get(pk=channel)
    is_unsigned = log.size > log.receipted_size and not log.heads.filter(size=log.size).exists()
    waits = Outbound.objects.filter(link=log.link_id, index__isnull=True)
    return is_unsigned or waits.exists()


def _wait_for(channel: int, *, owner: str, clock: Callable[[], datetime], patience: float) -> None:
    until = time.monotonic() + patience
    while not lease(channel, owner=owner, at=clock()):
        if time.monotonic() >= until:
            raise MediumRefusedError(MediumFault.CHANNEL_BUSY)
        time.sleep(_PAUSE_SECONDS)


def _parcels(log: Channel) -> Iterator[FileToCarry]:
    begins = log.receipted_size
    heads = log.heads.filter(size__gt=begins).order_by("size").values_list("size", flat=True)
    for size in heads:
        pieces = _sealed(log.pk, begins)
        yield FileToCarry(parcel_name(log.origin, size), FileKind.PARCEL, size, pieces)
        begins = size


def _sealed(channel: int, start: int) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        parcel = next_parcel(channel, start=start)
        # None where the channel was halted since the files were listed.
        if parcel is not None:
            yield parcel.raw

    return pieces


def _receipt(log: Channel, *, keys: NodeKeys, at: datetime) -> tuple[FileToCarry, ...]:
    """Return our receipt for all that is held of the partner's; nothing where nothing is."""
    head = log.heads.filter(size=log.size).first()
    if head is None:
        return ()
    raw = bytes(head.receipt or b"") or _signed_now(log, head, keys=keys, at=at)
    name = receipt_name(log.origin, log.size)
    return (FileToCarry(name, FileKind.RECEIPT, log.size, lambda: iter((raw,))),)


def _signed_now(log: Channel, head: ChannelHead, *, keys: NodeKeys, at: datetime) -> bytes:
    """Sign and store what a kill between holding and signing left unsigned; one receipt a size."""
    holder = signer(log.link, KeyRole.HOLDER, read_origin(log.origin), head.size, keys=keys)
    raw = write_receipt(Checkpoint(log.origin, head.size, bytes(head.root)), holder, at=at)
    with transaction.atomic(durable=True):
        unsigned = ChannelHead.objects.filter(pk=head.pk, receipt__isnull=True)
        if unsigned.update(receipt=raw, receipt_at=at):
            Channel.objects.filter(pk=log.pk, receipted_size__lt=head.size).update(
                receipted_size=head.size
            )
            return raw
    return bytes(ChannelHead.objects.get(pk=head.pk).receipt or raw)


def _count(laid: Laid, kind: FileKind) -> int:
    return sum(file.kind is kind for file in laid.files)
