"""Who one is here, the links, and whether the node answers."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from comity.exchange.queries import LinkView, links
from comity.interfaces.diagnosis import checks_json, health_of
from comity.interfaces.rest.doors import moment_of
from comity.officers.models import Officer
from comity.officers.queries import own_administration

router = Router(tags=["node"])
Json = dict[str, Any]


@router.get("/me", response=Json)
def who_am_i(request: HttpRequest) -> Json:
    """The officer signed in, with agency and offices."""
    moment, user = moment_of(request), request.user
    assert isinstance(user, Officer)
    own = own_administration()
    return {
        "username": user.username,
        "name": user.name,
        "acts_as": moment.officer.name,
        "agency": user.agency.code,
        "roles": sorted(role.value for role in moment.officer.roles),
        "language": user.language,
        "administration": {"code": own.code, "name": own.name},
        "signed_in_afresh_at": moment.afresh_at,
    }


@router.get("/links", response=Json)
def list_links(request: HttpRequest) -> Json:
    """The partners' nodes and how far each link is."""
    return {"items": [_link(each) for each in links(seen_by=moment_of(request).officer)]}


@router.get("/health", auth=None, response=Json)
def health(request: HttpRequest) -> Json:
    """Whether this node answers and reaches its database; nothing else is told to strangers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"status": "ok"}


@router.get("/node/health", response=Json)
def read_health(request: HttpRequest) -> Json:
    """What was found on this node, for its administrators."""
    moment = moment_of(request)
    found = health_of(seen_by=moment.officer, at=moment.at)
    return checks_json(found, translate=gettext)


def _link(link: LinkView) -> Json:
    return {
        "code": link.code,
        "name": link.name,
        "agencies": [{"code": code, "name": name} for code, name in link.agencies],
        "state": link.state.value,
        "number": link.number,
        "address": link.address,
        "confirmed_by": list(link.confirmed_by),
        "confirmed_at": link.confirmed_at,
        "waiting": link.waiting,
        "failure": link.failure,
        "halted": link.halted,
    }
