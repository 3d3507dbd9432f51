"""What partners send: notes, and what they make of ours."""

from uuid import UUID

from comity.exchange.terms import Received
from comity.ledger.terms import NODE, FieldValue
from comity.practices.models import Note, NoteFeedback
from comity.practices.services.recording import record
from comity.practices.terms import (
    FEEDBACK_RECEIVED,
    NOTE_RECEIVED,
    NoteState,
    NoteUnknownError,
)


def take_note(received: Received) -> None:
    """Take a partner's note in.

    Raises:
        NoteUnknownError: it has sent a note of this id before, or names no instrument.
    """
    relied, body = received.envelope.under, received.body
    known = Note.objects.filter(partner=received.partner, note_id=UUID(str(body["note"])))
    if relied is None or known.exists():
        raise NoteUnknownError(partner=received.partner)
    note = Note.objects.create(
        note_id=UUID(str(body["note"])),
        state=NoteState.RECEIVED.value,
        topic=str(body["topic"]),
        title=str(body["title"]),
        text=str(body["text"]),
        partner=received.partner,
        unit=str(body["unit"]),
        relied_on=relied.instrument,
        article=relied.article,
        terms_digest=relied.terms_digest,
        message_id=received.message_id,
        at=received.at,
    )
    facts: dict[str, FieldValue] = {"partner": received.partner, "under": relied.instrument}
    record(note, NOTE_RECEIVED, NODE, received.at, **facts, message=received.message_id)


def take_feedback(received: Received) -> None:
    """Take in what a partner makes of a note of ours.

    Raises:
        NoteUnknownError: the partner was never told of such a note.
    """
    body = received.body
    ours = Note.objects.filter(partner="", note_id=UUID(str(body["note"])))
    note = ours.filter(shares__partner=received.partner).first()
    if note is None:
        raise NoteUnknownError(partner=received.partner)
    usefulness = str(body["usefulness"])
    NoteFeedback.objects.create(
        note=note,
        partner=received.partner,
        usefulness=usefulness,
        words=str(body["words"]),
        message_id=received.message_id,
        at=received.at,
    )
    facts: dict[str, FieldValue] = {"partner": received.partner, "usefulness": usefulness}
    record(note, FEEDBACK_RECEIVED, NODE, received.at, **facts, message=received.message_id)
