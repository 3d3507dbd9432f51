"""Notices put away, and how an officer is told outside the node: by a calendar, by mail."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.assistance.queries.notices import calendar_since, mail_address
from comity.assistance.services.reminding import note_read
from comity.assistance.services.wishes import (
    end_calendar_address,
    end_mail,
    make_calendar_address,
    wish_for_mail,
)
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.officers.terms import Viewer


@for_officers
@require_safe
def ways(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show how the officer is told outside the node."""
    return _page(request, viewer)


@for_officers
@by_button(back="reminders")
def make_calendar(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Make a new calendar address and show it, once."""
    made: list[str] = []
    done = act(
        request,
        lambda: made.append(make_calendar_address(officer=viewer, at=now())),
        done=gettext("The address is made. It is shown on this page once."),
    )
    address = request.build_absolute_uri(reverse("calendar", args=made)) if done else ""
    return _page(request, viewer, address=address)


@for_officers
@by_button(back="reminders")
def end_calendar(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Let the calendar address count no longer."""
    act(
        request,
        lambda: end_calendar_address(officer=viewer, at=now()),
        done=gettext("The calendar address counts no longer."),
    )
    return redirect("reminders")


@for_officers
@by_button(back="reminders")
def switch_mail(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Switch mail on for an address, or off."""
    address = request.POST.get("address", "")
    if request.POST.get("wish") == "off":
        act(request, lambda: end_mail(officer=viewer), done=gettext("No more mail is sent."))
    else:
        act(
            request,
            lambda: wish_for_mail(address, officer=viewer, at=now()),
            done=gettext("Mail will say that something is new, and nothing of what it is."),
        )
    return redirect("reminders")


@for_officers
@by_button(back="clocks")
def put_away(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Put the officer's notices away."""
    note_read(officer=viewer, at=now())
    messages.success(request, gettext("Put away. What is still due stays in the list."))
    return redirect("clocks")


def _page(request: HttpRequest, viewer: Viewer, *, address: str = "") -> HttpResponse:
    told = {
        "address": address,
        "calendar_since": calendar_since(viewer),
        "mail_address": mail_address(viewer),
        "mail_goes": settings.NODE.mail.is_told,
        "every_hours": settings.NODE.mail.every_hours,
    }
    return render(request, "clocks/reminders.html", told)
