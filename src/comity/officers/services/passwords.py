"""A new password for an officer who forgot theirs."""

from datetime import datetime

from comity.officers.duties import SET_PASSWORD
from comity.officers.services.factors import standing_officer
from comity.officers.services.recording import record
from comity.officers.services.sessions import close_sessions
from comity.officers.terms import PASSWORD_SET, Viewer, demand_role


def set_password(username: str, *, password: str, by: Viewer, at: datetime) -> None:
    """Give an officer a new password, and end every session; second factors stay as they are.

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
    officer.save(update_fields=["password"])
    close_sessions(officer)
    record(PASSWORD_SET, officer, at=at, by=by.name)
