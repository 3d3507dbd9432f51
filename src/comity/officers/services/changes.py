"""What was done to an officer's account since they last looked: up to where they have seen it."""

from datetime import datetime

from comity.officers.models import Officer
from comity.officers.passwords import NEW_BROWSER
from comity.officers.services.recording import record


def record_new_browser(officer: Officer, *, device: str, at: datetime) -> None:
    """Record that an officer signed in from a browser that was never seen with them.

    Args:
        officer: who signed in.
        device: what the browser says it is, in two words.
        at: aware UTC instant.
    """
    record(NEW_BROWSER, officer, at=at, device=device)


def put_changes_away(officer: Officer, *, until: datetime) -> None:
    """Note up to when the officer has seen what was done to the account; never back.

    It is no act, and the record, from which the changes are told, stays as it is.
    """
    mine = Officer.objects.filter(pk=officer.pk)
    mine.filter(told_until=None).update(told_until=until)
    mine.filter(told_until__lt=until).update(told_until=until)
