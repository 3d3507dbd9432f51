"""What the benchmarks of many partners and of locks do inside one node, beside `exchange_node`."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from bench.exchange_node import OFFICERS, found
from bench.note_kind import NOTE, PERMISSION, TEXT
from comity.exchange import wiring
from comity.exchange.services import add_link, confirm_link, queue_messages
from comity.exchange.terms import NewMessage

CASES = 50


def lay() -> None:
    """Lay the tables, for the node's neighbours to copy: what they hold by then is any node's."""
    call_command("migrate", interactive=False, verbosity=0)


def found_among(own: str, *partners: str) -> None:
    """Found this node as the benchmark of the exchange does, and link it with every partner."""
    found(own, partners[0])
    for partner in partners[1:]:
        with transaction.atomic(durable=True):
            link = add_link(Path(partner).read_bytes(), officer=OFFICERS[0], at=_now())
        for officer in OFFICERS:
            with transaction.atomic(durable=True):
                confirm_link(link.code, number=link.number, officer=officer, at=_now())


def fill(count: str, together: str, *partners: str) -> None:
    """Queue so many notes for each partner, that nobody rules on, so many in each act."""
    wiring.register([NOTE])
    for number in range(0, int(count), int(together)):
        messages = [
            (NewMessage("bench.note", {"text": TEXT}, case=f"C{place % CASES}"), PERMISSION)
            for place in range(number, min(number + int(together), int(count)))
        ]
        for partner in partners:
            with transaction.atomic(durable=True):
                queue_messages(messages, to=partner, at=_now())


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    parts: dict[str, Callable[..., None]] = {
        "lay": lay,
        "found": found_among,
        "fill": fill,
    }
    parts[sys.argv[1]](*sys.argv[2:])
