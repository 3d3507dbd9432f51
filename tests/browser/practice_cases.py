"""Practice notes: one of ours, and one a partner has shared."""

from typing import Any, Protocol

from django.db import transaction

from comity.officers.terms import Viewer
from comity.practices.models import Note
from comity.practices.schemas import NOTE_TYPE
from comity.practices.services import write_note
from comity.practices.terms import NoteDraft


class Desk(Protocol):
    """What of the cases this needs."""

    @property
    def now(self) -> Any: ...
    def who(self, username: str) -> Viewer: ...
    def hear(self, type_: str, body: dict[str, Any], **changes: Any) -> None: ...


def fill_notes(desk: Desk) -> dict[str, str]:
    """Write one, receive one, and return what is where."""
    draft = NoteDraft(
        topic="method",
        title="Cocaine in the cooling units of refrigerated containers",
        text="The panel behind the fan is fixed with other screws than the maker's.\n"
        "A thermal picture shows the unit warmer than the cargo.",
        no_persons=True,
    )
    with transaction.atomic(durable=True):
        ours = write_note(draft, officer=desk.who("j.alvarez"), at=desk.now)
    body = {
        "note": "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11",
        "topic": "trend",
        "title": "Spirits declared as windscreen fluid",
        "text": "Since May, in tank containers, with a dye that settles.",
        "unit": "State Customs Service of Ukraine",
    }
    desk.hear(NOTE_TYPE, body)
    theirs = Note.objects.get(partner="UA")
    return {"note": str(ours.pk), "their_note": str(theirs.pk)}
