"""What goes to a person who asked about their data: read, printed, or made into a sealed letter."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from comity.interfaces.access_replies import reply_of
from comity.interfaces.letters import MEDIA_TYPE
from comity.interfaces.person_letters import hand_out_person_letter
from comity.interfaces.web.access.forms import ReplyLetterForm
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.records.oversight import download
from comity.interfaces.web.records.views import rooms
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, NotAllowedError, NotFoundError
from comity.kernel.languages import SOURCE
from comity.officers.terms import Viewer


@for_officers
@require_safe
def reply(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show what goes to the person."""
    own = (get_language() or SOURCE).split("-")[0]
    return _page(request, viewer, reference, ReplyLetterForm(initial={"language": own}))


@for_officers
@by_button(back="access_reply")
def letter(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """Hand out the reply as a sealed letter in the language chosen, which is recorded."""
    form = ReplyLetterForm(request.POST)
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    try:
        handed = hand_out_person_letter(
            reference,
            language=form.cleaned_data["language"],
            officer=viewer,
            at=now(),
            on=today(),
        )
    except (NotFoundError, NotAllowedError):
        raise
    except ComityError as refused:
        form.add_error(None, tell_error(refused))
        return _page(request, viewer, reference, form)
    return download(handed, media_type=MEDIA_TYPE)


def _page(
    request: HttpRequest, viewer: Viewer, reference: str, form: ReplyLetterForm
) -> HttpResponse:
    told = {
        "reply": reply_of(reference, seen_by=viewer),
        "today": today(),
        "form": form,
        **rooms(viewer),
    }
    return render(request, "access/reply.html", told)
