"""Exhibits: taken in as a stream, handed out as a download with a reason."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router, Status
from ninja.errors import HttpError

from comity.assistance.queries import enclosure
from comity.assistance.services import leave_out_exhibit
from comity.evidence.queries import custody_of
from comity.evidence.terms import Intake, OpenedExhibit
from comity.evidence.vault import Reader
from comity.interfaces import looking
from comity.interfaces.copying import hand_out_exhibit
from comity.interfaces.intake import take_in_exhibit
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.shown import custody_shown, exhibit_shown
from comity.interfaces.rest.values import ExhibitAsked, ExhibitId, Reference, Text
from comity.kernel.errors import InvalidDraftError, Problem

router = Router(tags=["exhibits"])
Json = dict[str, Any]


@router.post("/requests/{reference}/exhibits", response={201: Json})
def take_in(request: HttpRequest, reference: Reference, asked: Query[ExhibitAsked]) -> Status[Json]:
    """Take in a file: the raw body, of any size, or one multipart field named `file`."""
    moment = moment_of(request)
    stream, intake = _stream_and_intake(request, asked)
    exhibit = take_in_exhibit(
        reference, stream, intake=intake, officer=moment.officer, at=moment.at
    )
    return Status(201, exhibit_shown(exhibit))


@router.delete("/requests/{reference}/exhibits/{exhibit_id}", response={204: None})
def leave_out(request: HttpRequest, reference: Reference, exhibit_id: ExhibitId) -> Status[None]:
    """Leave an exhibit out of what is being written; it stays in this node's custody."""
    with act_of(request) as moment:
        leave_out_exhibit(reference, exhibit_id, officer=moment.officer, at=moment.at)
    return Status(204, None)


@router.get("/exhibits/{exhibit_id}", response=Json)
def read_exhibit(request: HttpRequest, exhibit_id: ExhibitId) -> Json:
    """An exhibit and its chain of custody. Reading it is recorded, once a day."""
    moment = moment_of(request)
    viewer = moment.officer
    found = enclosure(exhibit_id, seen_by=viewer)
    looking.exhibit_shown(found, to=viewer, at=moment.at)
    custody = custody_of(exhibit_id, seen_by=viewer)
    told = {"reference": found.request.reference, "part": found.part}
    return {
        **exhibit_shown(found.exhibit),
        **told,
        "custody": [custody_shown(event) for event in custody],
    }


@router.get("/exhibits/{exhibit_id}/content")
def copy_exhibit(
    request: HttpRequest, exhibit_id: ExhibitId, reason: Text = "", knowing: bool = False
) -> HttpResponseBase:
    """Take a copy: the digest is checked anew, and the download recorded with its reason.

    What the malware scanner found something in is handed out to who says `knowing=true`.
    """
    refuse_other_sites(request)
    moment = moment_of(request)
    opened = hand_out_exhibit(
        exhibit_id, reason=reason, officer=moment.officer, at=moment.at, knowing=knowing
    )
    return download_of(opened)


def download_of(opened: OpenedExhibit) -> StreamingHttpResponse:
    """Hand the pieces of an exhibit out as a download, and as nothing else."""
    answer = StreamingHttpResponse(opened.pieces, content_type="application/octet-stream")
    # Evidence is hostile content: never shown by the browser, never kept by a cache.
    disposition = content_disposition_header(as_attachment=True, filename=opened.file_name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["Content-Length"] = str(opened.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "no-store"
    return answer


def refuse_other_sites(request: HttpRequest) -> None:
    """Refuse what another site asked for.

    A link on another site must not make an officer take a copy, with a reason it chose.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise HttpError(403, "other site")


def _stream_and_intake(request: HttpRequest, asked: ExhibitAsked) -> tuple[Reader, Intake]:
    if request.content_type != "multipart/form-data":
        return request, Intake(asked.file_name, asked.media_type, asked.source)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise InvalidDraftError((Problem("missing", "file"),))
    name = asked.file_name or file.name or ""
    return file, Intake(name, file.content_type or asked.media_type, asked.source)
