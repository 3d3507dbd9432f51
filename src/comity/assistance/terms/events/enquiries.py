"""Own enquiries, before a partner is asked."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

ENQUIRY_NOTED = EventKind(
    "request.own_enquiry_noted",
    ("partner", "looked", "outcome"),
    N_("An own enquiry was noted before {partner} is asked."),
)

EVENTS = (ENQUIRY_NOTED,)
