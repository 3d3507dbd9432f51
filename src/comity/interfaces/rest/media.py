"""Carrying by file: a medium for a partner, one that was brought, and a gateway's folder."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from ninja import Router, Schema
from pydantic import ConfigDict

from comity.exchange import queries
from comity.exchange.carried_queries import carried_of
from comity.exchange.duties import CARRY_BY_MEDIUM
from comity.exchange.services.by_folder import carry_by_folder
from comity.interfaces.media import MEDIA_TYPE, hand_out_medium, take_medium, told_json
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import Reference
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

router = Router(tags=["links"])
Json = dict[str, Any]


class FolderGiven(Schema):
    """Whether a gateway's folder carries the link."""

    model_config = ConfigDict(extra="forbid")
    by_folder: bool


@router.get("/links/{partner}/files", response=Json)
def show_files(request: HttpRequest, partner: Reference) -> Json:
    """What was last written for a partner as files, and its last receipt that came in one."""
    viewer = moment_of(request).officer
    _demand(viewer, partner)
    found = carried_of(seen_by=viewer).get(partner)
    return {
        "partner": partner,
        "by_folder": found is not None and found.by_folder,
        "written_at": found and found.written_at,
        "written_size": found and found.written_size,
        "receipt_at": found and found.receipt_at,
        "receipt_size": found and found.receipt_size,
    }


@router.post("/links/{partner}/files")
def write_files(request: HttpRequest, partner: Reference) -> StreamingHttpResponse:
    """A medium for a partner, as one archive in the format of tar; handing it out is recorded."""
    moment = moment_of(request)
    _demand(moment.officer, partner)
    name, pieces = hand_out_medium(partner, officer=moment.officer, at=moment.at)
    answer = StreamingHttpResponse(pieces, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@router.post("/carried-files", response=Json)
def read_files(request: HttpRequest, file_name: str = "medium.tar") -> Json:
    """Take what was brought: the raw body is one archive in the format of tar, or one file."""
    told = take_medium([(file_name[:200], request)], officer=moment_of(request).officer)
    return {"items": told_json(told, translate=gettext)}


@router.post("/links/{partner}/by-folder", response=Json)
def set_by_folder(request: HttpRequest, partner: Reference, given: FolderGiven) -> Json:
    """Let a gateway's folder carry a link, or the line again."""
    with act_of(request) as moment:
        _demand(moment.officer, partner)
        link = carry_by_folder(
            partner, by_folder=given.by_folder, officer=moment.officer, at=moment.at
        )
    return {"partner": partner, "by_folder": link.by_folder}


def _demand(viewer: Viewer, partner: str) -> None:
    demand_role(viewer, CARRY_BY_MEDIUM.roles)
    if queries.link(partner, seen_by=viewer) is None:
        raise NotFoundError(what="link")
