"""Taking the open caseload of the time before a node in, measured in a node of its own.

    python -m bench.new_node bench.importing_node [rows]

A new node with an SQLite database, the whole register, one agency and two people of the central
unit. A CSV file of open matters with nine partners is read, checked row by row, handed over,
confirmed by the second person and taken in, batch by batch, as the node's worker does it.

The floor is measured in the same run and node: the least that any import must do. Each row of the
same file becomes one request and one entry of the record, in batches of the same size; nothing is
checked, ruled on, made findable, or reckoned.
"""

import csv
import io
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from comity.agreements.services import import_register
from comity.assistance.models import CaseloadImport, Request
from comity.assistance.queries.imports import dry_run
from comity.assistance.services.importing import confirm_import, propose_import, take_next
from comity.assistance.terms import Channel, Party, RequestDraft, RequestState
from comity.assistance.terms.events import REQUEST_IMPORTED
from comity.assistance.terms.imports import ROWS_A_BATCH, ImportState, Sheet
from comity.interfaces.sheets import sheet_of
from comity.kernel.rulings import Role
from comity.ledger.services import append_many
from comity.ledger.terms import Act
from comity.officers.models import Agency, Officer
from comity.officers.services import appoint, found_administration

ROWS = 10_000
REGISTER = Path(__file__).resolve().parents[1] / "register"
PARTNERS = ("BE", "CA", "DE", "FR", "KE", "MX", "NL", "CN", "IT")
HEADINGS = (
    "old_reference",
    "partner",
    "direction",
    "kind",
    "subject",
    "facts",
    "asked",
    "persons",
    "agreement",
    "day",
    "state",
    "agency",
    "due",
    "their_reference",
)
STATES = (("out", "sent"), ("out", "accepted"), ("in", "received"), ("in", "accepted"))
FIRST_DAY = date(2025, 1, 2)


def spent(work: Callable[[], object]) -> float:
    """Return the CPU seconds a piece of work takes in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def written(rows: int) -> bytes:
    """Return a file of so many open matters."""
    out = io.StringIO()
    told = csv.writer(out)
    told.writerow(HEADINGS)
    for number in range(rows):
        direction, state = STATES[number % len(STATES)]
        day = FIRST_DAY + timedelta(days=number % 600)
        told.writerow(
            (
                f"MA/{day.year}/{number}",
                PARTNERS[number % len(PARTNERS)],
                direction,
                "offence-information",
                f"Lot {number} of ball bearings, suspected undervaluation",
                "Like goods entered at four times the price. " * 8,
                "The export declaration, and a copy of the invoice.",
                f"Trading house {number}, Harbour Road 7",
                "",
                day.isoformat(),
                state,
                "" if state == "received" else "HQ",
                (day + timedelta(days=180)).isoformat(),
                f"7.1/{number}",
            )
        )
    return out.getvalue().encode()


def found() -> None:
    """Make the tables, the register, and two people of the central unit."""
    call_command("migrate", interactive=False, verbosity=0)
    at = datetime.now(UTC)
    with transaction.atomic(durable=True):
        found_administration("US", name="Customs", agencies=[("HQ", "Headquarters")])
    for name in ("one", "other"):
        with transaction.atomic(durable=True):
            appoint(
                name,
                name=name,
                agency="HQ",
                roles=[Role.CENTRAL_UNIT],
                password="calm-harbour-31",  # noqa: S106  of a node that lives as long as one run
                by="bench",
                at=at,
            )
    with transaction.atomic(durable=True):
        import_register(REGISTER, by="bench", at=at)


def take_all(number: int, at: datetime) -> None:
    """Take an import in to its end, as the worker does."""
    done = 1
    while done:
        with transaction.atomic(durable=True):
            done = take_next(at=at, on=at.date())
    stands = CaseloadImport.objects.get(pk=number)
    assert stands.stands is ImportState.DONE, stands.stopped_by


def floor(sheet: Sheet, at: datetime) -> None:
    """Do the least that any import of the same rows must do."""
    agency = Agency.objects.get()
    for start in range(0, len(sheet.rows), ROWS_A_BATCH):
        with transaction.atomic(durable=True):
            _bare_batch(sheet.rows[start : start + ROWS_A_BATCH], agency, at)


def _bare_batch(
    rows: tuple[tuple[int, tuple[str, ...]], ...], agency: Agency, at: datetime
) -> None:
    made, acts = [], []
    for number, cells in rows:
        request = Request(
            reference=f"US-{cells[1]}-1999-{number:05}",
            side=Party.REQUESTING.value,
            state=RequestState.POSTED.value,
            channel=Channel.LETTER.value,
            agency=agency,
            created_at=at,
            updated_at=at,
        )
        draft = RequestDraft(partner=cells[1], subject=cells[4], facts=cells[5], asked=cells[6])
        request.take_draft(draft)
        made.append(request)
        facts = {"partner": cells[1], "under": "", "state": "posted", "day": cells[9]}
        told = {**facts, "item": "bare"}
        acts.append(Act(REQUEST_IMPORTED, request.reference, "bench", agency.code, at, told))
    Request.objects.bulk_create(made)
    append_many(acts)


def measure(rows: int) -> None:
    """Import a file, then do the least for the same rows, and compare."""
    found()
    content, at = written(rows), datetime.now(UTC)
    one, other = (Officer.objects.get(username=name).as_viewer() for name in ("one", "other"))
    sheet = sheet_of(io.BytesIO(content), name="open.csv")
    read = spent(lambda: sheet_of(io.BytesIO(content), name="open.csv"))
    started = time.process_time()
    told, fresh = dry_run(sheet, chosen={}, seen_by=one, on=at.date())
    checked = time.process_time() - started
    assert told.holds, (told.faults, told.refused[:3])
    with transaction.atomic(durable=True):
        number = propose_import(sheet, told, fresh, officer=one, at=at).number
    assert number is not None, "the file was handed over"
    with transaction.atomic(durable=True):
        confirm_import(number, officer=other, signed_in_afresh_at=at, at=at)
    handed = time.process_time() - started - checked
    took = spent(lambda: take_all(number, at))
    least = spent(lambda: floor(sheet, at))
    whole = read + checked + handed + took
    print(f"rows: {rows}, {len(content) // 1024} KiB of CSV, {ROWS_A_BATCH} rows a transaction")
    print(f"read: {read:.2f} CPU-seconds; checked: {checked:.2f}; handed over: {handed:.2f}")
    print(f"taken in: {took:.2f} CPU-seconds, {1000 * took / rows:.2f} for each 1,000 rows")
    print(f"whole: {whole:.2f} CPU-seconds; the aim for 10,000 rows is 60")
    print(f"floor: {least:.2f} CPU-seconds; ratio {took / least:.1f}")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if sys.argv[1:] else ROWS)
