"""Appointing a newcomer as typed, changing offices and names, and giving a first password."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from comity.kernel.errors import InvalidDraftError, Problem
from comity.ledger.services import append
from comity.officers.appointment import (
    NAME_CHANGED,
    OFFICES_CHANGED,
    AppointmentRefusedError,
    Newcomer,
    Standing,
    offices_in,
    problems_in_appointment,
    problems_in_name,
    problems_in_offices,
)
from comity.officers.duties import (
    ADMINISTRATORS,
    APPOINT,
    CHANGE_NAME,
    CHANGE_OFFICES,
    SET_PASSWORD,
)
from comity.officers.models import Agency, Appointment, Officer
from comity.officers.services.factors import (
    demand_administrators_without,
    let_one_change_people,
    standing_officer,
)
from comity.officers.services.passwords import set_password
from comity.officers.services.people import appoint
from comity.officers.services.recording import record
from comity.officers.services.sessions import close_sessions
from comity.officers.terms import NotOneselfError, Viewer, demand_role

_BYTES_OF_A_PASSWORD = 15


def appoint_newcomer(newcomer: Newcomer, *, by: Viewer, at: datetime) -> str:
    """Appoint an officer and return the password of the first sign-in, kept nowhere.

    Args:
        newcomer: whom, as typed.
        by: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        AppointmentRefusedError: with everything that is wrong.
    """
    demand_role(by, APPOINT.roles)
    let_one_change_people()
    name = newcomer.name.strip()
    standing = Standing(
        username_is_taken=Officer.objects.filter(username=newcomer.username).exists(),
        name_is_taken=_is_called(name),
        agencies=tuple(Agency.objects.order_by("code").values_list("code", flat=True)),
    )
    if problems := problems_in_appointment(newcomer, standing):
        raise AppointmentRefusedError(problems)
    password = _new_password()
    appoint(
        newcomer.username,
        name=name,
        agency=newcomer.agency,
        roles=offices_in(newcomer.roles),
        password=password,
        by=by.name,
        at=at,
    )
    return password


def give_first_password(username: str, *, by: Viewer, at: datetime) -> str:
    """Give an officer a new first password, which is returned and kept nowhere.

    Args:
        username: of the officer.
        by: a node administrator; not of oneself, for who is signed in changes their own.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        NotOneselfError: an administrator would give themselves one.
    """
    demand_role(by, SET_PASSWORD.roles)
    _demand_somebody_else(standing_officer(username), by)
    password = _new_password()
    set_password(username, password=password, by=by, at=at)
    return password


def change_offices(username: str, roles: Sequence[str], *, by: Viewer, at: datetime) -> None:
    """Let an officer hold these offices and no other; losing one ends every session at once.

    Machines and programs lose with their officer what they may use.

    Args:
        username: of the officer.
        roles: codes of the offices, as typed.
        by: a node administrator; not of oneself.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        NotOneselfError: an administrator would change their own offices.
        InvalidDraftError: an office is unknown, none is left, they may not be held together, or
            these are the offices held already.
        TooFewAdministratorsError: too few administrators would be left.
    """
    demand_role(by, CHANGE_OFFICES.roles)
    officer = standing_officer(username)
    _demand_somebody_else(officer, by)
    held, wanted = officer.as_viewer().roles, offices_in(roles)
    _refuse(*problems_in_offices(roles))
    if wanted == held:
        _refuse(Problem("offices_unchanged", "roles"))
    taken = held - wanted
    if taken.intersection(ADMINISTRATORS):
        demand_administrators_without(officer)
    Appointment.objects.filter(officer=officer, role__in=[role.value for role in taken]).delete()
    Appointment.objects.bulk_create(
        Appointment(officer=officer, role=role.value) for role in sorted(wanted - held)
    )
    if taken:
        close_sessions(officer)
    append(
        OFFICES_CHANGED,
        about=officer.username,
        by=by.name,
        agency=officer.agency.code,
        at=at,
        officer=officer.name,
        roles=sorted(role.value for role in wanted),
        earlier_roles=sorted(role.value for role in held),
    )


def change_name(username: str, name: str, *, by: Viewer, at: datetime) -> None:
    """Call an officer by another name from now on; what is recorded keeps the earlier one.

    Args:
        username: of the officer.
        name: as typed.
        by: a node administrator; not of oneself.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        NotOneselfError: an administrator would change their own name.
        InvalidDraftError: it is missing, malformed, another officer's, or the name already.
    """
    demand_role(by, CHANGE_NAME.roles)
    officer = standing_officer(username)
    _demand_somebody_else(officer, by)
    let_one_change_people()
    earlier, called = officer.name, name.strip()
    _refuse(*problems_in_name(name, is_taken=_is_called(called, but=officer.pk)))
    if called == earlier:
        _refuse(Problem("name_unchanged", "name"))
    officer.name = called
    officer.save(update_fields=["name"])
    record(NAME_CHANGED, officer, at=at, by=by.name, earlier_name=earlier)


def _new_password() -> str:
    return secrets.token_urlsafe(_BYTES_OF_A_PASSWORD)


def _is_called(name: str, *, but: int = 0) -> bool:
    return Officer.objects.filter(name=name, is_active=True).exclude(pk=but).exists()


def _demand_somebody_else(officer: Officer, by: Viewer) -> None:
    if officer.pk == by.officer_id:
        raise NotOneselfError()


def _refuse(*problems: Problem) -> None:
    if problems:
        raise InvalidDraftError(problems)
