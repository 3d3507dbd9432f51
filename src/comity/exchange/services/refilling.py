"""Giving a partner back what travelled between the two: nothing changes here but one entry."""

import threading
import time
from collections import deque
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from comity.crypto.errors import SignatureRefusedError
from comity.exchange.epoch_terms import REFILL_GIVEN
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.keys_in_force import in_force_now, sealing_recipient
from comity.exchange.models import Channel, ChannelHead, Link
from comity.exchange.parcel import Content, Message
from comity.exchange.refill import ASK_LIMIT, Ask, claimed_ask, write_stretch
from comity.exchange.refusals import (
    EpochFault,
    EpochRefusedError,
    ParcelFault,
    ParcelRefusedError,
)
from comity.exchange.terms import Direction, LinkState
from comity.ledger.queries import has_entry_about
from comity.ledger.services import append
from comity.ledger.terms import NODE

MOST_A_MINUTE = 600
"""Most questions of one partner that are answered within a minute."""
STILL_MEANT = timedelta(hours=1)
"""How far a question's time may be from this node's clock."""


class Pace:
    """How often each partner has asked lately; of one process."""

    def __init__(self, most: int = MOST_A_MINUTE) -> None:
        self._most = most
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def demand(self, partner: str) -> None:
        """Refuse a partner that has asked too often within the last minute.

        Raises:
            EpochRefusedError: it has.
        """
        now = time.monotonic()
        with self._lock:
            asked = self._asked.setdefault(partner, deque())
            while asked and now - asked[0] > 60:
                asked.popleft()
            if len(asked) >= self._most:
                raise EpochRefusedError(EpochFault.TOO_OFTEN)
            asked.append(now)


def give_back(raw: bytes, *, own_code: str, pace: Pace, at: datetime) -> bytes:
    """Answer a partner that recovers with one stretch of a log between the two.

    1. The question claims to be of a partner with a live link, about a log of that link.
    2. Both signatures under it are the partner's, with a sender key that counts now.
    3. It is meant now, for this node, and the partner has not asked too often.
    4. What is given back was signed by its sender and receipted by its holder.

    Args:
        raw: the signed question, at most 8 KiB.
        own_code: this node's administration.
        pace: of the door.
        at: aware UTC instant.

    Returns:
        The answer, sealed to the partner.

    Raises:
        ParcelRefusedError: who asks is not known, or did not sign.
        EpochRefusedError: the question is not in form, or nothing more is held here.
    """
    # 1
    ask = claimed_ask(raw)
    link = Link.objects.filter(code=ask.asker, state=LinkState.CONFIRMED).first()
    if link is None:
        raise ParcelRefusedError(ParcelFault.SENDER_UNKNOWN, sender=ask.asker)
    # 2
    _demand_signed(raw, link)
    # 3
    ends = {ask.log.sender, ask.log.recipient}
    if ask.asked != own_code or ends != {ask.asker, own_code}:
        raise ParcelRefusedError(ParcelFault.OTHER_RECIPIENT, recipient=ask.asked)
    if abs(at - ask.at) > STILL_MEANT:
        raise EpochRefusedError(EpochFault.ASK_OLD, asked_at=ask.at.isoformat())
    pace.demand(link.code)
    # 4
    head = _head_after(ask, link)
    _record(ask, at=at)
    return _stretch(head, ask.start, link)


def _demand_signed(raw: bytes, link: Link) -> None:
    for key in in_force_now(link, KeyRole.SENDER, End.PARTNER):
        try:
            key.open(raw, limit=ASK_LIMIT)
        except SignatureRefusedError:
            continue
        return
    raise ParcelRefusedError(ParcelFault.SIGNATURE_WRONG, algorithm="Ed25519", name=link.code)


def _head_after(ask: Ask, link: Link) -> ChannelHead:
    """Return the head at the end of the next stretch.

    Raises:
        EpochRefusedError: there is none; `epoch` is the next one of this log, or the one asked for.
    """
    direction = Direction.OUT if ask.log.sender == link.own_code else Direction.IN
    logs = link.channels.filter(direction=direction)
    log = logs.filter(origin=ask.log.line()).first()
    held = None if log is None else _given(log).filter(size__gt=ask.start).order_by("size").first()
    if held is None:
        later = logs.filter(epoch__gt=ask.log.epoch).filter(
            Q(receipted_size__gt=0) | Q(direction=Direction.IN, size__gt=0)
        )
        nearest = later.order_by("epoch").first()
        raise EpochRefusedError(
            EpochFault.ENDS,
            size=0 if log is None else log.receipted_size,
            epoch=ask.log.epoch if nearest is None else nearest.epoch,
        )
    return held


def _given(log: Channel) -> "QuerySet[ChannelHead]":
    return log.heads.filter(receipt__isnull=False).select_related("channel")


def _stretch(head: ChannelHead, start: int, link: Link) -> bytes:
    log = head.channel
    rows = log.outbound if log.direction == Direction.OUT else log.inbound
    found = rows.filter(index__gte=start, index__lt=head.size).order_by("index")
    messages = tuple(
        Message(bytes(envelope), bytes(salt), bytes(body))
        for envelope, salt, body in found.values_list("envelope", "salt", "body")
    )
    return write_stretch(
        bytes(head.note),
        bytes(head.receipt or b""),
        Content(start, messages),
        recipient=sealing_recipient(link),
    )


def _record(ask: Ask, *, at: datetime) -> None:
    """Record once for each recovery of a partner that it was given back what it asked for."""
    if has_entry_about(REFILL_GIVEN.name, ask.run):
        return
    with transaction.atomic(durable=True):
        append(
            REFILL_GIVEN, about=ask.run, by=NODE, agency="", at=at, partner=ask.asker, run=ask.run
        )
