"""What a duty officer lets leave alone: the list, one with its review, and the act itself."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries
from comity.assistance.duties import RELEASE_ALONE, REVIEW_ALONE, SEE_ALONE
from comity.assistance.models import Answer
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.duty_release import (
    act_here,
    duty_release,
    duty_releases,
    may_be_asked_alone,
    may_review,
)
from comity.assistance.services.duty_release import (
    approve_alone,
    order_to_act_alone,
    release_alone,
    review_release,
)
from comity.assistance.stored_rulings import citation_from
from comity.assistance.terms import Action
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.numbers import version_read
from comity.interfaces.web.papers.answer import answer_paper
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.telling import tell_citation
from comity.interfaces.web.urgent.forms import AloneForm, ReviewForm
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 25


@for_officers
@require_safe
def listed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what left by one hand alone, what nobody has reviewed yet on top."""
    demand_role(viewer, SEE_ALONE.roles)
    found = duty_releases(seen_by=viewer)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "urgent/alone_list.html", {"page": page, "on": today(), "filters": ""})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show what left alone, and take a second person's word on it."""
    demand_role(viewer, SEE_ALONE.roles)
    found = duty_release(number, seen_by=viewer)
    form = ReviewForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer)
    )

    def do(_typed: dict[str, str]) -> None:
        review_release(number, review=form.draft(), officer=viewer, at=now())

    if request.method == "POST":
        demand_own(found.request, viewer, REVIEW_ALONE)
        if act_from(form, do):
            messages.success(request, gettext("Recorded. What follows is done by its own act."))
            return redirect("duty_release", number)
    detail = queries.request_detail(found.request.reference, seen_by=viewer)
    told = {
        "made": found,
        "request_shown": detail.request,
        "paper": paper_of(detail.request),
        "answer": _answer(detail, found.act),
        "cites": "" if found.cites is None else tell_citation(citation_from(found.cites)),
        "late": not found.word and found.due_on < today(),
        "form": form if may_review(found, viewer) else None,
        "waits": not found.word,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "urgent/review.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def alone(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Let an urgent request, or an urgent reply, leave that the duty officer wrote."""
    detail = queries.request_detail(reference, seen_by=viewer)
    shown = detail.request
    demand_own(shown, viewer, RELEASE_ALONE)
    action = act_here(shown)
    order = order_to_act_alone(shown, action, officer=viewer, on=today())
    if order is None or not may_be_asked_alone(shown, viewer):
        messages.info(request, gettext("This cannot be done alone now: four eyes release it."))
        return redirect("request", reference)
    form = AloneForm(request.POST if request.method == "POST" else kept.given_back(request, viewer))
    answer = _answer(detail, action.value)
    if request.method == "POST" and _left(request, viewer, form, reference, action):
        messages.success(
            request, gettext("It has left. Another officer reviews it on the next working day.")
        )
        return redirect("request", reference)
    told = {
        "request_shown": shown,
        "paper": paper_of(shown),
        "answer": answer_paper(answer),
        "enclosures": detail.enclosures,
        "version": shown.version if answer is None else answer.version,
        "order": tell_citation(order),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "urgent/alone.html", told)


def _left(
    request: HttpRequest, viewer: Viewer, form: AloneForm, reference: str, action: Action
) -> bool:
    do = approve_alone if action is Action.APPROVE else release_alone

    def once_fresh(afresh_at: datetime | None) -> bool:
        return act_from(
            form,
            lambda _typed: do(
                reference,
                version=version_read(request),
                why=form.why(),
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
        )

    return with_fresh_sign_in(request, once_fresh)


def _answer(detail: RequestDetail, act: str) -> Answer | None:
    """Return the answer that would leave, or left; None where the request itself does."""
    return None if act == Action.APPROVE else detail.answer
