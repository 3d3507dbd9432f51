"""Vocabulary of practice notes. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from comity.kernel.errors import ComityError
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind


class Topic(StrEnum):
    """What a note is about; the words are those of the agreements.

    Source: [wco-mba-2004], article 3.
    """

    TECHNIQUE = "technique"
    TREND = "trend"
    METHOD = "method"
    LAW_CHANGE = "law_change"
    TRAINING = "training"


class NoteState(StrEnum):
    """Where a note stands in this record."""

    WRITTEN = "written"
    SHARED = "shared"
    RECEIVED = "received"


class Usefulness(StrEnum):
    """What readers make of a note."""

    APPLIED = "applied"
    USEFUL = "useful"
    KNOWN = "known"
    NOT_USEFUL = "not_useful"


LIMITS: Final = {"title": 200, "text": 20000, "words": 2000}
MOST_PARTNERS: Final = 50


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note as typed.

    Attributes:
        topic: a `Topic`.
        title: one line.
        text: what was seen, how it works, how it is found.
        no_persons: whoever wrote it states that it names no person.
    """

    topic: str = ""
    title: str = ""
    text: str = ""
    no_persons: bool = False


class NoteNotWrittenError(ComityError):
    """The note was shared, or came from a partner: it is not written on."""

    code = "note_not_written"


class NoteChangedError(ComityError):
    """Somebody changed it since it was read."""

    code = "note_changed"


class NoteWriterSharesError(ComityError):
    """Who wrote in a note does not share it."""

    code = "note_second_person"


class NoteSharedAlreadyError(ComityError):
    """The partner has it."""

    code = "note_shared_already"


class NoteUnknownError(ComityError):
    """A partner speaks of a note that it was never sent, or sends one twice."""

    code = "note_unknown"


NOTE_WRITTEN = EventKind(
    "practice.written",
    ("topic", "version"),
    N_("Version {version} of a practice note was written."),
)
NOTE_SHARED = EventKind(
    "practice.shared",
    ("partner", "under", "article", "terms", "message"),
    N_("A practice note was shared with {partner}, under {under}, {article}."),
)
NOTE_RECEIVED = EventKind(
    "practice.received", ("partner", "under", "message"), N_("{partner} shared a practice note.")
)
FEEDBACK_GIVEN = EventKind(
    "practice.feedback_given",
    ("partner", "usefulness", "message"),
    N_("{partner} was told what its practice note is worth: {usefulness}."),
)
FEEDBACK_RECEIVED = EventKind(
    "practice.feedback_received",
    ("partner", "usefulness", "message"),
    N_("{partner} told what our practice note is worth: {usefulness}."),
)
EVENTS: Final = (NOTE_WRITTEN, NOTE_SHARED, NOTE_RECEIVED, FEEDBACK_GIVEN, FEEDBACK_RECEIVED)
