"""Two acts that meet: the second begins when the first has acted and is about to commit."""

from collections.abc import Callable
from threading import Event

from django.db import transaction

from comity.exchange.threads import DatabaseThreads

# Long enough for the second to take its rows and wait for what the first holds.
MEANWHILE_SECONDS = 0.5


def meet(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Play both, each in a transaction of its own; a thread stands for another process."""
    acted, others = Event(), DatabaseThreads(1, name="second")

    def come_second() -> None:
        assert acted.wait(10)
        with transaction.atomic(durable=True):
            second()

    try:
        waiting = others.submit(come_second)
        with transaction.atomic(durable=True):
            first()
            acted.set()
            Event().wait(MEANWHILE_SECONDS)
        waiting.result(10)
    finally:
        acted.set()
        others.end()
