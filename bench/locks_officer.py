"""An officer of the benchmark of locks: begins one request after another, as a page does.

    python -m comity.node.django_start bench.locks_officer NAME SECONDS

Prints a line when it is ready, and at its end one of JSON: what `act` returns of each act, and what
the database refused.
It goes on until its node's home holds a file of its name, or the seconds are over.
"""

import json
import os
import secrets
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from django.db import DatabaseError, transaction

from bench.standing import delayed
from comity.agreements.queries import current_register
from comity.assistance.services import draft_request
from comity.assistance.terms import RequestDraft
from comity.kernel.rulings import Role
from comity.officers.services import appoint
from comity.officers.terms import Viewer

DRAFT = RequestDraft(
    partner="UA",
    kind="origin-and-value",
    purpose="duty-assessment",
    subject="Ball bearings, suspected undervaluation",
    facts="Like goods entered at four times the price.",
    asked="The value declared for export, and a copy of the invoice.",
    legal_elements="19 USC 1401a",
    proceedings_nature="administrative",
    enquiries_made="Invoice and payment record were inspected.",
)
PAUSE_SECONDS = 0.01
WARM_UP = 5


def appointed(name: str) -> Viewer:
    """Appoint the officer who acts."""
    with transaction.atomic(durable=True):
        return appoint(
            name,
            name=name,
            agency="HQ",
            roles=[Role.REQUEST_OFFICER],
            password=secrets.token_hex(16),
            by="bench",
            at=datetime.now(UTC),
        ).as_viewer()


def act(officer: Viewer) -> tuple[float, float, float, float]:
    """Begin a request, and tell of it.

    Returns:
        When it began; the seconds until it might write; of these, those in which it stood ready to
        run and others had the processors; and what it took in all.
    """
    begun, late = time.monotonic(), delayed()
    with transaction.atomic(durable=True):
        waited, stood = time.monotonic() - begun, delayed() - late
        draft_request(DRAFT, officer=officer, at=datetime.now(UTC))
    return begun, waited, stood, time.monotonic() - begun


def main(name: str, seconds: float) -> None:
    """Act until it is over; print what was measured."""
    over = Path(os.environ["COMITY_HOME"]) / name
    officer = appointed(name)
    current_register()
    for _ in range(WARM_UP):
        act(officer)
    print("ready", flush=True)
    acts: list[tuple[float, float, float, float]] = []
    refused: list[str] = []
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not over.exists():
        time.sleep(PAUSE_SECONDS)
        try:
            acts.append(act(officer))
        except DatabaseError as error:
            refused.append(str(error))
    print(json.dumps({"acts": acts, "refused": refused}))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
