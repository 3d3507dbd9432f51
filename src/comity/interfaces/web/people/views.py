"""Who may sign in, with what, and what an administrator does about it."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.people.afresh import do_afresh
from comity.kernel.rulings import Role
from comity.kernel.search_words import MOST_TYPED
from comity.officers.appointment import is_username
from comity.officers.duties import SEE_PEOPLE
from comity.officers.machines import machines_seen_by
from comity.officers.people import people_seen_by, person_seen_by
from comity.officers.queries import agencies
from comity.officers.services import (
    admit_machine,
    end_factors,
    end_machine,
    give_card,
    link_to_provider,
    strike_off,
    take_card,
    unlink_from_provider,
)
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 50


@for_officers
@require_safe
def people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show officers and machines, those that the search finds when there is one."""
    demand_role(viewer, SEE_PEOPLE.roles)
    words = request.GET.get("words", "").strip()[:MOST_TYPED]
    found = people_seen_by(viewer, words=words)
    told = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "words": words,
        "filters": urlencode({"words": words}) if words else "",
        "machines": machines_seen_by(viewer),
    }
    return render(request, "people/people.html", told)


@for_officers
@require_safe
def person(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Show one officer, and what may be done about them."""
    demand_role(viewer, SEE_PEOPLE.roles)
    told = {"person": person_seen_by(viewer, username), "several_agencies": len(agencies()) > 1}
    return render(request, "people/person.html", told)


@for_officers
@by_button(back="people")
def admit_new_machine(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Admit a machine and show its secret, once; asks a fresh sign-in."""
    officer = request.POST.get("officer", "")
    shown: dict[str, str] = {}

    def admit() -> None:
        client_id, secret = admit_machine(
            request.POST.get("name", "").strip(),
            officer=officer,
            roles=[role for role in Role if role.value in request.POST.getlist("roles")],
            by=viewer,
            at=now(),
        )
        shown.update(client_id=client_id, secret=secret)

    done = gettext("The machine was admitted.")
    place = ("person", officer) if is_username(officer) else ("people",)
    back = do_afresh(request, admit, done=done, back=place)
    return render(request, "people/machine_admitted.html", shown) if shown else back


@for_officers
@by_button(back="people")
def end_one_machine(request: HttpRequest, viewer: Viewer, client_id: str) -> HttpResponse:
    """End a machine; asks a fresh sign-in."""
    return do_afresh(
        request,
        lambda: end_machine(client_id, by=viewer, at=now()),
        done=gettext("The machine was ended."),
        back=("people",),
    )


@for_officers
@by_button(back="person")
def strike_officer_off(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Strike an officer off; asks a fresh sign-in."""
    return do_afresh(
        request,
        lambda: strike_off(username, by=viewer, at=now()),
        done=gettext("The officer was struck off, and every session was ended."),
        back=("person", username),
    )


@for_officers
@by_button(back="person")
def end_officers_factors(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Take away the lost second factors of an officer; asks a fresh sign-in."""
    return do_afresh(
        request,
        lambda: end_factors(username, by=viewer, at=now()),
        done=gettext(
            "The second factors were taken away. New ones are set up at the next sign-in."
        ),
        back=("person", username),
    )


@for_officers
@by_button(back="person")
def link_officer(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Write the provider's subject beside an officer, or take it away; asks a fresh sign-in."""
    subject = request.POST.get("subject", "").strip()

    def link() -> None:
        if subject:
            link_to_provider(username, subject=subject, by=viewer, at=now())
        else:
            unlink_from_provider(username, by=viewer, at=now())

    done = gettext("The link to the provider was changed.")
    return do_afresh(request, link, done=done, back=("person", username))


@for_officers
@by_button(back="person")
def give_officer_card(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Give a smart card to an officer, or take it back; asks a fresh sign-in."""
    holder = request.POST.get("holder", "").strip()

    def give() -> None:
        if holder:
            give_card(username, holder=holder, by=viewer, at=now())
        else:
            take_card(username, by=viewer, at=now())

    done = gettext("The smart card was changed.")
    return do_afresh(request, give, done=done, back=("person", username))
