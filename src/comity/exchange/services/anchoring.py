"""The daily anchor: partners made witnesses of this node's record, and this node of theirs."""

import secrets
from datetime import date, datetime

from django.db import IntegrityError, transaction

from comity.exchange.anchor_terms import (
    ANCHOR_HELD,
    ANCHOR_SENT,
    ANCHOR_TYPE,
    NONCE_SIZE,
    anchor_digest,
)
from comity.exchange.models import Anchor, HeldAnchor, Link
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.services.queueing import queue_link_message
from comity.exchange.terms import LinkState, NewMessage, Received
from comity.ledger.models import LedgerCheckpoint
from comity.ledger.queries import last_checkpoint
from comity.ledger.services import append
from comity.ledger.terms import NODE


def send_anchors(*, at: datetime) -> int:
    """Make each linked partner a witness of the record's last signed head, once a day (UTC).

    Each partner gets a nonce of its own, so that no two of them can tell that they hold the same
    head. Each message is a transaction of its own.

    Args:
        at: aware UTC instant.

    Returns:
        How many were sent; none while no head is signed.
    """
    head = last_checkpoint()
    if head is None:
        return 0
    on = at.date()
    due = Link.objects.filter(state=LinkState.CONFIRMED).exclude(anchors__on=on)
    return sum(_send(link, head, on=on, at=at) for link in due.only("code").order_by("code"))


def take_anchor(received: Received) -> None:
    """Keep the digest by which a partner anchors its record; the channel's receipt is the witness.

    Raises:
        MessageRefusedError: the day it names is none.
    """
    try:
        on = date.fromisoformat(str(received.body["day"]))
    except ValueError as error:
        raise MessageRefusedError(MessageFault.BODY_INVALID, what="data.day date") from error
    digest = str(received.body["digest"])
    HeldAnchor.objects.create(
        link=Link.objects.only("pk").get(code=received.partner),
        on=on,
        digest=bytes.fromhex(digest),
        message_id=received.message_id,
        held_at=received.held_at,
    )
    append(
        ANCHOR_HELD,
        about=received.partner,
        by=NODE,
        agency="",
        at=received.at,
        partner=received.partner,
        message=received.message_id,
        day=on.isoformat(),
        digest=digest,
    )


def _send(link: Link, head: LedgerCheckpoint, *, on: date, at: datetime) -> bool:
    note, nonce = bytes(head.note), secrets.token_bytes(NONCE_SIZE)
    digest = anchor_digest(note, nonce).hex()
    body = {"day": on.isoformat(), "digest": digest}
    try:
        with transaction.atomic(durable=True):
            message = queue_link_message(NewMessage(ANCHOR_TYPE, body), to=link.code, at=at)
            Anchor.objects.create(
                link=link,
                on=on,
                epoch=head.epoch,
                size=head.size,
                note=note,
                nonce=nonce,
                message_id=message,
                sent_at=at,
            )
            append(
                ANCHOR_SENT,
                about=link.code,
                by=NODE,
                agency="",
                at=at,
                partner=link.code,
                message=message,
                day=on.isoformat(),
                digest=digest,
                size=head.size,
            )
    except IntegrityError:
        # Another worker was first; nothing of ours remains.
        return False
    return True
