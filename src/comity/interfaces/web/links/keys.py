"""A link's life: what is announced on it, ending it, and making it again from new descriptors."""

from collections.abc import Callable
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.exchange import queries
from comity.exchange.duties import (
    ANNOUNCE,
    CONFIRM_LINK,
    PROPOSE_LINK,
    REVOKE_LINK,
    SEE_NOTICES,
    SET_OPENINGS,
)
from comity.exchange.notice_queries import notices
from comity.exchange.notice_terms import ANNOUNCED
from comity.exchange.openings_queries import openings_of
from comity.exchange.queries import LinkView
from comity.exchange.services import (
    LONGEST_DESCRIPTOR,
    announce,
    confirm_anew,
    propose_anew,
    revoke_link,
)
from comity.exchange.services.openings import set_openings
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.links.notice_words import KINDS, shown_notice
from comity.kernel.duties import Duty
from comity.kernel.errors import NotFoundError
from comity.kernel.texts import without_hidden_characters
from comity.officers.terms import Viewer, demand_role

_LONGEST = 500


@for_officers
@require_safe
def page(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Show how the link stands, what is announced on it, and what may be done."""
    link = _link(viewer, partner, SEE_NOTICES)

    def may(duty: Duty) -> bool:
        return viewer.holds(*duty.roles) and link.state in duty.states

    told = {
        "link": link,
        "notices": [
            shown_notice(each) for each in notices(seen_by=viewer, on=today()).get(link.code, ())
        ],
        "kinds": [(kind.value, gettext(KINDS[kind])) for kind in ANNOUNCED],
        "openings": openings_of(link.code, seen_by=viewer),
        "may_set_openings": may(SET_OPENINGS),
        "may_announce": may(ANNOUNCE),
        "may_revoke": may(REVOKE_LINK),
        "may_propose": may(PROPOSE_LINK),
        "may_confirm": may(CONFIRM_LINK),
    }
    return render(request, "links/keys.html", told)


@for_officers
@by_button(back="link_keys")
def announced(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Tell the partner what is coming."""
    link, reason = _link(viewer, partner, ANNOUNCE), _typed(request, "reason")
    kinds = {kind.value: kind for kind in ANNOUNCED}
    kind, on = kinds.get(_typed(request, "kind")), _day(_typed(request, "day"))
    if not reason or kind is None or on is None:
        messages.error(
            request, gettext("Choose what is coming, name the day, and say why. Nothing was told.")
        )
        return redirect("link_keys", link.code)
    act(
        request,
        lambda: announce(link.code, kind, on=on, reason=reason, officer=viewer, at=now()),
        done=gettext("The partner is told over the link."),
    )
    return redirect("link_keys", link.code)


@for_officers
@by_button(back="link_keys")
def openings(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Decide whether the partner is told that what came from it was opened."""
    link, told = _link(viewer, partner, SET_OPENINGS), request.POST.get("told") == "yes"
    told_now = gettext("From now on the partner is told what was opened here.")
    kept_now = gettext("From now on what is opened here is known here alone.")
    act(
        request,
        lambda: set_openings(link.code, told=told, officer=viewer, at=now()),
        done=told_now if told else kept_now,
    )
    return redirect("link_keys", link.code)


@for_officers
@by_button(back="link_keys")
def revoke(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """End the link, signed in afresh."""
    link, reason = _link(viewer, partner, REVOKE_LINK), _typed(request, "reason")
    if not reason:
        messages.error(request, gettext("Say why: it stands in the record. Nothing was done."))
        return redirect("link_keys", link.code)

    def do(afresh_at: datetime | None) -> object:
        return revoke_link(
            link.code, reason=reason, officer=viewer, signed_in_afresh_at=afresh_at, at=now()
        )

    done = gettext("The link is revoked. Only what was receipted stands.")
    return _once_fresh(request, link.code, do, done=done)


@for_officers
@by_button(back="link_keys")
def propose(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Begin the link again from the partner's new descriptor, signed in afresh."""
    link = _link(viewer, partner, PROPOSE_LINK)
    typed = request.POST.get("descriptor", "")[:LONGEST_DESCRIPTOR]
    # A browser ends each line in its own way; what was signed has one.
    raw = (typed.replace("\r\n", "\n").strip("\n") + "\n").encode()

    def do(afresh_at: datetime | None) -> object:
        return propose_anew(link.code, raw, officer=viewer, signed_in_afresh_at=afresh_at, at=now())

    done = gettext("Two officers now compare the number with the partner by voice.")
    return _once_fresh(request, link.code, do, done=done)


@for_officers
@by_button(back="link_keys")
def confirm(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Confirm the number as the partner read it, signed in afresh."""
    link, number = _link(viewer, partner, CONFIRM_LINK), _typed(request, "number")

    def do(afresh_at: datetime | None) -> object:
        return confirm_anew(
            link.code, number=number, officer=viewer, signed_in_afresh_at=afresh_at, at=now()
        )

    done = gettext("Confirmed. The link carries messages once two officers have done so.")
    return _once_fresh(request, link.code, do, done=done)


def _once_fresh(
    request: HttpRequest, code: str, do: Callable[[datetime | None], object], *, done: str
) -> HttpResponse:
    with_fresh_sign_in(request, lambda afresh_at: act(request, lambda: do(afresh_at), done=done))
    return redirect("link_keys", code)


def _link(viewer: Viewer, partner: str, duty: Duty) -> LinkView:
    demand_role(viewer, duty.roles)
    link = queries.link(partner, seen_by=viewer)
    if link is None:
        raise NotFoundError(what="link")
    return link


def _typed(request: HttpRequest, name: str) -> str:
    return without_hidden_characters(request.POST.get(name, "")).strip()[:_LONGEST]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
