"""The pulse of each job: written by whoever works, read by whoever asks whether anybody does."""

import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from comity.exchange.ladder.rungs import Rung
from comity.kernel.checks import Check, Side, Tone, instant_in_words
from comity.node.home import Home
from comity.node.milestones import restored_and_unconfirmed
from comity.node.models import Pulse
from comity.node.watching_settings import HealthSettings

EXCHANGE, EXHIBITS = "exchange", "exhibits"
JOBS = (EXCHANGE, EXHIBITS)
EVERY = timedelta(seconds=5)
_OWNER = secrets.token_hex(8)
_STOPPED = frozenset("Tt")


class Beating:
    """Note that a job has made a pass, every few seconds and not at each."""

    def __init__(self, job: str, *, clock: Callable[[], datetime]) -> None:
        self._job, self._clock = job, clock
        self._due: datetime | None = None

    def __call__(self, *_of_the_worker: object) -> None:
        """Note the pass."""
        at = self._clock()
        if self._due is None or at >= self._due:
            # First, so that a disk that takes nothing is not tried at every pass.
            self._due = at + EVERY
            beat(self._job, at=at)


def beat(job: str, *, at: datetime) -> None:
    """Note that a job of this process has made a pass.

    Args:
        job: which.
        at: aware UTC instant.
    """
    told = {"owner": _OWNER, "host": socket.gethostname(), "process": os.getpid(), "at": at}
    with transaction.atomic(durable=True):
        Pulse.objects.update_or_create(job=job, defaults=told)


def check_worker(home: Home, told: HealthSettings, *, at: datetime) -> Check:
    """Return whether every job of the worker made a pass lately.

    Args:
        home: the node's.
        told: how long is too long.
        at: aware UTC instant.
    """
    if restored_and_unconfirmed(home):
        return _fault("health_worker_restored", {})
    pulses = {pulse.job: pulse for pulse in Pulse.objects.filter(job__in=JOBS)}
    missing = [job for job in JOBS if job not in pulses]
    if missing:
        return _fault("health_worker_never", {"job": ", ".join(missing)})
    oldest = min(pulses.values(), key=lambda pulse: (pulse.at, pulse.job))
    facts = {
        "job": oldest.job,
        "when": instant_in_words(oldest.at),
        "host": oldest.host,
        "process": str(oldest.process),
    }
    if at - oldest.at <= timedelta(seconds=told.worker_silent_seconds):
        return Check(Rung.WORKER.value, Tone.GOOD, "health_worker_works", tuple(facts.items()))
    return _fault(_silent(oldest), facts)


def _silent(pulse: Pulse) -> str:
    """Say whether a silent worker is held, gone, or there and stuck, as far as can be seen."""
    if pulse.host != socket.gethostname():
        return "health_worker_silent"
    try:
        told = Path(f"/proc/{pulse.process}/stat").read_text()
    except OSError:
        return "health_worker_gone"
    # The name in parentheses may itself hold spaces and parentheses.
    state = told.rpartition(")")[2].split()[0]
    return "health_worker_paused" if state in _STOPPED else "health_worker_silent"


def _fault(code: str, facts: dict[str, str]) -> Check:
    return Check(Rung.WORKER.value, Tone.STOP, code, tuple(facts.items()), Side.HERE)
