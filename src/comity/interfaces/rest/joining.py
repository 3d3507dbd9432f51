"""Matters by letter with partners that have got a node."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from comity.assistance import services
from comity.assistance.models import Continuation
from comity.assistance.queries.joining import joinings
from comity.assistance.queries.joining_lists import (
    matters_open,
    matters_to_match,
    matters_told,
    proposals_of,
    proposals_told,
)
from comity.assistance.terms.joining import stand_of
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
from comity.interfaces.rest.shown import request_shown
from comity.interfaces.rest.values import PageSize, Reference, Strict, Text, Word

router = Router(tags=["joining"])
Json = dict[str, Any]


class MatchedIn(Strict):
    """Which matter here a proposal means."""

    reference: Word = ""


class ReasonsIn(Strict):
    """Why."""

    reasons: Text = ""


@router.get("/joining", response=Json)
def list_joinings(request: HttpRequest) -> Json:
    """Partners with a node where open matters go by letter, or that propose some."""
    found = joinings(seen_by=moment_of(request).officer)
    return {
        "items": [
            {"partner": each.partner, "open": each.open, "waiting": each.waiting} for each in found
        ]
    }


@router.get("/joining/{partner}", response=Json)
def read_joining(
    request: HttpRequest,
    partner: Word,
    page: Annotated[int, Field(ge=1, le=10_000)] = 1,
    size: PageSize = 100,
) -> Json:
    """Open matters by letter with a partner, and what it proposes to go on with."""
    officer = moment_of(request).officer
    ours = matters_open(partner, seen_by=officer)
    theirs = proposals_of(partner, seen_by=officer)
    after = page * size
    there = slice(after - size, after)
    return {
        "matters": [
            {
                "reference": each.request.reference,
                "known_as": each.known_as,
                "state": each.stand.value,
                "may": each.may,
                "refused_there": each.refused,
                "proposal": None if each.proposal is None else _shown(each.proposal),
            }
            for each in matters_told(ours[there])
        ],
        "proposals": [
            {
                **_shown(each.proposal),
                "suggested": [one.reference for one in each.suggested],
                "others": [one.reference for one in each.others],
                "more": each.more,
                "agrees": each.agrees,
                "open": each.open,
            }
            for each in proposals_told(theirs[there], seen_by=officer)
        ],
        "next_page": page + 1 if after < max(ours.count(), theirs.count()) else None,
    }


@router.get("/continuations/{number}/matters", response=Json)
def list_matters_to_match(
    request: HttpRequest,
    number: Number,
    search: Word = "",
    page: Annotated[int, Field(ge=1, le=10_000)] = 1,
    size: PageSize = 25,
) -> Json:
    """Every matter here that a partner's proposal could mean, or those in which words stand."""
    found = matters_to_match(number, search=search, seen_by=moment_of(request).officer)
    after = page * size
    rows = list(found[after - size : after + 1])
    return {
        "items": [
            {
                "reference": each.reference,
                "subject": each.subject,
                "state": stand_of(each.own_side, each.stands).value,
            }
            for each in rows[:size]
        ],
        "next_page": page + 1 if len(rows) > size else None,
    }


@router.post("/requests/{reference}/continuation", response=Json)
def propose(request: HttpRequest, reference: Reference) -> Json:
    """Propose to a partner that has got a node to go on there with a matter by letter."""
    with act_of(request) as moment:
        row = services.propose_continuation(
            reference,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _shown(row)


@router.post("/requests/{reference}/put-acceptance-back", response=Json)
def put_back(request: HttpRequest, reference: Reference, why: ReasonsIn) -> Json:
    """Put an acceptance back that the partner's record does not have."""
    with act_of(request) as moment:
        services.put_acceptance_back(
            reference, reasons=why.reasons, officer=moment.officer, at=moment.at
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/continuations/{number}/match", response=Json)
def match(request: HttpRequest, number: Number, to: MatchedIn) -> Json:
    """Say which matter here a partner's proposal means, and agree to go on with it by node."""
    with act_of(request) as moment:
        row = services.match_continuation(
            number,
            reference=to.reference,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _shown(row)


@router.post("/continuations/{number}/take-in", response=Json)
def take_in(request: HttpRequest, number: Number) -> Json:
    """Register a partner's request from its proposal, and agree to go on with it by node."""
    with act_of(request) as moment:
        _, row = services.take_continuation_in(
            number, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _shown(row)


@router.post("/continuations/{number}/decline", response=Json)
def decline(request: HttpRequest, number: Number, why: ReasonsIn) -> Json:
    """Tell a partner that its matter is not known here, and why."""
    with act_of(request) as moment:
        row = services.decline_continuation(
            number, reasons=why.reasons, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _shown(row)


def _shown(row: Continuation) -> Json:
    return {
        "number": row.pk,
        "partner": row.partner,
        "side": row.side,
        "proposed_here": row.proposed_here,
        "reference": row.reference,
        "known_as": row.known_as,
        "request": row.request.reference if row.request else None,
        "state": row.state,
        "other_state": row.other_stand,
        "other_day": row.other_day,
        "holds_request": row.holds_request,
        "reasons": row.reasons,
        "message": row.message_id,
        "at": row.at.isoformat(),
        "settled_at": _told(row.settled_at),
    }


def _told(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
