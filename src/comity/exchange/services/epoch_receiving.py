"""A partner's new epoch: recognised by its first message, which says what it closes."""

from datetime import datetime

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.merkle import EMPTY_ROOT, Frontier
from comity.exchange.channel import Origin, read_origin
from comity.exchange.channel_epochs import (
    MOST_EPOCHS_AHEAD,
    HeldLog,
    Opening,
    judge_opening,
    read_opening,
)
from comity.exchange.envelope import read_body_of, read_envelope
from comity.exchange.epoch_terms import EPOCH_OPENED_THERE, EPOCH_OPENED_TYPE, EpochCause
from comity.exchange.keys_in_force import open_receipt_of
from comity.exchange.models import Channel, EpochOpening, Inbound, Link
from comity.exchange.parcel import Message
from comity.exchange.refusals import (
    EpochFault,
    EpochRefusedError,
    LinkMessageRefusedError,
    MessageRefusedError,
    ParcelFault,
    ParcelRefusedError,
)
from comity.exchange.services.recovering import begin_recovery
from comity.exchange.services.roots import root_at
from comity.exchange.terms import Direction, Received
from comity.ledger.services import append
from comity.ledger.terms import NODE


def demand_openable(origin: Origin, head: Checkpoint, *, open_epoch: int) -> bool:
    """Say whether a head of a later epoch than the open one may be looked at further.

    Returns:
        Whether it only asks for the state: a log of nothing, of which nothing is held.

    Raises:
        ParcelRefusedError: the epoch is too far ahead, or its empty log has another root.
    """
    if origin.epoch > open_epoch + MOST_EPOCHS_AHEAD:
        raise ParcelRefusedError(ParcelFault.EPOCH_UNKNOWN, epoch=origin.epoch)
    if head.size == 0 and head.root != EMPTY_ROOT:
        raise ParcelRefusedError(ParcelFault.FORK, size=0)
    return head.size == 0


def opening_in(message: Message, *, link: Link) -> Opening:
    """Return what the first message of a new epoch says, if it is an `epoch.opened`.

    Raises:
        ParcelRefusedError: it is another message, or not in form.
    """
    try:
        envelope = read_envelope(message.envelope)
        addressed = (envelope.sender, envelope.recipient) == (link.code, link.own_code)
        if envelope.type != EPOCH_OPENED_TYPE or not addressed:
            raise EpochRefusedError(EpochFault.OPENING_WRONG, part=envelope.type)
        return read_opening(read_body_of(envelope, message.body))
    except (EpochRefusedError, MessageRefusedError) as error:
        raise _refused(error.code) from error


def open_for(opening: Opening, *, link: Link, origin: Origin, at: datetime) -> Channel:
    """Open a partner's new epoch in the caller's transaction; the epochs before it are closed.

    Args:
        opening: what its first message says.
        link: of the partner, locked.
        origin: of the head that leads to it.
        at: aware UTC instant.

    Returns:
        The channel, of size 0; the one that is there already when another door was first.

    Raises:
        ParcelRefusedError: the epoch cannot follow on what is held here.
    """
    there = Channel.objects.filter(origin=origin.line()).first()
    if there is not None:
        return there
    closes = link.channels.filter(direction=Direction.IN, origin=opening.closes).first()
    try:
        lost = judge_opening(opening, origin=origin, held=_held(closes, link))
    except EpochRefusedError as error:
        raise _refused(error.code) from error
    held = 0 if closes is None else closes.size
    channel = Channel.objects.create(
        link=link,
        direction=Direction.IN,
        epoch=origin.epoch,
        origin=origin.line(),
        frontier=Frontier().to_bytes(),
    )
    EpochOpening.objects.create(
        link=link,
        direction=Direction.IN,
        epoch=origin.epoch,
        cause=opening.cause.value,
        closes=opening.closes,
        size=opening.size,
        root=bytes.fromhex(opening.root),
        held=held,
        opened_at=at,
    )
    _record(link, opening, origin=origin, held=held, at=at)
    if lost:
        begin_recovery(link, cause=EpochCause.LOST_TAIL, by=NODE, at=at)
    return channel


def take_opening(received: Received) -> None:
    """Take up an `epoch.opened`: what it says had its effect when its parcel was held.

    Raises:
        LinkMessageRefusedError: it is not the first message of its epoch.
    """
    first = Inbound.objects.filter(
        message_id=received.message_id, channel__link__code=received.partner, index=0
    )
    if not first.exists():
        raise LinkMessageRefusedError(EpochRefusedError(EpochFault.OPENING_MISPLACED))


def _held(closes: Channel | None, link: Link) -> HeldLog | None:
    if closes is None:
        return None
    origin = read_origin(closes.origin)

    def receipted_as(note: bytes, size: int, root: bytes) -> bool:
        try:
            told = open_receipt_of(link, note, origin=origin)
        except ParcelRefusedError:
            return False
        return (told.size, told.root) == (size, root)

    return HeldLog(closes.size, lambda size: root_at(closes, size), receipted_as)


def _refused(code: str) -> ParcelRefusedError:
    return ParcelRefusedError(ParcelFault.EPOCH_NOT_OPENED, cause=code)


def _record(link: Link, opening: Opening, *, origin: Origin, held: int, at: datetime) -> None:
    append(
        EPOCH_OPENED_THERE,
        about=link.code,
        by=NODE,
        agency="",
        at=at,
        partner=link.code,
        origin=origin.line(),
        closes=opening.closes,
        size=opening.size,
        held=held,
        cause=opening.cause.value,
    )
