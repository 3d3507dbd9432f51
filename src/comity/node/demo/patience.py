"""How the story goes on when a node is killed under its hands."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comity.interfaces.cli.client import NodeRefusedError, NodeUnreachableError
from comity.kernel.errors import ComityError


class NothingHappenedError(ComityError):
    """What was waited for did not come in time."""

    code = "nothing_happened"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to insist.

    Attributes:
        seconds: how long a call is repeated while the node does not answer, and how long an
            awaited state may take to come.
    """

    seconds: float = 30.0

    def insist(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever the call gives
        """Repeat `call` while nothing answers; an answer, also a refusal, is final.

        Raises:
            NodeUnreachableError: nothing answered in all that time.
        """
        until = time.monotonic() + self.seconds
        while True:
            try:
                return call()
            except NodeUnreachableError:
                if time.monotonic() > until:
                    raise
            except NodeRefusedError as refused:
                if refused.status != 503 or time.monotonic() > until:
                    raise
            time.sleep(0.1)

    def await_state(self, look: Callable[[], Any], *, what: str) -> Any:  # noqa: ANN401  JSON as the node answered it
        """Look again and again until `look` gives something true.

        Raises:
            NothingHappenedError: it never did.
        """
        until = time.monotonic() + self.seconds
        while True:
            seen = self.insist(look)
            if seen:
                return seen
            if time.monotonic() > until:
                raise NothingHappenedError(what=what)
            time.sleep(0.1)
