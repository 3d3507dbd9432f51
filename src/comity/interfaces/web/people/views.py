"""Who may sign in, with what, and what an administrator does about it."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers, viewer_of
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.kernel.rulings import Role
from comity.officers.duties import SEE_PEOPLE
from comity.officers.machines import machines_seen_by
from comity.officers.queries import people_seen_by
from comity.officers.services import (
    admit_machine,
    demand_fresh_sign_in,
    end_factors,
    end_machine,
    give_card,
    link_to_provider,
    strike_off,
    take_card,
    unlink_from_provider,
)
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_safe
def people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show every officer, and what each signs in with."""
    demand_role(viewer, SEE_PEOPLE.roles)
    told = {
        "people": people_seen_by(viewer),
        "machines": machines_seen_by(viewer),
        "roles": list(Role),
    }
    return render(request, "people/people.html", told)


@for_officers
@by_button(back="people")
def admit_new_machine(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Admit a machine and show its secret, once; asks a fresh sign-in."""
    shown: dict[str, str] = {}

    def admit() -> None:
        client_id, secret = admit_machine(
            request.POST.get("name", "").strip(),
            officer=request.POST.get("officer", ""),
            roles=[role for role in Role if role.value in request.POST.getlist("roles")],
            by=viewer,
            at=now(),
        )
        shown.update(client_id=client_id, secret=secret)

    back = _do(request, admit, done=gettext("The machine was admitted."))
    return render(request, "people/machine_admitted.html", shown) if shown else back


@for_officers
@by_button(back="people")
def end_one_machine(request: HttpRequest, viewer: Viewer, client_id: str) -> HttpResponse:
    """End a machine; asks a fresh sign-in."""
    return _do(
        request,
        lambda: end_machine(client_id, by=viewer, at=now()),
        done=gettext("The machine was ended."),
    )


@for_officers
@by_button(back="people")
def strike_officer_off(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Strike an officer off; asks a fresh sign-in."""
    return _do(
        request,
        lambda: strike_off(username, by=viewer, at=now()),
        done=gettext("The officer was struck off, and every session was ended."),
    )


@for_officers
@by_button(back="people")
def end_officers_factors(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Take away the lost second factors of an officer; asks a fresh sign-in."""
    return _do(
        request,
        lambda: end_factors(username, by=viewer, at=now()),
        done=gettext(
            "The second factors were taken away. New ones are set up at the next sign-in."
        ),
    )


@for_officers
@by_button(back="people")
def link_officer(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Write the provider's subject beside an officer, or take it away; asks a fresh sign-in."""
    subject = request.POST.get("subject", "").strip()

    def link() -> None:
        if subject:
            link_to_provider(username, subject=subject, by=viewer, at=now())
        else:
            unlink_from_provider(username, by=viewer, at=now())

    return _do(request, link, done=gettext("The link to the provider was changed."))


@for_officers
@by_button(back="people")
def give_officer_card(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Give a smart card to an officer, or take it back; asks a fresh sign-in."""
    holder = request.POST.get("holder", "").strip()

    def give() -> None:
        if holder:
            give_card(username, holder=holder, by=viewer, at=now())
        else:
            take_card(username, by=viewer, at=now())

    return _do(request, give, done=gettext("The smart card was changed."))


def _do(request: HttpRequest, service: Callable[[], object], *, done: str) -> HttpResponse:
    def confirmed(afresh_at: datetime | None) -> bool:
        demand_fresh_sign_in(afresh_at, at=now())
        return act(request, service, done=done)

    # Nobody is asked to sign in afresh for what they may not do.
    demand_role(viewer_of(request), SEE_PEOPLE.roles)
    with_fresh_sign_in(request, confirmed)
    return redirect("people")
