"""Asking the register: may one administration ask another for something, on a day?"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.agreements.queries import current_register
from comity.agreements.rules import problems_in_ask, rule_on_asking
from comity.agreements.terms import Ask, AssistanceKind, Purpose
from comity.interfaces.web.agreements.forms import MayForm
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import show_problems
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ruling
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer


@for_officers
@require_safe
def may(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Answer with a ruling and every ground; nothing is recorded, for nothing is done."""
    asked = {
        "requesting": own_administration().code,
        "on": today().isoformat(),
        **request.GET.dict(),
    }
    form = MayForm(asked)
    ruling = _ruling(form) if "kind" in request.GET else None
    told = {"form": form, "ruling": None if ruling is None else ruling_shown(ruling)}
    return render(request, "agreements/may.html", told)


def _ruling(form: MayForm) -> Ruling | None:
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    typed = form.cleaned_data
    codes = {name: _country(typed[name]) for name in ("requesting", "requested")}
    for name, code in codes.items():
        if code is None:
            form.add_error(name, gettext("Choose a country."))
    if typed["kind"] not in set(AssistanceKind):
        form.add_error("kind", gettext("Choose what is asked for."))
    try:
        on = date.fromisoformat(typed["on"])
    except ValueError:
        form.add_error("on", gettext("This is not a day."))
        return None
    if form.errors or codes["requesting"] is None or codes["requested"] is None:
        return None
    purpose = typed["purpose"]
    ask = Ask(
        requesting=codes["requesting"],
        requested=codes["requested"],
        kind=AssistanceKind(typed["kind"]),
        purpose=Purpose(purpose) if purpose in set(Purpose) else None,
    )
    if problems := problems_in_ask(ask):
        show_problems(form, problems)
        return None
    return rule_on_asking(current_register(), ask, on=on)


def _country(code: str) -> CountryCode | None:
    try:
        return CountryCode(code)
    except ValueError:
        return None
