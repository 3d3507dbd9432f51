"""Consents, recalls and notices, on either side; none tells what is asked of whom."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

AFTERWORD_WRITTEN = EventKind(
    "afterword.written",
    ("partner", "afterword", "item"),
    N_("{afterword} to {partner} was written under number {item}; a second person sends it."),
)
AFTERWORD_DROPPED = EventKind(
    "afterword.dropped",
    ("partner", "afterword", "item"),
    N_("{afterword} to {partner}, number {item}, was dropped before it was sent."),
)
AFTERWORD_SENT = EventKind(
    "afterword.sent",
    ("partner", "afterword", "item", "message"),
    N_("{afterword} to {partner}, number {item}, was released and recorded for delivery."),
)
AFTERWORD_RECEIVED = EventKind(
    "afterword.received",
    ("partner", "afterword", "item", "message"),
    N_("{afterword} from {partner} came; it has number {item} here."),
)
CONSENT_DECIDED = EventKind(
    "consent.decided",
    ("partner", "item", "decision", "until", "message"),
    N_("On the consent that {partner} asks for under number {item} it was decided: {decision}."),
)
CONSENT_LEARNT = EventKind(
    "consent.learnt",
    ("partner", "item", "decision", "until", "message"),
    N_("{partner} decided on the consent asked for under number {item}: {decision}."),
)
RECALL_DONE = EventKind(
    "recall.answered",
    ("partner", "item", "fates", "message"),
    N_("What {partner} asks back under number {item} was answered: {fates}."),
)
RECALL_LEARNT = EventKind(
    "recall.learnt",
    ("partner", "item", "fates", "message"),
    N_("{partner} answered what we ask back under number {item}: {fates}."),
)

EVENTS = (
    AFTERWORD_WRITTEN,
    AFTERWORD_DROPPED,
    AFTERWORD_SENT,
    AFTERWORD_RECEIVED,
    CONSENT_DECIDED,
    CONSENT_LEARNT,
    RECALL_DONE,
    RECALL_LEARNT,
)
