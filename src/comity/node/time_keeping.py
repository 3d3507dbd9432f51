"""The thread that keeps the clocks: reckons them anew, reminds officers, and sends their mail."""

import threading
from datetime import UTC, date, datetime
from functools import partial

from django.db import close_old_connections, connections, transaction
from django.utils import timezone

from comity.assistance.services.reckoning import reckon_slice
from comity.assistance.services.reminding import desks, remind_slice
from comity.exchange.courier import guarded
from comity.interfaces.mailing import mail_what_is_new
from comity.node.access_reading import read_files
from comity.node.configuration import NodeSettings
from comity.node.standing_watch import watch_standing
from comity.node.turns import turn_at

REST_SECONDS = 60.0
# Between two slices, so that whoever writes meanwhile need not wait for all of them.
BREATH_SECONDS = 0.05


class TimeKeeping:
    """What is done of itself as days pass; once a day for reminders, whenever due for the rest."""

    def __init__(self, stop: threading.Event, own_code: str) -> None:
        self._stop = stop
        self._own_code = own_code
        self._reminded_on: date | None = None

    def pass_once(self, *, at: datetime) -> None:
        """Do what is to be done now; a fault in one thing keeps back none of the others.

        Args:
            at: aware UTC instant.
        """
        with turn_at("keeping the clocks") as mine:
            if not mine:
                return
            steps = (self._reckon, self._remind, self._standing, self._files, self._mail)
            for step in steps:
                guarded(partial(step, at), self._own_code)

    def _mail(self, at: datetime) -> None:
        mail_what_is_new(at=at)

    def _standing(self, at: datetime) -> None:
        watch_standing(at, stop=self._stop, own_code=self._own_code)

    def _files(self, at: datetime) -> None:
        read_files(at, stop=self._stop, own_code=self._own_code)

    def _reckon(self, at: datetime) -> None:
        more = True
        while more and not self._stop.is_set():
            with transaction.atomic(durable=True):
                more = reckon_slice(at=at)
            self._stop.wait(BREATH_SECONDS if more else 0)

    def _remind(self, at: datetime) -> None:
        on = timezone.localdate(at)
        if self._reminded_on == on:
            return
        told, after = desks(), 0
        while not self._stop.is_set():
            with transaction.atomic(durable=True):
                reached = remind_slice(after, told, at=at, on=on)
            if reached is None:
                self._reminded_on = on
                return
            after = reached
            self._stop.wait(BREATH_SECONDS)


def run_time_keeping(stop: threading.Event, *, rest_seconds: float = REST_SECONDS) -> None:
    """Keep the clocks until `stop` is set.

    Args:
        stop: set it to end the loop after the slice under way.
        rest_seconds: how long to rest between two passes.
    """
    own_code = NodeSettings().country
    keeping = TimeKeeping(stop, own_code)

    def once() -> None:
        keeping.pass_once(at=datetime.now(UTC))

    try:
        while not stop.is_set():
            guarded(once, own_code)
            close_old_connections()
            stop.wait(rest_seconds)
    finally:
        connections.close_all()
