"""Four eyes: what exactly would leave on one side, why it may on the other.

Approving and releasing ask for a fresh sign-in. The form carries the version that was read, so
that nobody approves what a colleague has changed meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.models import Answer, Enclosure
from comity.assistance.queries import Offer, RequestDetail
from comity.assistance.rules import problems_in_answer
from comity.assistance.services.parts_ruled import ruling_on_reply
from comity.assistance.terms import Action, Channel, RulingStandsAgainstError
from comity.assistance.terms.replies import OF_PART
from comity.interfaces.web import kept
from comity.interfaces.web.acting import Done, act, act_from, demand_open
from comity.interfaces.web.basis import ruling_shown, way_there
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.numbers import version_read
from comity.interfaces.web.papers.answer import answer_paper
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.reply_parts.going import GoingShown, going_of
from comity.interfaces.web.same_matter.panels import same_matter_panel
from comity.interfaces.web.telling import tell, tell_error
from comity.interfaces.web.translations.shown import texts_beside
from comity.kernel.rulings import Permission, Ruling
from comity.kernel.wording import N_
from comity.officers.terms import Viewer

_RETURNING = frozenset({Action.RETURN, Action.RETURN_ANSWER, Action.RETURN_INFORMATION})
# Approved or released, it leaves at once where there is a link.
_LEAVING = frozenset({Action.APPROVE, Action.TELL})
# What leaves is a reply, or information, with its conditions of use.
_WITH_ANSWER = frozenset({Action.RELEASE, Action.TELL})


@dataclass(frozen=True, slots=True)
class FourEyes:
    """One act that lets something out, with the way back.

    Attributes:
        action: the act.
        let_out: the service that does it.
        turn_back: the service that returns it to its drafter.
        done: what is said when it is done; translatable.
        by_letter: the same where it goes by letter; translatable.
    """

    action: Action
    let_out: Callable[..., object]
    turn_back: Callable[..., object]
    done: str
    by_letter: str


_RELEASED = N_("Released, sealed and recorded for delivery; the timeline tells the rest.")
_APPROVE = FourEyes(
    Action.APPROVE,
    let_out=services.approve_request,
    turn_back=services.return_to_drafter,
    done=N_("Approved, sealed and recorded for delivery; the timeline tells the rest."),
    by_letter=N_("Approved. The central unit sends the letter and records that it left."),
)
_RELEASE = FourEyes(
    Action.RELEASE,
    let_out=services.release_answer,
    turn_back=services.return_answer,
    done=_RELEASED,
    by_letter=N_("Released. The central unit sends the answer by letter and records that it left."),
)
_TELL = FourEyes(
    Action.TELL,
    let_out=services.tell_information,
    turn_back=services.return_information,
    done=_RELEASED,
    by_letter=N_("Released. The central unit sends the letter and records that it left."),
)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Approve a request so that it leaves, or return it to its drafter with a reason."""
    return _page(request, viewer, reference, _APPROVE)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Release an answer to a partner, or return it to its drafter with a reason."""
    return _page(request, viewer, reference, _RELEASE)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def tell_unasked(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Release information that nobody asked for, or return it to its writer with a reason."""
    return _page(request, viewer, reference, _TELL)


def _page(request: HttpRequest, viewer: Viewer, reference: str, eyes: FourEyes) -> HttpResponse:
    detail = queries.request_detail(reference, seen_by=viewer)
    offer = _offer_of(detail, eyes.action)
    if offer is None:
        messages.info(request, gettext("There is nothing to approve here now."))
        return redirect("request", reference)
    demand_open(offer)
    form = _reason_form(request, viewer)
    if request.method == "POST" and _done(request, viewer, form, eyes, detail):
        return redirect("request", reference)
    answer = detail.answer if eyes.action in _WITH_ANSWER else None
    going = going_of(detail.request, answer)
    leaving = [each for each in detail.enclosures if _goes_with(each, answer, going)]
    ruling = _ruling(detail, answer)
    approved = offer.action in _RETURNING
    why_not = "" if offer.allowed else tell(offer.code, offer.facts)
    told = {
        "request_shown": detail.request,
        "action": eyes.action,
        "paper": paper_of(detail.request),
        "answer": answer_paper(answer),
        "enclosures": leaving,
        "texts": texts_beside(detail.request, () if answer is None else (answer,)),
        "ruling": None if ruling is None else ruling_shown(ruling),
        "version": detail.request.version if answer is None else answer.version,
        "is_approved": approved,
        "may_return": any(o.action in _RETURNING and o.allowed for o in detail.actions),
        "form": form,
        "parts": () if going is None else going.lines,
        "why_not": why_not or _against(ruling) or ("" if going is None else going.why_not),
        "may": isinstance(ruling, Permission),
        "by_letter": detail.channel is Channel.LETTER,
        "unlinked": way_there(detail.request.partner) if eyes.action in _LEAVING else "",
        "panel": same_matter_panel(detail, viewer),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "approvals/approve.html", told)


def _offer_of(detail: RequestDetail, action: Action) -> Offer | None:
    """Return the act of the page, or the way back where what was approved has not left yet."""
    offers = {offer.action: offer for offer in detail.actions}
    back = next((offers[each] for each in _RETURNING if each in offers), None)
    return offers.get(action) or offers.get(OF_PART.get(action, action)) or back


def _goes_with(enclosure: Enclosure, answer: Answer | None, going: GoingShown | None) -> bool:
    """Tell whether an exhibit leaves now; what went with an earlier reply does not again."""
    if going is not None and enclosure.exhibit_id in going.exhibits_kept:
        return False
    return enclosure.answer is None or enclosure.answer == answer


def _done(
    request: HttpRequest, viewer: Viewer, form: ReasonForm, eyes: FourEyes, detail: RequestDetail
) -> bool:
    reference = detail.request.reference
    if form.is_bound:

        def turn_back(typed: dict[str, str]) -> object:
            return eyes.turn_back(reference, reason=typed["reason"], officer=viewer, at=now())

        if not act_from(form, turn_back):
            return False
        messages.success(request, gettext("Returned to its drafter, with your reason."))
        return True

    def let_out(afresh_at: datetime | None) -> object:
        return eyes.let_out(
            reference,
            version=version_read(request),
            officer=viewer,
            signed_in_afresh_at=afresh_at,
            at=now(),
            on=today(),
        )

    done = Done(gettext(eyes.done), by_letter=gettext(eyes.by_letter)).through(detail.channel)
    return with_fresh_sign_in(
        request, lambda afresh_at: act(request, lambda: let_out(afresh_at), done=done)
    )


def _reason_form(request: HttpRequest, viewer: Viewer) -> ReasonForm:
    returning = request.POST.get("action") == "return"
    typed = request.POST if returning else kept.given_back(request, viewer)
    return ReasonForm(typed, label=gettext("What should be changed, and why"))


def _against(ruling: Ruling | None) -> str:
    """Return why the law keeps it in the house; "" when it does not."""
    if ruling is None or isinstance(ruling, Permission):
        return ""
    return tell_error(RulingStandsAgainstError(ruling))


def _ruling(detail: RequestDetail, answer: Answer | None) -> Ruling | None:
    """Return what the law says of letting it out now; None while the draft has problems."""
    if answer is None:
        return queries.ruling_on_draft(detail.request.as_draft(), on=today())
    draft = answer.as_draft()
    if problems_in_answer(draft):
        return None
    return ruling_on_reply(detail.request, answer, on=today())
