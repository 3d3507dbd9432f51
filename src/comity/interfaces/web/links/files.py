"""Carrying by file: what went and came, a medium to take along, one that was brought, a folder."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.exchange import queries
from comity.exchange.carried_queries import carried_of
from comity.exchange.duties import CARRY_BY_MEDIUM
from comity.exchange.services.by_folder import carry_by_folder
from comity.interfaces.media import MEDIA_TYPE, hand_out_medium, take_medium
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, NotAllowedError, NotFoundError
from comity.officers.terms import Viewer, demand_role

_MOST_TOLD = 200


@for_officers
@require_safe
def page(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Show what was carried as files to a partner and from it."""
    return _shown(request, viewer, partner)


@for_officers
@by_button(back="link_files")
def write(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponseBase:
    """Hand out a medium for a partner as one archive."""
    _demand(viewer, partner)
    try:
        name, pieces = hand_out_medium(partner, officer=viewer, at=now())
    except (NotFoundError, NotAllowedError):
        raise
    except ComityError as refused:
        messages.error(request, tell_error(refused))
        return redirect("link_files", partner)
    answer = StreamingHttpResponse(pieces, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@for_officers
@by_button(back="link_files")
def read(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Take files that somebody brought, of whichever partner they are, and tell of each."""
    _demand(viewer, partner)
    files = [(file.name or "", file) for file in request.FILES.getlist("files")]
    if not files:
        messages.error(request, gettext("Choose the files, or the archive, that were brought."))
        return redirect("link_files", partner)
    try:
        told = take_medium(files, officer=viewer)
    except (NotFoundError, NotAllowedError):
        raise
    except ComityError as refused:
        messages.error(request, tell_error(refused))
        return redirect("link_files", partner)
    finally:
        for _, file in files:
            file.close()
    return _shown(request, viewer, partner, told=told[:_MOST_TOLD], more=len(told) - _MOST_TOLD)


@for_officers
@by_button(back="link_files")
def by_folder(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Let a gateway's folder carry the link, or the line again."""
    _demand(viewer, partner)
    wanted = request.POST.get("by_folder") == "yes"
    done = gettext("A folder carries it now.") if wanted else gettext("The line carries it now.")
    act(
        request,
        lambda: carry_by_folder(partner, by_folder=wanted, officer=viewer, at=now()),
        done=done,
    )
    return redirect("link_files", partner)


def _demand(viewer: Viewer, partner: str) -> None:
    demand_role(viewer, CARRY_BY_MEDIUM.roles)
    if queries.link(partner, seen_by=viewer) is None:
        raise NotFoundError(what="link")


def _shown(request: HttpRequest, viewer: Viewer, partner: str, **more: object) -> HttpResponse:
    _demand(viewer, partner)
    carried = carried_of(seen_by=viewer).get(partner)
    return render(request, "links/files.html", {"partner": partner, "carried": carried, **more})
