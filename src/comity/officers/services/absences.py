"""Recording who is absent and who stands in, and ending it."""

from datetime import date, datetime

from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.ledger.services import append
from comity.officers.absence import (
    ABSENCE_ENDED,
    ABSENCE_RECORDED,
    AbsenceDraft,
    Known,
    NotWhileStandingInError,
    problems_in_absence,
)
from comity.officers.deputies import offices_lent_to
from comity.officers.duties import RECORD_ABSENCE
from comity.officers.models import Absence, Officer
from comity.officers.services.people import demand_fresh_sign_in
from comity.officers.services.recording import record
from comity.officers.terms import Viewer, demand_role


def record_absence(
    draft: AbsenceDraft,
    *,
    by: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Absence:
    """Record that an officer is absent from day to day, and hand offices to a deputy meanwhile.

    Args:
        draft: who, when, which offices and to whom.
        by: the officer, or a node administrator for the officer.
        signed_in_afresh_at: when `by` last signed in afresh: means are given to somebody.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError: `by` is neither the officer nor a node administrator.
        NotWhileStandingInError: `by` stands in for somebody.
        FreshSignInNeededError: `by` has not just signed in afresh.
        NotFoundError: no officer who is not struck off has that name.
        InvalidDraftError: the days, the deputy or the offices will not do; each is named.
    """
    _demand_own_person(by)
    # Taken for change in one order, so that two officers may name each other at once.
    locked = Officer.objects.select_for_update(of=("self",), no_key=True).select_related("agency")
    either = locked.filter(username__in={draft.officer, draft.deputy}, is_active=True)
    standing = {each.username: each for each in either.order_by("pk")}
    officer = standing.get(draft.officer)
    if officer is None or officer.pk != by.officer_id:
        demand_role(by, RECORD_ABSENCE.roles)
    if officer is None:
        raise NotFoundError(what=draft.officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    known = _known(draft, officer, standing.get(draft.deputy), by)
    if problems := problems_in_absence(draft, known, on=on):
        raise InvalidDraftError(problems)
    days, deputy = draft.days(), standing[draft.deputy]
    assert days is not None, "an absence without problems has its days"
    roles = sorted(role.value for role in draft.offices())
    absence = Absence.objects.create(
        officer=officer,
        deputy=deputy,
        since_on=days[0],
        until_on=days[1],
        roles=roles,
        recorded_by=by.name,
        recorded_at=at,
    )
    append(
        ABSENCE_RECORDED,
        about=officer.username,
        by=by.name,
        agency=officer.agency.code,
        at=at,
        officer=officer.name,
        deputy=deputy.name,
        since=days[0].isoformat(),
        until=days[1].isoformat(),
        roles=roles,
    )
    return absence


def end_absence(number: int, *, by: Viewer, at: datetime, on: date) -> Absence:
    """End an absence before its last day, or before it begins: the deputy stands in no longer.

    Args:
        number: of the absence.
        by: the absent officer, the deputy, or a node administrator.
        at: aware UTC instant; it takes effect at once.
        on: the civil day.

    Raises:
        NotFoundError: none that `by` may see, or it is over already.
        NotWhileStandingInError: `by` stands in for somebody.
    """
    _demand_own_person(by)
    seen = Absence.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    absence = seen.filter(pk=number, ended_at=None, until_on__gte=on).first()
    if absence is None:
        raise NotFoundError(what=str(number))
    absence.ended_at, absence.ended_by = at, by.name
    absence.save(update_fields=["ended_at", "ended_by"])
    record(ABSENCE_ENDED, absence.officer, at=at, by=by.name, deputy=absence.deputy.name)
    return absence


def _demand_own_person(by: Viewer) -> None:
    if by.stands_for is not None:
        raise NotWhileStandingInError()


def _known(draft: AbsenceDraft, officer: Officer, deputy: Officer | None, by: Viewer) -> Known:
    days = draft.days()
    offices = deputy.as_viewer().roles if deputy else frozenset()
    usable = deputy is not None and deputy.agency_id == officer.agency_id and bool(offices)
    if deputy is not None and days is not None:
        offices |= offices_lent_to(deputy, days)
    return Known(
        held=officer.as_viewer().roles,
        deputy_offices=offices if usable else None,
        deputy_is_away=bool(days and deputy and Absence.objects.of(deputy, days).exists()),
        is_away=bool(days and Absence.objects.of(officer, days).exists()),
        for_oneself=deputy is not None and deputy.pk == by.officer_id != officer.pk,
    )
