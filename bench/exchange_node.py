"""What the exchange benchmark does inside one node: make its tables and link, queue messages."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from bench.note_kind import NOTE, PERMISSION, TEXT
from comity.exchange import wiring
from comity.exchange.services import (
    add_link,
    confirm_link,
    publish_descriptor,
    queue_message,
)
from comity.exchange.terms import NewMessage
from comity.exchange.verification import verify_channels
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer

OFFICERS = [
    Viewer(number, name, "HQ", frozenset({Role.TREATY_DESK}))
    for number, name in enumerate(("One", "Two"), start=1)
]


def found(own: str, theirs: str) -> None:
    """Make the tables and link this node with the one whose descriptor is given."""
    call_command("migrate", interactive=False, verbosity=0)
    at = datetime.now(UTC)
    with transaction.atomic(durable=True):
        publish_descriptor(Path(own).read_bytes(), at=at)
    with transaction.atomic(durable=True):
        link = add_link(Path(theirs).read_bytes(), officer=OFFICERS[0], at=at)
    for officer in OFFICERS:
        with transaction.atomic(durable=True):
            confirm_link(link.code, number=link.number, officer=officer, at=at)


def queue(partner: str, count: str) -> None:
    """Queue messages one act at a time; print the CPU seconds it took."""
    wiring.register([NOTE])
    begun = time.process_time()
    for number in range(int(count)):
        message = NewMessage("bench.note", {"text": TEXT}, case=f"C{number % 50}")
        with transaction.atomic(durable=True):
            queue_message(message, to=partner, under=PERMISSION, at=datetime.now(UTC))
    print(time.process_time() - begun)


def verify() -> None:
    """Recompute the channels; print a word for each."""
    for report in verify_channels():
        print("whole" if report.whole else report.faults)


if __name__ == "__main__":
    parts: dict[str, Callable[..., None]] = {"found": found, "queue": queue, "verify": verify}
    parts[sys.argv[1]](*sys.argv[2:])
