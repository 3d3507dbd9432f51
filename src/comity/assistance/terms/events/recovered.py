"""What the record tells of words of ours that were lost here and given back by a partner."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

WORD_APPLIED_AGAIN = EventKind(
    "word.applied_again",
    ("partner", "message", "type", "stand"),
    N_(
        "This node had lost its own {type} to {partner} and got it back; it stands at “{stand}”"
        " again. Who wrote and released it stands in no record of this node any more."
    ),
)

EVENTS = (WORD_APPLIED_AGAIN,)
