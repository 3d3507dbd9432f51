"""What the treaty desk does about terms: propose, countersign, decline, take over, decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.agreements import queries
from comity.agreements.duties import ANSWER_TERMS, DECIDE_DIFFERENCE, PROPOSE_TERMS, TAKE_TERMS_OVER
from comity.agreements.queries import RegisterFile, file_of
from comity.agreements.services import begin_change, decide_difference
from comity.agreements.terms import InstrumentNotFoundError
from comity.agreements.terms.editing import ProposalState, RegisterFileNotFoundError
from comity.exchange.queries import linked_codes
from comity.exchange.services import countersign_terms, decline_terms, propose_terms
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.agreements.comparison import grouped
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.forms import ReasonForm
from comity.interfaces.web.terms.views import decline_form, shown_page
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show exactly what would leave, and propose it."""
    demand_role(viewer, PROPOSE_TERMS.roles)
    asked = request.POST if request.method == "POST" else request.GET
    agreement, partner = asked.get("agreement", ""), asked.get("partner", "")
    own = queries.own_encoding(agreement)
    if own is None:
        raise InstrumentNotFoundError(reference=agreement)
    made: list[int] = []
    if request.method == "POST" and act(
        request,
        lambda: made.append(propose_terms(agreement, partner=partner, officer=viewer, at=now())),
        done=_("Proposed. It is signed and sent to the partner; what it answers stands here."),
    ):
        return redirect("terms_shown", made[0])
    told = {
        "instrument": own,
        "partner": partner,
        "partners": linked_codes(),
        "text": queries.own_text(agreement),
        "before": queries.countersigned_terms(partner, agreement),
    }
    return render(request, "terms/propose.html", told)


@for_officers
@by_button(back="terms_shown")
def countersign(request: HttpRequest, viewer: Viewer, proposal: int) -> HttpResponse:
    """Countersign what a partner proposed."""
    demand_role(viewer, ANSWER_TERMS.roles)
    act(
        request,
        lambda: countersign_terms(proposal, officer=viewer, at=now()),
        done=_("Countersigned. The signature is made and sent to the partner."),
    )
    return redirect("terms_shown", proposal)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, viewer: Viewer, proposal: int) -> HttpResponse:
    """Decline what a partner proposed, with reasons."""
    demand_role(viewer, ANSWER_TERMS.roles)
    if request.method != "POST":
        return shown_page(request, viewer, proposal, form=None)
    form = decline_form(request.POST)

    def do(typed: dict[str, str]) -> None:
        decline_terms(proposal, reasons=typed["reason"], officer=viewer, at=now())

    if not act_from(form, do):
        return shown_page(request, viewer, proposal, form=form)
    messages.success(request, _("Declined. The partner is told your reasons."))
    return redirect("terms_shown", proposal)


@for_officers
@by_button(back="terms_shown")
def take_over(request: HttpRequest, viewer: Viewer, proposal: int) -> HttpResponse:
    """Begin a change of our register with the partner's encoding; a second person approves it."""
    demand_role(viewer, TAKE_TERMS_OVER.roles)
    detail = queries.terms_proposal(proposal, seen_by=viewer)
    reference = detail.view.statement.agreement
    if (begun := _own_change(reference, viewer)) is not None:
        messages.info(request, _("You are changing this file already; end that change first."))
        return redirect("proposal", begun)
    made: list[int] = []

    def do() -> None:
        change = begin_change(
            _file(reference), reference=reference, officer=viewer, at=now(), text=detail.encoding
        )
        made.append(change.pk)

    done = _("A change of our register is begun with the partner's encoding. Read it through.")
    if not act(request, do, done=done):
        return redirect("terms_shown", proposal)
    return redirect("proposal", made[0])


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def difference(request: HttpRequest, viewer: Viewer, difference: int) -> HttpResponse:
    """Show that a partner relies on other terms, and let the treaty desk decide about it."""
    found = queries.terms_difference(difference, seen_by=viewer)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = ReasonForm(
        typed,
        label=_("Why our own encoding stands"),
        help_text=_("The words stand in the record."),
    )

    def do(given: dict[str, str]) -> None:
        decide_difference(difference, reasons=given["reason"], officer=viewer, at=now())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, _("Decided. Rulings go by our own encoding again."))
        return redirect("terms_difference", difference)
    told = {
        "found": found,
        "groups": grouped(found.differences),
        "own": queries.own_encoding(found.reference),
        "may_act": viewer.holds(*DECIDE_DIFFERENCE.roles) and not found.decided_by,
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "terms/difference.html", told)


def _own_change(reference: str, viewer: Viewer) -> int | None:
    """Return the change of this file that the officer has begun and not ended."""
    for each in queries.proposals_about(reference, seen_by=viewer):
        if each.author_id == viewer.officer_id and ProposalState(each.state).is_open:
            return int(each.pk)
    return None


def _file(reference: str) -> RegisterFile:
    """Return our file of an agreement, or the place where it would be filed."""
    try:
        return file_of(reference)
    except RegisterFileNotFoundError:
        return RegisterFile(f"bilateral/{reference}.toml", "")
