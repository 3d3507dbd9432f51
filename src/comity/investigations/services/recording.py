"""The one entry of every act on a joint folder."""

from datetime import datetime

from comity.investigations.models import Folder
from comity.ledger.services import append
from comity.ledger.terms import EventKind, FieldValue


def record(folder: Folder, event: EventKind, by: str, at: datetime, **facts: FieldValue) -> None:
    """Append what was done in a folder, and no word of it."""
    append(event, about=folder.about, by=by, agency=folder.agency_code, at=at, **facts)
