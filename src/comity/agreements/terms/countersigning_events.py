"""What the record says of countersigned terms. They are acts of the whole administration."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

_FIELDS = ("partner", "number", "digest")

TERMS_PROPOSED = EventKind(
    "terms.proposed",
    (*_FIELDS, "replaces"),
    N_("Proposal {number} to {partner}: countersign this encoding of the agreement ({digest})."),
)
TERMS_RECEIVED = EventKind(
    "terms.received",
    (*_FIELDS, "replaces", "message"),
    N_("Proposal {number} of {partner} was received: its encoding of the agreement ({digest})."),
)
TERMS_COUNTERSIGNED = EventKind(
    "terms.countersigned",
    _FIELDS,
    N_("The encoding that {partner} proposed was countersigned ({digest}, proposal {number})."),
)
TERMS_DECLINED = EventKind(
    "terms.declined",
    (*_FIELDS, "reasons", "message"),
    N_("The encoding that {partner} proposed was declined (proposal {number}): {reasons}"),
)
TERMS_COUNTERSIGNED_THERE = EventKind(
    "terms.countersigned_there",
    (*_FIELDS, "message"),
    N_("{partner} countersigned our encoding ({digest}, proposal {number})."),
)
TERMS_DECLINED_THERE = EventKind(
    "terms.declined_there",
    (*_FIELDS, "reasons", "message"),
    N_("{partner} declined our encoding (proposal {number}): {reasons}"),
)
TERMS_DIFFER = EventKind(
    "terms.differ",
    ("partner", "theirs", "ours", "message"),
    N_("{partner} relies on another encoding of the agreement ({theirs}) than ours ({ours})."),
)
TERMS_DIFFER_THERE = EventKind(
    "terms.differ_there",
    ("partner", "theirs", "ours", "message"),
    N_("{partner} told that its encoding of the agreement ({theirs}) is not ours ({ours})."),
)
TERMS_DIFFERENCE_DECIDED = EventKind(
    "terms.difference_decided",
    ("partner", "theirs", "ours", "reasons"),
    N_("The treaty desk goes by our own encoding, whatever {partner} relies on: {reasons}"),
)

COUNTERSIGNING_EVENTS = (
    TERMS_PROPOSED,
    TERMS_RECEIVED,
    TERMS_COUNTERSIGNED,
    TERMS_DECLINED,
    TERMS_COUNTERSIGNED_THERE,
    TERMS_DECLINED_THERE,
    TERMS_DIFFER,
    TERMS_DIFFER_THERE,
    TERMS_DIFFERENCE_DECIDED,
)
