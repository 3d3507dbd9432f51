"""The words of keys: roles, ends, how long they are used, and what is recorded. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

KEY_INTRODUCED_TYPE = "key.introduced"
KEY_ENDED_TYPE = "key.ended"


class KeyRole(StrEnum):
    """What a key of a node is for on its links."""

    SENDER = "sender"
    HOLDER = "holder"
    SEALING = "sealing"


class End(StrEnum):
    """Whose key it is, as this node sees the link."""

    OWN = "own"
    PARTNER = "partner"


class TurnState(StrEnum):
    """How far the replacing of a key of ours is."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long keys are used.

    Attributes:
        overlap: how long the old key still counts after a partner has the new one.
        sealing_age: after how long a sealing key is replaced without anybody asking.
    """

    overlap: timedelta = timedelta(days=14)
    sealing_age: timedelta = timedelta(days=90)


_KEY = ("partner", "role", "name", "digest")
KEY_TURN_ASKED = EventKind(
    "key.turn_asked", ("role", "reason"), N_("Replacing the {role} key was asked: {reason}.")
)
KEY_TURN_CONFIRMED = EventKind(
    "key.turn_confirmed", ("role",), N_("Replacing the {role} key was confirmed.")
)
KEY_TURN_WITHDRAWN = EventKind(
    "key.turn_withdrawn", ("role",), N_("Replacing the {role} key was withdrawn.")
)
KEY_MADE = EventKind(
    "key.made", ("role", "name", "digest"), N_("A new {role} key {name} was made ({digest}).")
)
KEY_INTRODUCED = EventKind(
    "key.introduced", _KEY, N_("The new {role} key {name} was introduced to {partner} ({digest}).")
)
KEY_ENDED = EventKind(
    "key.ended", _KEY, N_("{partner} was told that the {role} key {name} has ended ({digest}).")
)
KEY_TAKEN = EventKind(
    "key.taken", _KEY, N_("{partner} introduced its new {role} key {name} ({digest}).")
)
KEY_ENDED_THERE = EventKind(
    "key.ended_there", _KEY, N_("{partner} ended its {role} key {name} ({digest}).")
)
KEY_DESTROYED = EventKind(
    "key.destroyed",
    ("role", "name", "digest"),
    N_("The {role} key {name} was destroyed ({digest})."),
)
KEY_COMPROMISED = EventKind(
    "key.compromised",
    ("role", "since", "reason"),
    N_("The {role} key is told as compromised since {since}: {reason}."),
)
KEY_RECOVERY_NAMED = EventKind(
    "key.recovery_named",
    ("officers",),
    N_("Any two of {officers} can recover the keys of this node."),
)
KEY_RECOVERY_REHEARSED = EventKind(
    "key.recovery_rehearsed",
    ("first", "second"),
    N_("{first} and {second} opened the recovery file; it holds this node's keys."),
)
KEY_EVENTS = (
    KEY_RECOVERY_NAMED,
    KEY_RECOVERY_REHEARSED,
    KEY_TURN_ASKED,
    KEY_TURN_CONFIRMED,
    KEY_TURN_WITHDRAWN,
    KEY_MADE,
    KEY_INTRODUCED,
    KEY_ENDED,
    KEY_TAKEN,
    KEY_ENDED_THERE,
    KEY_DESTROYED,
    KEY_COMPROMISED,
)
