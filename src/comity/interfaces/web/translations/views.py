"""Noting a translation beside a text of a matter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries
from comity.assistance.duties import NOTE_TRANSLATION
from comity.assistance.queries.translations import translatable
from comity.assistance.services.translating import note_translation
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.papers.answer import answer_paper
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.translations.forms import TranslationForm
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Note who translated what, when, and what counts where both texts differ."""
    detail = queries.request_detail(reference, seen_by=viewer, on=today())
    demand_own(detail.request, viewer, NOTE_TRANSLATION)
    texts = translatable(detail.request, detail.answer, officer=viewer)
    if not texts:
        messages.info(request, gettext("Nothing of this matter can be translated now."))
        return redirect("request", reference)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = TranslationForm(typed, texts=texts)
    if request.method == "POST" and act_from(
        form,
        lambda _typed: note_translation(
            reference, draft=form.draft(), officer=viewer, at=now(), on=today()
        ),
    ):
        messages.success(request, gettext("Noted. The original stays as it is."))
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "paper": paper_of(detail.request),
        "answer": answer_paper(detail.answer),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "translations/translate.html", told)
