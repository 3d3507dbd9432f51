"""Opening partial replies, and the card of the replies that stand beside the last one."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from comity.assistance import services
from comity.assistance.duties import OPEN_PARTIAL
from comity.assistance.models import Use
from comity.assistance.queries import RequestDetail
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.panel import Panel
from comity.interfaces.web.papers.answer import AnswerPaper, answer_paper
from comity.officers.terms import Viewer

_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ReplyTold:
    """One reply before the last, with what it was asked to be used for."""

    paper: AnswerPaper
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class RepliesTold:
    """What the card shows.

    Attributes:
        earlier: the replies before the last, in order.
        waiting: numbers of partial replies that nobody has opened.
        may_open: this officer opens them.
    """

    earlier: tuple[ReplyTold, ...]
    waiting: tuple[int, ...]
    may_open: bool


def replies_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card of the other replies; most requests have one reply, and no such card."""
    if len(detail.replies) <= 1 and not detail.waiting:
        return None
    agency = detail.request.agency_code
    told = RepliesTold(
        tuple(
            ReplyTold(paper, tuple(each.uses.all()))
            for each in detail.replies[:-1]
            if (paper := answer_paper(each)) is not None
        ),
        detail.waiting,
        viewer.holds(*OPEN_PARTIAL.roles) and viewer.reaches(agency, roles=OPEN_PARTIAL.roles),
    )
    return Panel("replies/replies.html", told)


@for_officers
@by_button(back="request")
def open_partial(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Open a partial reply; the partner is told, where the link is so set."""
    typed = request.POST.get("number", "")
    number = int(typed) if typed.isdecimal() and len(typed) < _MOST_DIGITS else 0
    act(
        request,
        lambda: services.open_partial(
            reference, number=number, officer=viewer, at=now(), on=today()
        ),
        done=gettext("Opened. Its conditions of use stand beside it and bind from now on."),
    )
    return redirect("request", reference)
