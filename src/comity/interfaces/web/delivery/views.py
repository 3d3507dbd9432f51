"""The page of a controlled delivery, and what is said on it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries, services
from comity.assistance.lifecycle.delivery import WHO_SAYS
from comity.assistance.models import DeliveryEntry, Request
from comity.assistance.queries.delivery import DeliveryTold, delivery_of
from comity.assistance.terms import OtherAgencyError, Party
from comity.assistance.terms.delivery import DELIVERY_FIELDS, DeliveryWord, PlanName
from comity.assistance.wording import DELIVERY_ACT_NAMES
from comity.interfaces import looking
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.delivery.forms import WordForm
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

_MOST_DIGITS = 5
_STOPS = frozenset({DeliveryWord.STOP, DeliveryWord.FALLBACK})


@for_officers
@require_safe
def delivery(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show a delivery: where it stands, the plan, and everything both sides have said."""
    shown, told = _found(reference, viewer)
    looking.case_shown(shown, None, to=viewer, at=now())
    waiting = told.waiting
    context = {
        "request_shown": shown,
        "delivery": told,
        "deeds": [
            (word, gettext(DELIVERY_ACT_NAMES[word]), word in _STOPS)
            for word in told.may
            if word is not DeliveryWord.PLAN or waiting is None
        ],
        "may_send": waiting is not None and _may_send(shown, viewer, waiting),
        "may_write_on": waiting is not None and DeliveryWord.PLAN in told.may,
    }
    return render(request, "delivery/delivery.html", context)


@for_officers
@by_button(back="delivery")
def send_plan(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Let the plan that was read out to the partner."""

    def do(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: services.send_delivery_plan(
                reference,
                written_at=_instant(request.POST.get("written_at", "")),
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
            done=gettext("The plan is proposed to the partner."),
        )

    with_fresh_sign_in(request, do)
    return redirect("delivery", reference)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, viewer: Viewer, reference: str, word: str) -> HttpResponse:
    """Say one word: fill it in, and tell the partner."""
    if word not in set(DeliveryWord):
        raise NotFoundError()
    shown, told = _found(reference, viewer)
    said = DeliveryWord(word)
    demand_role(viewer, WHO_SAYS[said])
    if not viewer.reaches(shown.agency_code, roles=WHO_SAYS[said]):
        raise OtherAgencyError(agency=shown.agency_code or "")
    if said not in told.may:
        messages.info(request, gettext("This cannot be said of the delivery now."))
        return redirect("delivery", reference)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    begun = _begun(said, told)
    states = [each for each in told.undecided if each != shown.partner]
    form = WordForm(typed, word=said, states=states, begun=begun)

    def do(afresh_at: datetime | None) -> bool:
        return act_from(
            form,
            lambda facts: _say(
                shown, said, facts, read=_read(request), viewer=viewer, afresh_at=afresh_at
            ),
        )

    if request.method == "POST" and with_fresh_sign_in(request, do):
        messages.success(request, _done(said))
        return redirect("delivery", reference)
    context = {
        "request_shown": shown,
        "delivery": told,
        "form": form,
        "title": gettext(DELIVERY_ACT_NAMES[said]),
        "stops": said in _STOPS,
        "is_plan": said is DeliveryWord.PLAN,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "delivery/word.html", context)


def _say(
    shown: Request,
    word: DeliveryWord,
    facts: dict[str, str],
    *,
    read: PlanName,
    viewer: Viewer,
    afresh_at: datetime | None,
) -> DeliveryEntry:
    if word is DeliveryWord.PLAN:
        return services.write_delivery_plan(
            shown.reference, facts, officer=viewer, at=now(), on=today()
        )
    return services.say_of_delivery(
        shown.reference,
        word,
        facts,
        read=read,
        state=facts.get("state", ""),
        officer=viewer,
        signed_in_afresh_at=afresh_at,
        at=now(),
        on=today(),
    )


def _read(request: HttpRequest) -> PlanName:
    """Which plan stood on the page; a form that does not say it speaks of none."""
    number = request.POST.get("plan", "")
    found = int(number) if number.isdecimal() and len(number) < _MOST_DIGITS else 0
    return PlanName(found, request.POST.get("plan_by") == Party.REQUESTED.value)


def _done(word: DeliveryWord) -> str:
    if word is DeliveryWord.PLAN:
        return gettext("The plan is kept. It leaves when an approver has let it out.")
    return gettext("Said, and recorded for delivery to the partner at once.")


def _found(reference: str, viewer: Viewer) -> tuple[Request, DeliveryTold]:
    shown = queries.request_detail(reference, seen_by=viewer).request
    told = delivery_of(shown, seen_by=viewer)
    if told is None:
        raise NotFoundError()
    return shown, told


def _begun(word: DeliveryWord, told: DeliveryTold) -> dict[str, str]:
    """A plan goes on from the one that waits, or from the one that stands."""
    last = told.waiting or told.plan
    if word is not DeliveryWord.PLAN or last is None:
        return {}
    return {field.name: last.facts.get(field.name, "") for field in DELIVERY_FIELDS[word]}


def _may_send(shown: Request, viewer: Viewer, waiting: DeliveryEntry) -> bool:
    roles = WHO_SAYS[DeliveryWord.AGREE]
    wrote = not viewer.people.isdisjoint(waiting.writers)
    return viewer.holds(*roles) and viewer.reaches(shown.agency_code, roles=roles) and not wrote


def _instant(text: str) -> datetime:
    """Return the instant a form names; one that names none lets nothing out."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=now().tzinfo)
    return found if found.tzinfo else found.replace(tzinfo=now().tzinfo)
