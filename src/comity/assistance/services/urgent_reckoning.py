"""The clocks of what was only said, and of what left alone, read from their own tables."""

from datetime import date

from django.utils import timezone

from comity.assistance.calendars import calendar_of
from comity.assistance.models import DutyRelease, OralRequest, Request
from comity.assistance.services.law import own_code
from comity.assistance.stored_rulings import citation_from
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.clocks import Clock
from comity.assistance.terms.oral import OralState
from comity.assistance.urgent_clocks import (
    AloneFacts,
    SaidFacts,
    confirmation_clock,
    review_clocks,
)

_UNSENT = frozenset({RequestState.DRAFT, RequestState.SUBMITTED, RequestState.APPROVED})


def urgent_clocks_of(request: Request) -> tuple[Clock, ...]:
    """Return these clocks of a request; only an urgent one has any.

    Args:
        request: as it stands.
    """
    if not request.urgent:
        return ()
    own = own_code()
    due = DutyRelease.objects.all().waiting().filter(request=request).order_by("due_on")
    days = {(timezone.localdate(at), day) for at, day in due.values_list("at", "due_on")}
    alone = [AloneFacts(*each) for each in sorted(days, key=lambda pair: pair[1])]
    reviews = review_clocks(alone, side=request.own_side, own=own)
    said = OralRequest.objects.filter(request=request).first()
    if said is None or said.stands is OralState.GIVEN_UP:
        return reviews
    if request.stands in {RequestState.WITHDRAWN, RequestState.CLOSED}:
        return reviews
    confirmation = confirmation_clock(
        SaidFacts(
            timezone.localdate(said.put_at),
            said.length,
            said.by_article,
            None if said.cites is None else citation_from(said.cites),
            _confirmed_on(request, said),
        ),
        side=request.own_side,
        state=request.stands,
        countries=(own, request.partner),
        calendar_of=calendar_of,
    )
    return (confirmation, *reviews)


def _confirmed_on(request: Request, said: OralRequest) -> date | None:
    """Return when it was there in writing: a request of ours is, once it was sent."""
    if request.own_side is Party.REQUESTED:
        return said.confirmed_on
    if request.sent_at is None or request.stands in _UNSENT:
        return None
    return timezone.localdate(request.sent_at)
