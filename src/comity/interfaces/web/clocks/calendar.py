"""An officer's calendar: how much is due on which day, and nothing of what it is."""

from datetime import date, datetime, timedelta

from allauth.core.internal.ratelimit import consume_or_429
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from comity.assistance.queries.clocks import own_days
from comity.assistance.services.wishes import officer_of_calendar
from comity.interfaces.web.clock import now, today

_LIMITS = {"calendar": "30/m/ip"}
_BACK, _AHEAD = timedelta(days=366), timedelta(days=366)
_ONE_DAY = timedelta(days=1)


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar that a secret address opens; nobody signs in for it."""
    guessing = {"app": "comity.calendar", "action": "calendar", "config": _LIMITS}
    slow_down: HttpResponse | None = consume_or_429(request, limit_get=True, **guessing)
    return _answer(request, secret) if slow_down is None else slow_down


def _answer(request: HttpRequest, secret: str) -> HttpResponse:
    officer = officer_of_calendar(secret)
    if officer is None:
        raise Http404
    on = today()
    days = own_days(officer.as_viewer(), since=on - _BACK, until=on + _AHEAD)
    inbox = request.build_absolute_uri(reverse("inbox"))
    with translation.override(settings.LANGUAGE_CODE):
        made = _calendar(days, on=on, at=now(), inbox=inbox)
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="comity.ics"'
    return answer


def _calendar(days: dict[date, int], *, on: date, at: datetime, inbox: str) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Comity//Clocks//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Comity")
    late = sum(count for day, count in days.items() if day < on)
    if late:
        told = ngettext("Comity: %(count)s item overdue", "Comity: %(count)s items overdue", late)
        made.add_component(_event("overdue", on, told % {"count": late}, at=at, inbox=inbox))
    for day in sorted(day for day in days if day >= on):
        count = days[day]
        told = ngettext("Comity: %(count)s item due", "Comity: %(count)s items due", count)
        made.add_component(_event("due", day, told % {"count": count}, at=at, inbox=inbox))
    return made


def _event(name: str, day: date, told: str, *, at: datetime, inbox: str) -> Event:
    event = Event()
    event.add("uid", f"{name}-{day.isoformat()}@{settings.NODE.officers_door.name}")
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + _ONE_DAY)
    event.add("summary", told)
    event.add("description", gettext("Sign in at your node to read it."))
    event.add("url", inbox)
    event.add("transp", "TRANSPARENT")
    return event
