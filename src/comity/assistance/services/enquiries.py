"""Noting what was looked up at home before a partner is asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from comity.assistance.enquiry_rules import line_of, problems_in_enquiry
from comity.assistance.models import OwnEnquiry, Request
from comity.assistance.services.drafting import save_draft
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.terms.enquiries import EnquiryDraft
from comity.assistance.terms.events.enquiries import ENQUIRY_NOTED
from comity.ledger.services import append
from comity.officers.terms import Viewer


def note_enquiry(
    reference: str,
    *,
    enquiry: EnquiryDraft,
    translate: Callable[[str], str],
    officer: Viewer,
    at: datetime,
    on: date,
) -> Request:
    """Note an own enquiry beside a draft; its line is added to the own enquiries of the request.

    What is noted stays; the line is text of the draft and may be written on like all of it.

    Args:
        reference: of a draft of ours, or of a request that came back to be completed.
        enquiry: as typed.
        translate: into the language in which the request is written.
        officer: of the agency the draft belongs to.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is missing or wrong, or the text grows too long.
        NotFoundError, StepNotAllowedError, NotAllowedError: as `save_draft`.
    """
    request = request_for_change(reference, officer=officer)
    draft = request.as_draft()
    problems = problems_in_enquiry(enquiry, on=on)
    line = "" if problems else line_of(enquiry, translate=translate)
    made = f"{draft.enquiries_made}\n{line}".strip()
    # What stops a draft from being written on is told before what is wrong with the enquiry.
    request = save_draft(
        reference, draft=replace(draft, enquiries_made=made), officer=officer, at=at
    )
    demand_no_problems(problems)
    OwnEnquiry.objects.create(
        request=request,
        looked=enquiry.looked,
        on=date.fromisoformat(enquiry.on),
        outcome=enquiry.outcome,
        note=enquiry.note.strip(),
        by=officer.name,
        at=at,
    )
    append(
        ENQUIRY_NOTED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        looked=enquiry.looked,
        outcome=enquiry.outcome,
    )
    return request
