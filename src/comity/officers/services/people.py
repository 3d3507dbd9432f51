"""Who is appointed, who is struck off, and whose node it is."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from comity.kernel.rulings import Role
from comity.ledger.services import append
from comity.officers.duties import STRIKE_OFF
from comity.officers.models import Administration, Agency, Appointment, Officer
from comity.officers.services.factors import demand_administrators_without, standing_officer
from comity.officers.services.recording import record
from comity.officers.services.sessions import close_sessions
from comity.officers.terms import (
    OFFICER_APPOINTED,
    OFFICER_STRUCK_OFF,
    FreshSignInNeededError,
    NotOneselfError,
    Viewer,
    demand_role,
)


def found_administration(code: str, *, name: str, agencies: Iterable[tuple[str, str]]) -> None:
    """Record whose node this is, with its agencies as (code, name); safe to repeat."""
    own, _ = Administration.objects.update_or_create(code=code, defaults={"name": name})
    for agency_code, agency_name in agencies:
        Agency.objects.update_or_create(
            code=agency_code, defaults={"name": agency_name, "administration": own}
        )


def appoint(
    username: str,
    *,
    name: str,
    agency: str,
    roles: Iterable[Role],
    password: str,
    by: str,
    at: datetime,
) -> Officer:
    """Appoint a new officer and record it.

    Args:
        username: what the officer signs in with.
        name: as the record shows it.
        agency: code of an agency of this node.
        roles: the offices held.
        password: for the first sign-in; stored only as Django's salted hash.
        by: who appoints.
        at: aware UTC instant.

    Returns:
        The officer.
    """
    offices = sorted(set(roles))
    officer = Officer(username=username, name=name, agency=Agency.objects.get(code=agency))
    officer.set_password(password)
    officer.password_given_at = at
    officer.save()
    Appointment.objects.bulk_create(Appointment(officer=officer, role=r.value) for r in offices)
    append(
        OFFICER_APPOINTED,
        about=username,
        by=by,
        agency=agency,
        at=at,
        officer=name,
        unit=agency,
        roles=[role.value for role in offices],
    )
    return officer


def strike_off(username: str, *, by: Viewer, at: datetime) -> None:
    """Strike an officer off: no office counts any more, and every session ends at once.

    The account stays, because the record names it.

    Args:
        username: of the officer.
        by: a node administrator; not of oneself.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        NotOneselfError: an administrator would strike off themselves.
        TooFewAdministratorsError: too few administrators would be left.
    """
    demand_role(by, STRIKE_OFF.roles)
    officer = standing_officer(username)
    if officer.pk == by.officer_id:
        raise NotOneselfError()
    demand_administrators_without(officer)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    close_sessions(officer)
    record(OFFICER_STRUCK_OFF, officer, at=at, by=by.name)


def demand_fresh_sign_in(signed_in_afresh_at: datetime | None, *, at: datetime) -> None:
    """Refuse unless the officer has just signed in afresh.

    Args:
        signed_in_afresh_at: when the officer did; None when never in this session.
        at: now.

    Raises:
        FreshSignInNeededError: never, too long ago, or (a wrong clock) later than now.
    """
    limit = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    if signed_in_afresh_at is None or not timedelta(0) <= at - signed_in_afresh_at <= limit:
        raise FreshSignInNeededError(seconds=int(limit.total_seconds()))
