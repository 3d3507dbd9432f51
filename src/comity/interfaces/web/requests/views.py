"""Reading requests: the list, and one request with everything that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.agreements.duties import SETTLE
from comity.agreements.queries import current_register
from comity.assistance import queries
from comity.assistance.duties import (
    DRAFT_REQUEST,
    REGISTER_LETTER,
    SAVE_DRAFT,
    SEE_ALONE,
    SEE_CONSULTATIONS,
    SHARE,
)
from comity.assistance.lifecycle import ENDS
from comity.assistance.models import Request, Share
from comity.assistance.queries import Offer, RequestDetail, RequestsAsked
from comity.assistance.queries.filters import saved_filters
from comity.assistance.queries.retention import is_gone
from comity.assistance.queries.turns import turns_of
from comity.assistance.terms import Action, Party, RequestState
from comity.assistance.wording import ACTION_NAMES
from comity.exchange.duties import SEE_TRAFFIC
from comity.exchange.queries import linked_codes
from comity.interfaces import looking
from comity.interfaces.web.basis import ruling_shown, way_there
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.finding.kept_filters import asked_in
from comity.interfaces.web.papers.answer import answer_paper
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.records.events import told
from comity.interfaces.web.requests.panels import panels_of
from comity.interfaces.web.telling import tell
from comity.kernel.rulings import Referral
from comity.kernel.wording import N_
from comity.ledger.queries import latest_about
from comity.letters.queries import may_make_letter
from comity.officers.queries import agencies
from comity.officers.terms import Viewer
from comity.oversight.duties import SEE_WHO_LOOKED

PAGE_SIZE = 25
LATEST_SHOWN = 5
_NOT_SENT = frozenset({RequestState.DRAFT, RequestState.SUBMITTED, RequestState.INFORMING})

# Where each act is done: a page of its own, or a button that posts at once.
_PAGES = {
    Action.APPROVE: "request_approve",
    Action.DISPATCH: "request_dispatch",
    Action.REGISTER_ANSWER: "request_reply",
    Action.RETURN: "request_approve",
    Action.ASK_COMPLETION: "request_ask_completion",
    Action.POSTPONE: "request_postpone",
    Action.REGISTER_COMPLETION: "request_completed",
    Action.TAKE_BACK: "request_take_back",
    Action.ACCEPT: "request_accept",
    Action.REFUSE: "request_refuse",
    Action.DRAFT_ANSWER: "answer_write",
    Action.RELEASE: "answer_release",
    Action.RELEASE_PART: "answer_release",
    Action.ASK_FURTHER: "question_put",
    Action.DISPATCH_PART: "request_dispatch",
    Action.REGISTER_PART: "request_reply",
    Action.RETURN_ANSWER: "answer_release",
    Action.WRITE_INFORMATION: "information_write",
    Action.TELL: "information_tell",
    Action.RETURN_INFORMATION: "information_tell",
    Action.ALLOCATE: "information_allocate",
}
_BUTTONS = {
    Action.SUBMIT: "request_submit",
    Action.WITHDRAW: "request_withdraw",
    Action.OPEN: "answer_open",
    Action.CLOSE: "request_close",
    Action.DROP_QUESTION: "question_drop",
}
# What an officer most likely came to do, in this order; the first one allowed is the primary.
_FIRST = (
    Action.APPROVE,
    Action.ACCEPT,
    Action.RELEASE,
    Action.RELEASE_PART,
    Action.TELL,
    Action.ALLOCATE,
    Action.DISPATCH,
    Action.DISPATCH_PART,
    Action.REGISTER_ANSWER,
    Action.DRAFT_ANSWER,
    Action.OPEN,
    Action.SUBMIT,
    Action.CLOSE,
)
_STOPS = frozenset({Action.WITHDRAW, Action.TAKE_BACK, Action.REFUSE})
# Approving and returning are done on one page; one door to it is enough.
_SHARED = frozenset({Action.RETURN, Action.RETURN_ANSWER, Action.RETURN_INFORMATION})
# Every letter of a partner's is registered on one page.
_REGISTERED = frozenset(
    {
        Action.REGISTER_ACCEPTANCE,
        Action.REGISTER_REFUSAL,
        Action.REGISTER_QUESTION,
        Action.REGISTER_PART,
    }
)
_NAMES = {Action.REGISTER_ANSWER: N_("Register their letter")}
# What is done with information that nobody asked for is named as such.
_OF_INFORMATION = {Action.OPEN: N_("Open the information"), Action.WITHDRAW: N_("Give it up")}
# Partners are left out of an alert on its own page, with the ruling.
_ELSEWHERE = frozenset({Action.LEAVE_OUT})


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing an officer may do here, or may not, with the reason."""

    name: str
    page: str
    button: str
    primary: bool
    stops: bool
    why_not: str


@for_officers
@require_safe
def requests(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the requests this officer may see."""
    asked = asked_in(request.GET)
    before = queries.place_of(request.GET.get("before", ""))
    page = queries.requests_page(asked, seen_by=viewer, limit=PAGE_SIZE, before=before)
    filters = request.GET.copy()
    filters.pop("before", None)
    context = {
        "page": page,
        "side": asked.side or "",
        "state": asked.state,
        "states": list(RequestState),
        "partner": asked.partner,
        "kept_filters": saved_filters(seen_by=viewer),
        "can_keep": asked != RequestsAsked(),
        "partners": sorted({*linked_codes(), *_by_post(viewer)}),
        "may_write": viewer.holds(*DRAFT_REQUEST.roles),
        "may_register": viewer.holds(*REGISTER_LETTER.roles),
        "may_see_alone": viewer.holds(*SEE_ALONE.roles),
        "may_see_consultations": viewer.holds(*SEE_CONSULTATIONS.roles),
        "search": request.GET.get("search", ""),
        "filters": filters.urlencode(),
    }
    return render(request, "requests/list.html", context)


def _by_post(viewer: Viewer) -> set[str]:
    return {each.partner for each in queries.postal_addresses(seen_by=viewer)}


@for_officers
@require_safe
def request_page(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show one request."""
    detail = queries.request_detail(reference, seen_by=viewer, on=today())
    return detail_page(request, viewer, detail)


def detail_page(request: HttpRequest, viewer: Viewer, detail: RequestDetail) -> HttpResponse:
    """Render a request with its timeline, papers, grounds, and what may be done with it."""
    shown, gone = detail.request, is_gone(detail.request)
    looking.case_shown(shown, detail.answer, to=viewer, at=now())
    # A case that is read for years has hundreds; one more than is shown tells that there are more.
    entries = latest_about(shown.reference, seen_by=viewer, most=LATEST_SHOWN + 1)
    context = {
        "request_shown": shown,
        "paper": paper_of(shown),
        "gone": gone,
        "answer": None if gone else answer_paper(detail.answer),
        "next_who": detail.next_who,
        "enclosures": detail.enclosures,
        "uses": detail.uses,
        "ruling": None if detail.ruling is None else ruling_shown(detail.ruling),
        "deeds": deeds_from(detail.actions, unasked=shown.unasked),
        "settle_at": _settle_at(detail, viewer),
        "unlinked": way_there(shown.partner) if shown.stands in _NOT_SENT else "",
        "go_on": _go_on(detail, viewer),
        "channel": detail.channel,
        "letters": queries.letters_of(shown.reference, seen_by=viewer) if shown.by_letter else (),
        "may_make_letter": not gone and may_make_letter(shown, officer=viewer),
        "shares": _shares(shown, viewer),
        "may_share": not gone and _may_share(detail, viewer),
        "may_see_who_looked": viewer.holds(*SEE_WHO_LOOKED.roles),
        "timeline": queries.timeline_of(shown),
        "may_see_traffic": viewer.holds(*SEE_TRAFFIC.roles),
        "turns": turns_of(shown),
        "panels": panels_of(detail, viewer),
        "entries": told(entries[-LATEST_SHOWN:]),
        "are_latest": len(entries) > LATEST_SHOWN,
    }
    return render(request, "requests/detail.html", context)


def _shares(shown: Request, viewer: Viewer) -> Sequence[Share]:
    there = shown.shares.exists()
    return queries.shares_of(shown.reference, seen_by=viewer) if there else ()


def _may_share(detail: RequestDetail, viewer: Viewer) -> bool:
    """Tell whether the page offers to show the case to another agency of this node."""
    shown = detail.request
    supplied = detail.answer is not None or shown.own_side is Party.REQUESTED
    own = viewer.reaches(shown.agency_code, roles=SHARE.roles)
    return supplied and own and viewer.holds(*SHARE.roles) and len(agencies()) > 1


def _settle_at(detail: RequestDetail, viewer: Viewer) -> str:
    """Return where the treaty desk settles what keeps this request; "" for everybody else."""
    shown, ours = detail.request, viewer.holds(*SETTLE.roles)
    if shown.referred_to not in SETTLE.roles or shown.stands in ENDS or not ours:
        return ""
    under = detail.ruling.under if isinstance(detail.ruling, Referral) else None
    if under is None or not current_register().has(under):
        return reverse("agreements")
    return f"{reverse('agreement', args=[under])}#settle"


def writes_on(detail: RequestDetail) -> bool:
    """Tell whether who looks may write the answer, or write on at it."""
    return any(o.action is Action.DRAFT_ANSWER and o.allowed for o in detail.actions)


def _go_on(detail: RequestDetail, viewer: Viewer) -> str:
    """Return the name of the page where what is being written goes on; "" when nothing is."""
    shown = detail.request
    if shown.stands is RequestState.ANSWER_DRAFTED and writes_on(detail):
        return "answer_write"
    own = viewer.holds(*SAVE_DRAFT.roles) and shown.agency_code == viewer.agency
    written = (shown.own_side, shown.stands) in SAVE_DRAFT.states
    return "request_edit" if written and own else ""


def deeds_from(offers: tuple[Offer, ...], *, unasked: bool = False) -> list[Deed]:
    """Return what may be done, the likeliest first; what is refused keeps its reason."""
    allowed = {offer.action for offer in offers if offer.allowed}
    primary = next((action for action in _FIRST if action in allowed), None)
    doors = {_PAGES.get(offer.action, offer.action.value) for offer in offers}
    shared = _SHARED if len(doors) < len(offers) else frozenset[Action]()
    shown = [o for o in offers if o.action not in shared | _REGISTERED | _ELSEWHERE]
    names = {**_NAMES, **_OF_INFORMATION} if unasked else _NAMES
    deeds = [
        Deed(
            name=gettext(names.get(offer.action, ACTION_NAMES[offer.action])),
            page=_PAGES.get(offer.action, ""),
            button=_BUTTONS.get(offer.action, ""),
            primary=offer.action is primary,
            stops=offer.action in _STOPS,
            why_not="" if offer.allowed else tell(offer.code, offer.facts),
        )
        for offer in shown
    ]
    return sorted(deeds, key=lambda deed: (not deed.primary, bool(deed.why_not)))
