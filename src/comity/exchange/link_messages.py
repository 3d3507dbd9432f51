"""The messages of the link itself, as `node` registers them: a closed list without case data."""

from comity.exchange.link_schemas import (
    TERMS_COUNTERSIGNED_SCHEMA,
    TERMS_DECLINED_SCHEMA,
    TERMS_DIFFER_SCHEMA,
    TERMS_PROPOSED_SCHEMA,
)
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
)
