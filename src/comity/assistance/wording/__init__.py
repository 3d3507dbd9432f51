"""The sentence of every code of this package, and the names of its words."""

from comity.assistance.wording.clocks import (
    CLOCK_KIND_NAMES,
    CLOCK_NAMES,
    CLOCK_STATE_NAMES,
    NOTICE_NAMES,
    PAUSE_NAMES,
)
from comity.assistance.wording.data_transfers import TRANSFER_NAMES, VERDICT_NAMES
from comity.assistance.wording.deciding import CONDITIONAL_NAMES, SCOPE_NAMES
from comity.assistance.wording.delivery import (
    DELIVERY_ACT_NAMES,
    DELIVERY_STAGE_NAMES,
    DELIVERY_WORD_NAMES,
)
from comity.assistance.wording.feedback import FEEDBACK_NAMES
from comity.assistance.wording.fields import FIELD_HINTS, FIELD_LABELS
from comity.assistance.wording.information import PRESSING_NAMES
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
from comity.assistance.wording.same_matter import HIT_OUTCOME_NAMES, MARK_NAMES
from comity.assistance.wording.sentences import SENTENCES

__all__ = [
    "ACTION_NAMES",
    "CARRIER_NAMES",
    "CHANNEL_NAMES",
    "CLOCK_KIND_NAMES",
    "CLOCK_NAMES",
    "CLOCK_STATE_NAMES",
    "CONDITIONAL_NAMES",
    "DELIVERY_ACT_NAMES",
    "DELIVERY_STAGE_NAMES",
    "DELIVERY_WORD_NAMES",
    "FEEDBACK_NAMES",
    "FIELD_HINTS",
    "FIELD_LABELS",
    "GROUND_NAMES",
    "HIT_OUTCOME_NAMES",
    "LETTER_NAMES",
    "MARK_NAMES",
    "MISSING_NAMES",
    "NEXT_WHO_NAMES",
    "NOTICE_NAMES",
    "ONWARD_NAMES",
    "PARTY_NAMES",
    "PAUSE_NAMES",
    "POSTPONEMENT_NAMES",
    "PRESSING_NAMES",
    "SCOPE_NAMES",
    "SENTENCES",
    "STATE_NAMES",
    "TAB_NAMES",
    "TRANSFER_NAMES",
    "TURN_NAMES",
    "VERDICT_NAMES",
]
