"""Machines and programs that act for officers, each with no more than its officer's offices.

A machine is admitted by an administrator for the officer who answers for it, and proves itself by
a secret (OAuth 2.0 client credentials). A program, such as the command line, is let in by an
officer who types its code on a page (RFC 8628). Both get tokens that expire and can be ended.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.idp.oidc.models import Client, Token
from django.conf import settings

from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Role
from comity.officers.duties import ADMIT_MACHINE, END_MACHINE
from comity.officers.models import Officer
from comity.officers.services.factors import standing_officer
from comity.officers.services.recording import record
from comity.officers.terms import (
    ALL_OFFICES,
    COMMAND_LINE,
    MACHINE_ADMITTED,
    MACHINE_ENDED,
    PROGRAM_LET_IN,
    PROGRAMS_ENDED,
    MachineNotTakenError,
    Viewer,
    demand_role,
)

_LONGEST_NAME = 60


def admit_machine(
    name: str, *, officer: str, roles: Iterable[Role], by: Viewer, at: datetime
) -> tuple[str, str]:
    """Admit a machine for the officer who answers for it.

    Args:
        name: what the record calls it.
        officer: user name of the officer.
        roles: which of the officer's offices it may use.
        by: a node administrator.
        at: aware UTC instant.

    Returns:
        Its client id and its secret; the secret is kept as a hash only, and told nowhere else.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        MachineNotTakenError: it has no name or no office, or one the officer does not hold.
    """
    demand_role(by, ADMIT_MACHINE.roles)
    owner = standing_officer(officer)
    scopes = sorted(role.value for role in set(roles))
    held = {role.value for role in owner.as_viewer().roles}
    named = name.isprintable() and 0 < len(name) <= _LONGEST_NAME
    if not (named and scopes and held.issuperset(scopes)):
        raise MachineNotTakenError()
    secret = secrets.token_urlsafe(32)
    machine = Client(name=name, owner_id=owner.pk, grant_types=Client.GrantType.CLIENT_CREDENTIALS)
    machine.set_scopes(scopes)
    machine.set_default_scopes(scopes)
    machine.set_secret(secret)
    machine.save(force_insert=True)
    record(MACHINE_ADMITTED, owner, at=at, by=by.name, machine=name, roles=", ".join(scopes))
    return machine.id, secret


def end_machine(client_id: str, *, by: Viewer, at: datetime) -> None:
    """End a machine: its secret and its tokens count no longer.

    Args:
        client_id: of the machine.
        by: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: there is no such machine.
    """
    demand_role(by, END_MACHINE.roles)
    machine = Client.objects.filter(pk=client_id, owner__isnull=False).first()
    if machine is None:
        raise NotFoundError(what="machine")
    _end(machine, Officer.objects.select_related("agency").get(pk=machine.owner_id), by=by, at=at)


def end_machines_of(officer: Officer, *, by: Viewer, at: datetime) -> None:
    """End every machine that an officer answers for, as part of an act that was allowed."""
    for machine in Client.objects.filter(owner_id=officer.pk).order_by("name"):
        _end(machine, officer, by=by, at=at)


def _end(machine: Client, owner: Officer, *, by: Viewer, at: datetime) -> None:
    machine.delete()
    record(MACHINE_ENDED, owner, at=at, by=by.name, machine=machine.name)


def know_command_line() -> None:
    """Let the node know its own command line, which has no secret; safe to repeat."""
    told = {
        "name": "comity",
        "type": Client.Type.PUBLIC,
        "grant_types": Client.GrantType.DEVICE_CODE,
        "scopes": ALL_OFFICES,
        "default_scopes": ALL_OFFICES,
    }
    Client.objects.get_or_create(pk=COMMAND_LINE, defaults=told)


def give_program_token(officer: Officer, *, at: datetime) -> tuple[str, int]:
    """Give the command line a token for the officer who let it in.

    Args:
        officer: who typed its code.
        at: aware UTC instant, from which it counts.

    Returns:
        The token, of which only a hash is kept, and for how many seconds it counts.
    """
    value, seconds = secrets.token_urlsafe(64), int(settings.IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN)
    token = Token(
        type=Token.Type.ACCESS_TOKEN,
        client_id=COMMAND_LINE,
        user_id=officer.pk,
        expires_at=at + timedelta(seconds=seconds),
    )
    token.set_value(value)
    token.set_scopes([ALL_OFFICES])
    token.save(force_insert=True)
    return value, seconds


def record_program_let_in(officer: Officer, *, at: datetime) -> None:
    """Record that an officer let the command line in, by its code."""
    record(PROGRAM_LET_IN, officer, at=at)


def end_programs(officer: Officer, *, at: datetime) -> None:
    """End the tokens by which programs act for an officer; recorded when there were any."""
    count, _ = Token.objects.filter(user_id=officer.pk).delete()
    if count:
        record(PROGRAMS_ENDED, officer, at=at)
