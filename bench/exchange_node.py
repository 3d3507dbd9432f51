"""What the exchange benchmark does inside one node: found and link it, send notes, take them."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from bench.note_kind import NOTE, PERMISSION, TEXT, send_notes
from comity.agreements.queries import current_register
from comity.agreements.services import import_register, record_assurance, settle
from comity.agreements.terms import Assurance, AssuranceDraft, settlement_from
from comity.exchange import wiring
from comity.exchange.models import Outbound
from comity.exchange.services import (
    add_link,
    confirm_link,
    due_links,
    handle_slice,
    publish_descriptor,
    queue_messages,
)
from comity.exchange.terms import NewMessage
from comity.exchange.verification import verify_channels
from comity.kernel.rulings import Role
from comity.node.configuration import NodeSettings
from comity.officers.services import found_administration
from comity.officers.terms import Viewer

REGISTER = Path(__file__).resolve().parents[1] / "register"
OFFICERS = [
    Viewer(number, name, "HQ", frozenset({Role.TREATY_DESK}))
    for number, name in enumerate(("One", "Two"), start=1)
]
AGREEMENT = "us-ua-2016"
STATED = {
    "matter": "term",
    "provision": "info.application_enforcement",
    "parameters": {"on_own": True},
    "states": "Stated for the benchmark.",
    "source": "bench",
}
SLICE_SECONDS = 0.05
QUIET_SECONDS = 0.25
QUEUED_TOGETHER = 100


def found(own: str, theirs: str) -> None:
    """Make the tables, state the law, and link this node with the one whose descriptor is given."""
    call_command("migrate", interactive=False, verbosity=0)
    at = datetime.now(UTC)
    with transaction.atomic(durable=True):
        found_administration(NodeSettings().country, name="Customs", agencies=[("HQ", "Customs")])
    with transaction.atomic(durable=True):
        publish_descriptor(Path(own).read_bytes(), at=at)
    with transaction.atomic(durable=True):
        link = add_link(Path(theirs).read_bytes(), officer=OFFICERS[0], at=at)
    for officer in OFFICERS:
        with transaction.atomic(durable=True):
            confirm_link(link.code, number=link.number, officer=officer, at=at)
    state_the_law(link.code, at=at)


def state_the_law(partner: str, *, at: datetime) -> None:
    """Read the register, and state what it leaves open between the two: notes may be told."""
    with transaction.atomic(durable=True):
        import_register(REGISTER, by="bench", at=at)
    stated = settlement_from(STATED, about=AGREEMENT, by="", on=at.date())
    with transaction.atomic(durable=True):
        settle(stated, officer=OFFICERS[0], at=at)
    for assurance in Assurance:
        day = at.date().isoformat()
        promised = AssuranceDraft(
            partner=partner,
            assurance=assurance.value,
            given_by="Bench",
            document="Bench",
            given_on=day,
            from_on=day,
        )
        with transaction.atomic(durable=True):
            record_assurance(promised, officer=OFFICERS[0], at=at)


def queue(partner: str, count: str) -> None:
    """Queue notes that nobody rules on: any node may, whatever law it has."""
    wiring.register([NOTE])
    for begins in range(0, int(count), QUEUED_TOGETHER):
        numbers = range(begins, min(begins + QUEUED_TOGETHER, int(count)))
        notes = [NewMessage("bench.note", {"text": TEXT}, case=f"C{n % 50}") for n in numbers]
        with transaction.atomic(durable=True):
            queue_messages([(note, PERMISSION) for note in notes], to=partner, at=datetime.now(UTC))


def send(partner: str, count: str, together: str) -> None:
    """Send notes, so many in each act; print the CPU seconds it took."""
    by = _ready()
    begun = time.process_time()
    for number in range(0, int(count), int(together)):
        with transaction.atomic(durable=True):
            send_notes(
                min(int(together), int(count) - number),
                by=by,
                to=partner,
                begins=number,
                at=datetime.now(UTC),
            )
    print(time.process_time() - begun)


def alone(partner: str, count: str) -> None:
    """Send notes one after another, as officers do: each when all has been quiet for a moment.

    Prints the CPU seconds it took here, and the seconds from each commit to its receipt.
    """
    by = _ready()
    waited, used = [], 0.0
    for number in range(int(count)):
        time.sleep(QUIET_SECONDS)
        begun = time.process_time()
        with transaction.atomic(durable=True):
            (sent,) = send_notes(1, by=by, to=partner, begins=number, at=datetime.now(UTC))
        # What asks from here on is the benchmark, not the node.
        used += time.process_time() - begun
        committed = time.monotonic()
        while not Outbound.objects.filter(message_id=sent, delivered_at__isnull=False).exists():
            time.sleep(0.002)
        waited.append(time.monotonic() - committed)
    print(used, *waited)


def handle() -> None:
    """Take up everything that is held; print the CPU seconds it took."""
    _ready()
    begun = time.process_time()
    while held := [link.into for link in due_links() if link.held]:
        for channel in held:
            handle_slice(channel, at=datetime.now(UTC), more=_time_of_a_slice())
    print(time.process_time() - begun)


def _time_of_a_slice() -> Callable[[], bool]:
    ends = time.monotonic() + SLICE_SECONDS
    return lambda: time.monotonic() < ends


def verify() -> None:
    """Recompute the channels; print a word for each."""
    for report in verify_channels():
        print("whole" if report.whole else report.faults)


def _ready() -> str:
    """Join the kind, open the connection, and read the register: what a worker has long done."""
    wiring.register([NOTE])
    connection.ensure_connection()
    current_register()
    return NodeSettings().country


if __name__ == "__main__":
    parts: dict[str, Callable[..., None]] = {
        "found": found,
        "queue": queue,
        "send": send,
        "alone": alone,
        "handle": handle,
        "verify": verify,
    }
    parts[sys.argv[1]](*sys.argv[2:])
