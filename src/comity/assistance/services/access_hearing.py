"""Whether whoever supplied a person's data was heard before it is given."""

from datetime import date

from comity.assistance.models.access import AccessConsultation, SubjectItem
from comity.assistance.terms.access import (
    ConsultationOwedError,
    ConsultationStage,
    Opinion,
    OpinionBindsError,
)


def demand_heard(item: SubjectItem, *, on: date) -> None:
    """Refuse to give what a partner supplied before it was heard, or against a word that binds.

    Who was asked and says nothing until its days are over was heard.

    Args:
        item: the thing found.
        on: the civil day.

    Raises:
        ConsultationOwedError: the partner was not asked, or still has time to answer.
        OpinionBindsError: it objects, and the agreement makes that binding.
    """
    if not item.partner:
        return
    heard = last_consultation(item)
    if heard is None or heard.stands is ConsultationStage.WRITTEN:
        raise ConsultationOwedError()
    if heard.stands is ConsultationStage.ANSWERED:
        if heard.verdict == Opinion.OBJECTION and item.binds:
            raise OpinionBindsError()
        return
    if heard.until is None or on <= heard.until:
        raise ConsultationOwedError()


def last_consultation(item: SubjectItem) -> AccessConsultation | None:
    """Return what the supplier was last asked of a thing found; None for nothing."""
    asked = AccessConsultation.objects.filter(item=item, ours=True)
    return asked.order_by("-pk").first()
