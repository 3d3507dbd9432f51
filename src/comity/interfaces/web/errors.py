"""Pages for what went wrong, in plain words and in the frame."""

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from comity.interfaces.storage import STATUS, trouble_of
from comity.interfaces.web import kept
from comity.interfaces.web.telling import tell, tell_error
from comity.kernel.errors import ComityError
from comity.officers.models import Officer

# Where something long is typed, and given back after a session has ended.
_WRITING = frozenset(
    {
        "request_new",
        "request_edit",
        "answer_write",
        "own_law",
        "own_law_instruction_new",
        "own_law_instruction",
        "own_law_assurance_new",
        "own_law_assurance",
        "own_law_breach_new",
        "own_law_breach",
        "request_share",
        "request_share_end",
        "absences",
        "caseload",
    }
)
_log = logging.getLogger(__name__)


def _page(request: HttpRequest, status: int, **told: str) -> HttpResponse:
    return render(request, "errors/error.html", told, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer alike for what does not exist and for what may not be seen."""
    return _page(
        request,
        404,
        heading=gettext("This page is not here"),
        text=gettext("There is no such item, or none that you may see."),
        way_out=gettext("Check the address, or go on from your inbox."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what cannot be read, or is more than a form takes."""
    return _page(
        request,
        400,
        heading=gettext("This could not be read"),
        text=gettext("What was sent is damaged, or more than this form takes. Nothing was done."),
        way_out=gettext(
            "Go back: what you typed is still there. Shorten it, or attach it as a file."
        ),
    )


def wrong_method(request: HttpRequest, refused: HttpResponseNotAllowed) -> HttpResponse:
    """Answer an address that is not used in this way."""
    answer = _page(
        request,
        405,
        heading=gettext("This address is not used in this way"),
        text=gettext("Nothing was done."),
        way_out=gettext("Go on from your inbox."),
    )
    answer.headers["Allow"] = refused.headers["Allow"]
    return answer


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what the framework refused."""
    return _page(
        request,
        403,
        heading=gettext("This is not open to you"),
        text=gettext("Your role does not carry this act."),
        way_out=gettext("If it should, ask the administrator of this node."),
    )


def not_allowed(request: HttpRequest, refused: ComityError) -> HttpResponse:
    """Say which role the act is for."""
    return _page(
        request,
        403,
        heading=gettext("This is not open to you"),
        text=tell_error(refused),
        way_out=gettext("If it should be yours, ask the administrator of this node."),
    )


def no_office(request: HttpRequest) -> HttpResponse:
    """Tell somebody who is signed in but holds no office, and therefore sees nothing."""
    return _page(
        request,
        403,
        heading=gettext("You hold no office here"),
        text=gettext("You are signed in, but no office has been given to you on this node."),
        way_out=gettext("Ask the administrator of this node to appoint you."),
    )


def cannot_write(request: HttpRequest, code: str) -> HttpResponse:
    """Say that nothing can be written now, and that nothing was changed."""
    return _page(
        request,
        STATUS[code].value,
        heading=gettext("Nothing can be saved now"),
        text=tell(code),
        way_out=gettext("What you typed is still there when you go back. Reading goes on."),
    )


def not_sealed(request: HttpRequest, refused: ComityError) -> HttpResponse:
    """Say what is wrong with the token that seals, and that nothing was lost."""
    return _page(
        request,
        503,
        heading=gettext("This could not be sealed"),
        text=tell_error(refused),
        way_out=gettext("Tell the administrator; the page Health says the same."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show a form of an earlier session again, with what was typed; otherwise say what to do."""
    user = getattr(request, "user", None)
    if isinstance(user, Officer) and _gives_back(request) and kept.keep_for(request, user.pk):
        return redirect(kept.form_address(request))
    return _page(
        request,
        403,
        heading=gettext("This form was open for too long"),
        text=gettext("For your safety it was not taken: nothing was changed or sent."),
        way_out=gettext("Go back, copy what you typed if it was long, reload the page, try again."),
    )


def _gives_back(request: HttpRequest) -> bool:
    match = request.resolver_match
    return "HX-Request" not in request.headers and match is not None and match.url_name in _WRITING


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Say when the next try may be made; every limit that answers here counts by the minute."""
    answer = render(request, "429.html", status=429)
    answer.headers["Retry-After"] = "60"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, with a number by which the log finds it.

    The frame is left out: whatever failed may be what the frame needs. A disk that takes nothing
    is told as that, since reading goes on.
    """
    if code := trouble_of(sys.exception()):
        return cannot_write(request, code)
    number = secrets.token_hex(4)
    _log.error("a page failed; the officer was shown a fault number", extra={"fault": number})
    return HttpResponse(render_to_string("errors/fault.html", {"number": number}), status=500)
