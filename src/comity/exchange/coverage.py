"""N of M: how many of several messages the partners hold, as their signed receipts say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from comity.exchange.queries import MessageFacts, facts_of_many


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far what one act, or several of a kind, sent has come.

    Attributes:
        held: how many of the messages a verified receipt covers.
        sent: how many were recorded for delivery.
    """

    held: int
    sent: int

    @classmethod
    def of(cls, messages: Iterable[MessageFacts | None]) -> Self:
        """Return it of messages of ours; None stands for one of which nothing is known yet."""
        known = list(messages)
        held = sum(1 for each in known if each is not None and each.delivered_at is not None)
        return cls(held, len(known))


def coverage_of(message_ids: Iterable[str]) -> Coverage:
    """Return how many of several messages of ours are held where they went.

    Args:
        message_ids: their ids; an empty one, of what has not left, counts for nothing.
    """
    wanted = [each for each in message_ids if each]
    if not wanted:
        return Coverage(0, 0)
    known = facts_of_many(wanted)
    return Coverage.of(known.get(each) for each in wanted)
