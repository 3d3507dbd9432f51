"""Confirming what a partner said by word of mouth, reminding it, and closing what nobody confirmed.

A person joins what was said to what was written; the node only shows what may belong together.
"""

from datetime import date, datetime

from comity.assistance.duties import CONFIRM_ORAL, REMIND_ORAL
from comity.assistance.lifecycle import ENDS
from comity.assistance.lifecycle.oral import end_of_oral, ends_from
from comity.assistance.models import OralRequest, Request, Task
from comity.assistance.paper_rules import day_typed, problems_in_came
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.joining import demand_still
from comity.assistance.services.moves import (
    demand_no_problems,
    record_act,
    record_step,
    request_for_change,
)
from comity.assistance.services.posting import note_letter_in
from comity.assistance.terms import Came, LetterKind, OtherAgencyError, Party
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.events.oral import (
    ORAL_CONFIRMED,
    ORAL_CONTINUED,
    ORAL_LAPSED,
    ORAL_REMINDED,
)
from comity.assistance.terms.oral import (
    Means,
    NotItsConfirmationError,
    OralState,
    OralStepNotAllowedError,
)
from comity.kernel.duties import Duty
from comity.kernel.errors import Problem
from comity.officers.terms import Viewer, demand_role


def remind_of_confirmation(
    reference: str, *, means: str, officer: Viewer, at: datetime
) -> OralRequest:
    """Record that the partner was reminded to confirm what it said.

    Args:
        reference: of the request that was only said.
        means: how it was reminded, a `Means`.
        officer: of its agency, or of the central unit.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: the code is not known.
        OralStepNotAllowedError: it was never only said, or waits no longer.
        BeingCarriedOverError, NotFoundError, NotAllowedError: as for every act on a request.
    """
    request, said = _waiting(reference, REMIND_ORAL, officer)
    demand_no_problems(() if means in frozenset(Means) else (Problem("unknown_code", "means"),))
    said.reminders += 1
    said.reminded_at = at
    said.save(update_fields=["reminders", "reminded_at"])
    record_act(ORAL_REMINDED, request, officer, at, means=means, number=str(said.reminders))
    return said


def confirm_by_letter(
    reference: str, *, came: Came, officer: Viewer, at: datetime, on: date
) -> OralRequest:
    """Record the letter that confirms what was said; it stays the same matter and goes on.

    Args:
        reference: of the request that was only said.
        came: how the letter came.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is missing or wrong; every problem is named.
        OralStepNotAllowedError: it was never only said, or waits no longer.
        BeingCarriedOverError, NotFoundError, NotAllowedError: as for every act on a request.
    """
    request, said = _waiting(reference, CONFIRM_ORAL, officer)
    demand_no_problems(problems_in_came(came, on=on))
    received = day_typed(came.received_on)
    assert received is not None, "days were checked"
    note_letter_in(request, LetterKind.REQUEST, came, officer=officer, at=at)
    _confirm(said, received, officer=officer, at=at)
    keep_clocks(request, at=at)
    record_act(
        ORAL_CONFIRMED,
        request,
        officer,
        at,
        other_case=None,
        number=came.number.strip(),
        day=received.isoformat(),
    )
    return said


def join_written(
    reference: str, *, written: str, officer: Viewer, at: datetime, on: date
) -> OralRequest:
    """Join what was said to the partner's written request that confirms it.

    Not answered yet, it goes on as the written one, to which its tasks go over; answered or
    refused, it stays as it is.

    Args:
        reference: of the request that was only said.
        written: reference of the one that came in writing.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: no written request is named.
        NotItsConfirmationError: the other one is no written request of the same partner that goes
            on.
        OralStepNotAllowedError: it was never only said, or waits no longer.
        BeingCarriedOverError, NotFoundError, NotAllowedError: as for every act on a request.
    """
    request, said = _waiting(reference, CONFIRM_ORAL, officer)
    demand_no_problems(() if written else (Problem("missing", "written"),))
    other = request_for_change(written, officer=officer)
    if not _may_confirm(request, other):
        raise NotItsConfirmationError(reference=reference, written=written)
    _confirm(said, on, officer=officer, at=at, written=other)
    if not ends_from(request.stands):
        keep_clocks(request, at=at)
        record_act(
            ORAL_CONFIRMED,
            request,
            officer,
            at,
            other_case=written,
            number=None,
            day=on.isoformat(),
        )
        return said
    step = end_of_oral(request.stands, ORAL_CONTINUED)
    Task.objects.filter(request=request).update(request=other)
    request.closed_at = at
    record_step(request, step, officer=officer, at=at, other_case=written)
    return said


def close_unconfirmed(reference: str, *, officer: Viewer, at: datetime, on: date) -> OralRequest:
    """Close what was only said, because its confirmation is overdue and did not come.

    Args:
        reference: of the request that was only said.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day; the confirmation was due before it.

    Raises:
        OralStepNotAllowedError: it waits no longer, or is not overdue.
        StepNotAllowedError: it was answered or refused.
        BeingCarriedOverError, NotFoundError, NotAllowedError: as for every act on a request.
    """
    request, said = _waiting(reference, CONFIRM_ORAL, officer)
    late = request.deadlines.filter(matter=ClockMatter.CONFIRMATION.value, due_on__lt=on)
    step = end_of_oral(request.stands, ORAL_LAPSED)
    if not late.exists():
        raise OralStepNotAllowedError(reference=reference)
    said.state = OralState.GIVEN_UP.value
    said.ended_by, said.ended_at = officer.name, at
    said.save(update_fields=["state", "ended_by", "ended_at"])
    request.closed_at = at
    record_step(request, step, officer=officer, at=at, number=str(said.reminders))
    return said


def _waiting(reference: str, duty: Duty, officer: Viewer) -> tuple[Request, OralRequest]:
    request = request_for_change(reference, officer=officer)
    demand_role(officer, duty.roles)
    if not officer.reaches(request.agency_code, roles=duty.roles):
        raise OtherAgencyError(agency=request.agency_code or "")
    demand_still(request)
    said = OralRequest.objects.filter(request=request, side=Party.REQUESTED.value).first()
    if said is None or said.stands is not OralState.WAITING:
        raise OralStepNotAllowedError(reference=reference)
    return request, said


def _may_confirm(request: Request, other: Request) -> bool:
    """Tell whether another request can be what was said, in writing."""
    theirs = other.own_side is Party.REQUESTED and other.partner == request.partner
    only_said = OralRequest.objects.filter(request=other).exists()
    return theirs and other != request and other.stands not in ENDS and not only_said


def _confirm(
    said: OralRequest,
    on: date,
    *,
    officer: Viewer,
    at: datetime,
    written: Request | None = None,
) -> None:
    said.state, said.confirmed_on, said.written = OralState.CONFIRMED.value, on, written
    said.ended_by, said.ended_at = officer.name, at
    said.save(update_fields=["state", "confirmed_on", "written", "ended_by", "ended_at"])
