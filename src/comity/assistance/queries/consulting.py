"""Consultations on drafts: all that may be seen, one, and those of a draft."""

from django.db.models import Case, F, Q, QuerySet, When

from comity.assistance.duties import CONSULT, RELEASE_CONSULTATION, WRITE_VIEW
from comity.assistance.models import Consultation, Request
from comity.assistance.terms import Party
from comity.assistance.terms.consulting import ConsultationState
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

_VIEWING = frozenset({ConsultationState.RECEIVED, ConsultationState.VIEW_WRITTEN})
_OPEN_HERE = _VIEWING | {ConsultationState.WRITTEN}
_WAITING = frozenset({ConsultationState.WRITTEN, ConsultationState.VIEW_WRITTEN})


def consultations_of(request: Request) -> list[Consultation]:
    """Return the consultations on a draft of ours, first things first.

    Args:
        request: that was found for whoever may see it.
    """
    if request.own_side is not Party.REQUESTING:
        return []
    return list(request.consultations.order_by("begun_at", "id"))


def consultations(*, seen_by: Viewer) -> QuerySet[Consultation]:
    """Return the consultations that may be seen, for whoever lists them to page.

    What waits for somebody here comes first, the longest waiting at the top: whatever comes after
    it pushes nothing out of sight. Of the others the latest is first.
    """
    waits = Q(state__in=[state.value for state in _OPEN_HERE])
    longest = (Case(When(waits, then=F(by))).asc(nulls_last=True) for by in ("begun_at", "id"))
    seen = Consultation.objects.all().visible_to(seen_by)
    return seen.order_by(*longest, "-begun_at", "-id")


def consultation(number: int, *, seen_by: Viewer) -> Consultation:
    """Return one consultation.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    seen = Consultation.objects.all().visible_to(seen_by).select_related("request__agency")
    found = seen.filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def may_consult(request: Request, viewer: Viewer) -> bool:
    """Tell whether a viewer may write a summary of a draft for the partner's view."""
    reaches = viewer.reaches(request.agency_code, roles=CONSULT.roles)
    written = (request.own_side, request.stands) in CONSULT.states
    return viewer.holds(*CONSULT.roles) and reaches and written


def may_view(found: Consultation, viewer: Viewer) -> bool:
    """Tell whether a viewer may write our view of a partner's draft."""
    return found.stands in _VIEWING and viewer.holds(*WRITE_VIEW.roles)


def may_release(found: Consultation, viewer: Viewer) -> bool:
    """Tell whether a viewer may let go out what waits for a second person."""
    second = viewer.people.isdisjoint(found.writers)
    return found.stands in _WAITING and viewer.holds(*RELEASE_CONSULTATION.roles) and second
