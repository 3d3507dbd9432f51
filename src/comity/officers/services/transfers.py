"""An officer goes over to another agency of the administration."""

from datetime import date, datetime

from django.db.models import Q

from comity.kernel.errors import InvalidDraftError, Problem
from comity.officers.appointment import AGENCY_CHANGED, problems_in_agency
from comity.officers.duties import CHANGE_AGENCY
from comity.officers.models import Absence, Agency, Officer
from comity.officers.queries import agencies
from comity.officers.services.factors import let_one_change_people, standing_officer
from comity.officers.services.machines import end_machines_of
from comity.officers.services.recording import record
from comity.officers.services.sessions import close_sessions
from comity.officers.terms import NotOneselfError, Viewer, demand_role


def change_agency(username: str, agency: str, *, by: Viewer, at: datetime, on: date) -> None:
    """Let an officer belong to another agency; every session and machine ends, offices are kept.

    A machine reads for the agency it was admitted in, and would read the new one's cases.

    Cases belong to agencies and stay where they are: what lies on the officer's desk is seen by
    the officer no longer, and is handed over by the central unit or an administrator.

    Args:
        username: of the officer.
        agency: code of the agency, as chosen.
        by: a node administrator; not of oneself.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        NotOneselfError: an administrator would change their own agency.
        InvalidDraftError: there is no such agency, it is the officer's already, or the officer
            has a deputy, or is one, today or later: deputies are of one agency.
    """
    demand_role(by, CHANGE_AGENCY.roles)
    officer = standing_officer(username)
    if officer.pk == by.officer_id:
        raise NotOneselfError()
    let_one_change_people()
    known = tuple(each.code for each in agencies())
    if problems := tuple(problems_in_agency(agency, known)):
        raise InvalidDraftError(problems)
    earlier = officer.agency.code
    if agency == earlier:
        raise InvalidDraftError((Problem("agency_unchanged", "agency"),))
    if _has_part_in_absence(officer, on):
        raise InvalidDraftError((Problem("agency_while_absent", "agency"),))
    end_machines_of(officer, by=by, at=at)
    officer.agency = Agency.objects.get(code=agency)
    officer.save(update_fields=["agency"])
    close_sessions(officer)
    record(AGENCY_CHANGED, officer, at=at, by=by.name, unit=agency, earlier_unit=earlier)


def _has_part_in_absence(officer: Officer, on: date) -> bool:
    either = Q(officer=officer) | Q(deputy=officer)
    return Absence.objects.filter(either, ended_at=None, until_on__gte=on).exists()
