"""A node that is no demonstration opens once two administrators have a second factor.

Until then it enrols: its officers' door opens for their sign-in and security pages only, and
neither partners nor the exchange are served. One administrator alone could lock the
administration out, and would have nobody looking on.
"""

import time
from multiprocessing import get_context
from multiprocessing.connection import Connection

from comity.officers.terms import LEAST_ADMINISTRATORS

ASKED_EVERY_SECONDS = 2
ENROLLING = (
    "This node is not open yet: {have} of {need} node administrators have a second factor.\n"
    "Until {need} have one, only their sign-in and security pages work. Let each administrator\n"
    "sign in at {address} and set one up; the node then opens by itself."
)


class Opening:
    """Waits for the administrators of the node this process has read the program of."""

    def __init__(self) -> None:
        self._asked_at = time.monotonic()
        self.come = False

    def may_open(self) -> bool:
        """Ask now whether enough administrators can sign in."""
        self._have = _able_to_sign_in()
        return self._have >= LEAST_ADMINISTRATORS

    def has_come(self) -> bool:
        """Ask every few seconds whether enough administrators can sign in by now."""
        if time.monotonic() - self._asked_at >= ASKED_EVERY_SECONDS:
            self.come = self.may_open()
            self._asked_at = time.monotonic()
        return self.come

    def in_words(self, door: str) -> str:
        """Return what is missing, and how it is put right."""
        need = LEAST_ADMINISTRATORS
        return ENROLLING.format(have=self._have, need=need, address=f"https://{door}/")


def _able_to_sign_in() -> int:
    # Asked in a process of its own: the doors are forked from this one, and a database that was
    # opened before a fork serves neither side of it.
    context = get_context("fork")
    hears, tells = context.Pipe(duplex=False)
    asked = context.Process(target=_tell, args=(tells,), name="who can sign in")
    asked.start()
    tells.close()
    try:
        return int(hears.recv())
    finally:
        hears.close()
        asked.join()


def _tell(to: "Connection[int, int]") -> None:
    from comity.officers.queries import administrators_with_second_factor

    to.send(len(administrators_with_second_factor()))
