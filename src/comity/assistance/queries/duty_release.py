"""What a duty officer let leave alone: all that may be seen, one, and who may review it."""

from django.db.models import Case, F, Q, QuerySet, When

from comity.assistance.duties import RELEASE_ALONE, REVIEW_ALONE
from comity.assistance.models import DutyRelease, Request
from comity.assistance.terms import Action, Party, RequestState
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

_LEAVING = frozenset(
    {
        (Party.REQUESTING, RequestState.SUBMITTED),
        (Party.REQUESTED, RequestState.ANSWER_DRAFTED),
    }
)


def duty_releases(*, seen_by: Viewer) -> QuerySet[DutyRelease]:
    """Return what left alone, what nobody has reviewed yet first, what is due first on top."""
    waits = Q(word="")
    order = (Case(When(waits, then=F(by))).asc(nulls_last=True) for by in ("due_on", "id"))
    seen = DutyRelease.objects.all().visible_to(seen_by)
    return seen.select_related("request__agency").order_by(*order, "-at", "-id")


def duty_release(number: int, *, seen_by: Viewer) -> DutyRelease:
    """Return one that left alone.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    seen = DutyRelease.objects.all().visible_to(seen_by).select_related("request__agency")
    found = seen.filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def releases_of(request: Request) -> list[DutyRelease]:
    """Return what of a request left alone; only of what is urgent anything did.

    Args:
        request: that was found for whoever may see it.
    """
    return list(request.duty_releases.all()) if request.urgent else []


def may_review(found: DutyRelease, viewer: Viewer) -> bool:
    """Tell whether a viewer may review what left alone."""
    within = viewer.reaches(found.request.agency_code, roles=REVIEW_ALONE.roles)
    second = viewer.people.isdisjoint(found.writers)
    return not found.word and within and second and viewer.holds(*REVIEW_ALONE.roles)


def may_be_asked_alone(request: Request, viewer: Viewer) -> bool:
    """Tell whether it is worth asking if a viewer may let something leave alone here.

    What own law says of it is asked by whoever calls this.
    """
    stands = (request.own_side, request.stands) in _LEAVING
    own = viewer.reaches(request.agency_code, roles=RELEASE_ALONE.roles)
    return request.urgent and stands and own and viewer.holds(*RELEASE_ALONE.roles)


def act_here(request: Request) -> Action:
    """Return by which act a request, or its answer, would leave."""
    return Action.APPROVE if request.own_side is Party.REQUESTING else Action.RELEASE
