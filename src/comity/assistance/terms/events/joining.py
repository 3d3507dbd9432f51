"""What the record tells of matters that go on by node."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

CONTINUATION_PROPOSED = EventKind(
    "continuation.proposed",
    ("partner", "stand", "message"),
    N_("It was proposed to {partner} to go on by node; it stands at “{stand}” here."),
)
CONTINUATION_RECEIVED = EventKind(
    "continuation.received",
    ("partner", "item", "stand_there", "message"),
    N_("{partner} proposes to go on by node with what it calls {item}, at “{stand_there}” there."),
)
CONTINUATION_MATCHED = EventKind(
    "continuation.matched",
    ("partner", "item", "stand", "message"),
    N_("An officer found it to be what {partner} calls {item}; it stands at “{stand}” here."),
)
CONTINUATION_DECLINED = EventKind(
    "continuation.declined",
    ("partner", "item", "message"),
    N_("{partner} was told that {item} is not known here."),
)
CONTINUATION_DECLINED_THERE = EventKind(
    "continuation.declined_there",
    ("partner", "message"),
    N_("{partner} does not know the matter, and it goes on by letter."),
)
CONTINUATION_DIFFERS = EventKind(
    "continuation.differs",
    ("partner", "stand", "stand_there", "message"),
    N_("Both records differ: “{stand}” here, “{stand_there}” at {partner}. It goes on by letter."),
)
MATTER_CARRIED_OVER = EventKind(
    "request.carried_over",
    ("partner", "item", "stand", "message"),
    N_("From here on it goes from node to node with {partner}; until then it was {item}."),
)
MATTER_TAKEN_IN = EventKind(
    "request.taken_in",
    ("partner", "under", "outcome", "item", "message"),
    N_("It was taken in from what {partner} proposed to go on with: {outcome}."),
)
ACCEPTANCE_PUT_BACK = EventKind(
    "request.acceptance_put_back",
    ("partner", "reason"),
    N_("{partner} has not decided on it; the acceptance noted here was put back: {reason}"),
)

EVENTS = (
    CONTINUATION_PROPOSED,
    CONTINUATION_RECEIVED,
    CONTINUATION_MATCHED,
    CONTINUATION_DECLINED,
    CONTINUATION_DECLINED_THERE,
    CONTINUATION_DIFFERS,
    MATTER_CARRIED_OVER,
    MATTER_TAKEN_IN,
    ACCEPTANCE_PUT_BACK,
)
