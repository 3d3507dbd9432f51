"""Writing a request: it is kept as typed until somebody submits it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from comity.assistance.coding import versions_on
from comity.assistance.duties import DRAFT_REQUEST, SAVE_DRAFT
from comity.assistance.lifecycle import BEGINNINGS
from comity.assistance.models import Request
from comity.assistance.references import next_reference
from comity.assistance.rules import problems_in, unstorable
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import own_code
from comity.assistance.services.moves import (
    agency_of_code,
    demand_no_problems,
    demand_version,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.oral_drafts import as_it_was_said, note_given_up
from comity.assistance.terms import (
    Action,
    OtherAgencyError,
    Party,
    RequestDraft,
    RequestState,
    StepNotAllowedError,
)
from comity.assistance.terms.events import REQUEST_RENUMBERED
from comity.evidence.services import rename_case
from comity.kernel.errors import InvalidDraftError, Problem
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role
from comity.subjects.queries import readable_code_lists


def draft_request(draft: RequestDraft, *, officer: Viewer, at: datetime) -> Request:
    """Begin a request; it may be incomplete, and is kept as typed but for the form of its value.

    Args:
        draft: as typed.
        officer: who drafts it; it belongs to the officer's agency.
        at: aware UTC instant.

    Returns:
        The request, with its reference.

    Raises:
        NotAllowedError: the officer's role does not carry drafting.
        InvalidDraftError: something in it cannot even be kept.
    """
    request = begun_draft(draft, officer=officer, at=at)
    append(
        BEGINNINGS[Party.REQUESTING][1],
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=draft.partner,
    )
    return request


def begun_draft(draft: RequestDraft, *, officer: Viewer, at: datetime) -> Request:
    """Return a draft that was begun and kept; whoever calls this records the act.

    Args:
        draft: as typed.
        officer: who drafts it.
        at: aware UTC instant.

    Raises:
        NotAllowedError, InvalidDraftError: as `draft_request`.
    """
    demand_role(officer, DRAFT_REQUEST.roles)
    draft = draft.tidied()
    demand_no_problems(unstorable(problems_in(draft, on=at.date())))
    state, _ = BEGINNINGS[Party.REQUESTING]
    request = Request(
        reference=next_reference(own_code(), draft.partner, year=at.year),
        side=Party.REQUESTING.value,
        state=state.value,
        agency=agency_of_code(officer.agency),
        drafter_id=officer.officer_id,
        drafter_name=officer.name,
        holder_id=officer.desk,
        writers=sorted(officer.people),
        created_at=at,
        updated_at=at,
    )
    _take(request, draft, at=at)
    request.save(force_insert=True)
    make_findable(request)
    return request


def save_draft(
    reference: str,
    *,
    draft: RequestDraft,
    officer: Viewer,
    at: datetime,
    version: int | None = None,
) -> Request:
    """Keep a draft as it is typed now. Saving is no act and leaves no entry in the record.

    A draft that turns to another partner gets another reference, which the record shows.

    Args:
        reference: of the draft.
        draft: as typed, whole.
        officer: of the agency the draft belongs to.
        at: aware UTC instant.
        version: the version the officer had read; None saves over whatever stands there.

    Raises:
        NotFoundError: no such request, or none that the officer may see.
        StepNotAllowedError: it is no draft any more.
        NotAllowedError: it is not this officer's to write.
        StaleVersionError: somebody else saved meanwhile.
        InvalidDraftError: something in it cannot even be kept.
    """
    request = request_for_change(reference, officer=officer)
    _demand_writable(request, officer)
    if version is not None:
        demand_version(request.version, version)
    draft = draft.tidied()
    demand_no_problems(unstorable(problems_in(draft, on=at.date())))
    if request.stands is RequestState.INCOMPLETE and draft.partner != request.partner:
        raise InvalidDraftError((Problem("settled_partner", "partner"),))
    draft = as_it_was_said(request, draft)
    before = None
    if draft.partner != request.partner:
        before = request.reference
        request.reference = next_reference(own_code(), draft.partner, year=at.year)
        rename_case(before, request.reference)
    _take(request, draft, at=at)
    request.add_writer(officer)
    request.version += 1
    request.updated_at = at
    request.save()
    make_findable(request)
    if before is not None:
        append(
            REQUEST_RENUMBERED,
            about=request.reference,
            by=officer.name,
            agency=request.owner_on_record,
            at=at,
            partner=draft.partner,
            before=before,
        )
    return request


def change_draft(
    reference: str,
    *,
    changed: Mapping[str, Any],
    officer: Viewer,
    at: datetime,
    version: int | None = None,
) -> Request:
    """Keep changed fields of a draft; a field that is not named stays as it is.

    The row is taken for change before it is read: what is merged is what stands there, also when
    two officers change different fields at once.

    Args:
        reference: of the draft.
        changed: fields of a `RequestDraft`, as typed; of `particulars`, those that changed.
        officer: of the agency the draft belongs to.
        at: aware UTC instant.
        version: the version the officer had read; None changes whatever stands there.

    Raises:
        NotFoundError, StepNotAllowedError, NotAllowedError, StaleVersionError, InvalidDraftError:
            as `save_draft`.
    """
    known = request_for_change(reference, officer=officer).as_draft()
    told = dict(changed)
    if isinstance(sent := told.get("particulars"), Mapping):
        told["particulars"] = {**known.particulars, **sent}
    draft = replace(known, **told)
    return save_draft(reference, draft=draft, officer=officer, at=at, version=version)


def withdraw_draft(reference: str, *, officer: Viewer, at: datetime) -> Request:
    """Give a draft up; its reference is not used again.

    Raises:
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.WITHDRAW, officer=officer)
    note_given_up(request, officer=officer, at=at)
    record_step(request, step, officer=officer, at=at)
    return request


def _take(request: Request, draft: RequestDraft, *, at: datetime) -> None:
    """Keep a draft as typed, with the versions its codes are of."""
    request.take_draft(draft)
    request.code_versions = versions_on(draft, readable_code_lists(), on=at.date())


def _demand_writable(request: Request, officer: Viewer) -> None:
    if (request.own_side, request.stands) not in SAVE_DRAFT.states:
        raise StepNotAllowedError(state=request.state, action="save")
    demand_role(officer, SAVE_DRAFT.roles)
    if request.agency_code != officer.agency:
        raise OtherAgencyError(agency=request.agency_code or "")
