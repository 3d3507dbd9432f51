"""Transfers of data: the register, what waits for the data protection officer, and the word."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router, Schema, Status
from pydantic import Field

from comity.assistance.models import DataTransfer, TransferRule
from comity.assistance.queries.data_transfers import transfers_page
from comity.assistance.queries.rectification import waiting_corrections
from comity.assistance.queries.transfer_rules import standing_rules
from comity.assistance.services.data_transfers import decide_transfer
from comity.assistance.services.rectifying import decide_correction
from comity.assistance.services.transfer_rules import end_rule, set_rule
from comity.assistance.terms.transfer_rules import TransferRuleDraft
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
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


class CorrectionWordIn(Strict):
    """The data protection officer's word on a correction."""

    verdict: Word
    reasons: Text = ""


class TransferRuleIn(Strict):
    """A rule of our own law."""

    article: Text = ""
    kinds: Annotated[list[Word], Field(max_length=20)] = []
    categories: Annotated[list[Word], Field(max_length=20)] = []
    partners: Annotated[list[Word], Field(max_length=300)] = []


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
        ],
        "corrections": [
            {
                "case": each.request.reference,
                "number": each.number,
                "partner": each.request.partner,
                "verdict": word.verdict if word else None,
            }
            for each, word in waiting_corrections(seen_by=moment.officer)
        ],
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


@router.get("/transfer-rules", response=Json)
def read_rules(request: HttpRequest) -> Json:
    """Which transfers our own law lets wait for the data protection officer."""
    moment = moment_of(request)
    return {"items": [_rule(rule) for rule in standing_rules(seen_by=moment.officer)]}


@router.post("/transfer-rules", response={201: Json})
def write_rule(request: HttpRequest, rule: TransferRuleIn) -> Status[Json]:
    """Set a rule; what is left empty speaks of all."""
    draft = TransferRuleDraft(
        rule.article, tuple(rule.kinds), tuple(rule.categories), tuple(rule.partners)
    )
    with act_of(request) as moment:
        made = set_rule(draft, officer=moment.officer, at=moment.at)
    return Status(201, _rule(made))


@router.post("/transfer-rules/{number}/end", response=Json)
def stop_rule(request: HttpRequest, number: Number) -> Json:
    """End a rule."""
    with act_of(request) as moment:
        ended = end_rule(number, officer=moment.officer, at=moment.at)
    return _rule(ended)


@router.post("/requests/{reference}/afterwords/{afterword}/word", response=Json)
def give_word_on_correction(
    request: HttpRequest, reference: Reference, afterword: Number, word: CorrectionWordIn
) -> Json:
    """Approve or oppose a correction, as the data protection officer, signed in afresh."""
    with act_of(request) as moment:
        said = decide_correction(
            reference,
            afterword,
            verdict=word.verdict,
            reasons=word.reasons,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
        )
    return {"case": reference, "number": afterword, "verdict": said.verdict, "by": said.by}


def _rule(rule: TransferRule) -> Json:
    return {
        "number": rule.pk,
        "article": rule.article,
        "kinds": rule.kinds,
        "categories": rule.categories,
        "partners": rule.partners,
        "by": rule.by,
        "at": rule.at,
        "ended_at": rule.ended_at,
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
