"""Taking the former caseload in: handed over by one, confirmed by another, done batch by batch.

A batch is one transaction: all of its matters, or none. What is killed in between goes on with the
next batch, because a row that waits is gone only when its matter is there.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from comity.assistance.duties import IMPORT_CASELOAD
from comity.assistance.import_rules import read_row
from comity.assistance.models import CaseloadImport, WaitingRow
from comity.assistance.queries.imports import caseload_import, imported_before, known_here
from comity.assistance.services.taking_in import take_matters
from comity.assistance.terms.events.imports import (
    IMPORT_CONFIRMED,
    IMPORT_PROPOSED,
    IMPORT_WITHDRAWN,
)
from comity.assistance.terms.imports import (
    OPEN_IMPORTS,
    ROWS_A_BATCH,
    Column,
    DryRun,
    ImportMovedError,
    ImportOpenError,
    ImportProposerError,
    ImportRefusedError,
    ImportState,
    OldMatter,
    OldRow,
    Sheet,
)
from comity.kernel.errors import ComityError, Problem
from comity.kernel.texts import without_hidden_characters
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION, EventKind, FieldValue
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

NAME_LIMIT = 200
UNEXPECTED = "unexpected"


def propose_import(
    sheet: Sheet, told: DryRun, rows: Sequence[OldRow], *, officer: Viewer, at: datetime
) -> DryRun:
    """Hand over a file in which nothing is refused; a second person confirms it.

    Its rows were judged before, outside the transaction, which ten thousand of them would hold for
    seconds; each is judged again when it is taken in.

    Args:
        sheet: what was read of the file.
        told: what the dry run said of it.
        rows: those that the dry run would take.
        officer: of the central unit.
        at: aware UTC instant.

    Returns:
        What the dry run said, with the number of the import.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        ImportRefusedError: a row is refused, or none is new.
        ImportOpenError: another import is not over yet.
    """
    demand_role(officer, IMPORT_CASELOAD.roles)
    if not told.holds:
        raise ImportRefusedError(count=len(told.refused))
    _demand_none_open()
    made = CaseloadImport(
        file_name=without_hidden_characters(sheet.name)[:NAME_LIMIT],
        digest=sheet.digest,
        rows=len(rows),
        proposed_by=officer.name,
        proposers=sorted(officer.people),
        proposed_at=at,
    )
    _save_alone(made)
    WaitingRow.objects.bulk_create(
        [WaitingRow(of=made, number=row.number, cells=dict(row.cells)) for row in rows],
        batch_size=500,
    )
    _record(made, IMPORT_PROPOSED, officer, at, rows=str(len(rows)), digest=sheet.digest)
    return replace(told, number=made.pk)


def confirm_import(
    number: int, *, officer: Viewer, signed_in_afresh_at: datetime | None, at: datetime
) -> CaseloadImport:
    """Let an import begin: a second person of the central unit, signed in afresh.

    Args:
        number: of the import.
        officer: not the one who handed it over, nor a deputy of that one.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.

    Raises:
        NotAllowedError, NotFoundError: it is not the officer's, or there is none.
        ImportProposerError: the officer handed it over.
        ImportMovedError: it does not wait for that.
        FreshSignInNeededError: the officer has not just signed in afresh.
    """
    found = _for_change(number, officer, ImportState.PROPOSED)
    if not officer.people.isdisjoint(found.proposers):
        raise ImportProposerError(number=number)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    found.state, found.confirmed_by = ImportState.CONFIRMED.value, officer.name
    found.confirmed_at = at
    found.save()
    _record(
        found,
        IMPORT_CONFIRMED,
        officer,
        at,
        rows=str(found.rows),
        digest=found.digest,
        asked_by=found.proposed_by,
    )
    return found


def end_import(number: int, *, officer: Viewer, at: datetime) -> CaseloadImport:
    """End an import: what waits is forgotten, what was taken in stays.

    Raises:
        NotAllowedError, NotFoundError: it is not the officer's, or there is none.
        ImportMovedError: it is over.
    """
    found = _for_change(number, officer, *OPEN_IMPORTS)
    waiting = found.waiting
    found.waiting_rows.all().delete()
    found.state, found.ended_at = ImportState.WITHDRAWN.value, at
    found.save()
    _record(found, IMPORT_WITHDRAWN, officer, at, rows=str(waiting))
    return found


def take_next(*, at: datetime, on: date, most: int = ROWS_A_BATCH) -> int:
    """Take the next batch of a confirmed import in; the caller's transaction is the batch.

    A row that has become wrong since it was confirmed stops the import before its batch: nothing
    of that batch is taken, and the row is named.

    Args:
        at: aware UTC instant.
        on: the civil day.
        most: rows of the batch.

    Returns:
        How many rows were done with; 0 when no import goes on.
    """
    confirmed = CaseloadImport.objects.filter(state=ImportState.CONFIRMED.value)
    found = confirmed.select_for_update(no_key=True).first()
    if found is None:
        return 0
    rows = list(found.waiting_rows.all()[:most])
    there = imported_before(row.cells.get(Column.OLD_REFERENCE, "") for row in rows)
    matters = _read(found, [row for row in rows if _old(row) not in there], on=on)
    if matters is None or not _taken(found, matters, at=at):
        return 0
    found.waiting_rows.filter(pk__in=[row.pk for row in rows]).delete()
    found.taken, found.skipped = found.taken + len(matters), found.skipped + len(there)
    if not found.waiting:
        found.state, found.ended_at = ImportState.DONE.value, at
    found.save()
    return len(rows)


def stop_next() -> None:
    """Stop the import whose batch failed by an error nobody foresaw; its batch was rolled back."""
    confirmed = CaseloadImport.objects.filter(state=ImportState.CONFIRMED.value)
    found = confirmed.select_for_update(no_key=True).first()
    if found is not None:
        row = found.waiting_rows.first()
        _stop(found, row.number if row else found.rows, Problem(UNEXPECTED))


def _demand_none_open() -> None:
    going = CaseloadImport.objects.going().first()
    if going is not None:
        raise ImportOpenError(number=going.pk)


def _save_alone(made: CaseloadImport) -> None:
    """Save an import; another that was handed over at the same moment is told as one before."""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        _demand_none_open()
        raise


def _old(row: WaitingRow) -> str:
    return str(row.cells.get(Column.OLD_REFERENCE, ""))


def _taken(found: CaseloadImport, matters: Sequence[OldMatter], *, at: datetime) -> bool:
    try:
        with transaction.atomic():
            take_matters(matters, of=found, at=at)
    except ComityError as stopped:
        _stop(found, matters[0].number, Problem(stopped.code, facts=stopped.facts))
        return False
    return True


def _read(found: CaseloadImport, rows: Sequence[WaitingRow], *, on: date) -> list[OldMatter] | None:
    """Return the matters of a batch; None when a row has become wrong, which is noted."""
    known, matters = known_here(on=on), []
    for row in rows:
        cells = {Column(name): str(text) for name, text in row.cells.items()}
        read = read_row(OldRow(row.number, cells), known=known)
        if isinstance(read, tuple):
            _stop(found, row.number, read[0])
            return None
        matters.append(read)
    return matters


def _stop(found: CaseloadImport, row: int, fault: Problem) -> None:
    found.state = ImportState.STOPPED.value
    found.stopped_by = {
        "row": row,
        "column": fault.field,
        "code": fault.code,
        "facts": [list(fact) for fact in fault.facts],
    }
    found.save()


def _for_change(number: int, officer: Viewer, *states: ImportState) -> CaseloadImport:
    demand_role(officer, IMPORT_CASELOAD.roles)
    caseload_import(number, seen_by=officer)
    found = CaseloadImport.objects.select_for_update(no_key=True).get(pk=number)
    if found.stands not in states:
        raise ImportMovedError(number=number, state=found.state)
    return found


def _record(
    found: CaseloadImport, event: EventKind, officer: Viewer, at: datetime, **facts: FieldValue
) -> None:
    append(event, about=found.name, by=officer.name, agency=ADMINISTRATION, at=at, **facts)
