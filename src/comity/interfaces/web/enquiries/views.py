"""Noting an own enquiry beside a draft."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import SAVE_DRAFT
from comity.assistance.queries.enquiries import article_of_own_means
from comity.assistance.terms.enquiries import EnquiryDraft, Looked, Outcome
from comity.assistance.wording.enquiries import LOOKED_NAMES, OUTCOME_NAMES
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.interfaces.web.telling import tell_citation
from comity.interfaces.web.words import capital
from comity.officers.terms import Viewer


class EnquiryForm(forms.Form):
    """Where was looked, when, and what came of it."""

    looked = CodeField(label=_("Where was looked"))
    looked_on = DayField(label=_("Day"))
    outcome = CodeField(label=_("What came of it"))
    enquiry_note = TypedField(lines=3, label=_("What was looked for"))

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._offer("looked", [(code.value, LOOKED_NAMES[code]) for code in Looked])
        self._offer("outcome", [(code.value, OUTCOME_NAMES[code]) for code in Outcome])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, CodeField)
        told = [(code, capital(gettext(label))) for code, label in choices]
        field.offer([("", gettext("Choose…")), *told])


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Note what was looked up at home before the partner is asked."""
    shown = queries.request_detail(reference, seen_by=viewer).request
    demand_own(shown, viewer, SAVE_DRAFT)
    if (shown.own_side, shown.stands) not in SAVE_DRAFT.states:
        messages.info(request, gettext("This request is no longer a draft."))
        return redirect("request", reference)
    form = EnquiryForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer)
    )

    def do(typed: dict[str, str]) -> None:
        services.note_enquiry(
            reference,
            enquiry=EnquiryDraft(
                typed["looked"], typed["looked_on"], typed["outcome"], typed["enquiry_note"]
            ),
            translate=gettext,
            officer=viewer,
            at=now(),
            on=today(),
        )

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Noted. Its line stands among the own enquiries."))
        return redirect("request", reference)
    article = article_of_own_means(shown.under, on=today())
    told = {
        "request_shown": shown,
        "article": "" if article is None else tell_citation(article),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "enquiries/note.html", told)
