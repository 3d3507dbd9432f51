"""What the benchmark of exhibits does inside one node: offer a file, or await one."""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from comity.evidence.custody import Hand
from comity.evidence.services import announce, grant, take_in
from comity.evidence.terms import Announced, Intake
from comity.evidence.vault import vault
from comity.exchange.services import sealing_key_of
from comity.kernel.rulings import Role
from comity.officers.services import appoint

HAND = Hand("One", "HQ", datetime(2026, 11, 22, tzinfo=UTC))


def offer(partner: str, file: str, told: str) -> None:
    """Take a file in and let the partner pull it; print the CPU seconds that sealing took."""
    begun = time.process_time()
    with Path(file).open("rb") as content:
        sealed = vault().seal(content)
    used = time.process_time() - begun
    with transaction.atomic(durable=True):
        officer = appoint(
            "one",
            name="One",
            agency="HQ",
            roles=[Role.REQUEST_OFFICER],
            password="nobody signs in here",  # noqa: S106  of a node that lives as long as one run
            by="bench",
            at=HAND.at,
        )
    with transaction.atomic(durable=True):
        exhibit = take_in(
            sealed,
            intake=Intake("scan.bin"),
            case="US-1",
            agency=None,
            officer=officer.as_viewer(),
            at=HAND.at,
        )
        capability = grant(exhibit, partner=partner, recipient=sealing_key_of(partner), hand=HAND)
    named = {
        "id": str(exhibit.id),
        "file_name": exhibit.file_name,
        "media_type": exhibit.media_type,
        "source": "bench",
        "digest": exhibit.digest,
        "payload_digest": exhibit.payload_digest,
        "size": exhibit.size,
        "payload_size": exhibit.payload_size,
        "capability": capability,
    }
    Path(told).write_text(json.dumps(named))
    print(used)


def await_it(partner: str, told: str) -> None:
    """Note an exhibit as a message of the partner names it."""
    announced = Announced(**json.loads(Path(told).read_text()))
    with transaction.atomic(durable=True):
        announce(announced, partner=partner, case="US-1", agency=None, hand=HAND)


if __name__ == "__main__":
    parts: dict[str, Callable[..., None]] = {"offer": offer, "await": await_it}
    parts[sys.argv[1]](*sys.argv[2:])
