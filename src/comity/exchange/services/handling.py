"""Handling what is held: message by message, in order, each in effect exactly once.

A slice is one transaction of as many messages as fit its time. When a message in it fails, the
slice is rolled back and what stood before the failing message is handled again; the message then
is the first of the next slice, and is set aside with its cause. That costs nothing while all goes
well.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from comity.exchange import wiring
from comity.exchange.envelope import read_body, read_envelope
from comity.exchange.models import Channel, Inbound, Outbound
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.services.queueing import queue_refusal
from comity.exchange.terms import (
    MESSAGE_REFUSED,
    MESSAGE_REFUSED_THERE,
    MESSAGE_RETRIED,
    MESSAGE_SET_ASIDE,
    REFUSED_TYPE,
    Envelope,
    InboundState,
    Received,
    RefusedByPartner,
)
from comity.kernel.errors import ComityError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.services import append
from comity.ledger.terms import NODE, EventKind
from comity.officers.terms import Viewer, demand_role

MOST_IN_SLICE = 64
_MENDERS = (Role.CENTRAL_UNIT, Role.NODE_ADMINISTRATOR)
_DONE = (InboundState.HANDLED, InboundState.REFUSED, InboundState.SET_ASIDE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Slice:
    """What one slice came to.

    Attributes:
        handled: messages taken up, refused by name or left waiting behind a set-aside one.
        set_aside: messages set aside.
        was_last: whether nothing was left to handle.
    """

    handled: int = 0
    set_aside: int = 0
    was_last: bool = False


class _FailedError(Exception):
    """A handler failed; carries which message and why out of the transaction it rolls back."""

    def __init__(self, place: int, row: Inbound, cause: ComityError) -> None:
        self.place, self.row, self.cause = place, row, cause
        super().__init__(row.message_id)


def handle_slice(channel: int, *, at: datetime, more: Callable[[], bool]) -> Slice:
    """Handle what is held on a channel, in order, until `more` says that the time is up.

    Args:
        channel: primary key of a channel in.
        at: aware UTC instant; the day the handlers rule by.
        more: asked before each further message.

    Returns:
        What the slice came to; nothing when nothing was held.
    """
    try:
        return _handle(channel, at=at, more=more)
    except _FailedError as failed:
        if failed.place:
            # The failing message comes first in the next slice.
            return handle_slice(channel, at=at, more=_countdown(failed.place))
        _set_aside(failed.row, failed.cause, at=at)
        return Slice(set_aside=1)


def retry_set_aside(message_id: str, *, officer: Viewer, at: datetime) -> None:
    """Take a message up again that was set aside, and what waits behind it.

    Args:
        message_id: from the message's envelope.
        officer: who asks; the central unit or a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        NotFoundError: no message of that id is held.
        MessageRefusedError: it is not set aside.
    """
    demand_role(officer, _MENDERS)
    row = (
        Inbound.objects.select_for_update()
        .select_related("channel__link")
        .filter(message_id=message_id)
        .order_by("pk")
        .first()
    )
    if row is None:
        raise NotFoundError(message=message_id)
    if row.state != InboundState.SET_ASIDE:
        raise MessageRefusedError(MessageFault.NOT_SET_ASIDE, message=message_id)
    again = Q(pk=row.pk)
    if row.case:
        again |= Q(channel=row.channel_id, case=row.case, state=InboundState.WAITING)
    Inbound.objects.filter(again).update(state=InboundState.HELD, cause="", cause_facts={})
    append(
        MESSAGE_RETRIED,
        about=message_id,
        by=officer.name,
        agency=officer.agency,
        at=at,
        partner=row.channel.link.code,
        message=message_id,
        type=row.type,
    )


def _countdown(times: int) -> Callable[[], bool]:
    """Return a function that is true `times - 1` times: one message goes without asking."""
    left = iter(range(times - 1))
    return lambda: next(left, None) is not None


def _handle(channel: int, *, at: datetime, more: Callable[[], bool]) -> Slice:
    with transaction.atomic(durable=True):
        log = Channel.objects.select_for_update().select_related("link").get(pk=channel)
        rows = list(log.inbound.filter(state=InboundState.HELD).order_by("index")[:MOST_IN_SLICE])
        held_back, repeated = _held_back(log, rows), _repeated(log, rows)
        handled, waiting = [], []
        for place, row in enumerate(rows):
            if place and not more():
                break
            if row.case and row.case in held_back:
                waiting.append(row.pk)
                continue
            _take(log, row, place=place, repeated=row.message_id in repeated, at=at)
            handled.append(row.pk)
            repeated.add(row.message_id)
        _mark(handled, waiting, at=at)
    done = len(handled) + len(waiting)
    return Slice(handled=done, was_last=done == len(rows) < MOST_IN_SLICE)


def _held_back(log: Channel, rows: list[Inbound]) -> set[str]:
    """Return the cases among `rows` in which a message is set aside."""
    cases = {row.case for row in rows if row.case}
    aside = Inbound.objects.filter(
        channel__link=log.link_id, state=InboundState.SET_ASIDE, case__in=cases
    )
    return set(aside.values_list("case", flat=True)) if cases else set()


def _repeated(log: Channel, rows: list[Inbound]) -> set[str]:
    """Return the ids among `rows` that were taken before, in whatever epoch."""
    done = Inbound.objects.filter(
        channel__link=log.link_id,
        message_id__in={row.message_id for row in rows},
        state__in=_DONE,
    )
    return set(done.exclude(message_id="").values_list("message_id", flat=True)) if rows else set()


def _mark(handled: list[int], waiting: list[int], *, at: datetime) -> None:
    if handled:
        # A refused message has got its own state already.
        Inbound.objects.filter(pk__in=handled, state=InboundState.HELD).update(
            state=InboundState.HANDLED, handled_at=at
        )
    if waiting:
        Inbound.objects.filter(pk__in=waiting).update(state=InboundState.WAITING)


def _take(log: Channel, row: Inbound, *, place: int, repeated: bool, at: datetime) -> None:
    """Take one message up, or refuse it by name; raise _FailedError when its handler fails."""
    try:
        received = _checked(log, row, repeated=repeated, at=at)
    except MessageRefusedError as refusal:
        _refuse(log, row, refusal, at=at)
        return
    try:
        if received.type == REFUSED_TYPE:
            _take_refusal(received)
        else:
            wiring.current().hand_over(received)
    except (OperationalError, InterfaceError):
        # The database is in trouble, not the message: everything is tried again later.
        raise
    except ComityError as cause:
        raise _FailedError(place, row, cause) from cause
    except Exception as error:
        _log.exception("message %s could not be handled", row.message_id)
        failure = MessageRefusedError(MessageFault.HANDLER_FAILED, message=row.message_id)
        raise _FailedError(place, row, failure) from error


def _checked(log: Channel, row: Inbound, *, repeated: bool, at: datetime) -> Received:
    """Return a message fit for its handler, or raise MessageRefusedError."""
    envelope = read_envelope(bytes(row.envelope))
    if (envelope.sender, envelope.recipient) != (log.link.code, log.link.own_code):
        raise MessageRefusedError(
            MessageFault.MISADDRESSED, sender=envelope.sender, recipient=envelope.recipient
        )
    if repeated:
        raise MessageRefusedError(MessageFault.REPEATED)
    fits = _validator_of(envelope)
    body = read_body(bytes(row.body))
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
    row.save(update_fields=["state", "handled_at", "cause", "cause_facts"])
    if row.type != REFUSED_TYPE:
        told = facts if row.message_id else {**facts, "index": str(row.index)}
        queue_refusal(
            refusal.code,
            link=log.link,
            answers=row.message_id or None,
            facts=told,
            case=row.case,
            at=at,
        )
    _record(MESSAGE_REFUSED, row, log.link.code, refusal.code, at=at)


def _take_refusal(received: Received) -> None:
    """Take a partner's word that it will not take a message of ours."""
    answers = received.envelope.answers or ""
    code, facts = _told_refusal(received.body)
    sent = Outbound.objects.filter(message_id=answers, link__code=received.partner)
    sent.update(refused=code, refused_facts=facts)
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
    kept = {str(name)[:60]: str(value)[:500] for name, value in list(named.items())[:20]}
    return str(body.get("code", ""))[:60] or MessageFault.BODY_INVALID.value, kept


def _set_aside(row: Inbound, cause: ComityError, *, at: datetime) -> None:
    with transaction.atomic(durable=True):
        log = Channel.objects.select_for_update().select_related("link").get(pk=row.channel_id)
        moved = Inbound.objects.filter(pk=row.pk, state=InboundState.HELD).update(
            state=InboundState.SET_ASIDE, cause=cause.code, cause_facts=dict(cause.facts)
        )
        if moved:
            _record(MESSAGE_SET_ASIDE, row, log.link.code, cause.code, at=at)


def _record(event: EventKind, row: Inbound, partner: str, code: str, *, at: datetime) -> None:
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
