"""A new draft with the fields of an earlier request: the button, and where it is offered."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from comity.assistance.duties import DRAFT_REQUEST
from comity.assistance.models import Request
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.copies import copied_from
from comity.assistance.services.copying import copy_request
from comity.assistance.terms import Party
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Copies:
    """What the card tells.

    Attributes:
        reference: of the request shown.
        source: reference of the one it took its fields from; empty for none.
        may_copy: this viewer may begin another one with its fields.
    """

    reference: str
    source: str
    may_copy: bool


@for_officers
@by_button(back="request")
def copy(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Begin a draft with the fields of a request."""
    made: list[Request] = []
    done = gettext("A new draft, with the fields of the other. Nothing was sent.")
    copied = act(
        request,
        lambda: made.append(copy_request(reference, officer=viewer, at=now())),
        done=done,
    )
    return redirect("request_edit", made[0].reference) if copied else redirect("request", reference)


def copies_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card of a request of ours; none for a partner's."""
    shown = detail.request
    if shown.own_side is not Party.REQUESTING:
        return None
    own = viewer.holds(*DRAFT_REQUEST.roles) and shown.agency_code == viewer.agency
    source = copied_from(shown, seen_by=viewer)
    told = Copies(shown.reference, source, own)
    return Panel("finding/copies.html", told, beside=True) if own or source else None
