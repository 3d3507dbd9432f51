"""Matters by letter with partners that have got a node: what goes on there, and by whose word."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries, services
from comity.assistance.duties import CARRY_OVER
from comity.assistance.queries.joining import joinings as partners_joining
from comity.assistance.queries.joining import may_carry_over
from comity.assistance.queries.joining_lists import (
    OpenMatter,
    TheirProposal,
    matters_open,
    matters_to_match,
    matters_told,
    proposals_of,
    proposals_told,
)
from comity.assistance.terms import RequestState
from comity.assistance.terms.joining import ContinuationState
from comity.assistance.wording.joining import CONTINUATION_NAMES, STAND_NAMES
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, NotAllowedError, NotFoundError
from comity.kernel.wording import N_
from comity.officers.terms import FreshSignInNeededError, Viewer, demand_role

PAGE_SIZE = 25
MOST_SEARCHED = 100
_NUMBER = re.compile("[0-9]{1,18}")

_WHY_NOT = {
    RequestState.APPROVED: N_("A letter waits to leave. Dispatch it, or take it back, first."),
    RequestState.REFUSED: N_("Refused. It only remains to be closed."),
}


@dataclass(frozen=True, slots=True)
class MatterShown:
    """One open matter, with what is said of it."""

    matter: OpenMatter
    stand: str
    proposal: str
    theirs: str
    why_not: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is looked for among the matters that one proposal could mean, and a page of it."""

    number: int
    search: str
    page: Page[Any]
    beside: str


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """One proposal of the partner's, with what is said of it."""

    told: TheirProposal
    stand: str
    state: str
    choosing: Choosing | None


@for_officers
@require_safe
def joinings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the partners with a node where matters still go by letter."""
    return render(request, "joining/partners.html", {"partners": partners_joining(seen_by=viewer)})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Show what goes by letter still, and what the partner proposes; propose what was chosen."""
    found = matters_open(partner, seen_by=viewer)
    if request.method == "POST":
        demand_role(viewer, CARRY_OVER.roles)
        chosen = request.POST.getlist("references")[:PAGE_SIZE]
        with_fresh_sign_in(request, lambda afresh: _propose(request, viewer, chosen, afresh))
        return redirect("joining", partner)
    ours = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    asked = Paginator(proposals_of(partner, seen_by=viewer), PAGE_SIZE)
    theirs = asked.get_page(request.GET.get("theirs"))
    matters = matters_told(ours.object_list)
    choosing = _choosing(request, viewer, beside=f"page={ours.number}&theirs={theirs.number}")
    proposals = proposals_told(theirs.object_list, seen_by=viewer)
    told = {
        "partner": partner,
        "ours": ours,
        "theirs": theirs,
        "beside_ours": f"theirs={theirs.number}",
        "beside_theirs": f"page={ours.number}",
        "matters": [_matter(each) for each in matters],
        "proposals": [_proposal(each, choosing) for each in proposals],
        "may": may_carry_over(viewer),
        "some_may": any(each.may for each in matters),
    }
    return render(request, "joining/partner.html", told)


@for_officers
@by_button(back="joinings")
def settle(request: HttpRequest, viewer: Viewer, partner: str, number: int) -> HttpResponse:
    """Say which matter a partner's proposal means; or take it in, or say that it is not known."""
    demand_role(viewer, CARRY_OVER.roles)
    match request.POST.get("action"):
        case "take_in":
            act(
                request,
                lambda: services.take_continuation_in(number, officer=viewer, at=now(), on=today()),
                done=gettext("Taken in. It goes by node once theirs has answered."),
            )
        case "decline":
            act(
                request,
                lambda: services.decline_continuation(
                    number,
                    reasons=request.POST.get("reasons", ""),
                    officer=viewer,
                    at=now(),
                    on=today(),
                ),
                done=gettext("The partner is told."),
            )
        case _:
            act(
                request,
                lambda: services.match_continuation(
                    number,
                    reference=request.POST.get("reference", ""),
                    officer=viewer,
                    at=now(),
                    on=today(),
                ),
                done=gettext("Agreed. It goes by node once theirs has answered."),
            )
    return redirect("joining", partner)


@for_officers
@by_button(back="joinings")
def put_back(request: HttpRequest, viewer: Viewer, partner: str, reference: str) -> HttpResponse:
    """Put an acceptance back that the partner's record does not have."""
    demand_role(viewer, CARRY_OVER.roles)
    queries.request_detail(reference, seen_by=viewer)
    act(
        request,
        lambda: services.put_acceptance_back(
            reference, reasons=request.POST.get("reasons", ""), officer=viewer, at=now()
        ),
        done=gettext("Put back. Propose the matter again."),
    )
    return redirect("joining", partner)


def _propose(
    request: HttpRequest, viewer: Viewer, chosen: list[str], afresh: datetime | None
) -> bool:
    """Propose each matter in a transaction of its own: what stands against one stops no other."""
    gone = 0
    for reference in chosen:
        try:
            with transaction.atomic(durable=True):
                services.propose_continuation(
                    reference, officer=viewer, signed_in_afresh_at=afresh, at=now(), on=today()
                )
        except (NotFoundError, NotAllowedError, FreshSignInNeededError):
            raise  # the door answers these
        except ComityError as refused:
            messages.error(request, f"{reference}: {tell_error(refused)}")
        else:
            gone += 1
    if gone:
        told = ngettext("%(gone)d matter was proposed.", "%(gone)d matters were proposed.", gone)
        messages.success(request, told % {"gone": gone})
    if not chosen:
        messages.info(request, gettext("Choose the matters first."))
    return bool(gone)


def _matter(each: OpenMatter) -> MatterShown:
    proposal = each.proposal
    if each.refused:
        state = gettext("Their node is of an earlier version and does not take it; by letter.")
    elif proposal is None:
        state = ""
    else:
        state = gettext(CONTINUATION_NAMES[proposal.stands])
    told = proposal.told_stand if proposal else None
    why_not = "" if each.may else _WHY_NOT.get(each.request.stands, "")
    if not each.request.relied_on:
        why_not = N_("It names no agreement, so nothing can be told of it.")
    return MatterShown(
        each,
        gettext(STAND_NAMES[each.stand]),
        state,
        gettext(STAND_NAMES[told]) if told and _differs(each) else "",
        gettext(why_not) if why_not else "",
        proposal.reasons if proposal and proposal.stands is ContinuationState.DECLINED else "",
    )


def _differs(each: OpenMatter) -> bool:
    return each.proposal is not None and each.proposal.stands is ContinuationState.DIFFERS


def _proposal(each: TheirProposal, choosing: Choosing | None) -> ProposalShown:
    row = each.proposal
    stand = row.told_stand
    assert stand is not None, "a proposal says where its matter stands"
    declined = row.stands is ContinuationState.DECLINED
    state = N_("Not known here; goes by letter") if declined else CONTINUATION_NAMES[row.stands]
    mine = choosing if choosing is not None and choosing.number == row.pk else None
    return ProposalShown(each, gettext(STAND_NAMES[stand]), gettext(state), mine)


def _choosing(request: HttpRequest, viewer: Viewer, *, beside: str) -> Choosing | None:
    """Return a page of the matters that are looked through for one proposal; None for none."""
    asked = request.GET.get("match", "")
    if not _NUMBER.fullmatch(asked):
        return None
    search = request.GET.get("search", "").replace("\x00", "")[:MOST_SEARCHED]
    found = matters_to_match(int(asked), search=search, seen_by=viewer)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("among"))
    kept = f"{beside}&{urlencode({'match': asked, 'search': search})}"
    return Choosing(int(asked), search, page, kept)
