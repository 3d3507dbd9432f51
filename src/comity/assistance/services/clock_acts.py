"""Acts on clocks: a day is set or met, the clocks are stopped or go on."""

from datetime import date, datetime

from comity.assistance.clock_drafts import (
    DayDraft,
    PauseDraft,
    problems_in_day,
    problems_in_pause,
)
from comity.assistance.duties import SET_CLOCKS
from comity.assistance.models import ClockPause, Request, TypedDay
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.moves import demand_no_problems, record_act, request_for_change
from comity.assistance.terms import OtherAgencyError
from comity.assistance.terms.clocks import ClockEndedError
from comity.assistance.terms.events.clocks import (
    CLOCKS_GO_ON,
    CLOCKS_STOPPED,
    DAY_MET,
    DAY_SET,
)
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role


def set_day(
    reference: str, draft: DayDraft, *, officer: Viewer, at: datetime, on: date
) -> TypedDay:
    """Set a day to a request: a limitation of action, a detention, a guarantee, a hearing.

    Args:
        reference: of the request, on either side and in whatever state.
        draft: as typed.
        officer: of its agency, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: the code is not known, or the day is none or has passed.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = _request(reference, officer)
    demand_no_problems(problems_in_day(draft, on=on))
    day = date.fromisoformat(draft.day.strip())
    typed = TypedDay.objects.create(
        request=request,
        matter=draft.matter,
        due_on=day,
        note=draft.note.strip(),
        by=officer.name,
        typed_on=on,
    )
    keep_clocks(request, at=at)
    record_act(DAY_SET, request, officer, at, clock=draft.matter, day=day.isoformat())
    return typed


def meet_day(reference: str, number: int, *, officer: Viewer, at: datetime, on: date) -> TypedDay:
    """Say that what was due on a day is done, or needed no longer.

    Args:
        reference: of the request.
        number: of the day that was set.
        officer: of its agency, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotFoundError: no such day was set to the request.
        ClockEndedError: that was said before.
        NotAllowedError: as for every act on a request.
    """
    request = _request(reference, officer)
    typed = request.typed_days.filter(pk=number).first()
    if typed is None:
        raise NotFoundError()
    if typed.met_on is not None:
        raise ClockEndedError()
    typed.met_on, typed.met_by = on, officer.name
    typed.save(update_fields=["met_on", "met_by"])
    keep_clocks(request, at=at)
    record_act(DAY_MET, request, officer, at, clock=typed.matter, day=typed.due_on.isoformat())
    return typed


def stop_clocks(
    reference: str, draft: PauseDraft, *, officer: Viewer, at: datetime, on: date
) -> ClockPause:
    """Let days of a request not count: a consent is waited for, an office is closed.

    Days that officers set run on: no pause moves a hearing.

    Args:
        reference: of the request.
        draft: as typed.
        officer: of its agency, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: the code is not known, or a day is none.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = _request(reference, officer)
    demand_no_problems(problems_in_pause(draft, on=on))
    begins, ends = draft.begins.strip(), draft.ends.strip()
    pause = ClockPause.objects.create(
        request=request,
        reason=draft.reason,
        begins=date.fromisoformat(begins),
        ends=date.fromisoformat(ends) if ends else None,
        note=draft.note.strip(),
        by=officer.name,
    )
    keep_clocks(request, at=at)
    record_act(
        CLOCKS_STOPPED, request, officer, at, pause=draft.reason, since=begins, until=ends or None
    )
    return pause


def let_clocks_go_on(
    reference: str, number: int, *, officer: Viewer, at: datetime, on: date
) -> ClockPause:
    """Let days count again from today on.

    Args:
        reference: of the request.
        number: of the pause.
        officer: of its agency, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotFoundError: the request has no such pause of an officer.
        ClockEndedError: it is over.
        NotAllowedError: as for every act on a request.
    """
    request = _request(reference, officer)
    pause = request.pauses.exclude(by="").filter(pk=number).first()
    if pause is None:
        raise NotFoundError()
    if pause.ends is not None and pause.ends <= on:
        raise ClockEndedError()
    pause.ends = max(on, pause.begins)
    pause.save(update_fields=["ends"])
    keep_clocks(request, at=at)
    until = pause.ends.isoformat()
    record_act(CLOCKS_GO_ON, request, officer, at, pause=pause.reason, until=until)
    return pause


def _request(reference: str, officer: Viewer) -> Request:
    request = request_for_change(reference, officer=officer)
    demand_role(officer, SET_CLOCKS.roles)
    if not officer.reaches(request.agency_code, roles=SET_CLOCKS.roles):
        raise OtherAgencyError(agency=request.agency_code or "")
    return request
