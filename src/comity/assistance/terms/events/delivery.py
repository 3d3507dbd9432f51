"""Controlled deliveries; where the goods are, and who watches them, stands in no entry."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

DELIVERY_PLANNED = EventKind(
    "delivery.planned", ("partner", "plan"), N_("Plan {plan} of a controlled delivery was written.")
)
DELIVERY_TOLD = EventKind(
    "delivery.told",
    ("partner", "plan", "word", "message"),
    N_("{partner} was told of plan {plan} of the controlled delivery: {word}."),
)
DELIVERY_LET_GO = EventKind(
    "delivery.let_go",
    ("partner", "plan", "under", "article", "terms", "message"),
    N_(
        "We let the goods of plan {plan} move on under control, with {partner}, under {under},"
        " {article}."
    ),
)
DELIVERY_HEARD = EventKind(
    "delivery.heard",
    ("partner", "plan", "word", "message"),
    N_("{partner} told of plan {plan} of the controlled delivery: {word}."),
)

EVENTS = (DELIVERY_PLANNED, DELIVERY_TOLD, DELIVERY_LET_GO, DELIVERY_HEARD)
