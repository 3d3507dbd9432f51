"""Planted bugs, each of which a campaign must catch by the name the oracle has for it.

Each is a fault that an exchange has had somewhere. `mutations` plants them in a node under test.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """A planted bug.

    Attributes:
        name: what is wrong.
        shown_by: the campaign that must catch it.
        told_as: what the oracle then says of it.
        only: faults or moments to which that campaign keeps; all of them when none is named.
        many: how many of them.
    """

    name: str
    shown_by: str
    told_as: str
    only: tuple[str, ...] = ()
    many: int = 8


_BEYOND, _TWICE = "count as delivered", "a second effect"
MUTATIONS = (
    Mutation("fsync skipped", "power", "accepted and not in the outbox", ("DROPPED",)),
    Mutation("receipt before commit", "kills", _BEYOND, ("door",), 12),
    Mutation("idempotency dropped", "road", _TWICE, ("road: parcel duplicated",), 24),
    Mutation(
        "cursor without effect",
        "moments",
        "without effect",
        ("worker: messages are to be taken up",),
        4,
    ),
    Mutation("same epoch after restore", "backups", "two roots", many=1),
    Mutation(
        "settled to own head instead of the receipt's size",
        "road",
        "sent and not held",
        ("road: parcel delayed", "road: an older receipt"),
        12,
    ),
    Mutation(
        "refusal not recorded",
        "road",
        "not recorded",
        ("road: parcel truncated", "road: parcel extended"),
    ),
    Mutation("effect without its entry", "road", "without entry", many=4),
)
BY_NAME = {mutation.name: mutation for mutation in MUTATIONS}
