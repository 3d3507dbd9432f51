"""Who stands in for whom: what doors and pages ask. It is worked out anew at every request."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from comity.kernel.rulings import Role
from comity.officers.absence import (
    NEVER_HANDED_OVER,
    NotStandingInError,
    name_in_place,
    would_audit_themselves,
)
from comity.officers.duties import RECORD_ABSENCE
from comity.officers.models import Absence, Officer
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody an officer stands in for today.

    Attributes:
        number: of the absence.
        username: what the absent officer signs in with.
        name: the absent officer's.
        until: the last day.
        viewer: the deputy in the absent officer's place, as policies see it: with the offices
            handed over and no other.
    """

    number: int
    username: str
    name: str
    until: date
    viewer: Viewer


def stand_ins(deputy: Officer, *, on: date) -> list[StandIn]:
    """Return for whom an officer may act on a day, by name; none while absent themselves.

    Args:
        deputy: who would act.
        on: the civil day at this node; an absence ends with its last day by itself.
    """
    if not deputy.is_active or Absence.objects.of(deputy, (on, on)).exists():
        return []
    lent = Absence.objects.on_any((on, on)).filter(deputy=deputy)
    found = lent.select_related("officer").prefetch_related("officer__appointments")
    own = deputy.as_viewer()
    standing = (_stand_in(each, own) for each in found.order_by("officer__name", "pk"))
    return [each for each in standing if each.viewer.roles]


def stand_in_for(username: str, *, deputy: Officer, on: date) -> StandIn:
    """Return an officer in the place of the one who signs in with `username`.

    Raises:
        NotStandingInError: not on this day, or not any more.
    """
    found = next((each for each in stand_ins(deputy, on=on) if each.username == username), None)
    if found is None:
        raise NotStandingInError(officer=username[:60])
    return found


def absences_seen_by(viewer: Viewer, *, on: date) -> list[Absence]:
    """Return the absences that are not over yet and concern the viewer, the first day first.

    Args:
        viewer: the absent officer, the deputy, or a node administrator, who sees all.
        on: the civil day.
    """
    found = Absence.objects.visible_to(viewer).filter(ended_at=None, until_on__gte=on)
    return list(found.order_by("since_on", "pk"))


def possible_deputies(viewer: Viewer) -> list[Officer]:
    """Return whom a form may name, by name: colleagues with an office; everyone to administrators.

    What is named is judged again when it is recorded.
    """
    found = Officer.objects.filter(is_active=True, appointments__isnull=False).distinct()
    if not viewer.holds(*RECORD_ABSENCE.roles):
        found = found.filter(agency__code=viewer.agency).exclude(pk=viewer.officer_id)
    return list(found.order_by("name", "pk"))


def offices_lent_to(deputy: Officer, days: tuple[date, date]) -> frozenset[Role]:
    """Return every office that is lent to an officer on any of the days, first and last told."""
    lent = Absence.objects.on_any(days).filter(deputy=deputy)
    return frozenset(Role(role) for roles in lent.values_list("roles", flat=True) for role in roles)


def names_in_record(name: str) -> tuple[str, ...]:
    """Return how the record names whoever acted with somebody of that name, as deputy or absent.

    Whoever looks for an officer's acts finds these too.
    """
    either = Absence.objects.filter(deputy__name=name) | Absence.objects.filter(officer__name=name)
    pairs = either.values_list("deputy__name", "officer__name").distinct().order_by()
    return tuple(sorted({name_in_place(deputy, absent) for deputy, absent in pairs}))


def _stand_in(absence: Absence, own: Viewer) -> StandIn:
    absent = absence.officer
    # Only what the absent officer holds to this day, by their own appointment: no chain.
    lent = absence.offices & absent.as_viewer().roles - NEVER_HANDED_OVER
    offices = frozenset() if _audits(own.roles, lent) else lent
    viewer = replace(
        own, name=name_in_place(own.name, absent.name), roles=offices, stands_for=absent.pk
    )
    return StandIn(absence.pk, absent.username, absent.name, absence.until_on, viewer)


def _audits(own: Iterable[Role], lent: Iterable[Role]) -> bool:
    return would_audit_themselves((*own, *lent))
