"""Letting cases take up again what came back: what partners sent, and what this node sent."""

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from comity.exchange import wiring
from comity.exchange.envelope import read_body, read_envelope
from comity.exchange.epoch_terms import EPOCH_OPENED_TYPE, EpochCause
from comity.exchange.models import EpochOpening, Inbound, Link, Outbound, Recovery
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.services.epochs import open_epoch
from comity.exchange.services.handling import handle_slice
from comity.exchange.services.recovering import conclude
from comity.exchange.terms import Direction, InboundState, Received
from comity.kernel.errors import ComityError
from comity.ledger.terms import NODE

MOST_NAMED = 1_000
CANNOT = "cannot_be_applied"
"""Why a message of ours was taken up by no case: its kind has no way to."""
_log = logging.getLogger(__name__)


def apply_next(recovery: Recovery, *, at: datetime) -> None:
    """Let the next message that came back have its effect, or end the recovery when none is left.

    The two directions are joined in the order in which their senders recorded them, each in its
    own order, and none before the one it answers. The instants only choose between the two logs:
    where clocks differ, what depends on another says so itself.

    Args:
        recovery: that has asked for everything.
        at: aware UTC instant.
    """
    link = recovery.link
    sent = link.outbound.filter(unapplied=True).order_by("channel__epoch", "index").first()
    held = (
        Inbound.objects.filter(channel__link=link, state=InboundState.HELD)
        .order_by("channel__epoch", "index")
        .first()
    )
    if sent is None and held is None:
        _end(recovery, at=at)
    elif held is not None and (sent is None or _held_goes_first(held, sent)):
        handle_slice(held.channel_id, at=at, more=lambda: False)
        Recovery.objects.filter(pk=recovery.pk).update(applied=recovery.applied + 1)
    elif sent is not None:
        _apply(recovery, sent, at=at)


def _held_goes_first(held: Inbound, sent: Outbound) -> bool:
    try:
        theirs = read_envelope(bytes(held.envelope))
    except MessageRefusedError:
        # It is refused by name whenever its turn comes.
        return True
    ours = read_envelope(bytes(sent.envelope))
    if ours.answers and ours.answers == theirs.id:
        return True
    if theirs.answers and theirs.answers == ours.id:
        return False
    return theirs.recorded_at <= ours.recorded_at


def _apply(recovery: Recovery, row: Outbound, *, at: datetime) -> None:
    """Let one message of ours have its effect again; of one that fails only its name stays."""
    code = ""
    try:
        with transaction.atomic(durable=True):
            if not _is_of_the_epoch(row) and not wiring.current().apply_again(_sent(row, at=at)):
                code = CANNOT
            _done(recovery, row, code)
    except (OperationalError, InterfaceError):
        raise
    except ComityError as error:
        code = error.code
    except Exception:  # noqa: BLE001  named for officers; the recovery of all else goes on
        _log.exception(
            "a message of ours was not applied again", extra={"message_id": row.message_id}
        )
        code = MessageFault.HANDLER_FAILED.value
    else:
        return
    with transaction.atomic(durable=True):
        _done(recovery, row, code)


def _is_of_the_epoch(row: Outbound) -> bool:
    return row.type == EPOCH_OPENED_TYPE


def _sent(row: Outbound, *, at: datetime) -> Received:
    envelope = read_envelope(bytes(row.envelope))
    return Received(
        message_id=row.message_id,
        partner=envelope.recipient,
        type=envelope.type,
        version=envelope.version,
        envelope=envelope,
        body=read_body(bytes(row.body)),
        held_at=row.delivered_at or at,
        at=at,
    )


def _done(recovery: Recovery, row: Outbound, code: str) -> None:
    Outbound.objects.filter(pk=row.pk).update(unapplied=False)
    locked = Recovery.objects.select_for_update(no_key=True).get(pk=recovery.pk)
    locked.applied += not code
    if code and len(locked.unapplied) < MOST_NAMED:
        told = {"id": row.message_id, "type": row.type, "case": row.case, "code": code}
        locked.unapplied.append(told)
    locked.save(update_fields=["applied", "unapplied"])


def _end(recovery: Recovery, *, at: datetime) -> None:
    """End the recovery, and begin a new epoch: heads may have been signed that nobody remembers."""
    with transaction.atomic(durable=True):
        link = Link.objects.select_for_update(no_key=True).get(pk=recovery.link_id)
        locked = Recovery.objects.select_for_update(no_key=True).get(pk=recovery.pk)
        if locked.ended_at is not None:
            return
        # One that was only proposed is overtaken by the one the recovery opens.
        EpochOpening.objects.filter(link=link, opened_at__isnull=True).delete()
        opening = EpochOpening(
            link=link,
            direction=Direction.OUT,
            cause=EpochCause(locked.cause).value,
            proposed_by=locked.started_by,
            proposed_at=locked.started_at,
            confirmed_by=NODE,
        )
        open_epoch(link, opening, by=NODE, at=at)
        conclude(locked, link, by=NODE, reason="", at=at)
