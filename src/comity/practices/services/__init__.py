"""Acts on practice notes, each inside the caller's transaction: what changed and one entry."""

from comity.practices.services.notes import (
    change_note,
    share_note,
    tell_feedback,
    write_note,
)
from comity.practices.services.received import take_feedback, take_note

__all__ = [
    "change_note",
    "share_note",
    "take_feedback",
    "take_note",
    "tell_feedback",
    "write_note",
]
