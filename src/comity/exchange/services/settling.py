"""Settling what a partner's door answered: delivered is what it has signed for, and no more."""

from datetime import datetime

from django.db import transaction

from comity.crypto.checkpoints import Checkpoint
from comity.exchange.asked import (
    CHANNEL,
    CHANNEL_AND_LINK,
    DELIVERED,
    HEAD_AT,
    LAST_HEAD,
    LOCKED_CHANNEL_AND_LINK,
    RECEIPTED,
    SETTLED,
)
from comity.exchange.channel import read_origin
from comity.exchange.keys_in_force import open_receipt_of
from comity.exchange.receipt import Receipt
from comity.exchange.refusals import (
    ChannelHaltedError,
    HaltCause,
    ParcelFault,
    ParcelRefusedError,
)
from comity.exchange.services.forking import note_fork
from comity.exchange.services.keys_telling import begin_to_use
from comity.exchange.services.roots import root_at
from comity.exchange.terms import CHANNEL_HALTED, PARCEL_DELIVERED
from comity.ledger.services import append
from comity.ledger.terms import NODE


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
    log = CHANNEL_AND_LINK.one(channel)
    receipt = open_receipt_of(log.link, raw, origin=read_origin(log.origin))
    last = LAST_HEAD.first(channel)
    signed = 0 if last is None else last.size
    if receipt.size > signed:
        facts = {"held": receipt.size, "size": signed}
        halt(channel, HaltCause.OWN_TAIL_LOST, evidence=raw, at=at, facts=facts)
        raise ChannelHaltedError(HaltCause.OWN_TAIL_LOST, **facts)
    if receipt.root != root_at(log, receipt.size):
        halt(channel, HaltCause.FORKED, evidence=raw, at=at, facts={"size": receipt.size})
        stated = Checkpoint(log.origin, receipt.size, receipt.root)
        note_fork(log, theirs=raw, stated=stated, at=at)
        raise ChannelHaltedError(HaltCause.FORKED, size=receipt.size)
    if receipt.size and receipt.size != signed and not HEAD_AT.any(channel, receipt.size):
        # A holder holds whole parcels; a size between two heads could be kept as no head's receipt.
        raise ParcelRefusedError(
            ParcelFault.RECEIPT_COVERS_LESS, size=receipt.size, posted=log.size
        )
    with transaction.atomic(durable=True):
        _settle(channel, receipt, raw=raw, at=at)
    return receipt


def expected_from(facts: dict[str, str], *, channel: int) -> int:
    """Return the size a partner's door said to continue from, if that can be true.

    Raises:
        ParcelRefusedError: it named a size this node never sent.
        ChannelHaltedError: it named less than it has signed a receipt for. The answer is not
            signed, so the channel is not halted for it; but nothing can be sent either.
    """
    log = CHANNEL.one(channel)
    told = facts.get("expected", "")
    expected = int(told) if told.isdecimal() and len(told) < 16 else -1
    if expected < 0 or expected > log.size:
        raise ParcelRefusedError(ParcelFault.RECEIPT_MALFORMED)
    if expected < log.receipted_size:
        raise ChannelHaltedError(
            HaltCause.PARTNER_TAIL_LOST, receipted=log.receipted_size, expected=expected
        )
    return expected


def halt(
    channel: int, cause: HaltCause, *, evidence: bytes, at: datetime, facts: dict[str, int]
) -> None:
    """Let a channel stand still, with what shows why."""
    with transaction.atomic(durable=True):
        log = LOCKED_CHANNEL_AND_LINK.one(channel)
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


def _settle(channel: int, receipt: Receipt, *, raw: bytes, at: datetime) -> None:
    log = LOCKED_CHANNEL_AND_LINK.one(channel)
    newly = receipt.size > log.receipted_size
    if newly:
        # What came before is delivered already; a log of a million is not gone through each time.
        begins, log.receipted_size = log.receipted_size, receipt.size
        RECEIPTED.make(channel, receipt.size, raw, receipt.at)
        DELIVERED.make(channel, begins, receipt.size, at)
        if log.link.key_changes:
            begin_to_use(log, upto=receipt.size)
    SETTLED.make(channel, log.receipted_size, at)
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
