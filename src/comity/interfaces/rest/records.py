"""The record: found, read, proved, and taken out; and who looked at what."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from ninja import Path, Query, Router

from comity.assistance.queries import ruling_of_entry
from comity.exchange.anchors import AnchorView, anchors, witnessed
from comity.exchange.day_proofs.making import DayAsked
from comity.exchange.duties import SEE_ANCHORS
from comity.interfaces import looking
from comity.interfaces.record_asked import place_of, record_filter
from comity.interfaces.record_keys import record_verifier
from comity.interfaces.rest.doors import moment_of
from comity.interfaces.rest.shown import entries_shown, ruling_shown
from comity.interfaces.rest.values import DayProofIn, ExportIn, RecordAsked, RecordIn, Reference
from comity.interfaces.sentences import sentence
from comity.interfaces.taking_out import Handed, hand_out_day_proof, hand_out_record
from comity.kernel.errors import NotFoundError
from comity.ledger.exports.proving import prove_listed
from comity.ledger.finding import FoundPage, count_of_record, entry_at, page_of_record
from comity.ledger.queries import entries_about, last_checkpoint
from comity.officers.terms import demand_role
from comity.oversight.duties import VERIFY
from comity.oversight.queries import looks, who_has_seen

router = Router(tags=["record"])
Json = dict[str, Any]
Place = Annotated[str, Path(pattern=r"^[0-9]{1,4}-[0-9]{1,15}$")]


@router.get("/record", response=Json)
def list_record(request: HttpRequest, asked: Query[RecordAsked]) -> Json:
    """The record, newest first; filters combine. `before` asks for the next page, empty at the end.

    What auditors and data protection officers search for is recorded.
    """
    moment, wanted = moment_of(request), record_filter(asked.typed())
    before = place_of(asked.before)
    if before is None:
        looking.record_searched(wanted, by=moment.officer, at=moment.at)
    page = page_of_record(wanted, seen_by=moment.officer, limit=asked.page_size, before=before)
    count = count_of_record(wanted, seen_by=moment.officer)
    return {**_page(page), "count": count.number, "count_is_least": count.is_least}


@router.get("/record/{path:about}", response=Json)
def read_record(request: HttpRequest, about: Reference) -> Json:
    """What is recorded about a request, a partner, an officer, or an instrument."""
    entries = entries_about(about, seen_by=moment_of(request).officer)
    return {"items": entries_shown(entries)}


@router.get("/record-entries/{place}", response=Json)
def read_entry(request: HttpRequest, place: Place) -> Json:
    """One entry by epoch and index: its facts, the ruling it rests on, and the head over it."""
    viewer, wanted = moment_of(request).officer, place_of(place)
    found = entry_at(wanted, seen_by=viewer) if wanted else None
    if found is None:
        raise NotFoundError()
    ruling, head = ruling_of_entry(found, seen_by=viewer), last_checkpoint()
    return {
        **entries_shown([found])[0],
        "facts": dict(found.facts()),
        "ruling": ruling_shown(ruling),
        "head": {"epoch": head.epoch, "size": head.size, "at": head.at} if head else None,
    }


@router.post("/record-checks", response=Json)
def check_listed(request: HttpRequest, asked: RecordIn) -> Json:
    """Prove a page of the record against the last signed head, entry by entry."""
    viewer = moment_of(request).officer
    demand_role(viewer, VERIFY.roles)
    page = page_of_record(
        record_filter(asked.typed()),
        seen_by=viewer,
        limit=asked.page_size,
        before=place_of(asked.before),
    )
    if not page.entries:
        raise NotFoundError()
    latest = page.entries[0].epoch
    listed = [entry for entry in page.entries if entry.epoch == latest]
    proof = prove_listed(listed, record_verifier())
    return {
        "whole": proof.holds and not proof.failed,
        "origin": proof.checkpoint.origin,
        "size": proof.checkpoint.size,
        "root": proof.checkpoint.root.hex(),
        "signed_at": proof.signed_at,
        "proved": sorted(proof.proofs),
        "failed": list(proof.failed),
        "not_signed_yet": list(proof.later),
        "before": page.before,
    }


@router.post("/record-exports")
def take_out(request: HttpRequest, asked: ExportIn) -> HttpResponseBase:
    """Take part of the record out as one file; the act and its reason are recorded."""
    moment = moment_of(request)
    handed = hand_out_record(
        record_filter(asked.typed()), reason=asked.reason, officer=moment.officer, at=moment.at
    )
    return file_of(handed, media_type="application/x-ndjson")


@router.post("/record-entries/{place}/day-proof")
def prove_day(request: HttpRequest, place: Place, asked: DayProofIn) -> HttpResponseBase:
    """The proof that an entry stood in the record, by a partner's receipt, against a reason.

    `comity verify-export` checks the file with the partner's descriptor alone.
    """
    moment, wanted = moment_of(request), place_of(place)
    if wanted is None:
        raise NotFoundError()
    handed = hand_out_day_proof(
        wanted,
        DayAsked(partner=asked.partner, on=asked.since, keeps_text_back=asked.keep_text_back),
        reason=asked.reason,
        officer=moment.officer,
        at=moment.at,
    )
    return file_of(handed, media_type="application/json")


@router.get("/record-anchors", response=Json)
def list_anchors(request: HttpRequest) -> Json:
    """Which heads of the record partners witnessed, whether it still agrees, and whose we do."""
    viewer = moment_of(request).officer
    demand_role(viewer, SEE_ANCHORS.roles)
    return {
        "items": [_anchor(each) for each in anchors(seen_by=viewer)],
        "witnessed": [
            {"partner": each.partner, "anchors": each.anchors, "last_on": each.last_on}
            for each in witnessed(seen_by=viewer)
        ],
    }


def _anchor(each: AnchorView) -> Json:
    return {
        "partner": each.partner,
        "on": each.on,
        "size": each.size,
        "message": each.message_id,
        "checked_at": each.checked_at,
        "code": each.code,
        "sentence": sentence(each.code, each.facts, translate=gettext) if each.code else "",
    }


@router.get("/record-key", response=Json)
def read_key(request: HttpRequest) -> Json:
    """The fingerprint of the record's key; whoever checks an export compares with it."""
    moment_of(request)
    key = record_verifier()
    return {"name": key.name, "fingerprint": key.digest().hex()}


@router.get("/record-readings", response=Json)
def list_readings(request: HttpRequest, asked: Query[RecordAsked]) -> Json:
    """Who looked at what, and who took what out; for auditors and data protection officers."""
    page = looks(
        record_filter(asked.typed()),
        seen_by=moment_of(request).officer,
        limit=asked.page_size,
        before=place_of(asked.before),
    )
    return _page(page)


@router.get("/requests/{reference}/readings", response=Json)
def list_readings_of(request: HttpRequest, reference: Reference, asked: Query[RecordAsked]) -> Json:
    """Who has seen what one case holds, as far as the record may be read."""
    page = who_has_seen(
        reference,
        seen_by=moment_of(request).officer,
        limit=asked.page_size,
        before=place_of(asked.before),
    )
    return _page(page)


def file_of(handed: Handed, *, media_type: str) -> StreamingHttpResponse:
    """Return a file as a download that nothing shows and no cache keeps."""
    answer = StreamingHttpResponse(handed.pieces, content_type=media_type)
    disposition = content_disposition_header(as_attachment=True, filename=handed.name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["Content-Length"] = str(handed.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _page(page: FoundPage) -> Json:
    return {"items": entries_shown(page.entries), "before": page.before}
