"""The sentence of every code of this package, and the names of its words."""

from comity.assistance.wording.fields import FIELD_HINTS, FIELD_LABELS
from comity.assistance.wording.names import (
    ACTION_NAMES,
    CARRIER_NAMES,
    CHANNEL_NAMES,
    GROUND_NAMES,
    LETTER_NAMES,
    MISSING_NAMES,
    NEXT_WHO_NAMES,
    ONWARD_NAMES,
    PARTY_NAMES,
    POSTPONEMENT_NAMES,
    STATE_NAMES,
    TAB_NAMES,
    TURN_NAMES,
)
from comity.assistance.wording.sentences import SENTENCES

__all__ = [
    "ACTION_NAMES",
    "CARRIER_NAMES",
    "CHANNEL_NAMES",
    "FIELD_HINTS",
    "FIELD_LABELS",
    "GROUND_NAMES",
    "LETTER_NAMES",
    "MISSING_NAMES",
    "NEXT_WHO_NAMES",
    "ONWARD_NAMES",
    "PARTY_NAMES",
    "POSTPONEMENT_NAMES",
    "SENTENCES",
    "STATE_NAMES",
    "TAB_NAMES",
    "TURN_NAMES",
]
