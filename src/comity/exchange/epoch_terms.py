"""The words of epochs, forks and recovery, and what the record says of them. Pure."""

from enum import StrEnum

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

EPOCH_OPENED_TYPE = "epoch.opened"
"""The first message of every epoch after the first."""


class EpochCause(StrEnum):
    """Why a sender began its log anew."""

    RESTORED = "restored"
    LOST_TAIL = "lost_tail"
    FAILOVER = "failover"
    COMPROMISE = "compromise"
    FORKED = "forked"


class RecoveryStage(StrEnum):
    """How far a recovery is."""

    RECEIVED = "received"
    SENT = "sent"
    APPLYING = "applying"
    ENDED = "ended"


EPOCH_PROPOSED = EventKind(
    "epoch.proposed",
    ("partner", "cause", "reason"),
    N_("A new epoch of the channel to {partner} was proposed ({cause}): {reason}"),
)
EPOCH_OPENED = EventKind(
    "epoch.opened",
    ("partner", "origin", "closes", "size", "root", "cause", "again"),
    N_(
        "The channel {origin} to {partner} was opened ({cause}). {closes} is closed at size"
        " {size}; {again} messages go again."
    ),
)
EPOCH_OPENED_THERE = EventKind(
    "epoch.opened_there",
    ("partner", "origin", "closes", "size", "held", "cause"),
    N_(
        "{partner} opened the channel {origin} ({cause}). It remembers {size} messages of"
        " {closes}; {held} are held here."
    ),
)
MESSAGE_HELD_AGAIN = EventKind(
    "message.held_again",
    ("partner", "message", "type"),
    N_("A message of {partner} came again in a new epoch; it has had its effect."),
)
FORK_FOUND = EventKind(
    "fork.found",
    ("partner", "origin", "size", "root", "held_root"),
    N_("{partner} signed two histories of {origin} at size {size}; both are kept as evidence."),
)
RECOVERY_STARTED = EventKind(
    "recovery.started",
    ("partner", "cause", "run"),
    N_("Recovery from what {partner} holds was started ({cause}); nobody acts on the link."),
)
RECOVERY_ENDED = EventKind(
    "recovery.ended",
    ("partner", "run", "received", "sent", "missing", "unapplied", "reason"),
    N_(
        "Recovery from what {partner} holds has ended: {received} of its messages and {sent} of"
        " ours came back, {missing} could not be recovered, {unapplied} of ours were taken up by"
        " no case. {reason}"
    ),
)
REFILL_GIVEN = EventKind(
    "refill.given",
    ("partner", "run"),
    N_("{partner} recovers (run {run}) and was given back what travelled between the two nodes."),
)

EPOCH_EVENTS = (
    EPOCH_PROPOSED,
    EPOCH_OPENED,
    EPOCH_OPENED_THERE,
    MESSAGE_HELD_AGAIN,
    FORK_FOUND,
    RECOVERY_STARTED,
    RECOVERY_ENDED,
    REFILL_GIVEN,
)
