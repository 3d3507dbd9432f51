"""National instructions: listed, entered by one officer, confirmed and ended by another."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.agreements import queries, services
from comity.agreements.duties import ISSUE_INSTRUCTION, SEE_OWN_LAW
from comity.agreements.lifecycle import InstructionAct
from comity.agreements.models import InstructionRecord
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm
from comity.interfaces.web.own_law.forms import InstructionForm
from comity.interfaces.web.own_law.listing import partner_asked, partners_named
from comity.interfaces.web.own_law.shown import (
    deeds_with_instruction,
    history_of_instruction,
    instruction_row,
)
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 30


@for_officers
@require_safe
def instructions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the instructions, the latest first, those that ended among them."""
    demand_role(viewer, SEE_OWN_LAW.roles)
    partner = partner_asked(request)
    found = queries.instructions(seen_by=viewer, partner=partner)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "rows": [instruction_row(each) for each in page.object_list],
        "partner": partner,
        "partners": partners_named(),
        "filters": f"partner={partner}" if partner else "",
        "may_write": viewer.holds(*ISSUE_INSTRUCTION.roles),
    }
    return render(request, "own_law/instructions.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Enter an instruction; it counts once somebody else has confirmed it."""
    demand_role(viewer, ISSUE_INSTRUCTION.roles)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = InstructionForm(typed)
    if request.method == "POST":
        made: list[InstructionRecord] = []
        draft = form.draft()
        if act_from(
            form,
            lambda _: made.append(services.issue_instruction(draft, officer=viewer, at=now())),
        ):
            messages.success(
                request, gettext("Entered. It counts once a second officer has confirmed it.")
            )
            return redirect("own_law_instruction", made[0].pk)
    told = {"form": form, "mark": kept.mark_for(viewer)}
    return render(request, "own_law/instruction_new.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def instruction(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one instruction with its history, and do the next thing with it."""
    record = queries.instruction(number, seen_by=viewer)
    form = _reason(request, viewer)
    act = request.POST.get("act", "")
    if request.method == "POST" and act in set(InstructionAct) and _act(form, viewer, number, act):
        messages.success(request, gettext("Done and recorded."))
        return redirect("own_law_instruction", number)
    deeds = deeds_with_instruction(record, viewer)
    told = {
        "row": instruction_row(record),
        "history": history_of_instruction(record),
        "deeds": deeds,
        "form": form,
        "reasoned": any(deed.reasoned and not deed.why_not for deed in deeds),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "own_law/instruction.html", told)


def _act(form: ReasonForm, viewer: Viewer, number: int, act: str) -> bool:
    return act_from(
        form,
        lambda typed: services.move_instruction(
            number,
            InstructionAct(act),
            officer=viewer,
            at=now(),
            on=today(),
            reason=typed["reason"],
        ),
    )


def _reason(request: HttpRequest, viewer: Viewer) -> ReasonForm:
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    hint = gettext("Owed where something is given up, asked for or declined.")
    return ReasonForm(typed, label=gettext("Reason"), help_text=hint)
