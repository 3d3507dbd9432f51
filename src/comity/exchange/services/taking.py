"""Taking one message up: check it, and hand it over, or refuse it by name."""

import logging
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import InterfaceError, OperationalError

from comity.agreements.services import Carried, proposal_refused
from comity.exchange import wiring
from comity.exchange.envelope import read_body_of, read_envelope
from comity.exchange.epoch_terms import MESSAGE_HELD_AGAIN
from comity.exchange.models import Channel, Inbound, Outbound
from comity.exchange.refusals import MessageFault, MessageNotKeptError, MessageRefusedError
from comity.exchange.services.queueing import queue_refusal
from comity.exchange.terms import (
    LINK_MESSAGES,
    MESSAGE_REFUSED,
    MESSAGE_REFUSED_THERE,
    REFUSED_TYPE,
    TERMS_PROPOSED_TYPE,
    Envelope,
    InboundState,
    Received,
    RefusedByPartner,
)
from comity.kernel.errors import ComityError
from comity.kernel.texts import without_hidden_characters
from comity.ledger.services import append
from comity.ledger.terms import NODE, EventKind

_log = logging.getLogger(__name__)
# What a partner calls its refusal is looked up, stored and shown: a code, never a sentence.
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")


class HandlerFailedError(Exception):
    """A handler failed; carries which message and why out of the transaction it rolls back."""

    def __init__(self, place: int, row: Inbound, cause: ComityError) -> None:
        self.place, self.row, self.cause = place, row, cause
        super().__init__(row.message_id)


def take(log: Channel, row: Inbound, *, place: int, repeated: bool, at: datetime) -> None:
    """Take one message up, or refuse it by name.

    Args:
        log: the channel it came over.
        row: the message as it is held.
        place: its place in the slice.
        repeated: whether a message of its id was taken before.
        at: aware UTC instant.

    Raises:
        HandlerFailedError: its handler failed; everything of the slice must be rolled back.
    """
    if repeated and _went_before(log, row):
        row.state, row.handled_at = InboundState.HANDLED, at
        row.save(update_fields=["state", "handled_at"])
        record_held_again(row, log.link.code, at=at)
        return
    try:
        received = checked(log, row, repeated=repeated, at=at)
    except MessageRefusedError as refusal:
        _refuse(log, row, refusal, at=at)
        return
    try:
        if received.type == REFUSED_TYPE:
            _take_refusal(received)
        else:
            wiring.current().hand_over(received)
    except MessageRefusedError as refusal:
        # Handlers check before they write, so nothing of what is refused by name stays.
        _refuse(log, row, refusal, at=at)
    except (OperationalError, InterfaceError):
        # The database is in trouble, not the message: everything is tried again later.
        raise
    except ComityError as cause:
        raise HandlerFailedError(place, row, cause) from cause
    except Exception as error:  # raised on as a set-aside message; only its own case waits
        _log.exception("a message could not be handled", extra={"message_id": row.message_id})
        failure = MessageRefusedError(MessageFault.HANDLER_FAILED, message=row.message_id)
        raise HandlerFailedError(place, row, failure) from error


def _went_before(log: Channel, row: Inbound) -> bool:
    """Tell whether the same message was held in an earlier epoch, where it had its effect."""
    earlier = Inbound.objects.filter(
        channel__link=log.link_id, channel__epoch__lt=log.epoch, message_id=row.message_id
    )
    return earlier.filter(leaf_hash=row.leaf_hash).exists()


def checked(log: Channel, row: Inbound, *, repeated: bool, at: datetime) -> Received:
    """Return a message fit for its handler.

    Args:
        log: the channel it came over.
        row: the message as it is held.
        repeated: whether a message of its id was taken before.
        at: aware UTC instant.

    Raises:
        MessageRefusedError: it is to be refused by name.
    """
    envelope = read_envelope(bytes(row.envelope))
    if (envelope.sender, envelope.recipient) != (log.link.code, log.link.own_code):
        raise MessageRefusedError(
            MessageFault.MISADDRESSED, sender=envelope.sender, recipient=envelope.recipient
        )
    if repeated:
        raise MessageRefusedError(MessageFault.REPEATED)
    if envelope.type in LINK_MESSAGES and _carries_more(envelope):
        raise MessageRefusedError(MessageFault.NOT_A_LINK_MESSAGE, type=envelope.type)
    fits = _validator_of(envelope)
    body = read_body_of(envelope, bytes(row.body))
    fits(body)
    return Received(
        message_id=envelope.id,
        partner=log.link.code,
        type=envelope.type,
        version=envelope.version,
        envelope=envelope,
        body=body,
        held_at=row.held_at,
        at=at,
    )


def _carries_more(envelope: Envelope) -> bool:
    """Tell whether an envelope of the link itself names an instrument, a case or anything else."""
    more = (envelope.under, envelope.case, envelope.conditions, envelope.exhibits)
    return any(more)


def _validator_of(envelope: Envelope) -> Callable[[Mapping[str, object]], None]:
    if envelope.type == REFUSED_TYPE:
        return lambda body: None
    return wiring.current().validator_of(envelope.type, envelope.version)


def _refuse(log: Channel, row: Inbound, refusal: MessageRefusedError, *, at: datetime) -> None:
    """Keep a message as refused and answer it by name.

    An answer is never answered in turn, or two nodes could go on for ever.
    """
    facts = dict(refusal.facts)
    row.state, row.handled_at = InboundState.REFUSED, at
    row.cause, row.cause_facts = refusal.code, facts
    if isinstance(refusal, MessageNotKeptError):
        row.body, row.salt = b"", b""
    row.save(update_fields=["state", "handled_at", "cause", "cause_facts", "body", "salt"])
    if row.type != REFUSED_TYPE and not (log.link.recovering and _refused_before(log, row)):
        told = facts if row.message_id else {**facts, "index": str(row.index)}
        queue_refusal(
            refusal.code,
            link=log.link,
            answers=row.message_id or None,
            facts=told,
            case=row.case,
            at=at,
        )
    record_message(MESSAGE_REFUSED, row, log.link.code, refusal.code, at=at)


def _refused_before(log: Channel, row: Inbound) -> bool:
    """Tell whether our refusal of a message came back with it: it is not sent a second time."""
    ours = log.link.outbound.filter(type=REFUSED_TYPE, case=row.case)
    raw = ours.values_list("envelope", flat=True)
    answered = {read_envelope(bytes(each)).answers for each in raw}
    return bool(row.message_id) and row.message_id in answered


def _take_refusal(received: Received) -> None:
    """Take a partner's word that it will not take a message of ours."""
    answers = received.envelope.answers or ""
    code, facts = _told_refusal(received.body)
    sent = Outbound.objects.filter(message_id=answers, link__code=received.partner)
    sent.update(refused=code, refused_facts=facts)
    if sent.filter(type=TERMS_PROPOSED_TYPE).exists():
        carried = Carried(received.message_id, received.held_at, received.at)
        proposal_refused(answers, code=code, carried=carried)
    told = wiring.current().on_refused
    if told is not None and answers:
        refused = tuple(facts.items())
        told(RefusedByPartner(answers, received.partner, code, refused, received.at))
    append(
        MESSAGE_REFUSED_THERE,
        about=answers or received.message_id,
        by=NODE,
        agency="",
        at=received.at,
        partner=received.partner,
        message=answers,
        code=code,
    )


def _told_refusal(body: Mapping[str, object]) -> tuple[str, dict[str, str]]:
    """Return code and facts of a refusal, cut to what this node keeps."""
    facts = body.get("facts")
    named = facts if isinstance(facts, dict) else {}
    kept = {
        without_hidden_characters(str(name)[:60]): without_hidden_characters(str(value)[:500])
        for name, value in list(named.items())[:20]
    }
    code = str(body.get("code", ""))
    return code if _CODE.fullmatch(code) else MessageFault.BODY_INVALID.value, kept


def record_held_again(row: Inbound, partner: str, *, at: datetime) -> None:
    """Record that a message came again in a new epoch and had no second effect."""
    append(
        MESSAGE_HELD_AGAIN,
        about=row.message_id,
        by=NODE,
        agency="",
        at=at,
        partner=partner,
        message=row.message_id,
        type=row.type,
    )


def record_message(
    event: EventKind, row: Inbound, partner: str, code: str, *, at: datetime
) -> None:
    """Record what became of a message, by its id or, when it gives none, by its place."""
    append(
        event,
        about=row.message_id or f"{partner}#{row.index}",
        by=NODE,
        agency="",
        at=at,
        partner=partner,
        message=row.message_id,
        type=row.type,
        code=code,
    )
