"""Whether whoever supplied a person's data was heard before it is given."""

from datetime import date

from comity.assistance.duties import KEEP_SUBJECTS
from comity.assistance.models.access import AccessConsultation, SubjectItem, SubjectRequest
from comity.assistance.queries.access import items_of, subject_request
from comity.assistance.terms.access import (
    ConsultationOwedError,
    ConsultationStage,
    ItemVerdict,
    Opinion,
    OpinionBindsError,
    SubjectMoveError,
    SubjectState,
)
from comity.officers.terms import Viewer, demand_role


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


def demand_person_letter(reference: str, *, officer: Viewer, on: date) -> SubjectRequest:
    """Return a person's request of which the letter may be made.

    Until it has left, a partner's word may still come and bind; of what has left, a copy is made.

    Args:
        reference: of the person's request.
        officer: a data protection officer.
        on: the civil day.

    Raises:
        SubjectMoveError: it is not approved yet, ended without a reply, or nobody knows any more
            who asked.
        ConsultationOwedError, OpinionBindsError: a supplier stands in the way of what is granted.
        NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    demand_role(officer, KEEP_SUBJECTS.roles)
    found = subject_request(reference, seen_by=officer)
    if found.stands is SubjectState.APPROVED:
        for item in items_of(found):
            if item.verdict == ItemVerdict.GRANT:
                demand_heard(item, on=on)
    elif found.stands is not SubjectState.ANSWERED or found.erased_at is not None:
        raise SubjectMoveError()
    return found
