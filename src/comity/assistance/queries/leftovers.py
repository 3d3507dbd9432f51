"""What no matter holds: partners' drafts whose request never came, and messages we refused."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from comity.assistance.duties import SEE_RETENTION
from comity.assistance.models import Consultation, LegalHold, RetentionRule
from comity.assistance.terms import Party
from comity.assistance.terms.retention import NotDueForErasureError
from comity.exchange.services.erasing import count_refused
from comity.officers.terms import Viewer, demand_role

MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What is due for erasure and belongs to no matter here.

    Attributes:
        consultations: on drafts whose request never came, the oldest first.
        refused: how many messages that were refused still say something.
        until: what came before that day is due; None while no rule of ours says so.
    """

    consultations: tuple[Consultation, ...] = ()
    refused: int = 0
    until: date | None = None


def leftovers(*, seen_by: Viewer, on: date) -> Leftovers:
    """Return what is due for erasure and belongs to no matter, by our own rule.

    Args:
        seen_by: a data protection officer, or of the central unit.
        on: the civil day.

    Raises:
        NotAllowedError: `seen_by` is neither.
    """
    demand_role(seen_by, SEE_RETENTION.roles)
    try:
        before, until = due_before(on=on)
    except NotDueForErasureError:
        return Leftovers()
    left = Consultation.objects.filter(
        side=Party.REQUESTED.value, request=None, begun_at__lt=before
    ).exclude(summary="", view="")
    refused = count_refused(before=before, but=held_cases())
    return Leftovers(tuple(left.order_by("begun_at", "id")[:MOST_LISTED]), refused, until)


def due_before(*, on: date) -> tuple[datetime, date]:
    """Return before which instant, and civil day, what came is due by our own rule.

    Raises:
        NotDueForErasureError: no rule is written down.
    """
    rule = RetentionRule.objects.first()
    if rule is None:
        raise NotDueForErasureError()
    until = on - timedelta(days=rule.days)
    zone = timezone.get_current_timezone()
    return datetime(until.year, until.month, until.day, tzinfo=zone), until


def held_cases() -> tuple[str, ...]:
    """Return the references of the matters that an order keeps."""
    held = LegalHold.objects.filter(lifted_at__isnull=True)
    return tuple(held.values_list("request__reference", flat=True))
