"""Appointing officers at the machine of a node, in the name of one of its administrators."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from comity.node.at_machine import officer_at_machine
from comity.officers.appointment import Newcomer
from comity.officers.services import appoint_newcomer, change_offices, give_first_password


def appoint_as(newcomer: Newcomer, *, by: str, at: datetime) -> str:
    """Appoint an officer and return the password of the first sign-in, kept nowhere.

    Args:
        newcomer: whom, as typed.
        by: username of the administrator who appoints; the record names them.
        at: aware UTC instant.

    Raises:
        NotFoundError, NotAllowedError: nobody named `by` administers this node.
        AppointmentRefusedError: with everything that is wrong.
    """
    administrator = officer_at_machine(by)
    with transaction.atomic(durable=True):
        return appoint_newcomer(newcomer, by=administrator, at=at)


def change_offices_as(username: str, roles: Sequence[str], *, by: str, at: datetime) -> None:
    """Let an officer hold these offices and no other.

    Raises:
        NotFoundError, NotAllowedError: nobody named `by` administers this node, or nobody who is
            not struck off signs in by `username`.
        NotOneselfError, InvalidDraftError, TooFewAdministratorsError: as the service says.
    """
    administrator = officer_at_machine(by)
    with transaction.atomic(durable=True):
        change_offices(username, roles, by=administrator, at=at)


def give_password_as(username: str, *, by: str, at: datetime) -> str:
    """Give an officer a new first password, which is returned and kept nowhere.

    Raises:
        NotFoundError, NotAllowedError: nobody named `by` administers this node, or nobody who is
            not struck off signs in by `username`.
        NotOneselfError: an administrator would give themselves one.
    """
    administrator = officer_at_machine(by)
    with transaction.atomic(durable=True):
        return give_first_password(username, by=administrator, at=at)
