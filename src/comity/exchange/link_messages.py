"""The messages of the link itself, as `node` registers them: a closed list without case data."""

from comity.exchange.anchor_terms import ANCHOR_TYPE
from comity.exchange.epoch_terms import EPOCH_OPENED_TYPE
from comity.exchange.key_terms import KEY_ENDED_TYPE, KEY_INTRODUCED_TYPE
from comity.exchange.link_schemas import (
    ANCHOR_SCHEMA,
    EPOCH_OPENED_SCHEMA,
    KEY_ENDED_SCHEMA,
    KEY_INTRODUCED_SCHEMA,
    NOTICE_SCHEMA,
    OPENINGS_SCHEMA,
    TERMS_COUNTERSIGNED_SCHEMA,
    TERMS_DECLINED_SCHEMA,
    TERMS_DIFFER_SCHEMA,
    TERMS_PROPOSED_SCHEMA,
)
from comity.exchange.notice_terms import NOTICE_TYPE
from comity.exchange.openings_terms import OPENINGS_TYPE
from comity.exchange.services.anchoring import take_anchor
from comity.exchange.services.epoch_receiving import take_opening
from comity.exchange.services.keys_handling import take_ended_key, take_introduced_key
from comity.exchange.services.notices import take_notice
from comity.exchange.services.openings import decide_openings_again, take_openings
from comity.exchange.services.terms_taking import (
    take_countersignature,
    take_decline,
    take_difference,
    take_proposal,
)
from comity.exchange.terms import (
    TERMS_COUNTERSIGNED_TYPE,
    TERMS_DECLINED_TYPE,
    TERMS_DIFFER_TYPE,
    TERMS_PROPOSED_TYPE,
    MessageKind,
)

LINK_KINDS = (
    MessageKind(TERMS_PROPOSED_TYPE, 1, TERMS_PROPOSED_SCHEMA, take_proposal),
    MessageKind(TERMS_COUNTERSIGNED_TYPE, 1, TERMS_COUNTERSIGNED_SCHEMA, take_countersignature),
    MessageKind(TERMS_DECLINED_TYPE, 1, TERMS_DECLINED_SCHEMA, take_decline),
    MessageKind(TERMS_DIFFER_TYPE, 1, TERMS_DIFFER_SCHEMA, take_difference),
    MessageKind(KEY_INTRODUCED_TYPE, 1, KEY_INTRODUCED_SCHEMA, take_introduced_key),
    MessageKind(KEY_ENDED_TYPE, 1, KEY_ENDED_SCHEMA, take_ended_key),
    MessageKind(ANCHOR_TYPE, 1, ANCHOR_SCHEMA, take_anchor),
    MessageKind(EPOCH_OPENED_TYPE, 1, EPOCH_OPENED_SCHEMA, take_opening),
    MessageKind(NOTICE_TYPE, 1, NOTICE_SCHEMA, take_notice),
    MessageKind(
        OPENINGS_TYPE, 1, OPENINGS_SCHEMA, take_openings, apply_again=decide_openings_again
    ),
)
