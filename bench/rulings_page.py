"""The register page over 2,000 agreements, against an empty page of the same node in the same run.

    python -m bench.new_node bench.rulings_page <folder of register files>

The node is new, with an SQLite database and one officer. Every page is asked for through Django's
test client, so that what counts is the node's own work: middleware, session, policy, register,
template. The empty page is the officer's list of requests, of which there are none. Pages are
asked for in turns, so that a noisy machine is noisy for all of them.

What a filter finds on a day is kept for the next reader. A first question is therefore put for
another day each time, so that nothing of its answer is kept; a repeated one is put as before.
"""

import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.test import Client

from comity.agreements.services import import_register
from comity.kernel.rulings import Role
from comity.officers.models import Officer
from comity.officers.services import appoint, found_administration

ROUNDS = 60
EMPTY = "/requests/"
PAGES = {
    "what binds us": "/agreements/?view=table",
    "all": "/agreements/?view=table&one=",
    "timeline": "/agreements/?view=timeline",
    "timeline of all": "/agreements/?view=timeline&one=",
    "map": "/agreements/?view=map",
}
LAST_DAY = date(2026, 11, 22)


def found(register: Path) -> Client:
    """Make the tables, the officer and the register; return a browser that is signed in."""
    call_command("migrate", interactive=False, verbosity=0)
    at = datetime.now(UTC)
    with transaction.atomic(durable=True):
        found_administration("US", name="Customs", agencies=[("HQ", "Headquarters")])
    with transaction.atomic(durable=True):
        appoint(
            "desk",
            name="desk",
            agency="HQ",
            roles=[Role.TREATY_DESK, Role.REQUEST_OFFICER],
            password="calm-harbour-31",  # noqa: S106  of a node that lives as long as one run
            by="bench",
            at=at,
        )
    with transaction.atomic(durable=True):
        import_register(register, by="bench", at=at)
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(Officer.objects.get(username="desk"))
    return browser


def seconds_for(browser: Client, address: str) -> float:
    """Return how long one page takes."""
    started = time.perf_counter()
    answer = browser.get(address)
    took = time.perf_counter() - started
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return took


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty pages stay below."""
    return sorted(times)[int(len(times) * 0.95)]


def main(register: Path) -> None:
    """Ask for every page in turns, and compare."""
    browser = found(register)
    for address in (EMPTY, *PAGES.values()):
        seconds_for(browser, address)
    empty: list[float] = []
    first: dict[str, list[float]] = {name: [] for name in PAGES}
    again: dict[str, list[float]] = {name: [] for name in PAGES}
    for number in range(ROUNDS):
        empty.append(seconds_for(browser, EMPTY))
        day = LAST_DAY - timedelta(days=number)
        for name, address in PAGES.items():
            first[name].append(seconds_for(browser, f"{address}&on={day}"))
            again[name].append(seconds_for(browser, f"{address}&on={day}"))
    floor = p95(empty)
    print(f"empty page: p95 {1000 * floor:.1f} ms")
    for name in PAGES:
        print(
            f"register, {name}: asked first p95 {1000 * p95(first[name]):.1f} ms, "
            f"{p95(first[name]) / floor:.1f} of an empty page; "
            f"again {1000 * p95(again[name]):.1f} ms, {p95(again[name]) / floor:.1f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
