"""Passwords: one for an officer who forgot theirs, and one that an officer chooses."""

from datetime import datetime

from allauth.idp.oidc.models import Token
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from comity.kernel.errors import Problem
from comity.officers.account import is_password_lapsed
from comity.officers.duties import SET_PASSWORD
from comity.officers.models import Officer
from comity.officers.passwords import (
    LEAST_CHARACTERS,
    MOST_CHARACTERS,
    PASSWORD_CHOSEN,
    PASSWORD_SET,
    PasswordRefusedError,
)
from comity.officers.services.factors import standing_officer
from comity.officers.services.recording import record
from comity.officers.services.sessions import close_sessions
from comity.officers.terms import Viewer, demand_role

_FACTS = {
    "password_too_short": (("least", str(LEAST_CHARACTERS)),),
    "password_too_long": (("most", str(MOST_CHARACTERS)),),
}


def set_password(username: str, *, password: str, by: Viewer, at: datetime) -> None:
    """Give an officer a new password, and end every session; second factors stay as they are.

    It is good for some days, and for nothing but choosing another.

    Args:
        username: of the officer.
        password: stored only as Django's salted hash.
        by: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
    """
    demand_role(by, SET_PASSWORD.roles)
    officer = standing_officer(username)
    officer.set_password(password)
    officer.password_given_at = at
    officer.save(update_fields=["password", "password_given_at"])
    close_sessions(officer)
    record(PASSWORD_SET, officer, at=at, by=by.name)


def choose_password(
    username: str, *, current: str, chosen: str, session: str = "", at: datetime
) -> Officer:
    """Change an officer's password to one of their own choice.

    Whoever knew the old one is out: every other session ends, and every program's token.

    Args:
        username: of the officer, who is the one that asks.
        current: the password that counts now.
        chosen: the one that is to count; stored only as Django's salted hash.
        session: key of the session that stays.
        at: aware UTC instant.

    Returns:
        The officer as stored.

    Raises:
        NotFoundError: no officer who is not struck off has that name.
        PasswordRefusedError: with everything that is wrong with the two.
    """
    officer = standing_officer(username)
    if problems := _problems(officer, current, chosen, at=at):
        raise PasswordRefusedError(tuple(problems))
    officer.set_password(chosen)
    officer.password_given_at = None
    officer.save(update_fields=["password", "password_given_at"])
    close_sessions(officer, but=session)
    Token.objects.filter(user_id=officer.pk).delete()
    record(PASSWORD_CHOSEN, officer, at=at)
    return officer


def _problems(officer: Officer, current: str, chosen: str, *, at: datetime) -> list[Problem]:
    if not officer.check_password(current):
        return [Problem("password_wrong", "current")]
    if is_password_lapsed(officer, at=at):
        return [Problem("password_lapsed", "current")]
    if chosen == current:
        return [Problem("password_not_new", "chosen")]
    try:
        validate_password(chosen, officer)
    except ValidationError as refused:
        codes = [str(each.code) for each in refused.error_list]
        return [Problem(code, "chosen", _FACTS.get(code, ())) for code in codes]
    return []
