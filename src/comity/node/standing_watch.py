"""What the node does of itself for standing exchanges, as one step of keeping the clocks."""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from comity.assistance.services.standing_leaving import let_standing_leave
from comity.assistance.services.standing_reporting import report_supply, supplies_to_report
from comity.assistance.services.standing_watch import (
    check_supply,
    keep_check,
    notice_late,
    standing_requests,
    supplies_to_check,
    supplies_to_leave,
)
from comity.exchange.courier import guarded


def watch_standing(at: datetime, *, stop: threading.Event, own_code: str) -> None:
    """Check what came, tell its supplier of faults, let go what may leave, notice what is late.

    Each file and each exchange is a transaction of its own, and a fault in one keeps back none of
    the others.

    Args:
        at: aware UTC instant.
        stop: set to end after the one under way.
        own_code: of the administration whose node this is.
    """
    on = timezone.localdate(at)
    steps: tuple[tuple[Callable[[], list[int]], Callable[[int], None]], ...] = (
        (supplies_to_check, partial(_check, at=at)),
        (
            partial(supplies_to_report, at=at),
            lambda key: _in_one(partial(report_supply, key, at=at, on=on)),
        ),
        (supplies_to_leave, lambda key: _in_one(partial(let_standing_leave, key, at=at, on=on))),
        (standing_requests, lambda key: _in_one(partial(notice_late, key, at=at))),
    )
    for listed, do in steps:
        for key in listed():
            if stop.is_set():
                return
            guarded(partial(do, key), own_code)


def _check(key: int, *, at: datetime) -> None:
    # A long file takes seconds, and the node has one write lock.
    checked = check_supply(key)
    with transaction.atomic(durable=True):
        keep_check(key, checked, at=at)


def _in_one(do: Callable[[], object]) -> None:
    with transaction.atomic(durable=True):
        do()
