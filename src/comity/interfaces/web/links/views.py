"""The links to partners: how far each is trusted, and how far each side holds the other's word."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.assistance.duties import SEE_JOINING
from comity.assistance.queries.joining import proposals_waiting
from comity.exchange import queries
from comity.exchange.duties import CARRY_BY_MEDIUM, SEE_NOTICES, SEE_SET_ASIDE
from comity.exchange.notice_queries import NoticeView, notices
from comity.exchange.queries import ChannelHeads, LinkView
from comity.exchange.services import resume_link, retry_set_aside, suspend_link
from comity.exchange.terms import LinkState
from comity.interfaces.diagnosis import ladder_of
from comity.interfaces.duties import CLIMB_LADDER
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.findings import shown
from comity.interfaces.web.links.notice_words import ShownNotice, shown_notice
from comity.kernel.errors import NotFoundError
from comity.kernel.texts import without_hidden_characters
from comity.officers.terms import Viewer, demand_role

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Partner:
    """A link with the heads of its two channels, and what the partner told is coming."""

    link: LinkView
    heads: ChannelHeads | None
    notices: list[ShownNotice]


@for_officers
@require_safe
def links(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show every link, and what was set aside."""
    heads = queries.channel_heads(seen_by=viewer)
    coming = notices(seen_by=viewer, on=today())
    told = {
        "partners": [
            Partner(link, heads.get(link.code), _theirs(coming.get(link.code, ())))
            for link in queries.links(seen_by=viewer)
        ],
        "may_see_notices": viewer.holds(*SEE_NOTICES.roles),
        "set_aside": queries.set_aside(seen_by=viewer),
        "may_see_parked": viewer.holds(*SEE_SET_ASIDE.roles),
        "may_climb": viewer.holds(*CLIMB_LADDER.roles),
        "may_carry": viewer.holds(*CARRY_BY_MEDIUM.roles),
        "may_see_joining": viewer.holds(*SEE_JOINING.roles),
        "proposals": proposals_waiting(seen_by=viewer),
    }
    return render(request, "links/links.html", told)


def _theirs(coming: Iterable[NoticeView]) -> list[ShownNotice]:
    return [shown_notice(each) for each in coming if not each.is_ours]


@for_officers
def ladder(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Climb the ladder of one partner and show every rung; only the button asks its door."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    demand_role(viewer, CLIMB_LADDER.roles)
    if queries.link(partner, seen_by=viewer) is None:
        raise NotFoundError(what="link")
    told: dict[str, object] = {"partner": partner, "report": None}
    if request.method == "POST":
        told["report"] = shown(ladder_of(partner, seen_by=viewer, at=now(), on=today()))
    return render(request, "links/ladder.html", told)


@for_officers
def move(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Suspend a link that is confirmed, or resume one that is suspended, with the reason typed."""
    if request.method in {"GET", "HEAD"}:
        return redirect("links")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    link = queries.link(partner, seen_by=viewer)
    if link is None:
        raise NotFoundError(what="link")
    reason = without_hidden_characters(request.POST.get("reason", "")).strip()[:_LONGEST_REASON]
    if not reason:
        messages.error(request, gettext("Say why: it stands in the record. Nothing was done."))
        return redirect("links")
    suspended = link.state is LinkState.SUSPENDED
    moved = resume_link if suspended else suspend_link
    done = gettext("The link carries messages again.") if suspended else gettext("Suspended.")
    act(request, lambda: moved(partner, reason=reason, officer=viewer, at=now()), done=done)
    return redirect("links")


@for_officers
def retry(request: HttpRequest, viewer: Viewer, message: str) -> HttpResponse:
    """Take a message up again that was set aside, and what waits behind it."""
    if request.method in {"GET", "HEAD"}:
        return redirect("links")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    act(
        request,
        lambda: retry_set_aside(message, officer=viewer, at=now()),
        done=gettext("It is taken up again at the worker's next pass."),
    )
    return redirect("links")
