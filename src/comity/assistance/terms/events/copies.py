"""Drafts that begin with the fields of an earlier request."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

REQUEST_COPIED = EventKind(
    "request.copied",
    ("partner", "before"),
    N_("A request to {partner} was drafted with the fields of {before}."),
)
EVENTS = (REQUEST_COPIED,)
