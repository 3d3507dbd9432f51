"""Appointing officers, changing their offices, names and agencies, and giving a first password."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.queries.caseload import caseload
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.people.afresh import do_afresh
from comity.interfaces.web.people.forms import AgencyForm, NameForm, NewcomerForm, OfficesForm
from comity.kernel.errors import NotFoundError
from comity.officers.duties import APPOINT, CHANGE_AGENCY, CHANGE_NAME, CHANGE_OFFICES, SET_PASSWORD
from comity.officers.people import Person, person_seen_by
from comity.officers.queries import agencies
from comity.officers.services import (
    appoint_newcomer,
    change_agency,
    change_name,
    change_offices,
    demand_fresh_sign_in,
    give_first_password,
)
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def appoint_new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Appoint an officer, and show the password of the first sign-in, once."""
    demand_role(viewer, APPOINT.roles)
    typed = _typed(request, viewer)
    form = NewcomerForm(typed, agencies=agencies())
    passwords: list[str] = []
    if request.method == "POST":
        newcomer = form.newcomer()

        def appoint(_: dict[str, str]) -> None:
            passwords.append(appoint_newcomer(newcomer, by=viewer, at=now()))

        if _done_afresh(request, form, appoint):
            person = person_seen_by(viewer, newcomer.username)
            return _first_password(request, person, passwords[0], is_new=True)
    told = {"form": form, "mark": kept.mark_for(viewer)}
    return render(request, "people/appoint.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def change_officers_offices(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Let an officer hold other offices."""
    demand_role(viewer, CHANGE_OFFICES.roles)
    person = _in_office(viewer, username)
    held = {"roles": [role.value for role in person.roles]}
    form = OfficesForm(_typed(request, viewer), initial=held)

    def change(_: dict[str, str]) -> None:
        change_offices(username, form.cleaned_data["roles"], by=viewer, at=now())

    if request.method == "POST" and _done_afresh(request, form, change):
        messages.success(request, gettext("The offices were changed."))
        return redirect("person", username)
    told = {"form": form, "person": person, "mark": kept.mark_for(viewer)}
    return render(request, "people/offices.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def change_officers_name(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Call an officer by another name from now on."""
    demand_role(viewer, CHANGE_NAME.roles)
    person = _in_office(viewer, username)
    form = NameForm(_typed(request, viewer), initial={"name": person.name})

    def change(typed: dict[str, str]) -> None:
        change_name(username, typed["name"], by=viewer, at=now())

    if request.method == "POST" and _done_afresh(request, form, change):
        messages.success(request, gettext("The name was changed."))
        return redirect("person", username)
    told = {"form": form, "person": person, "mark": kept.mark_for(viewer)}
    return render(request, "people/name.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def change_officers_agency(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Let an officer belong to another agency; what lies on the desk stays with the former one."""
    demand_role(viewer, CHANGE_AGENCY.roles)
    person = _in_office(viewer, username)
    others = [each for each in agencies() if each.name != person.agency]
    form = AgencyForm(_typed(request, viewer), agencies=others)

    def change(typed: dict[str, str]) -> None:
        at = now()
        on = timezone.localdate(at)
        change_agency(username, typed["agency"], by=viewer, at=at, on=on)

    if request.method == "POST" and _done_afresh(request, form, change):
        messages.success(request, gettext("The agency was changed, and every session was ended."))
        return redirect("person", username)
    told = {
        "form": form,
        "person": person,
        "open_matters": caseload(username, to="", seen_by=viewer).staying,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "people/agency.html", told)


@for_officers
@by_button(back="person")
def give_password(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    """Give an officer a new first password, and show it, once."""
    demand_role(viewer, SET_PASSWORD.roles)
    person = _in_office(viewer, username)
    passwords: list[str] = []

    def give() -> None:
        passwords.append(give_first_password(username, by=viewer, at=now()))

    done = gettext("The password was set, and every session was ended.")
    back = do_afresh(request, give, done=done, back=("person", username))
    return _first_password(request, person, passwords[0]) if passwords else back


def _in_office(viewer: Viewer, username: str) -> Person:
    person = person_seen_by(viewer, username)
    if not person.active:
        raise NotFoundError(what=username)
    return person


def _typed(request: HttpRequest, viewer: Viewer) -> QueryDict | None:
    return request.POST if request.method == "POST" else kept.given_back_in_words(request, viewer)


def _done_afresh(
    request: HttpRequest, form: forms.Form, do: Callable[[dict[str, str]], object]
) -> bool:
    def confirmed(afresh_at: datetime | None) -> bool:
        demand_fresh_sign_in(afresh_at, at=now())
        return act_from(form, do)

    return with_fresh_sign_in(request, confirmed)


def _first_password(
    request: HttpRequest, person: Person, password: str, *, is_new: bool = False
) -> HttpResponse:
    days = settings.NODE.sign_in.given_password_days
    told = {"person": person, "password": password, "is_new": is_new, "days": days}
    answer = render(request, "people/first_password.html", told)
    answer["Cache-Control"] = "no-store"
    return answer
