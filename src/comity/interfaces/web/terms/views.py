"""Reading countersigned terms: every proposal, and one with both encodings compared."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.agreements import queries
from comity.agreements.duties import ANSWER_TERMS, PROPOSE_TERMS
from comity.agreements.queries import StepView, TermsDetail, TermsView
from comity.exchange.queries import MessageFacts, facts_of_many, linked_codes
from comity.exchange.services import signatures_hold
from comity.interfaces.web import kept
from comity.interfaces.web.agreements.comparison import grouped
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Named:
    """A proposal with the name of its agreement, or its reference where we have none."""

    terms: TermsView
    title: str


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of a proposal.

    Attributes:
        step: what was done.
        good: whether the signature under it was found good just now; None when it has none.
        message: how far the message is that carries it; None while there is none.
    """

    step: StepView
    good: bool | None
    message: MessageFacts | None


@for_officers
@require_safe
def terms(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show every proposal, and where partners rely on other terms than ours."""
    agreement = request.GET.get("agreement", "")
    found = queries.terms_proposals(seen_by=viewer, reference=agreement)
    register = queries.current_register()
    names = {each.reference: each.short_title for each in register.instruments}
    told = {
        "proposals": [
            Named(each, names.get(each.statement.agreement, each.statement.agreement))
            for each in found
        ],
        "differences": [
            each
            for each in queries.terms_differences(seen_by=viewer)
            if agreement in {"", each.reference}
        ],
        "names": names,
        "agreement": agreement,
        "title": names.get(agreement, agreement),
        "may_act": viewer.holds(*PROPOSE_TERMS.roles),
        "instruments": register.instruments,
        "partners": linked_codes(),
    }
    return render(request, "terms/terms.html", told)


@for_officers
@require_safe
def shown(request: HttpRequest, viewer: Viewer, proposal: int) -> HttpResponse:
    """Show one proposal: what is signed, by whom, and what tells the two encodings apart."""
    return shown_page(request, viewer, proposal, form=None)


def shown_page(
    request: HttpRequest, viewer: Viewer, proposal: int, *, form: ReasonForm | None
) -> HttpResponse:
    """Return the page of one proposal, with the form in which it is declined.

    Args:
        request: what is answered.
        viewer: who looks.
        proposal: id of the proposal.
        form: as it was typed, when it could not be taken; None for an empty one.
    """
    detail = queries.terms_proposal(proposal, seen_by=viewer)
    may_answer = detail.view.awaits_us and viewer.holds(*ANSWER_TERMS.roles)
    told = {
        "detail": detail,
        "terms": detail.view,
        "title": _title(detail),
        "steps": _steps(detail),
        "groups": grouped(detail.differences),
        "may_answer": may_answer,
        "form": (form or decline_form(kept.given_back(request, viewer))) if may_answer else None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "terms/shown.html", told)


def decline_form(typed: QueryDict | None) -> ReasonForm:
    """Return the form in which reasons for declining are given."""
    return ReasonForm(
        typed,
        label=_("Why it is declined"),
        help_text=_("The partner is told these words. Name the articles that we read otherwise."),
    )


def _title(detail: TermsDetail) -> str:
    known = detail.own or detail.proposed
    return known.short_title if known is not None else detail.view.statement.agreement


def _steps(detail: TermsDetail) -> list[StepTaken]:
    """Return what was done, each step with how far its message is."""
    found = facts_of_many(step.message_id for step in detail.view.steps if step.message_id)
    good = signatures_hold(detail)
    return [
        StepTaken(
            step, good.get(step.side, False) if step.signed else None, found.get(step.message_id)
        )
        for step in detail.view.steps
    ]
