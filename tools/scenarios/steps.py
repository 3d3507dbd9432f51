"""What a step says, and the road that most scenarios of a holder begin with."""

from typing import Any

from comity.crypto.merkle import Frontier
from comity.exchange.parcel import Message
from tools.scenarios.shelf import OPENED, Shelf

Step = dict[str, Any]


def root_hex(messages: list[Message]) -> str:
    return Frontier().extend([each.leaf() for each in messages]).root().hex()


def take(parcel: str, messages: list[Message]) -> Step:
    """A parcel that is answered with a receipt for these messages."""
    return {"take": parcel, "receipt": {"size": len(messages), "root": root_hex(messages)}}


def no(parcel: str, code: str, **facts: str) -> Step:
    """A parcel that is refused."""
    return {"take": parcel, "refused": code, "facts": facts}


def nothing_changed(messages: list[Message]) -> Step:
    """A question under the head of the empty log: what is held is what was held."""
    return take("question of nothing", messages)


class Road:
    """The parcels that most scenarios of a holder begin with: four messages in three parcels."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        names = ("first", "second", "third", "fourth")
        self.all = [shelf.message(name, OPENED) for name in names]
        self.heads = {size: shelf.head(self.all[:size]) for size in range(len(self.all) + 1)}
        shelf.question("question of nothing", self.heads[0])
        shelf.parcel("1", self.heads[1], self.all[:1])
        shelf.parcel("2 to 3", self.heads[3], self.all[1:3], start=1)
        shelf.parcel("4", self.heads[4], self.all[3:], start=3)

    def of(self, size: int) -> list[Message]:
        return self.all[:size]
