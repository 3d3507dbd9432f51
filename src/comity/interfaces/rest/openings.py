"""Whether openings are told on a link: what stands, and what officers here decide."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict

from comity.exchange.duties import SEE_NOTICES
from comity.exchange.openings_queries import openings_of
from comity.exchange.services.openings import set_openings
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.links import demand_link
from comity.interfaces.rest.values import Reference
from comity.kernel.errors import NotFoundError
from comity.officers.terms import demand_role

router = Router(tags=["links"])
Json = dict[str, Any]


class OpeningsGiven(Schema):
    """Whether the partner is told that what came from it was opened."""

    model_config = ConfigDict(extra="forbid")
    told: bool


@router.get("/links/{partner}/openings", response=Json)
def show_openings(request: HttpRequest, partner: Reference) -> Json:
    """Whether each end of a link tells the other that what came from it was opened."""
    viewer = moment_of(request).officer
    demand_role(viewer, SEE_NOTICES.roles)
    stands = openings_of(partner, seen_by=viewer)
    if stands is None:
        raise NotFoundError(what="link")
    return {"partner": partner, "tells": stands.tells, "told": stands.told}


@router.post("/links/{partner}/openings", response=Json)
def decide_openings(request: HttpRequest, partner: Reference, given: OpeningsGiven) -> Json:
    """Decide whether a partner is told that what came from it was opened; it learns that too."""
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        link = set_openings(partner, told=given.told, officer=moment.officer, at=moment.at)
    return {"partner": partner, "tells": link.tells_openings, "told": link.openings_told}
