"""The letter of a request: two languages are chosen, and a sealed PDF is downloaded."""

from typing import Any

from babel.languages import get_official_languages
from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comity.assistance.queries import request_detail
from comity.interfaces.letters import MEDIA_TYPE, hand_out_letter
from comity.interfaces.web import kept
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import CodeField
from comity.interfaces.web.records.oversight import download
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, NotAllowedError, NotFoundError
from comity.kernel.languages import LANGUAGES, SOURCE
from comity.letters.queries import demand_letter
from comity.letters.terms import Languages, NotSentError
from comity.officers.terms import Viewer


class LetterForm(forms.Form):
    """The two languages of a letter."""

    first = CodeField(label=_("First language"))
    second = CodeField(label=_("Second language"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for field in self.fields.values():
            assert isinstance(field, CodeField)
            field.offer(LANGUAGES.items())


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """Ask for two languages; hand out the sealed letter in them, which is recorded."""
    shown = request_detail(reference, seen_by=viewer).request
    try:
        demand_letter(shown, officer=viewer)
    except NotSentError:
        raise NotFoundError from None
    typed = request.POST if request.method == "POST" else None
    form = LetterForm(typed, initial=_likely(shown.partner))
    if typed is not None:
        made = _made(form, viewer, reference)
        if made is not None:
            return made
    told = {"request_shown": shown, "form": form, "mark": kept.mark_for(viewer)}
    return render(request, "requests/letter.html", told)


def _made(form: LetterForm, viewer: Viewer, reference: str) -> HttpResponseBase | None:
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    try:
        languages = Languages(form.cleaned_data["first"], form.cleaned_data["second"])
        handed = hand_out_letter(
            reference, languages=languages, officer=viewer, at=now(), on=today()
        )
    except (NotFoundError, NotAllowedError):
        raise
    except ComityError as refused:
        form.add_error(None, tell_error(refused))
        return None
    return download(handed, media_type=MEDIA_TYPE)


def _likely(partner: str) -> dict[str, str]:
    """Return the reader's language, and beside it the partner's where it is one of ours."""
    first = (get_language() or SOURCE).split("-")[0]
    others = (*get_official_languages(partner), SOURCE, "fr")
    return {"first": first, "second": next(o for o in others if o in LANGUAGES and o != first)}
