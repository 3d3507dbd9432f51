"""The register page over 2,000 agreements, against an empty page of the same node in the same run.

    python -m bench.new_node bench.rulings_page <folder of register files>

The node is new, with an SQLite database and one officer. Every page is asked for through Django's
test client, so that what counts is the node's own work: middleware, session, policy, register,
template. The empty page is the officer's list of requests, of which there are none. Pages are
asked for in turns, so that a noisy machine is noisy for all of them.

What a filter finds on a day is kept for the next reader. A first question is therefore put for
another day each time, so that nothing of its answer is kept; a repeated one is put as before.
Beside the time on the clock stands the time of the processor, which other work of the machine
hardly changes; there the p95 is set against the p95 of the empty page too.
"""

import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

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


class Took(NamedTuple):
    """How long a page took, in seconds: on the clock, and of the processor."""

    clock: float
    processor: float


def seconds_for(browser: Client, address: str) -> Took:
    """Return how long one page takes."""
    started, begun = time.perf_counter(), time.process_time()
    answer = browser.get(address)
    took = Took(time.perf_counter() - started, time.process_time() - begun)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return took


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty pages stay below."""
    return sorted(times)[int(len(times) * 0.95)]


def compared(pages: list[Took], empty: list[Took]) -> str:
    """Return the p95 of a page in milliseconds and in empty pages, and that of the processor."""
    clock = p95([took.clock for took in pages])
    floor = p95([took.clock for took in empty])
    processor = p95([took.processor for took in pages]) / p95([took.processor for took in empty])
    return f"p95 {1000 * clock:.1f} ms, {clock / floor:.1f} (of the processor {processor:.1f})"


def main(register: Path) -> None:
    """Ask for every page in turns, and compare."""
    browser = found(register)
    for address in (EMPTY, *PAGES.values()):
        seconds_for(browser, address)
    empty: list[Took] = []
    first: dict[str, list[Took]] = {name: [] for name in PAGES}
    again: dict[str, list[Took]] = {name: [] for name in PAGES}
    for number in range(ROUNDS):
        empty.append(seconds_for(browser, EMPTY))
        day = LAST_DAY - timedelta(days=number)
        for name, address in PAGES.items():
            first[name].append(seconds_for(browser, f"{address}&on={day}"))
            again[name].append(seconds_for(browser, f"{address}&on={day}"))
    clock, processor = p95([took.clock for took in empty]), p95([took.processor for took in empty])
    print(f"empty page: p95 {1000 * clock:.1f} ms; of the processor {1000 * processor:.1f}")
    for name in PAGES:
        print(
            f"register, {name}, in empty pages: asked first {compared(first[name], empty)}; "
            f"again {compared(again[name], empty)}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
