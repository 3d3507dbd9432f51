"""What lies on an officer's desk, and what of it another could take."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from comity.assistance.duties import (
    HAND_OVER_UNREAD,
    MAY_HAND_OVER,
    OFFICERS,
    SEE_AGENCYS_REQUESTS,
    SEE_EVERY_REQUEST,
)
from comity.assistance.lifecycle import ENDS
from comity.assistance.models import Request
from comity.assistance.terms.caseload import Caseload, Matter, Staying
from comity.kernel.duties import FOR_THE_NODE
from comity.kernel.errors import NotFoundError
from comity.officers.models import Officer
from comity.officers.queries import officer_named, officers
from comity.officers.terms import Viewer, demand_role


def caseload(username: str, *, to: str, seen_by: Viewer) -> Caseload:
    """Return an officer's open matters, with what would go to a receiver and what would stay.

    Args:
        username: of the officer; also of one who was struck off.
        to: sign-in name of the receiver; empty while nobody is chosen: then everything stays.
        seen_by: who would hand over. An administrator learns numbers, and of no case.

    Raises:
        NotAllowedError: `seen_by` hands nothing over.
        NotFoundError: no such officer, or none whose matters `seen_by` hands over.
    """
    officer = officer_within(username, seen_by)
    receiver = receiver_of(to, officer) if to else None
    matters = matters_of(on_desk(officer, seen_by), receiver)
    return as_seen(matters, officer, receiver, seen_by=seen_by)


def as_seen(
    matters: Sequence[Matter], officer: Officer, receiver: Officer | None, *, seen_by: Viewer
) -> Caseload:
    """Return matters as a caseload, without naming them to who reads no case."""
    going = sum(each.stays is None for each in matters) if receiver else 0
    return Caseload(
        officer=officer.name,
        receiver=receiver.name if receiver else "",
        going=going,
        staying=len(matters) - going,
        matters=tuple(matters) if reads_cases(seen_by) else (),
    )


def holders_seen_by(viewer: Viewer) -> list[Officer]:
    """Return whose desks the viewer may clear, by name; those struck off are among them."""
    return [each for each in officers() if _reaches(viewer, each)]


def receivers_seen_by(viewer: Viewer) -> list[Officer]:
    """Return who may be given matters, by name."""
    return [each for each in holders_seen_by(viewer) if each.as_viewer().holds(*OFFICERS)]


def officer_within(username: str, viewer: Viewer) -> Officer:
    """Return the officer whose desk a viewer may clear.

    Raises:
        NotAllowedError: `viewer` hands nothing over.
        NotFoundError: no such officer, or one of another agency.
    """
    demand_role(viewer, MAY_HAND_OVER)
    officer = officer_named(username)
    if not _reaches(viewer, officer):
        raise NotFoundError(what=username)
    return officer


def receiver_of(username: str, officer: Officer) -> Officer:
    """Return the officer who would take the matters of another.

    Raises:
        NotFoundError: there is none of that name who is not struck off, or it is the same.
    """
    receiver = officer_named(username)
    if not receiver.is_active or receiver.pk == officer.pk:
        raise NotFoundError(what=username)
    return receiver


def on_desk(officer: Officer, viewer: Viewer) -> "QuerySet[Request]":
    """Return the open matters of an officer that the viewer may hand over, in a fixed order."""
    seen = Request.objects.visible_to(viewer) if reads_cases(viewer) else Request.objects.all()
    going_on = seen.exclude(state__in=[state.value for state in ENDS])
    found = going_on.filter(holder=officer).select_related("agency")
    if not _reaches_every_agency(viewer):
        # What another agency has merely shown is not theirs to hand over.
        found = found.filter(agency__code=viewer.agency)
    return found.order_by("pk")


def matters_of(requests: Iterable[Request], receiver: Officer | None) -> list[Matter]:
    """Return each request as a matter, and whether the receiver could work on it."""
    found = list(requests)
    why = _why_they_stay(found, receiver.as_viewer()) if receiver else {}
    return [
        Matter(
            reference=each.reference,
            title=each.subject,
            partner=each.partner,
            side=each.own_side,
            state=each.stands,
            agency=each.agency_code or "",
            stays=why.get(each.pk),
        )
        for each in found
    ]


def reads_cases(viewer: Viewer) -> bool:
    """Tell whether the viewer reads cases at all; an administrator runs the machine."""
    return viewer.holds(*SEE_EVERY_REQUEST.roles, *SEE_AGENCYS_REQUESTS.roles)


def _why_they_stay(requests: Iterable[Request], receiver: Viewer) -> dict[int, Staying]:
    """Return why those stay that the receiver could not work on."""
    keys = [each.pk for each in requests]
    seen = set(
        Request.objects.visible_to(receiver).filter(pk__in=keys).values_list("pk", flat=True)
    )
    works = receiver.holds(*OFFICERS)
    why = {}
    for each in requests:
        if each.agency_code != receiver.agency:
            why[each.pk] = Staying.OTHER_AGENCY
        elif not works:
            why[each.pk] = Staying.NO_OFFICE
        elif each.pk not in seen:
            why[each.pk] = Staying.NOT_SEEN
    return why


def _reaches(viewer: Viewer, officer: Officer) -> bool:
    return _reaches_every_agency(viewer) or officer.agency.code == viewer.agency


def _reaches_every_agency(viewer: Viewer) -> bool:
    return viewer.holds(FOR_THE_NODE, *HAND_OVER_UNREAD.roles)
