"""Countersigned terms: proposals with partners, and encodings that differ from ours."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Path, Router, Schema, Status
from pydantic import ConfigDict, Field

from comity.agreements import queries
from comity.agreements.comparison import Difference
from comity.agreements.queries import DifferenceView, TermsView
from comity.agreements.services import decide_difference
from comity.agreements.wording.values import Words
from comity.exchange.services import (
    countersign_terms,
    decline_terms,
    propose_terms,
    signatures_hold,
)
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import Text, Word
from comity.interfaces.sentences import sentence

router = Router(tags=["terms"])
Json = dict[str, Any]
Id = Annotated[int, Field(ge=1, le=2**31 - 1), Path()]


class TermsProposed(Schema):
    """What is proposed, and to whom."""

    model_config = ConfigDict(extra="forbid")
    agreement: Word
    partner: Word


class ReasonsGiven(Schema):
    """Why."""

    model_config = ConfigDict(extra="forbid")
    reasons: Text


@router.get("/terms", response=Json)
def list_terms(request: HttpRequest, agreement: Word = "", partner: Word = "") -> Json:
    """Proposals of terms, the newest first; of one agreement or partner where asked."""
    officer = moment_of(request).officer
    found = queries.terms_proposals(seen_by=officer, reference=agreement, partner=partner)
    return {"items": [_row(each) for each in found]}


@router.post("/terms", response={201: Json})
def propose(request: HttpRequest, proposed: TermsProposed) -> Status[Json]:
    """Propose to a partner to countersign our encoding; the file leaves as it stands."""
    with act_of(request) as moment:
        made = propose_terms(
            proposed.agreement, partner=proposed.partner, officer=moment.officer, at=moment.at
        )
    return Status(201, _shown(request, made))


# Before the reading of one proposal, whose path would swallow these.
@router.get("/terms/differences", response=Json)
def list_differences(request: HttpRequest, partner: Word = "") -> Json:
    """Where a partner relied on another encoding than ours, the newest first."""
    found = queries.terms_differences(seen_by=moment_of(request).officer, partner=partner)
    return {"items": [_difference(each) for each in found]}


@router.get("/terms/differences/{difference}", response=Json)
def read_difference(request: HttpRequest, difference: Id) -> Json:
    """One such case, article by article as far as the partner's encoding is known."""
    return _difference(queries.terms_difference(difference, seen_by=moment_of(request).officer))


@router.post("/terms/differences/{difference}/decide", response=Json)
def decide(request: HttpRequest, difference: Id, given: ReasonsGiven) -> Json:
    """Decide to go by our own encoding; what was referred because of it is ruled on anew."""
    with act_of(request) as moment:
        decide_difference(difference, reasons=given.reasons, officer=moment.officer, at=moment.at)
    return _difference(queries.terms_difference(difference, seen_by=moment.officer))


@router.get("/terms/{proposal}", response=Json)
def read_terms(request: HttpRequest, proposal: Id) -> Json:
    """One proposal: what is signed and by whom, and what tells it from our own encoding."""
    return _shown(request, proposal)


@router.post("/terms/{proposal}/countersign", response=Json)
def countersign(request: HttpRequest, proposal: Id) -> Json:
    """Countersign what a partner proposed; our own encoding must be the same."""
    with act_of(request) as moment:
        countersign_terms(proposal, officer=moment.officer, at=moment.at)
    return _shown(request, proposal)


@router.post("/terms/{proposal}/decline", response=Json)
def decline(request: HttpRequest, proposal: Id, given: ReasonsGiven) -> Json:
    """Decline what a partner proposed; it is told the reasons."""
    with act_of(request) as moment:
        decline_terms(proposal, reasons=given.reasons, officer=moment.officer, at=moment.at)
    return _shown(request, proposal)


def _shown(request: HttpRequest, proposal: int) -> Json:
    detail = queries.terms_proposal(proposal, seen_by=moment_of(request).officer)
    return {
        **_row(detail.view),
        "encoding": detail.encoding,
        "statement": detail.view.statement.text().decode(),
        "signatures_good": signatures_hold(detail),
        "compared": detail.own is not None and detail.proposed is not None,
        "differences": [_told(each) for each in detail.differences],
    }


def _row(terms: TermsView) -> Json:
    statement = terms.statement
    return {
        "id": terms.id,
        "agreement": statement.agreement,
        "partner": terms.partner,
        "proposed_by": statement.proposer,
        "number": statement.number,
        "digest": statement.digest,
        "replaces": statement.replaces or None,
        "made_at": statement.made_at,
        "state": terms.state.value,
        "is_alike": terms.is_alike,
        "awaits_us": terms.awaits_us,
        "steps": [
            {
                "step": each.step.value,
                "side": each.side,
                "by": each.by,
                "at": each.at,
                "reasons": each.reasons,
                "signed": each.signed,
            }
            for each in terms.steps
        ],
    }


def _difference(found: DifferenceView) -> Json:
    return {
        "id": found.id,
        "agreement": found.reference,
        "partner": found.partner,
        "theirs": found.theirs,
        "ours": found.ours,
        "seen_here": found.seen_here,
        "at": found.at,
        "compared": found.is_known,
        "differences": [_told(each) for each in found.differences],
        "decided_by": found.decided_by or None,
        "decided_at": found.decided_at,
        "reasons": found.reasons,
    }


def _told(difference: Difference) -> Json:
    return {
        "code": difference.code,
        "place": difference.place.value,
        "subject": difference.subject,
        "kind": difference.kind.value if difference.kind else None,
        "articles": list(difference.articles),
        "field": difference.field,
        "one": difference.one,
        "other": difference.other,
        "binds": difference.binds,
        "sentence": sentence(
            difference.code, difference.facts_in(Words(translate=gettext)), translate=gettext
        ),
    }
