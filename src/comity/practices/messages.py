"""The message kinds of practices, as `node` registers them with the exchange."""

from comity.exchange.terms import MessageKind
from comity.practices.schemas import FEEDBACK_SCHEMA, FEEDBACK_TYPE, NOTE_SCHEMA, NOTE_TYPE
from comity.practices.services import take_feedback, take_note

KINDS = (
    MessageKind(NOTE_TYPE, 1, NOTE_SCHEMA, take_note),
    MessageKind(FEEDBACK_TYPE, 1, FEEDBACK_SCHEMA, take_feedback),
)
