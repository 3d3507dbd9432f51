"""Matters that may be the same: of one request, and the central unit's list."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from comity.assistance import queries, services
from comity.assistance.models import MatterHit
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
from comity.interfaces.rest.values import PageSize, Reference, Word

router = Router(tags=["requests"])
Json = dict[str, Any]


class HitsAsked(Schema):
    """Which hits are listed."""

    settled: bool = False
    page_size: PageSize = 25
    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class HitSettledIn(Schema):
    """What was done about a hit."""

    outcome: Word
    unit: Word = ""


@router.get("/requests/{reference}/same-matter", response=Json)
def same_matter(request: HttpRequest, reference: Reference) -> Json:
    """Other matters that a request may be, of those you may see, each with what stands in both."""
    moment = moment_of(request)
    alike = queries.matters_alike_of(reference, seen_by=moment.officer)
    return {
        "items": [
            {
                "reference": other.reference,
                "subject": other.subject,
                "partner": other.partner,
                "state": other.state,
                "side": other.side,
                "shared": [
                    {"mark": trace.mark.value, "value": trace.value} for trace in other.shared
                ],
            }
            for other in alike
        ]
    }


@router.get("/deconfliction", response=Json)
def deconfliction(request: HttpRequest, asked: Query[HitsAsked]) -> Json:
    """Pairs of matters that may be the same and that not the same officers see."""
    moment = moment_of(request)
    page = queries.hits_page(
        seen_by=moment.officer, settled=asked.settled, limit=asked.page_size, after=asked.after
    )
    return {"items": [_told(hit) for hit in page.hits], "after": page.after}


@router.post("/deconfliction/{number}", response=Json)
def settle(request: HttpRequest, number: Number, done: HitSettledIn) -> Json:
    """Record what was done about a pair: an agency was told, or there is no link."""
    with act_of(request) as moment:
        services.settle_hit(
            number,
            outcome=done.outcome,
            unit=done.unit,
            officer=moment.officer,
            at=moment.at,
        )
    return _told(queries.hit_of(number, seen_by=moment.officer))


def _told(hit: MatterHit) -> Json:
    return {
        "number": hit.pk,
        "later": hit.later.reference,
        "later_agency": hit.later.agency_code,
        "earlier": hit.earlier.reference,
        "earlier_agency": hit.earlier.agency_code,
        "marks": hit.marks,
        "found_at": hit.found_at.isoformat(),
        "outcome": hit.outcome,
        "told": hit.told.code if hit.told else None,
        "settled_by": hit.settled_by,
        "settled_at": hit.settled_at.isoformat() if hit.settled_at else None,
    }
