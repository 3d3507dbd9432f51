"""Standing exchanges: terms, agreement, suspension and end; files handed in, let go, taken out."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Path, Query, Router, Status

from comity.assistance.models import StandingEntry, StandingGap, StandingSupply
from comity.assistance.queries import request_detail
from comity.assistance.queries.standing import standing_of, supply_of
from comity.assistance.services.standing import say_of_standing, send_standing
from comity.assistance.services.standing_supply import give_up_supply, send_supply
from comity.assistance.terms.standing import StandingTerms, StandingWord
from comity.assistance.terms.standing_sets import DATA_SETS
from comity.evidence.terms import Intake
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.exhibits import download_of, refuse_other_sites
from comity.interfaces.rest.values import Day, Reference, Strict, Text, Word
from comity.interfaces.standing_intake import hand_out_supply, take_supply_in
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

router = Router(tags=["requests"])
Json = dict[str, Any]
Key = Annotated[int, Path(ge=1, le=2**31 - 1)]


class StandingWordIn(Strict):
    """One word, with what it says by the names of its fields; days are written as 2026-12-01."""

    word: StandingWord
    facts: dict[Word, Text] = {}


class ReadStandingIn(Strict):
    """When the word was written that was read; no other leaves."""

    written_at: datetime


class SupplyAsked(Strict):
    """What is said of a file: its name, and the first day of its period."""

    period_from: Day
    file_name: Word = "supply"
    media_type: Word = "application/octet-stream"


@router.get("/standing/sets", response=Json)
def read_data_sets(request: HttpRequest) -> Json:
    """Return the data sets that can be agreed on: their fields, types and meaning."""
    moment_of(request)
    return {
        "sets": [
            {
                "code": each.code,
                "name": each.name,
                "fields": [
                    {
                        "name": field.name,
                        "type": field.cell.value,
                        "meaning": field.meaning,
                        "needed": field.needed,
                        "personal": field.personal,
                    }
                    for field in each.fields
                ],
            }
            for each in DATA_SETS.values()
        ]
    }


@router.get("/requests/{reference}/standing", response=Json)
def read_standing(request: HttpRequest, reference: Reference) -> Json:
    """Return where a standing exchange stands, its terms, what was said, its files and gaps."""
    return _shown(reference, moment_of(request).officer)


@router.post("/requests/{reference}/standing/words", response=Json)
def say(request: HttpRequest, reference: Reference, told: StandingWordIn) -> Json:
    """Say a word; what binds the administration is written, and leaves by `send`."""
    with act_of(request) as moment:
        say_of_standing(
            reference, told.word, told.facts, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _shown(reference, moment.officer)


@router.post("/requests/{reference}/standing/send", response=Json)
def send(request: HttpRequest, reference: Reference, read: ReadStandingIn) -> Json:
    """Let the word out that another wrote: signed in afresh, and with a permission."""
    with act_of(request) as moment:
        send_standing(
            reference,
            written_at=read.written_at,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _shown(reference, moment.officer)


@router.post("/requests/{reference}/standing/supplies", response={201: Json})
def hand_in(request: HttpRequest, reference: Reference, asked: Query[SupplyAsked]) -> Status[Json]:
    """Hand a file in: the raw body, of any size; every fault is told with its line and column."""
    moment = moment_of(request)
    supply = take_supply_in(
        reference,
        request,
        period_from=asked.period_from,
        intake=Intake(asked.file_name, asked.media_type),
        officer=moment.officer,
        at=moment.at,
        on=moment.on,
    )
    return Status(201, _supply(supply))


@router.post("/requests/{reference}/standing/supplies/{key}/send", response=Json)
def let_go(request: HttpRequest, reference: Reference, key: Key) -> Json:
    """Let a file go that another handed in: signed in afresh, and with a permission."""
    with act_of(request) as moment:
        supply = send_supply(
            reference,
            key,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _supply(supply)


@router.post("/requests/{reference}/standing/supplies/{key}/give-up", response=Json)
def give_up(request: HttpRequest, reference: Reference, key: Key) -> Json:
    """Say of a file that waits that it does not leave."""
    with act_of(request) as moment:
        supply = give_up_supply(reference, key, officer=moment.officer, at=moment.at)
    return _supply(supply)


@router.get("/requests/{reference}/standing/supplies/{key}", response=Json)
def read_supply(request: HttpRequest, reference: Reference, key: Key) -> Json:
    """Return one file: its period, its lines, and the faults found here."""
    viewer = moment_of(request).officer
    shown = request_detail(reference, seen_by=viewer).request
    return _supply(supply_of(shown, key=key, seen_by=viewer).supply)


@router.get("/requests/{reference}/standing/supplies/{key}/content")
def copy_supply(
    request: HttpRequest, reference: Reference, key: Key, reason: Text = "", knowing: bool = False
) -> HttpResponseBase:
    """Take a copy of a file: its digest is checked anew, and the copy recorded with its reason."""
    refuse_other_sites(request)
    moment = moment_of(request)
    opened = hand_out_supply(
        reference, key, reason=reason, officer=moment.officer, at=moment.at, knowing=knowing
    )
    return download_of(opened)


def _shown(reference: str, viewer: Viewer) -> Json:
    told = standing_of(request_detail(reference, seen_by=viewer).request, seen_by=viewer)
    if told is None:
        raise NotFoundError()
    return {
        "reference": reference,
        "stage": told.stage.value,
        "terms": None if told.terms is None else _terms(told.terms),
        "waiting": None if told.waiting is None else _entry(told.waiting),
        "words": [_entry(each) for each in told.words],
        "supplies": [_supply(each) for each in told.supplies],
        "reached": told.coverage.held,
        "left": told.coverage.sent,
        "late": [_gap(each) for each in told.gaps],
        "may": [word.value for word in told.may],
        "may_supply": told.may_supply,
    }


def _terms(terms: StandingTerms) -> Json:
    return {
        "number": terms.name.number,
        "by": terms.name.proposer.value,
        "facts": dict(terms.facts),
        "columns": [column.name for column in terms.columns],
    }


def _entry(entry: StandingEntry) -> Json:
    return {
        "word": entry.word,
        "by": entry.by,
        "number": entry.number,
        "terms_by": entry.name.proposer.value,
        "facts": entry.facts,
        "officer": entry.officer_name,
        "written_at": entry.at.isoformat(),
        "told_at": entry.told_at,
    }


def _supply(supply: StandingSupply) -> Json:
    return {
        "key": supply.pk,
        "by": supply.by,
        "number": supply.number,
        "terms": supply.terms_number,
        "period_from": supply.period_from,
        "period_until": supply.period_until,
        "rows": supply.rows,
        "digest": supply.exhibit.digest,
        "size": supply.exhibit.size,
        "held_at": supply.exhibit.held_at,
        "at": supply.at,
        "checked_at": supply.checked_at,
        "fault_count": supply.fault_count,
        "faults": [
            {"code": code, "line": line, "column": column} for code, line, column in supply.faults
        ],
        "told_at": supply.told_at,
        "released_by": supply.released_by,
        "short": supply.is_short,
        "late": supply.is_late,
        "reported_at": supply.reported_at,
        "given_up_at": supply.given_up_at,
        "erased_at": supply.erased_at,
    }


def _gap(gap: StandingGap) -> Json:
    return {
        "by": gap.by,
        "period_from": gap.period_from,
        "period_until": gap.period_until,
        "due_on": gap.due_on,
    }
