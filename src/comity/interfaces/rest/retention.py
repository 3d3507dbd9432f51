"""Closed matters: what is due for erasure, orders to keep it, and erasing it by two hands."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from comity.assistance.queries.leftovers import leftovers
from comity.assistance.queries.retention import DueMatter, due_matter_of, due_page
from comity.assistance.queries.supplies_kept import (
    SuppliesDue,
    supplies_due_of,
    supplies_page,
)
from comity.assistance.services.leftovers import erase_left_consultation, erase_refused_messages
from comity.assistance.services.retention import (
    erase_matter,
    keep_rule,
    lift_hold,
    place_hold,
    propose_erasure,
)
from comity.assistance.services.supplies_erasing import erase_supplies, propose_supplies_erasure
from comity.interfaces.rest.doors import Moment, act_of, moment_of
from comity.interfaces.rest.values import Reference, Strict, Text

router = Router(tags=["personal data"])
Json = dict[str, Any]


class DueAsked(Schema):
    """From where the list goes on."""

    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class RuleIn(Strict):
    """How many days closed matters are kept, and why."""

    days: Annotated[int, Field(ge=-(2**31), le=2**31)]
    reason: Text = ""


class LeftIn(Strict):
    """Which draft of a partner is erased; 0 for the messages that were refused."""

    number: Annotated[int, Field(ge=0, le=2**53)] = 0


class HoldIn(Strict):
    """Why a matter is kept, or need not be any more."""

    reason: Text = ""


@router.get("/retention", response=Json)
def read_due(request: HttpRequest, asked: Query[DueAsked]) -> Json:
    """Closed matters whose period is over, and our own rule; `after` asks for more."""
    moment = moment_of(request)
    page = due_page(seen_by=moment.officer, on=moment.on, after=asked.after)
    left = leftovers(seen_by=moment.officer, on=moment.on)
    return {
        "items": [_told(row) for row in page.rows],
        "after": page.after,
        "days": page.rule.days if page.rule else None,
        "rule": page.rule.reason if page.rule else "",
        "left": {
            "consultations": [
                {"number": each.pk, "reference": each.reference, "partner": each.partner}
                for each in left.consultations
            ],
            "refused_messages": left.refused,
        },
    }


@router.post("/retention", response=Json)
def write_rule(request: HttpRequest, rule: RuleIn) -> Json:
    """Write down how many days the administration keeps closed matters."""
    with act_of(request) as moment:
        kept = keep_rule(days=rule.days, reason=rule.reason, officer=moment.officer, at=moment.at)
    return {"days": kept.days, "rule": kept.reason, "by": kept.by, "at": kept.at}


@router.post("/retention-leftovers", response=Json)
def erase_leftovers(request: HttpRequest, asked: LeftIn) -> Json:
    """Erase a partner's draft whose request never came; without a number, what was refused."""
    with act_of(request) as moment:
        how: dict[str, Any] = {
            "officer": moment.officer,
            "signed_in_afresh_at": moment.afresh_at,
            "at": moment.at,
            "on": moment.on,
        }
        if asked.number:
            erase_left_consultation(asked.number, **how)
            return {"consultations": 1, "refused_messages": 0}
        return {"consultations": 0, "refused_messages": erase_refused_messages(**how)}


@router.get("/retention-supplies", response=Json)
def read_supplies(request: HttpRequest, asked: Query[DueAsked]) -> Json:
    """Files of standing exchanges whose own days are over, by matter; `after` asks for more."""
    moment = moment_of(request)
    page = supplies_page(seen_by=moment.officer, at=moment.at, after=asked.after)
    return {"items": [_supplies(row) for row in page.rows], "after": page.after}


@router.post("/retention-supplies/{reference}/propose", response=Json)
def propose_supplies(request: HttpRequest, reference: Reference) -> Json:
    """Propose to erase the files of an exchange whose own days are over."""
    with act_of(request) as moment:
        propose_supplies_erasure(reference, officer=moment.officer, at=moment.at)
    return _supplies(supplies_due_of(reference, seen_by=moment.officer, at=moment.at))


@router.post("/retention-supplies/{reference}/erase", response=Json)
def erase_proposed_supplies(request: HttpRequest, reference: Reference) -> Json:
    """Erase the files that were proposed, signed in afresh; what is still due is told."""
    with act_of(request) as moment:
        erase_supplies(
            reference,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
        )
    return _supplies(supplies_due_of(reference, seen_by=moment.officer, at=moment.at))


@router.get("/retention/{reference}", response=Json)
def read_matter(request: HttpRequest, reference: Reference) -> Json:
    """Until when one matter is kept, and what is to become of it."""
    return _matter(moment_of(request), reference)


@router.post("/retention/{reference}/hold", response=Json)
def hold(request: HttpRequest, reference: Reference, because: HoldIn) -> Json:
    """Order that a matter is kept until the order is lifted."""
    with act_of(request) as moment:
        place_hold(reference, reason=because.reason, officer=moment.officer, at=moment.at)
    return _matter(moment, reference)


@router.post("/retention/{reference}/lift", response=Json)
def lift(request: HttpRequest, reference: Reference, because: HoldIn) -> Json:
    """Lift the order that a matter is kept."""
    with act_of(request) as moment:
        lift_hold(reference, reason=because.reason, officer=moment.officer, at=moment.at)
    return _matter(moment, reference)


@router.post("/retention/{reference}/propose", response=Json)
def propose(request: HttpRequest, reference: Reference) -> Json:
    """Propose to erase the content of a closed matter whose period is over."""
    with act_of(request) as moment:
        propose_erasure(reference, officer=moment.officer, at=moment.at, on=moment.on)
    return _matter(moment, reference)


@router.post("/retention/{reference}/erase", response=Json)
def erase(request: HttpRequest, reference: Reference) -> Json:
    """Erase the content of a matter that was proposed, signed in afresh."""
    with act_of(request) as moment:
        erase_matter(
            reference,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _matter(moment, reference)


def _matter(moment: Moment, reference: str) -> Json:
    return _told(due_matter_of(reference, seen_by=moment.officer, on=moment.on))


def _supplies(row: SuppliesDue) -> Json:
    return {
        "case": row.request.reference,
        "partner": row.request.partner,
        "due": len(row.supplies),
        "ours": row.ours,
        "proposed": row.proposed,
        "more": row.more,
        "held": row.hold.reason if row.hold else None,
        "files": [
            {
                "by": each.by,
                "number": each.number,
                "period_from": each.period_from,
                "period_until": each.period_until,
                "proposed_by": each.proposed_by or None,
            }
            for each in row.supplies
        ],
    }


def _told(row: DueMatter) -> Json:
    return {
        "case": row.request.reference,
        "partner": row.request.partner,
        "keep_until": row.keep_until,
        "due": row.due,
        "held": row.hold.reason if row.hold else None,
        "proposed_by": row.erasure.proposed_by if row.erasure else None,
        "erased_by": (row.erasure.erased_by or None) if row.erasure else None,
        "erased_at": row.erasure.erased_at if row.erasure else None,
    }
