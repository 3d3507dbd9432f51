"""What an office carries: one act on one kind of thing, and how far it reaches. Pure.

Each package keeps its duties in a module of this name, as a tuple `DUTIES`. Code asks them who
may; the reference prints them; nothing else names an office.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from comity.kernel.rulings import Role

State = StrEnum | tuple[StrEnum, ...]

EVERY_OFFICE: Final = tuple(Role)
"""Whoever holds any office; who holds none may nothing."""

FOR_THE_NODE: Final = Role.CENTRAL_UNIT
"""The office whose duties reach every agency, where others' end at their own."""


class Within(StrEnum):
    """How far a duty reaches; the values are as the reference tells them."""

    NODE = "the whole node"
    AGENCY = "what belongs to their agency"
    REFERRED = "what is referred to their office"
    SEEN = "what they may see"


@dataclass(frozen=True, slots=True)
class Duty:
    """One act on one kind of thing, and whose it is.

    Attributes:
        thing: what is acted on, in a few English words.
        act: what is done, in a few English words.
        roles: the offices that carry it; one of them is enough.
        within: how far it reaches.
        states: where the thing must stand; empty where that does not count.
    """

    thing: str
    act: str
    roles: tuple[Role, ...]
    within: Within = Within.NODE
    states: tuple[State, ...] = ()

    def __str__(self) -> str:
        return f"{self.act} ({self.thing})"
