"""Changes of the register with four eyes: write, propose, approve or send back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.agreements.duties import BEGIN_CHANGE, JUDGE_CHANGE
from comity.agreements.models import Proposal
from comity.agreements.queries import file_of, local_edits, proposal, proposals
from comity.agreements.services import (
    approve_change,
    begin_change,
    propose_change,
    return_change,
    withdraw_change,
    write_change,
)
from comity.agreements.terms.editing import ProposalState
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.agreements.change_shown import change_shown
from comity.interfaces.web.agreements.faults import judged, told
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.forms import ReasonForm, TypedField
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


class TextForm(forms.Form):
    """The whole file as text."""

    text = TypedField(
        lines=30,
        label=_("The file"),
        help_text=_("TOML, as the register keeps it. What is wrong is told by its line."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["text"].widget.attrs |= {
            "dir": "ltr",
            "spellcheck": "false",
        }


@for_officers
@require_safe
def changes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List the changes of the register: what waits for a second person first."""
    found = proposals(seen_by=viewer)
    waiting = [each for each in found if each.state == ProposalState.PROPOSED]
    theirs = [each for each in waiting if each.author_id not in viewer.people]
    writing = [
        each
        for each in found
        if each.author_id == viewer.officer_id and ProposalState(each.state).is_open
    ]
    shown = {each.pk for each in (*theirs, *writing)}
    lists = (
        (gettext("Waiting for you"), theirs),
        (gettext("Yours, not ended yet"), writing),
        (gettext("Everything else"), [each for each in found if each.pk not in shown]),
    )
    seen = {
        "lists": lists,
        "local_edits": local_edits(),
        "may_edit": viewer.holds(*BEGIN_CHANGE.roles),
        "nothing": not found,
    }
    return render(request, "agreements/changes.html", seen)


@for_officers
@by_button(back="agreement")
def edit(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Begin to change the file of an instrument, or go on where one left it."""
    begun: list[Proposal] = []
    held = file_of(reference)

    def begin() -> None:
        begun.append(begin_change(held, reference=reference, officer=viewer, at=now()))

    if act(request, begin, done=gettext("Nobody else sees this before you propose it.")):
        return redirect("proposal", begun[0].pk)
    return redirect("agreement", reference)


@for_officers
@require_safe
def change(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one change: what it would alter, in words and in the text, and what can be done."""
    return _page(request, viewer, number)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def change_text(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Write the whole file as text; what is written is kept, right or wrong."""
    demand_role(viewer, BEGIN_CHANGE.roles)
    found = proposal(number, seen_by=viewer)
    if found.author_id != viewer.officer_id or not ProposalState(found.state).is_writable:
        return redirect("proposal", number)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = TextForm(typed, initial={"text": found.text})
    if request.method == "POST":

        def write(_typed: dict[str, str]) -> None:
            text = _typed["text"].rstrip("\n") + "\n"
            write_change(number, text, revision=_revision(request), officer=viewer, at=now())

        if act_from(form, write):
            found = proposal(number, seen_by=viewer)
            form = TextForm(initial={"text": found.text})
            messages.success(request, gettext("The text is kept."))
    shown = {
        "change": found,
        "form": form,
        "faults": told(judged(found.text, found.path).faults),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "agreements/change_text.html", shown)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Propose a change to the other officers of the treaty desk."""
    return _with_reason(
        request,
        viewer,
        number,
        lambda why: propose_change(number, why=why, officer=viewer, at=now()),
        done=gettext("Proposed. Another officer of the treaty desk approves it or sends it back."),
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Send a proposed change back to its author with a reason."""
    return _with_reason(
        request,
        viewer,
        number,
        lambda reason: return_change(number, reason=reason, officer=viewer, at=now()),
        done=gettext("Sent back to its author, with your reason."),
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Approve a change after signing in afresh; this node rules from it at once."""
    if request.method != "POST":
        return redirect("proposal", number)

    def let_in(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: approve_change(
                number,
                revision=_revision(request),
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
            ),
            done=gettext("Approved: the register has a new version, and rulings rest on it."),
        )

    with_fresh_sign_in(request, let_in)
    return redirect("proposal", number)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take a change back; one that was never proposed is forgotten."""
    if request.method != "POST":
        return redirect("proposal", number)
    act(
        request,
        lambda: withdraw_change(number, officer=viewer, at=now()),
        done=gettext("Taken back."),
    )
    return redirect("proposals")


def _with_reason(
    request: HttpRequest,
    viewer: Viewer,
    number: int,
    do: Callable[[str], object],
    *,
    done: str,
) -> HttpResponse:
    if request.method != "POST":
        return _page(request, viewer, number, given_back=True)
    form = ReasonForm(request.POST, label="")
    if act_from(form, lambda typed: do(typed["reason"])):
        messages.success(request, done)
        return redirect("proposal", number)
    return _page(request, viewer, number, form=form)


def _page(
    request: HttpRequest,
    viewer: Viewer,
    number: int,
    *,
    form: ReasonForm | None = None,
    given_back: bool = False,
) -> HttpResponse:
    found = proposal(number, seen_by=viewer)
    own = found.author_id == viewer.officer_id
    label = gettext("Why, and what was read") if own else gettext("What should be changed, and why")
    if form is None:
        form = ReasonForm(kept.given_back(request, viewer) if given_back else None, label=label)
        form.initial = {"reason": found.why if own else ""}
    form.fields["reason"].label = label
    state = ProposalState(found.state)
    desk = viewer.holds(*JUDGE_CHANGE.roles)
    seen = {
        "change": found,
        "shown": change_shown(found),
        "form": form,
        "may_write": own and desk and state.is_writable,
        "may_withdraw": own and desk and state.is_open,
        "may_judge": found.author_id not in viewer.people
        and desk
        and state is ProposalState.PROPOSED,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "agreements/change.html", seen)


def _revision(request: HttpRequest) -> int:
    """The revision that was read; a form that does not say it changes nothing."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0
