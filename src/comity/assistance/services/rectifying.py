"""Correcting what we supplied: the data officer's word, and every partner that has it."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from comity.assistance.afterword_rules import problems_in_afterword
from comity.assistance.duties import KEEP_SUBJECTS, PROTECT_DATA
from comity.assistance.models import Afterword, Answer, TransferApproval
from comity.assistance.models.access import SubjectItem
from comity.assistance.queries.access import items_of
from comity.assistance.queries.afterwords import kinds_to_write
from comity.assistance.queries.rectification import correction
from comity.assistance.rules import problems_in_text
from comity.assistance.services.access import note_writer, subject_locked
from comity.assistance.services.afterwords import keep_afterword, note
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.terms.access import SubjectMoveError, SubjectState
from comity.assistance.terms.afterwords import (
    ANSWER_ITEM,
    REQUEST_ITEM,
    AfterwordDraft,
    AfterwordKind,
    Wish,
)
from comity.assistance.terms.data_transfers import TransferKind, TransferVerdict
from comity.assistance.terms.events import AFTERWORD_WRITTEN
from comity.assistance.terms.events.transfer_rules import CORRECTION_APPROVED, CORRECTION_OPPOSED
from comity.kernel.errors import Problem
from comity.ledger.services import append
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def decide_correction(
    reference: str,
    number: int,
    *,
    verdict: str,
    reasons: str,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
) -> TransferApproval:
    """Approve or oppose a correction of ours before it leaves; the last word counts.

    A correction is not written on once it is kept, so the word is on what will leave.

    Args:
        reference: of the request.
        number: of the afterword that corrects.
        verdict: a `TransferVerdict`.
        reasons: why; owed where it is opposed.
        officer: a data protection officer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: no correction of that number waits.
        FreshSignInNeededError: the officer has not just signed in afresh.
        InvalidDraftError: the verdict is not known, or the reasons are missing.
    """
    demand_role(officer, PROTECT_DATA.roles)
    request_for_change(reference, officer=officer)
    made = correction(reference, number, seen_by=officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    if verdict not in set(TransferVerdict):
        demand_no_problems((Problem("unknown_code", "verdict"),))
    if verdict == TransferVerdict.OPPOSED or reasons.strip():
        demand_no_problems(problems_in_text(reasons, field="reasons"))
    return keep_word(made, verdict=verdict, reasons=reasons, officer=officer, at=at)


def rectify_everywhere(
    reference: str,
    draft: AfterwordDraft,
    *,
    numbers: tuple[int, ...],
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> list[Afterword]:
    """Write the same correction to every partner that got what was found of a person from us.

    One is written for each matter; by that the data protection officer has approved it, and the
    central unit sends it. None of them tells that the person asked.

    Args:
        reference: of the person's request.
        draft: which field is wrong, what stood there, what is right, and why.
        numbers: of the things found that are corrected.
        officer: a data protection officer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is missing, or a thing was not supplied by us.
        SubjectMoveError: the person's request is not being examined, nor approved.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    subject = subject_locked(reference, officer=officer)
    demand_role(officer, KEEP_SUBJECTS.roles)
    if subject.stands not in {SubjectState.OPEN, SubjectState.APPROVED}:
        raise SubjectMoveError()
    chosen = [item for item in items_of(subject) if item.number in numbers]
    if not chosen or not all(was_supplied_by_us(item) for item in chosen):
        demand_no_problems((Problem("unknown_code" if numbers else "missing", "items"),))
    told = [_of_item(item, draft) for item in chosen]
    for each in told:
        demand_no_problems(problems_in_afterword(AfterwordKind.RECALL, each, on=on))
    if not draft.field:
        demand_no_problems((Problem("missing", "field"),))
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    made = [
        _write(item, each, officer=officer, at=at) for item, each in zip(chosen, told, strict=True)
    ]
    if subject.stands is SubjectState.OPEN:
        note_writer(subject, officer)
        subject.save()
    return made


def was_supplied_by_us(item: SubjectItem) -> bool:
    """Tell whether a thing found left here for a partner, so that it can be corrected there."""
    if item.partner or item.exhibit_id is not None:
        # A file is corrected by sending another.
        return False
    if item.answer is not None:
        return item.answer.released_at is not None
    return AfterwordKind.RECALL in kinds_to_write(item.request, supplied=False)


def keep_word(
    made: Afterword, *, verdict: str, reasons: str, officer: Viewer, at: datetime
) -> TransferApproval:
    """Keep the data protection officer's word on a correction, and record it."""
    said = TransferApproval.objects.create(
        request=made.request,
        kind=TransferKind.CORRECTION.value,
        version=1,
        answer_number=made.number,
        verdict=verdict,
        reasons=reasons.strip(),
        by=officer.name,
        officer_id=officer.officer_id,
        at=at,
    )
    append(
        CORRECTION_APPROVED if verdict == TransferVerdict.APPROVED else CORRECTION_OPPOSED,
        about=made.request.reference,
        by=officer.name,
        agency=made.request.owner_on_record,
        at=at,
        partner=made.request.partner,
        item=str(made.number),
    )
    return said


def _of_item(item: SubjectItem, draft: AfterwordDraft) -> AfterwordDraft:
    whole = REQUEST_ITEM if item.answer is None else ANSWER_ITEM
    return replace(draft, wish=Wish.CORRECT.value, items=(whole,))


def _write(item: SubjectItem, draft: AfterwordDraft, *, officer: Viewer, at: datetime) -> Afterword:
    request = request_for_change(item.request.reference, officer=officer)
    about: Answer | None = item.answer
    made = keep_afterword(
        request, AfterwordKind.RECALL, draft, about=about, key=str(uuid4()), ours=True, at=at
    )
    made.writers, made.written_by = sorted(officer.people), officer.name
    made.save(update_fields=["writers", "written_by"])
    note(AFTERWORD_WRITTEN, made, officer=officer, at=at)
    approved = TransferVerdict.APPROVED.value
    keep_word(made, verdict=approved, reasons="", officer=officer, at=at)
    return made
