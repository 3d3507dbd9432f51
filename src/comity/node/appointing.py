"""Appointing officers at the machine of a node, in the name of one of its administrators."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.kernel.rulings import Role
from comity.node.set_up.questions import a_line, an_administrator
from comity.officers.duties import APPOINT
from comity.officers.queries import agencies, officer_named
from comity.officers.services import appoint, set_password
from comity.officers.terms import demand_role


class AppointmentRefusedError(InvalidDraftError):
    """Something about the appointment is missing or wrong; nobody was appointed."""

    code = "appointment_refused"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whom to appoint, as it was typed.

    Attributes:
        username: what the officer will sign in with.
        name: as the record will show it.
        agency: code of an agency of this node.
        roles: codes of the offices.
    """

    username: str
    name: str
    agency: str
    roles: Sequence[str]


def appoint_newcomer(newcomer: Newcomer, *, by: str, at: datetime) -> str:
    """Appoint an officer and return the password of the first sign-in, kept nowhere.

    Args:
        newcomer: whom.
        by: username of the administrator who appoints; the record names them.
        at: aware UTC instant.

    Raises:
        NotFoundError, NotAllowedError: nobody named `by` administers this node.
        AppointmentRefusedError: with everything that is wrong.
    """
    administrator = officer_named(by).as_viewer()
    demand_role(administrator, APPOINT.roles)
    if problems := _problems(newcomer):
        raise AppointmentRefusedError(tuple(problems))
    password = secrets.token_urlsafe(15)
    with transaction.atomic(durable=True):
        appoint(
            newcomer.username,
            name=a_line(newcomer.name),
            agency=newcomer.agency,
            roles=[Role(role) for role in newcomer.roles],
            password=password,
            by=administrator.name,
            at=at,
        )
    return password


def give_new_password(username: str, *, by: str, at: datetime) -> str:
    """Give an officer a new password, which is returned and kept nowhere.

    Raises:
        NotFoundError, NotAllowedError: nobody named `by` administers this node, or nobody who is
            not struck off signs in by `username`.
    """
    administrator = officer_named(by).as_viewer()
    password = secrets.token_urlsafe(15)
    with transaction.atomic(durable=True):
        set_password(username, password=password, by=administrator, at=at)
    return password


def _problems(newcomer: Newcomer) -> list[Problem]:
    found = []
    try:
        an_administrator(f"{newcomer.username}={newcomer.name}")
    except ValueError as error:
        found.append(_wrong("username", newcomer.username, str(error)))
    if _is_taken(newcomer.username):
        found.append(_wrong("username", newcomer.username, "somebody signs in by it already"))
    known = [agency.code for agency in agencies()]
    if newcomer.agency not in known:
        found.append(_wrong("--agency", newcomer.agency, f"one of: {', '.join(known)}"))
    offices = {role.value for role in Role}
    told = f"one of: {', '.join(sorted(offices))}"
    found += [_wrong("--role", role, told) for role in newcomer.roles if role not in offices]
    return found


def _wrong(field: str, answer: str, reason: str) -> Problem:
    return Problem("answer_wrong", field, (("answer", answer), ("reason", reason)))


def _is_taken(username: str) -> bool:
    try:
        officer_named(username)
    except NotFoundError:
        return False
    return True
