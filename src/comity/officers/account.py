"""An officer's own account: whose password it is, and what was done to it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from comity.ledger.models import LedgerEntry
from comity.ledger.queries import entries_between
from comity.officers.models import Officer
from comity.officers.passwords import has_lapsed
from comity.officers.terms import TOLD_TO_THE_OFFICER

MOST_CHANGES_TOLD = 10


def is_password_given(officer: Officer) -> bool:
    """Tell whether somebody else set the officer's password; in a demonstration that is no harm."""
    return bool(settings.OWN_PASSWORD_REQUIRED) and officer.password_given_at is not None


def is_password_lapsed(officer: Officer, *, at: datetime) -> bool:
    """Tell whether the officer's password was set by somebody else, too long ago."""
    days = settings.NODE.sign_in.given_password_days
    return is_password_given(officer) and has_lapsed(officer.password_given_at, days=days, at=at)


def account_changes(officer: Officer, *, until: datetime) -> Sequence[LedgerEntry]:
    """Return what the record says was done to the officer's own account, the latest first.

    Args:
        officer: whose it is; unlike the rest of the record they see these in any office.
        until: what came later is told another time; what was put away is not told again.
    """
    if officer.told_until is None:
        return []
    return entries_between(
        officer.username,
        events=TOLD_TO_THE_OFFICER,
        after=officer.told_until,
        until=until,
        most=MOST_CHANGES_TOLD,
    )
