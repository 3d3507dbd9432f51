"""A node that is no demonstration opens once two administrators have a second factor.

Until then it enrols: its officers' door opens for their sign-in and security pages only, and
neither partners nor the exchange are served. One administrator alone could lock the
administration out, and would have nobody looking on.
"""

import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from comity.officers.terms import LEAST_ADMINISTRATORS

ASKED_EVERY_SECONDS = 2
ANSWERED_WITHIN_SECONDS = 5
BEHIND = (
    "The database was made by an earlier version of this software, and nothing is served.\n"
    "Run `comity upgrade`, and start the node again."
)
ENROLLING = (
    "This node is not open yet: {have} of {need} node administrators have a second factor.\n"
    "Until {need} have one, only their sign-in and security pages work. Let each administrator\n"
    "sign in at {address} and set one up; the node then opens by itself."
)

OPENED = "Enough administrators can sign in: the node opens."


@dataclass(frozen=True, slots=True)
class _Found:
    """What the database says: whether it is of an earlier version, and who can sign in."""

    behind: bool = False
    able: int = 0


class Opening:
    """Waits for the administrators of the node this process has read the program of."""

    def __init__(self) -> None:
        self._asked_at = time.monotonic()
        self.come = False
        self._found = _Found()

    @property
    def is_behind(self) -> bool:
        """Whether the database lacked tables or columns of this version when it was asked."""
        return self._found.behind

    def may_open(self) -> bool:
        """Ask now whether enough administrators can sign in."""
        self._found = _asked_apart()
        return self._found.able >= LEAST_ADMINISTRATORS

    def has_come(self) -> bool:
        """Ask every few seconds whether enough administrators can sign in by now."""
        if time.monotonic() - self._asked_at >= ASKED_EVERY_SECONDS:
            self.come = self.may_open()
            self._asked_at = time.monotonic()
        return self.come

    def in_words(self, door: str) -> str:
        """Return what is missing, and how it is put right."""
        need = LEAST_ADMINISTRATORS
        return ENROLLING.format(have=self._found.able, need=need, address=f"https://{door}/")


def _asked_apart() -> _Found:
    # Asked in a process of its own: the doors are forked from this one, and a database that was
    # opened before a fork serves neither side of it.
    context = get_context("fork")
    hears, tells = context.Pipe(duplex=False)
    asked = context.Process(target=_tell, args=(tells,), name="who can sign in")
    asked.start()
    tells.close()
    try:
        return hears.recv() if hears.poll(ANSWERED_WITHIN_SECONDS) else _Found()
    except EOFError:
        # The database did not let it ask; its own words stand in the log, and it is asked again.
        return _Found()
    finally:
        hears.close()
        asked.kill()
        asked.join()


def _tell(to: "Connection[_Found, _Found]") -> None:
    from comity.node.tables.laying import is_behind
    from comity.officers.queries import administrators_with_second_factor

    if is_behind():
        to.send(_Found(behind=True))
    else:
        to.send(_Found(able=len(administrators_with_second_factor())))
