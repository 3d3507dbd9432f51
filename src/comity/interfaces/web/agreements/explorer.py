"""Asking the law about any act, for any two administrations, on any day."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.agreements.queries import current_register
from comity.agreements.rules import Weighed
from comity.agreements.terms import ActKind, InstrumentNotFoundError
from comity.interfaces.questions import Ruled, question_from, rule_on
from comity.interfaces.web.agreements.explorer_form import SIDES, QuestionForm
from comity.interfaces.web.basis import Reason, reason_of, ruling_shown
from comity.interfaces.web.clock import today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.words import capital
from comity.kernel.errors import InvalidDraftError, Problem
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """One agreement beside the others, as it is read."""

    weighed: Weighed
    in_the_way: tuple[Reason, ...]
    differs: tuple[Reason, ...]


@for_officers
@require_safe
def may(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Answer with a ruling, every ground and every agreement; nothing is recorded."""
    chosen = request.GET.get("act", "")
    act = ActKind(chosen) if chosen in set(ActKind) else ActKind.ASK
    data = request.GET.copy()
    data.setdefault("requesting", own_administration().code)
    data.setdefault("on", today().isoformat())
    form = QuestionForm(act, data)
    ruled = _ruled(act, form) if set(request.GET) - {"act"} else None
    told = {
        "act": act,
        "acts": [(each.value, capital(gettext(each.label))) for each in ActKind],
        "form": form,
        "ruling": None if ruled is None else ruling_shown(ruled.ruling),
        "candidates": () if ruled is None else _shown(ruled.candidates),
    }
    return render(request, "agreements/may.html", told)


def _ruled(act: ActKind, form: QuestionForm) -> Ruled | None:
    question, problems = question_from(act, form.typed(), today=today())
    if question is not None:
        try:
            return rule_on(current_register(), question)
        except InvalidDraftError as error:
            problems = error.problems
        except InstrumentNotFoundError as error:
            problems = (Problem(error.code, "under", tuple(error.facts)),)
    _show(form, problems)
    return None


def _show(form: QuestionForm, problems: tuple[Problem, ...]) -> None:
    shown = [replace(each, field=SIDES.get(each.field, each.field)) for each in problems]
    show_problems(form, [each for each in shown if each.field in form.fields])


def _shown(candidates: tuple[Weighed, ...]) -> tuple[ShownCandidate, ...]:
    return tuple(
        ShownCandidate(
            each,
            tuple(reason_of(ground) for ground in each.in_the_way),
            tuple(reason_of(condition) for condition in each.differs),
        )
        for each in candidates
    )
