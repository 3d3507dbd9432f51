"""Transfers of data: the register, what waits for the data protection officer, and the word."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import Field

from comity.assistance.models import DataTransfer
from comity.assistance.queries.data_transfers import transfers_page
from comity.assistance.services.data_transfers import decide_transfer
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.records import file_of
from comity.interfaces.rest.values import Day, PageSize, Reference, Strict, Text, Version, Word
from comity.interfaces.transfers import hand_out_transfers, transfers_asked, transfers_waiting

router = Router(tags=["personal data"])
Json = dict[str, Any]


class TransfersQuery(Schema):
    """Which transfers are read."""

    partner: Word = ""
    case: Word = ""
    since: Day | None = None
    until: Day | None = None
    every: bool = False
    page_size: PageSize = 50
    after: Annotated[int, Field(ge=0, le=2**53)] = 0

    def typed(self) -> dict[str, str]:
        """Return what is asked for, as a form would have it."""
        return {
            "partner": self.partner,
            "case": self.case,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "every": "1" if self.every else "",
        }


class TransfersExportIn(Strict, TransfersQuery):
    """Which transfers are taken out, and why."""

    reason: Text = ""


class WordIn(Strict):
    """The data protection officer's word on the version that was read."""

    verdict: Word
    version: Version
    reasons: Text = ""


@router.get("/data-transfers", response=Json)
def read_transfers(request: HttpRequest, asked: Query[TransfersQuery]) -> Json:
    """What left for whom, with which data, on what ground; `after` asks for more."""
    moment = moment_of(request)
    wanted = transfers_asked(asked.typed())
    page = transfers_page(wanted, seen_by=moment.officer, limit=asked.page_size, after=asked.after)
    return {"items": [_told(row) for row in page.rows], "after": page.after}


@router.get("/data-transfers/waiting", response=Json)
def read_waiting(request: HttpRequest) -> Json:
    """What may leave only with the data protection officer's approval, as it stands now."""
    moment = moment_of(request)
    return {
        "items": [
            {
                "case": each.request.reference,
                "partner": each.request.partner,
                "kind": each.kind.value,
                "version": each.version,
                "verdict": each.word.verdict if each.word else None,
                "by": each.word.by if each.word else None,
            }
            for each in transfers_waiting(seen_by=moment.officer, on=moment.on)
        ]
    }


@router.post("/data-transfers/exports")
def take_transfers_out(request: HttpRequest, asked: TransfersExportIn) -> HttpResponseBase:
    """Take the register of transfers out as CSV; the act and its reason are recorded."""
    moment = moment_of(request)
    handed = hand_out_transfers(
        transfers_asked(asked.typed()),
        reason=asked.reason,
        officer=moment.officer,
        at=moment.at,
        on=moment.on,
    )
    return file_of(handed, media_type="text/csv; charset=utf-8")


@router.post("/data-transfers/{reference}/word", response=Json)
def give_word(request: HttpRequest, reference: Reference, word: WordIn) -> Json:
    """Approve or oppose what would leave, as the data protection officer, signed in afresh."""
    with act_of(request) as moment:
        said = decide_transfer(
            reference,
            verdict=word.verdict,
            version=word.version,
            reasons=word.reasons,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return {
        "case": reference,
        "kind": said.kind,
        "version": said.version,
        "verdict": said.verdict,
        "reasons": said.reasons,
        "by": said.by,
        "at": said.at,
    }


def _told(row: DataTransfer) -> Json:
    return {
        "case": row.request.reference,
        "kind": row.kind,
        "partner": row.partner,
        "channel": row.channel,
        "categories": row.categories,
        "fields_naming_persons": row.fields_naming,
        "under": row.under,
        "article": row.article,
        "own_law": row.own_law,
        "released_by": row.released_by,
        "approved_by": row.approved_by,
        "message": row.message_id,
        "at": row.at,
    }
