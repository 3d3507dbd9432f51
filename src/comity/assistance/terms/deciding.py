"""How a partner's request is decided on: accepted whole, in part or on conditions; consulted on."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """How much of what was asked is taken on."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What an acceptance says beside that it is one, as typed; an earlier node's says nothing.

    Attributes:
        scope: a `Scope`.
        not_done: of one in part, what will not be done.
        conditions: on which it is given; empty when on none.
    """

    scope: str = Scope.WHOLE.value
    not_done: str = ""
    conditions: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it says no more than that the request is accepted."""
        return self.scope == Scope.WHOLE and not self.conditions

    @property
    def on_conditions(self) -> str:
        """Return for the record whether it is conditional; their text stays out of it."""
        return "set" if self.conditions else "none"


@dataclass(frozen=True, slots=True)
class Consulted:
    """That the partner was consulted before its request was refused, as typed.

    Attributes:
        on: the civil day, ISO; empty when it was not.
        note: with whom, and what came of it.
    """

    on: str = ""
    note: str = ""


WHOLE = Acceptance()
NOT_CONSULTED = Consulted()
