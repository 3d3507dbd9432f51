"""Handing parts of the record out at a door: written first, then recorded in one transaction."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO

from django.db import transaction

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.queries import DataRow, personal_data
from comity.assistance.terms.personal_data import DataAsked
from comity.exchange.day_proofs.making import DayAsked
from comity.interfaces.record_keys import export_keys
from comity.kernel.errors import InvalidDraftError
from comity.ledger.terms import RecordFilter
from comity.officers.terms import Viewer, demand_role
from comity.oversight.services import (
    day_proof,
    record_data_export,
    record_day_proof,
    record_export,
    write_export,
)
from comity.oversight.terms import problems_in_reason

_PIECE = 1 << 16
_AT_ONCE = 500
# What a spreadsheet would take for a formula (OWASP), also behind leading blanks.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
COLUMNS = (
    "case",
    "partner",
    "held",
    "signs",
    "subjects",
    "under",
    "article",
    "own_law",
    "since",
    "keep_until",
    "overdue",
)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as a door hands it out.

    Attributes:
        name: what it is called.
        size: bytes.
        pieces: the content.
    """

    name: str
    size: int
    pieces: Iterator[bytes]


def hand_out_record(asked: RecordFilter, *, reason: str, officer: Viewer, at: datetime) -> Handed:
    """Write part of the record to a file, record that it is taken out, and hand it out.

    Raises:
        NotAllowedError, InvalidDraftError: the officer may not, or gives no reason.
        ComityError: nothing was found, too much was, or nothing is signed yet.
    """
    out = TemporaryFile()  # noqa: SIM115  it is closed when its last piece is handed out
    try:
        taken = write_export(out, asked, reason=reason, keys=export_keys(), officer=officer, at=at)
        with transaction.atomic(durable=True):
            record_export(taken, reason=reason, officer=officer, at=at)
    except BaseException:
        out.close()
        raise
    made = taken.made
    return _handed(out, f"record-{made.first}-{made.last}-of-{made.size}.jsonl")


def hand_out_day_proof(
    place: tuple[int, int], asked: DayAsked, *, reason: str, officer: Viewer, at: datetime
) -> Handed:
    """Make the proof that an entry stood in the record, record that, and hand it out.

    Raises:
        NotAllowedError, InvalidDraftError, NotFoundError: the officer may not, gives no reason, or
            sees no such entry.
        ComityError: no partner's receipt covers it yet, or the record does not agree.
    """
    taken = day_proof(place, asked, reason=reason, keys=export_keys(), officer=officer, at=at)
    with transaction.atomic(durable=True):
        record_day_proof(taken, reason=reason, officer=officer, at=at)
    name = f"entry-{place[0]}-{place[1]}-{taken.partner}-{taken.day.isoformat()}.json"
    return Handed(name, len(taken.file), iter((taken.file,)))


def hand_out_register(
    asked: DataAsked, *, reason: str, officer: Viewer, at: datetime, on: date
) -> Handed:
    """Write the register of personal data as CSV, record that it is taken out, and hand it out.

    Raises:
        NotAllowedError, InvalidDraftError: the officer may not, or gives no reason.
    """
    # Asked before the rows are read; asked again when it is recorded.
    demand_role(officer, PROTECT_DATA.roles)
    if problems := problems_in_reason(reason):
        raise InvalidDraftError(problems)

    def record(rows: int, digest: str) -> None:
        record_data_export(asked, rows=rows, digest=digest, reason=reason, officer=officer, at=at)

    name = f"personal-data-{on.isoformat()}.csv"
    return hand_out_table(name, _lines(_all_rows(asked, officer, on)), record=record)


def hand_out_table(
    name: str, lines: Iterable[bytes], *, record: Callable[[int, str], object]
) -> Handed:
    """Write a table to a file, record that it is taken out, and hand it out.

    Args:
        name: what the file is called.
        lines: of the table, its head first.
        record: records it, with the number of rows and the digest of the file (SHA-256, hex).
    """
    out = TemporaryFile()  # noqa: SIM115  it is closed when its last piece is handed out
    try:
        digest, rows = hashlib.sha256(), -1
        for line in lines:
            digest.update(line)
            out.write(line)
            rows += 1
        with transaction.atomic(durable=True):
            record(rows, digest.hexdigest())
    except BaseException:
        out.close()
        raise
    return _handed(out, name)


def safe_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before one."""
    return f"'{value}" if value.lstrip(" \u00a0\n").startswith(_FORMULA) else value


def _all_rows(asked: DataAsked, officer: Viewer, on: date) -> Iterator[DataRow]:
    after = 0
    while True:
        page = personal_data(asked, seen_by=officer, on=on, limit=_AT_ONCE, after=after)
        yield from page.rows
        if not page.after:
            return
        after = page.after


def _lines(rows: Iterable[DataRow]) -> Iterator[bytes]:
    yield line_of(COLUMNS)
    for row in rows:
        yield line_of(
            (
                row.case,
                row.partner,
                row.held.value,
                " ".join(sign.value for sign in row.signs),
                row.subjects,
                row.under,
                row.article,
                "; ".join(row.own_law),
                row.since.isoformat(timespec="seconds"),
                row.keep_until.isoformat() if row.keep_until else "",
                "yes" if row.overdue else "no",
            )
        )


def line_of(cells: Iterable[str]) -> bytes:
    """Return a line of a table as CSV; no cell of it is a formula."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue().encode()


def _handed(out: IO[bytes], name: str) -> Handed:
    size = out.tell()
    out.seek(0)
    return Handed(name, size, _pieces(out))


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(_PIECE):
            yield piece
