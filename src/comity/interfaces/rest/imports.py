"""The former caseload: checked, handed over, confirmed by a second person, and how far it is."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from comity.assistance.models import CaseloadImport
from comity.assistance.queries.imports import caseload_import, dry_run, imports
from comity.assistance.services.importing import confirm_import, end_import, propose_import
from comity.assistance.terms.imports import DryRun, RowTold
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
from comity.interfaces.rest.problems import problems_json
from comity.interfaces.rest.values import Text
from comity.interfaces.sheets import chosen_columns, sheet_of
from comity.kernel.errors import InvalidDraftError, Problem

router = Router(tags=["caseload"])
Json = dict[str, Any]


class FileAsked(Schema):
    """What is said of the file, and whether it is only checked."""

    file_name: Text = ""
    column: list[Text] = []
    dry_run: bool = False


@router.post("/caseload-imports", response={200: Json, 201: Json})
def hand_over_file(request: HttpRequest, asked: Query[FileAsked]) -> Status[Json]:
    """Check a file of open matters row by row; hand it over if nothing in it is refused.

    The file is the raw body, or one multipart field named `file`. A column whose heading is not
    recognised is named as `column=subject=Betreff`.
    """
    moment = moment_of(request)
    sheet = sheet_of(_file(request), name=asked.file_name)
    chosen = chosen_columns(asked.column)
    told, rows = dry_run(sheet, chosen=chosen, seen_by=moment.officer, on=moment.on)
    if told.holds and not asked.dry_run:
        with act_of(request) as moment:
            told = propose_import(sheet, told, rows, officer=moment.officer, at=moment.at)
    return Status(201 if told.number else 200, _told(told))


@router.get("/caseload-imports", response=Json)
def list_imports(request: HttpRequest) -> Json:
    """The imports, the last first."""
    return {"items": [_shown(each) for each in imports(seen_by=moment_of(request).officer)]}


@router.get("/caseload-imports/{number}", response=Json)
def read_import(request: HttpRequest, number: Number) -> Json:
    """One import, and how far it is."""
    return _shown(caseload_import(number, seen_by=moment_of(request).officer))


@router.post("/caseload-imports/{number}/confirm", response=Json)
def confirm(request: HttpRequest, number: Number) -> Json:
    """Let an import begin: a second person of the central unit, signed in afresh."""
    with act_of(request) as moment:
        found = confirm_import(
            number, officer=moment.officer, signed_in_afresh_at=moment.afresh_at, at=moment.at
        )
    return _shown(found)


@router.post("/caseload-imports/{number}/end", response=Json)
def end(request: HttpRequest, number: Number) -> Json:
    """End an import: what waits is forgotten, what was taken in stays."""
    with act_of(request) as moment:
        found = end_import(number, officer=moment.officer, at=moment.at)
    return _shown(found)


def _file(request: HttpRequest) -> "HttpRequest | UploadedFile[bytes]":
    if request.content_type != "multipart/form-data":
        return request
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise InvalidDraftError((Problem("missing", "file"),))
    return file


def _told(told: DryRun) -> Json:
    return {
        "number": told.number,
        "taken": told.taken,
        "skipped": told.skipped,
        "refused": len(told.refused),
        "columns": {column.value: heading for column, heading in (told.columns or {}).items()},
        "left_out": list(told.left_out),
        "faults": problems_json(told.faults),
        "rows": [_row(each) for each in told.rows],
    }


def _row(row: RowTold) -> Json:
    return {
        "row": row.number,
        "old_reference": row.old_reference,
        "outcome": row.outcome.value,
        "problems": problems_json(row.problems),
    }


def _shown(found: CaseloadImport) -> Json:
    stopped = found.stopped_by
    return {
        "number": found.pk,
        "state": found.state,
        "file_name": found.file_name,
        "digest": found.digest,
        "rows": found.rows,
        "taken": found.taken,
        "skipped": found.skipped,
        "waiting": found.waiting,
        "proposed_by": found.proposed_by,
        "proposed_at": found.proposed_at,
        "confirmed_by": found.confirmed_by,
        "confirmed_at": found.confirmed_at,
        "ended_at": found.ended_at,
        "stopped_at_row": stopped.get("row"),
        "problems": problems_json(found.stopped_faults),
    }
