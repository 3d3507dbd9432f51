"""The page of a standing exchange, and what is said on it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries
from comity.assistance.lifecycle.standing import WHO_SAYS_STANDING
from comity.assistance.models import Request
from comity.assistance.queries.standing import StandingTold, standing_of
from comity.assistance.services.standing import say_of_standing, send_standing
from comity.assistance.terms import OtherAgencyError
from comity.assistance.terms.standing import BY_TWO, StandingWord
from comity.assistance.terms.standing_fields import STANDING_FIELDS
from comity.assistance.terms.standing_sets import DATA_SETS
from comity.assistance.wording.standing import STANDING_ACT_NAMES
from comity.interfaces import looking
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.standing.forms import StandingWordForm
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

_STOPS = frozenset({StandingWord.SUSPEND, StandingWord.END})
# Said beside a file, or a period that is late; the page has no button of its own for them.
_BESIDE = frozenset({StandingWord.ASK, StandingWord.REPORT})


@for_officers
@require_safe
def standing(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show a standing exchange: where it stands, its terms, files, what is late, what was said."""
    shown, told = found_standing(reference, viewer)
    looking.case_shown(shown, None, to=viewer, at=now())
    context = {
        "request_shown": shown,
        "standing": told,
        "deeds": [
            (word, gettext(STANDING_ACT_NAMES[word]), word in _STOPS)
            for word in told.may
            if word not in _BESIDE
        ],
        "may_ask": StandingWord.ASK in told.may,
    }
    return render(request, "standing/standing.html", context)


@for_officers
@by_button(back="standing")
def send(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Let the word that was read out to the partner."""

    def do(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: send_standing(
                reference,
                written_at=_instant(request.POST.get("written_at", "")),
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
            done=gettext("Let out, and recorded for delivery to the partner."),
        )

    with_fresh_sign_in(request, do)
    return redirect("standing", reference)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, viewer: Viewer, reference: str, word: str) -> HttpResponse:
    """Say one word: fill it in; it leaves at once, or when a second person lets it out."""
    if word not in set(StandingWord):
        raise NotFoundError()
    shown, told = found_standing(reference, viewer)
    said = StandingWord(word)
    demand_role(viewer, WHO_SAYS_STANDING[said])
    if not viewer.reaches(shown.agency_code, roles=WHO_SAYS_STANDING[said]):
        raise OtherAgencyError(agency=shown.agency_code or "")
    if said not in told.may:
        messages.info(request, gettext("This cannot be said of the exchange now."))
        return redirect("standing", reference)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = StandingWordForm(typed, word=said, begun=_begun(request, said, told))
    if request.method == "POST" and act_from(
        form,
        lambda facts: say_of_standing(reference, said, facts, officer=viewer, at=now(), on=today()),
    ):
        messages.success(request, _done(said))
        return redirect("standing", reference)
    context = {
        "request_shown": shown,
        "standing": told,
        "form": form,
        "title": gettext(STANDING_ACT_NAMES[said]),
        "stops": said in _STOPS,
        "by_two": said in BY_TWO,
        "agrees": said is StandingWord.AGREE,
        "sets": DATA_SETS.values() if said is StandingWord.TERMS else (),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "standing/word.html", context)


def found_standing(reference: str, viewer: Viewer) -> tuple[Request, StandingTold]:
    """Return the request of a standing exchange, with the exchange.

    Raises:
        NotFoundError: there is none, or none that `viewer` may see.
    """
    shown = queries.request_detail(reference, seen_by=viewer).request
    told = standing_of(shown, seen_by=viewer)
    if told is None:
        raise NotFoundError()
    return shown, told


def _done(word: StandingWord) -> str:
    if word in BY_TWO:
        return gettext("Kept. It leaves when an approver, who did not write it, lets it out.")
    return gettext("Said, and recorded for delivery to the partner.")


def _begun(request: HttpRequest, word: StandingWord, told: StandingTold) -> dict[str, str]:
    """Terms go on from those that wait, or stand; what is beside a file names it."""
    names = [field.name for field in STANDING_FIELDS[word]]
    if word in _BESIDE:
        return {name: request.GET.get(name, "")[:40] for name in names if name in request.GET}
    if word is not StandingWord.TERMS:
        return {}
    waits = told.waiting is not None and told.waiting.word == word.value
    last = told.waiting.facts if waits and told.waiting else None
    facts = last or (told.terms.facts if told.terms else {})
    return {name: facts.get(name, "") for name in names}


def _instant(text: str) -> datetime:
    """Return the instant a form names; one that names none lets nothing out."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=now().tzinfo)
    return found if found.tzinfo else found.replace(tzinfo=now().tzinfo)
