"""The one entry of every act on a note."""

from datetime import datetime

from comity.ledger.services import append
from comity.ledger.terms import EventKind, FieldValue
from comity.practices.models import Note


def record(note: Note, event: EventKind, by: str, at: datetime, **facts: FieldValue) -> None:
    """Append what was done with a note, and no word of it."""
    append(event, about=note.about, by=by, agency=note.agency_code, at=at, **facts)
