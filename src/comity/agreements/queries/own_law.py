"""What people read of instructions, assurances and breaches; each starts from `visible_to`."""

from comity.agreements.models import AssuranceRecord, BreachRecord, InstructionRecord
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer


def instructions(*, seen_by: Viewer, partner: str = "") -> list[InstructionRecord]:
    """Return the national instructions, the latest first.

    Args:
        seen_by: who looks.
        partner: only those that speak of this administration, be it among all; "" for every one.
    """
    found = list(InstructionRecord.objects.visible_to(seen_by))
    return [each for each in found if not partner or partner in (each.partners or [partner])]


def instruction(number: int, *, seen_by: Viewer) -> InstructionRecord:
    """Return one national instruction with its moves.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    seen = InstructionRecord.objects.visible_to(seen_by).prefetch_related("moves")
    found = seen.filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def assurances(*, seen_by: Viewer, partner: str = "") -> list[AssuranceRecord]:
    """Return what partners have promised, by partner.

    Args:
        seen_by: who looks.
        partner: only those of this administration; "" for every one.
    """
    found = AssuranceRecord.objects.visible_to(seen_by)
    return list(found.filter(partner=partner) if partner else found)


def assurance(number: int, *, seen_by: Viewer) -> AssuranceRecord:
    """Return one promise.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    found = AssuranceRecord.objects.visible_to(seen_by).filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def breaches(*, seen_by: Viewer, partner: str = "") -> list[BreachRecord]:
    """Return the reported breaches with their moves, the latest first.

    Args:
        seen_by: who looks.
        partner: only those with this administration; "" for every one.
    """
    found = BreachRecord.objects.visible_to(seen_by).prefetch_related("moves")
    return list(found.filter(partner=partner) if partner else found)


def breach(number: int, *, seen_by: Viewer) -> BreachRecord:
    """Return one reported breach with its moves.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    found = BreachRecord.objects.visible_to(seen_by).filter(pk=number).prefetch_related("moves")
    if (breach := found.first()) is None:
        raise NotFoundError()
    return breach
