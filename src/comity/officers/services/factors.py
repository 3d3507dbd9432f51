"""Second factors: what is recorded of them, and when one may go.

The factors themselves are django-allauth's: it makes, checks and keeps them. Nothing here or in
the record tells a secret.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings

from comity.kernel.errors import NotFoundError
from comity.officers.duties import END_FACTORS
from comity.officers.models import Administration, Officer
from comity.officers.queries import administrators_with_second_factor, second_factors
from comity.officers.services.recording import record
from comity.officers.services.sessions import close_sessions
from comity.officers.terms import (
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTORS_ENDED,
    LEAST_ADMINISTRATORS,
    RECOVERY_CODE_USED,
    RECOVERY_CODES_MADE,
    Factor,
    LastFactorError,
    TooFewAdministratorsError,
    Viewer,
    demand_role,
)


def record_factor_added(officer: Officer, *, factor: Factor, name: str, at: datetime) -> None:
    """Record that an officer added a second factor.

    Args:
        officer: whose it is, and who added it.
        factor: of which kind.
        name: what the officer calls it; empty where there is one of its kind only.
        at: aware UTC instant.
    """
    record(FACTOR_ADDED, officer, at=at, factor=factor.value, name=name)


def record_factor_removed(officer: Officer, *, factor: Factor, name: str, at: datetime) -> None:
    """Record that an officer took a second factor away; arguments as for `record_factor_added`."""
    record(FACTOR_REMOVED, officer, at=at, factor=factor.value, name=name)


def record_recovery_codes_made(officer: Officer, *, at: datetime) -> None:
    """Record that an officer was given new recovery codes, which end the earlier ones."""
    record(RECOVERY_CODES_MADE, officer, at=at)


def record_recovery_code_used(officer: Officer, *, left: int, at: datetime) -> None:
    """Record that an officer used up a recovery code.

    Args:
        officer: whose it was.
        left: how many are left.
        at: aware UTC instant.
    """
    record(RECOVERY_CODE_USED, officer, at=at, left=left)


def demand_factor_may_go(officer: Officer) -> None:
    """Refuse to take away the last second factor of an officer who needs one.

    The officer's row is locked first, so that two removals at once do not each leave the other's.

    Raises:
        LastFactorError: it is the last one, and this node demands one.
    """
    Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    if settings.SECOND_FACTOR_REQUIRED and len(second_factors(officer)) < 2:
        raise LastFactorError()


def end_factors(username: str, *, by: Viewer, at: datetime) -> None:
    """Take away every second factor of an officer who has lost them, and end the sessions.

    The officer sets up new ones at the next sign-in.

    Args:
        username: of the officer.
        by: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        TooFewAdministratorsError: too few administrators would be left who can sign in.
    """
    demand_role(by, END_FACTORS.roles)
    officer = standing_officer(username)
    demand_administrators_without(officer)
    gone = Authenticator.objects.filter(user_id=officer.pk)
    count = gone.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    gone.delete()
    close_sessions(officer)
    record(FACTORS_ENDED, officer, at=at, by=by.name, count=count)


def standing_officer(username: str) -> Officer:
    """Return an officer who is not struck off, locked for an act about them.

    Raises:
        NotFoundError: there is none of that name.
    """
    found = Officer.objects.select_for_update(of=("self",), no_key=True).select_related("agency")
    officer = found.filter(username=username, is_active=True).first()
    if officer is None:
        raise NotFoundError(what=username)
    return officer


def demand_administrators_without(officer: Officer) -> None:
    """Refuse what would leave the node with fewer than two administrators who can sign in.

    Raises:
        TooFewAdministratorsError: `officer` is one of the two.
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return
    let_one_change_people()
    able = administrators_with_second_factor()
    if officer.pk in able and len(able) <= LEAST_ADMINISTRATORS:
        raise TooFewAdministratorsError(have=len(able) - 1, need=LEAST_ADMINISTRATORS)


def let_one_change_people() -> None:
    """Let acts that count the people go one after the other, each to the end of its transaction.

    Two administrators who strike each other off at once would each still count the other. Whoever
    locks an officer as well does that first, so that no two acts wait for each other.
    """
    Administration.objects.select_for_update(no_key=True).first()
