"""Putting a message into the outbox, in the transaction of the act that sends it."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from comity.crypto.canonical import canonical_json
from comity.crypto.errors import NotCanonicalError
from comity.crypto.hashing import SALT_SIZE, salted_digest
from comity.crypto.merkle import leaf_hash
from comity.database.inserting import insert
from comity.exchange import wiring
from comity.exchange.asked import LINK_THAT_CARRIES
from comity.exchange.envelope import BODY_LIMITS, write_envelope
from comity.exchange.keys_in_force import sealing_recipient
from comity.exchange.models import Link, Outbound
from comity.exchange.parcel import size_in_parcel
from comity.exchange.refusals import (
    LinkNotConfirmedError,
    LinkRecoveringError,
    MessageFault,
    MessageRefusedError,
)
from comity.exchange.terms import (
    LINK_MESSAGES,
    REFUSED_TYPE,
    Envelope,
    NewMessage,
    Reliance,
)
from comity.exchange.waking import ring_after_commit
from comity.kernel.rulings import Permission


def queue_message(message: NewMessage, *, to: str, under: Permission, at: datetime) -> str:
    """Record a message for a partner; it leaves once the caller's transaction has committed.

    Nothing is numbered or signed here: acts only insert, and one leased job per channel numbers
    what waits, so that no act ever waits for a signature or for another act.

    Args:
        message: what is sent.
        to: code of the partner's administration.
        under: the permission the law has just given; instrument, article, terms and conditions
            of the envelope are taken from it.
        at: aware UTC instant of recording.

    Returns:
        The message's id, under which `queries.facts_of` tells how far it is.

    Raises:
        LinkNotConfirmedError: no link to the partner may carry messages now.
        LinkRecoveringError: what this node lost is being asked of the partner first.
        MessageRefusedError: the body does not fit its type, or the message is not in form.
    """
    return queue_messages([(message, under)], to=to, at=at)[0]


def queue_messages(
    messages: Sequence[tuple[NewMessage, Permission]], *, to: str, at: datetime
) -> list[str]:
    """Record several messages for a partner, of one act; all are recorded or none.

    Args:
        messages: what is sent, each with the permission the law has just given for it.
        to: code of the partner's administration.
        at: aware UTC instant of recording.

    Returns:
        The messages' ids, in order.

    Raises:
        LinkNotConfirmedError: no link to the partner may carry messages now.
        MessageRefusedError: a body does not fit its type, or a message is not in form.
    """
    link = _link_that_carries(to)
    rows = []
    for message, under in messages:
        wiring.current().validator_of(message.type, message.version)(message.body)
        reliance = Reliance(under.under, under.article, under.terms_digest)
        rows.append(_row(message, link=link, under=reliance, carried=under, at=at))
    insert(rows)
    ring_after_commit()
    return [row.message_id for row in rows]


def queue_refusal(
    code: str,
    *,
    link: Link,
    answers: str | None,
    facts: Mapping[str, str],
    case: str,
    at: datetime,
) -> str:
    """Answer a message that is refused by name.

    It rests on the link alone and carries no case data, so it needs no permission.

    Args:
        code: why it is refused.
        link: the link it came over.
        answers: id of the refused message; None when its envelope does not even give one.
        facts: named values for the sentence of the code.
        case: the case reference that the refused message gave.
        at: aware UTC instant.

    Returns:
        The id of the answer.
    """
    body = {"code": code, "facts": dict(facts)}
    refusal = NewMessage(REFUSED_TYPE, body, case=case, answers=answers)
    return _record(refusal, link=link, at=at)


def queue_link_message(message: NewMessage, *, to: str, at: datetime) -> str:
    """Record a message that rests on the link alone, one of the closed list.

    Nobody rules on it, because it discloses nothing of any case: it has no case, no conditions
    and no exhibits, and names no instrument that it would be sent under.

    Args:
        message: what is sent.
        to: code of the partner's administration.
        at: aware UTC instant of recording.

    Returns:
        The message's id.

    Raises:
        LinkNotConfirmedError: no link to the partner may carry messages now.
        MessageRefusedError: the type is not on the list, or the message is not in form.
    """
    carries = message.case or message.conditions or message.exhibits
    if message.type not in LINK_MESSAGES or carries:
        raise MessageRefusedError(MessageFault.NOT_A_LINK_MESSAGE, type=message.type)
    wiring.current().validator_of(message.type, message.version)(message.body)
    link = _link_that_carries(to)
    return _record(message, link=link, at=at)


def sealing_key_of(partner: str) -> bytes:
    """Return the pinned key that what goes to a partner beside the channel is sealed to.

    Raises:
        LinkNotConfirmedError: no link to the partner may carry messages now.
    """
    return sealing_recipient(_link_that_carries(partner))


def _link_that_carries(code: str) -> Link:
    link = LINK_THAT_CARRIES.first(code)
    if link is None:
        raise LinkNotConfirmedError(partner=code)
    if link.recovering:
        raise LinkRecoveringError(partner=code)
    return link


def queue_opening(message: NewMessage, link: Link, *, at: datetime) -> Outbound:
    """Record the first message of a new epoch; whoever opens the epoch gives it its number.

    Args:
        message: an `epoch.opened`.
        link: to the partner, locked.
        at: aware UTC instant of recording.
    """
    row = _row(message, link=link, under=None, carried=None, at=at)
    row.save(force_insert=True)
    return row


def _record(message: NewMessage, *, link: Link, at: datetime) -> str:
    """Record a message that rests on the link alone."""
    row = _row(message, link=link, under=None, carried=None, at=at)
    row.save(force_insert=True)
    ring_after_commit()
    return row.message_id


def _row(
    message: NewMessage,
    *,
    link: Link,
    under: Reliance | None,
    carried: Permission | None,
    at: datetime,
) -> Outbound:
    body = _body_of(message)
    salt = secrets.token_bytes(SALT_SIZE)
    conditions = message.conditions if carried is None else carried.conditions + message.conditions
    envelope = Envelope(
        id=str(uuid.uuid4()),
        type=message.type,
        version=message.version,
        sender=link.own_code,
        recipient=link.code,
        under=under,
        conditions=conditions,
        answers=message.answers,
        case=message.case,
        recorded_at=at,
        exhibits=message.exhibits,
        body_digest=salted_digest(salt, body).hex(),
        body_size=len(body),
    )
    raw = write_envelope(envelope)
    return Outbound(
        link=link,
        message_id=envelope.id,
        type=envelope.type,
        case=envelope.case,
        urgent=message.urgent,
        envelope=raw,
        salt=salt,
        body=body,
        leaf_hash=leaf_hash(raw),
        size_in_parcel=size_in_parcel(raw, body),
        recorded_at=at,
    )


def _body_of(message: NewMessage) -> bytes:
    try:
        body = canonical_json(message.body)
    except NotCanonicalError as error:
        what = dict(error.facts).get("place", "")
        raise MessageRefusedError(MessageFault.BODY_INVALID, what=what) from error
    if len(body) > BODY_LIMITS.size:
        raise MessageRefusedError(MessageFault.TOO_LARGE, size=len(body), limit=BODY_LIMITS.size)
    return body
