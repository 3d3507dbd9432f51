"""What of a draft stays as it was said to the partner by word of mouth, and when that is over."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from comity.assistance.models import OralRequest, Request
from comity.assistance.models.oral import OralRequests
from comity.assistance.terms import Party, RequestDraft
from comity.assistance.terms.oral import OralState
from comity.kernel.errors import InvalidDraftError, Problem
from comity.officers.terms import Viewer


def as_it_was_said(request: Request, draft: RequestDraft) -> RequestDraft:
    """Return a draft as it may be kept: what was said stays urgent, and to whom it was said.

    Args:
        request: as it stands.
        draft: as typed.

    Raises:
        InvalidDraftError: it was said to one partner and would be written to another.
    """
    same = draft.urgent and draft.partner == request.partner
    if same or not request.urgent or not OralRequest.objects.filter(request=request).exists():
        return draft
    if draft.partner != request.partner:
        raise InvalidDraftError((Problem("settled_partner", "partner"),))
    return replace(draft, urgent=True)


def note_sent(request: Request, *, officer: Viewer, at: datetime) -> None:
    """Note that what we said leaves in writing, which confirms it; the step is on the record.

    Args:
        request: of ours, which leaves.
        officer: who lets it leave.
        at: aware UTC instant.
    """
    day = timezone.localdate(at)
    _waiting(request).update(
        state=OralState.CONFIRMED.value, confirmed_on=day, ended_by=officer.name, ended_at=at
    )


def note_given_up(request: Request, *, officer: Viewer, at: datetime) -> None:
    """Note that what we said is never put in writing; the step is on the record.

    Args:
        request: of ours, whose draft is given up.
        officer: who gives it up.
        at: aware UTC instant.
    """
    _waiting(request).update(state=OralState.GIVEN_UP.value, ended_by=officer.name, ended_at=at)


def _waiting(request: Request) -> OralRequests:
    """Return what we said of a request and have not confirmed; only of an urgent one there is."""
    said = OralRequest.objects.all().waiting()
    if not request.urgent:
        return said.none()
    return said.filter(request=request, side=Party.REQUESTING.value)
