"""Sessions of officers, which django-allauth lists: end one, or all but the present one."""

from datetime import datetime

from allauth.idp.oidc.models import Token
from allauth.usersessions.models import UserSession

from comity.kernel.errors import NotFoundError
from comity.officers.models import Officer
from comity.officers.services.recording import record
from comity.officers.terms import SESSIONS_ENDED


def end_session(officer: Officer, session_id: int, *, at: datetime) -> None:
    """End one of the officer's own sessions, and record it.

    Args:
        officer: whose it is.
        session_id: as the list of sessions names it.
        at: aware UTC instant.

    Raises:
        NotFoundError: the officer has no such session.
    """
    session = UserSession.objects.filter(user_id=officer.pk, pk=session_id).first()
    if session is None:
        raise NotFoundError(what="session")
    session.end()
    record(SESSIONS_ENDED, officer, at=at, count=1)


def end_sessions(officer: Officer, *, but: str, at: datetime) -> int:
    """End all of the officer's own sessions but one, and record it when there were any.

    Args:
        officer: whose they are.
        but: key of the session that stays.
        at: aware UTC instant.

    Returns:
        How many were ended.
    """
    count = close_sessions(officer, but=but)
    if count:
        record(SESSIONS_ENDED, officer, at=at, count=count)
    return count


def close_sessions(officer: Officer, *, but: str = "") -> int:
    """End the sessions as part of an act that records itself; return how many there were.

    Where none may stay, what was let in as a program ends with them.
    """
    if not but:
        Token.objects.filter(user_id=officer.pk).delete()
    found = list(UserSession.objects.filter(user_id=officer.pk).exclude(session_key=but))
    for session in found:
        session.end()
    return len(found)


def follow_session(key: str, *, to: str) -> None:
    """Let a session that was given a new key stay the one that began when it did."""
    UserSession.objects.filter(session_key=key).update(session_key=to)
