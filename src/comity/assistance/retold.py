"""Who else here retells matters: packages above this one, told when what they retell is erased."""

from typing import Protocol

from comity.assistance.models.requests import Request


class Forget(Protocol):
    """What a package above does when something of a matter is erased, in the same transaction."""

    def __call__(self, request: Request, *, exhibit: str = "") -> None:
        """Forget what is retold of a matter.

        Args:
            request: of the matter.
            exhibit: the name on the record of the one exhibit that goes; empty for everything.

        Raises:
            MessagesWaitError: a message that retells it is still on its way: nothing is erased.
        """


_furnished: list[Forget] = []


def furnish(*forget: Forget) -> None:
    """Say who retells matters; `node` does at start, again replaces."""
    _furnished[:] = forget


def forget_retold(request: Request, *, exhibit: str = "") -> None:
    """Let every package that retells a matter forget it, or one exhibit of it."""
    for forget in _furnished:
        forget(request, exhibit=exhibit)
