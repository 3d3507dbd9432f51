"""Messages that are not taken up: which, why, since when, and a button to try again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from comity.exchange import queries
from comity.exchange.duties import SEE_SET_ASIDE, TAKE_UP_AGAIN
from comity.exchange.parked import STATES, ParkedAsked, causes, parked, parked_counts
from comity.exchange.services import retry_one_cause
from comity.exchange.terms import InboundState
from comity.interfaces.parked_causes import causes_file
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_safe
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what is set aside, waits behind it, or was refused, as far as a filter asks for it."""
    demand_role(viewer, SEE_SET_ASIDE.roles)
    asked = _asked(request)
    found, after = parked(asked, seen_by=viewer)
    counts = parked_counts(seen_by=viewer)
    told = {
        "parked": found,
        "after": after,
        "asked": asked,
        "counts": [(state, counts.get(state, 0)) for state in STATES],
        "causes": causes(seen_by=viewer),
        "partners": [each.code for each in queries.links(seen_by=viewer)],
        "may_retry": viewer.holds(*TAKE_UP_AGAIN.roles),
    }
    return render(request, "links/parked.html", told)


@for_officers
@require_safe
def export(_request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give the causes as a file for whoever mends the program, without anything of a case."""
    demand_role(viewer, SEE_SET_ASIDE.roles)
    answer = HttpResponse(causes_file(seen_by=viewer, at=now()), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="causes.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@for_officers
@by_button(back="parked")
def retry_all(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take up again whatever was set aside for one cause."""
    code, partner = request.POST.get("code", "")[:60], request.POST.get("partner", "")[:2]
    told: list[tuple[int, int]] = []

    def do() -> None:
        told.append(retry_one_cause(code, partner=partner, officer=viewer, at=now()))

    if act(request, do, done=gettext("Taken up again at the worker's next pass.")):
        again, left = told[-1]
        said = ngettext(
            "%(again)s message is taken up again; %(left)s of the cause are left.",
            "%(again)s messages are taken up again; %(left)s of the cause are left.",
            again,
        )
        messages.info(request, said % {"again": again, "left": left})
    return redirect("parked")


def _asked(request: HttpRequest) -> ParkedAsked:
    typed = request.GET
    state, after = typed.get("state", ""), typed.get("after", "")
    return ParkedAsked(
        partner=typed.get("partner", "")[:2],
        state=InboundState(state) if state in {each.value for each in STATES} else None,
        code=typed.get("code", "")[:60],
        after=int(after) if after.isascii() and after.isdecimal() and len(after) < 16 else 0,
    )
