"""What an import of the former caseload would do, how far one is, and where a matter came from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from comity.agreements.queries import current_register
from comity.agreements.rules import rule_on_asking
from comity.agreements.terms import Ask, AssistanceKind
from comity.assistance.duties import IMPORT_CASELOAD, OFFICERS, SEE_IMPORTS
from comity.assistance.import_rules import columns_in, read_row, row_in, twice_in
from comity.assistance.models import CaseloadImport, ImportedMatter, Request
from comity.assistance.terms import Party
from comity.assistance.terms.imports import (
    MOST_ROWS,
    Column,
    DryRun,
    ImportState,
    Known,
    OldRow,
    Outcome,
    RowTold,
    Sheet,
)
from comity.kernel.codes import CountryCode
from comity.kernel.countries import NAMES
from comity.kernel.errors import NotFoundError, Problem
from comity.kernel.rulings import Refusal
from comity.kernel.search_words import folded
from comity.officers.queries import agencies, officers, own_administration
from comity.officers.terms import Viewer, demand_role

_ASKED_AT_ONCE = 400


def dry_run(
    sheet: Sheet, *, chosen: Mapping[str, str], seen_by: Viewer, on: date
) -> tuple[DryRun, tuple[OldRow, ...]]:
    """Return what an import of a file would do, row by row; nothing is done.

    Args:
        sheet: what was read of the file.
        chosen: heading by name of column, where somebody chose it.
        seen_by: of the central unit.
        on: the civil day.

    Returns:
        What every row meets, and the rows that would be taken in.

    Raises:
        NotAllowedError: the officer's office does not carry it.
    """
    demand_role(seen_by, IMPORT_CASELOAD.roles)
    columns = columns_in(sheet.headings, chosen=chosen)
    named = {column: sheet.headings[place] for column, place in columns.places.items()}
    faults = (*columns.faults, *_faults_of(len(sheet.rows)))
    if faults:
        return DryRun(columns=named, left_out=columns.left_out, faults=faults), ()
    rows = [row_in(number, cells, columns) for number, cells in sheet.rows]
    told = tuple(_told(rows, known=known_here(on=on)))
    taken = {each.number for each in told if each.outcome is Outcome.TAKEN}
    fresh = tuple(row for row in rows if row.number in taken)
    return DryRun(told, named, columns.left_out), fresh


def _faults_of(rows: int) -> Iterator[Problem]:
    if rows < 1:
        yield Problem("import_no_rows")
    if rows > MOST_ROWS:
        yield Problem("import_too_many", facts=(("limit", str(MOST_ROWS)),))


def _told(rows: Sequence[OldRow], *, known: Known) -> Iterator[RowTold]:
    there = imported_before(row.cells.get(Column.OLD_REFERENCE, "") for row in rows)
    again = twice_in(rows)
    for row in rows:
        old = row.cells.get(Column.OLD_REFERENCE, "")
        if row.number in again:
            problems = (Problem("import_twice", Column.OLD_REFERENCE),)
            yield RowTold(row.number, old, Outcome.REFUSED, problems)
        elif old in there:
            yield RowTold(row.number, old, Outcome.SKIPPED)
        else:
            read = read_row(row, known=known)
            faults = read if isinstance(read, tuple) else ()
            outcome = Outcome.REFUSED if faults else Outcome.TAKEN
            yield RowTold(row.number, old, outcome, faults)


def imported_before(old_references: Iterable[str]) -> frozenset[str]:
    """Return which of these old references were imported already."""
    found: set[str] = set()
    asked = sorted(set(old_references))
    for start in range(0, len(asked), _ASKED_AT_ONCE):
        some = asked[start : start + _ASKED_AT_ONCE]
        there = ImportedMatter.objects.filter(old_reference__in=some)
        found.update(there.values_list("old_reference", flat=True))
    return frozenset(found)


def known_here(*, on: date) -> Known:
    """Return what the rules must know of this node; the same agreement is looked up once a day.

    Args:
        on: the civil day.
    """
    own, register = own_administration().code, current_register()
    may = (each for each in officers() if each.as_viewer().holds(*OFFICERS))

    @cache
    def agreements(partner: str, day: date) -> tuple[str, ...]:
        linking = register.linking(CountryCode(own), CountryCode(partner), on=day)
        return tuple(each.reference for each in linking if each.kind.carries_assistance)

    @cache
    def leans_on(partner: str, day: date, kind: str, side: Party) -> str:
        asking, asked = (own, partner) if side is Party.REQUESTING else (partner, own)
        ask = Ask(CountryCode(asking), CountryCode(asked), AssistanceKind(kind))
        ruling = rule_on_asking(register, ask, on=day)
        return "" if isinstance(ruling, Refusal) else ruling.under or ""

    return Known(
        own=own,
        on=on,
        agencies=frozenset(agency.code for agency in agencies()),
        holders={each.username: each.agency.code for each in may},
        agreements=agreements,
        leans_on=leans_on,
        kinds=_named({kind.value: kind.label for kind in AssistanceKind}),
        countries=_named(NAMES),
    )


def _named(names: Mapping[str, str]) -> dict[str, str]:
    """Return codes by what people write for them: the code itself, or its English name."""
    return {folded(text): code for code, name in names.items() for text in (name, code)}


def imports(*, seen_by: Viewer) -> list[CaseloadImport]:
    """Return the imports, the last first.

    Raises:
        NotAllowedError: `seen_by` sees none.
    """
    demand_role(seen_by, SEE_IMPORTS.roles)
    return list(CaseloadImport.objects.visible_to(seen_by)[:50])


def caseload_import(number: int, *, seen_by: Viewer) -> CaseloadImport:
    """Return one import.

    Raises:
        NotAllowedError: `seen_by` sees none.
        NotFoundError: there is none of this number.
    """
    demand_role(seen_by, SEE_IMPORTS.roles)
    found = CaseloadImport.objects.visible_to(seen_by).filter(pk=number).first()
    if found is None:
        raise NotFoundError(what=f"import-{number}")
    return found


def imported_as(request: Request) -> ImportedMatter | None:
    """Return what the former file told of a request that may be seen; None where it began here."""
    if not request.by_letter:
        return None
    return ImportedMatter.objects.filter(request=request).first()


def old_reference_of(request: Request) -> str:
    """Return what a request was called before it was imported; empty where it began here."""
    found = imported_as(request)
    return found.old_reference if found else ""


def is_import_going() -> bool:
    """Tell whether rows of a confirmed import wait to be taken in."""
    return CaseloadImport.objects.filter(state=ImportState.CONFIRMED.value).exists()
