"""Taking back what a partner holds: verified against signed heads before anything is stored.

One step at a time, each its own transaction, so that a kill at any moment costs at most one
question: what was stored is the state from which the next step asks.
"""

import logging
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from comity.crypto.keys import NodeKeys
from comity.exchange.channel import read_origin
from comity.exchange.epoch_terms import RecoveryStage
from comity.exchange.keys_in_force import own_sender
from comity.exchange.models import Channel, Link, Recovery
from comity.exchange.refill import Ask, read_stretch
from comity.exchange.refusals import EpochFault
from comity.exchange.services.refilled_logs import (
    store_received,
    store_sent,
    verified,
)
from comity.exchange.services.replaying import apply_next
from comity.exchange.terms import Direction
from comity.exchange.transport import RefusedThereError
from comity.kernel.errors import ComityError, Problem

REST = timedelta(seconds=20)
"""How long to leave a partner alone that could not answer."""
_STORES = {RecoveryStage.RECEIVED: store_received, RecoveryStage.SENT: store_sent}
_NEXT = {
    RecoveryStage.RECEIVED: RecoveryStage.SENT,
    RecoveryStage.SENT: RecoveryStage.APPLYING,
}
_DIRECTION = {RecoveryStage.RECEIVED: Direction.IN, RecoveryStage.SENT: Direction.OUT}
_log = logging.getLogger(__name__)


class Refiller(Protocol):
    """The way to a partner's door, for what was lost."""

    def post_refill(self, partner: str, ask: bytes) -> bytes | Problem:
        """Ask a partner and return its answer, or the problem the door named."""


def recover_step(keys: NodeKeys, way: Refiller, *, at: datetime) -> bool:
    """Take the next step of every recovery that goes on.

    Args:
        keys: the node's keys: the sender key signs what is asked, the sealing key opens answers.
        way: to partners' doors.
        at: aware UTC instant.

    Returns:
        Whether anything was done, so that the next step may follow at once.
    """
    going = Recovery.objects.filter(ended_at__isnull=True).select_related("link").order_by("pk")
    # Each has its turn: one that failed keeps no other waiting.
    done = [_step(recovery, keys, way, at=at) for recovery in going]
    return any(done)


def _step(recovery: Recovery, keys: NodeKeys, way: Refiller, *, at: datetime) -> bool:
    if recovery.failed_at is not None and at < recovery.failed_at + REST:
        return False
    try:
        stage = RecoveryStage(recovery.stage)
        if stage is RecoveryStage.APPLYING:
            apply_next(recovery, at=at)
        else:
            _ask(recovery, stage, keys, way, at=at)
    except ComityError as error:
        told = {"partner": recovery.link.code, "code": error.code}
        _log.warning("what was lost could not be given back", extra=told)
        Recovery.objects.filter(pk=recovery.pk).update(
            failure=error.code, failure_facts=dict(error.facts), failed_at=at
        )
        return False
    return True


def _ask(
    recovery: Recovery, stage: RecoveryStage, keys: NodeKeys, way: Refiller, *, at: datetime
) -> None:
    link = recovery.link
    log = _log_asked_for(link, _DIRECTION[stage])
    origin, start = log.origin, log.size if stage is RecoveryStage.RECEIVED else log.receipted_size
    answer = _answered(recovery, origin, start, keys, way, at=at)
    if isinstance(answer, Problem):
        later = dict(answer.facts).get("epoch", "")
        if not later.isdecimal() or int(later) <= log.epoch:
            _pass_on(recovery, stage)
            return
        origin, start = _of_epoch(log, int(later)), 0
        answer = _answered(recovery, origin, start, keys, way, at=at)
        if isinstance(answer, Problem):
            raise RefusedThereError(answer)
    stretch = read_stretch(answer)
    found = verified(stretch, link=link, origin=read_origin(origin), start=start, keys=keys)
    with transaction.atomic(durable=True):
        locked = Link.objects.select_for_update(no_key=True).get(pk=link.pk)
        row = Recovery.objects.select_for_update(no_key=True).get(pk=recovery.pk)
        if row.ended_at is None:
            _STORES[stage](row, locked, found, at=at)


def _answered(
    recovery: Recovery, origin: str, start: int, keys: NodeKeys, way: Refiller, *, at: datetime
) -> bytes | Problem:
    """Ask for one stretch; a problem is returned only when it says that nothing more is held."""
    link = recovery.link
    ask = Ask(link.own_code, link.code, read_origin(origin), start, recovery.run, at)
    note = own_sender(link, keys).sign_note(ask.text())
    answer = way.post_refill(link.code, note)
    if isinstance(answer, Problem) and answer.code != EpochFault.ENDS:
        raise RefusedThereError(answer)
    return answer


def _log_asked_for(link: Link, direction: Direction) -> Channel:
    log = link.channels.filter(direction=direction).order_by("epoch").last()
    assert log is not None, "a live link has its channels"
    return log


def _of_epoch(log: Channel, epoch: int) -> str:
    return f"{log.origin.rpartition('/')[0]}/epoch-{epoch}"


def _pass_on(recovery: Recovery, stage: RecoveryStage) -> None:
    Recovery.objects.filter(pk=recovery.pk, ended_at__isnull=True).update(
        stage=_NEXT[stage].value, failure="", failure_facts={}, failed_at=None
    )
