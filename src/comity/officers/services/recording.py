"""One entry of the record about an officer."""

from datetime import datetime

from comity.ledger.services import append
from comity.ledger.terms import EventKind
from comity.officers.models import Officer


def record(
    kind: EventKind, about: Officer, /, *, at: datetime, by: str = "", **facts: str | int
) -> None:
    """Record an act about an officer, in the agency the officer belongs to.

    Args:
        kind: what was done; its fact `officer` is filled here.
        about: the officer.
        at: aware UTC instant.
        by: who did it; the officer when empty.
        facts: the other facts of the kind.
    """
    append(
        kind,
        about=about.username,
        by=by or about.name,
        agency=about.agency.code,
        at=at,
        officer=about.name,
        **facts,
    )
