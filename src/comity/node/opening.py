"""A node that is no demonstration opens once two administrators have a second factor.

Until then it enrols: its officers' door opens for their sign-in and security pages only, and
neither partners nor the exchange are served. One administrator alone could lock the
administration out, and would have nobody looking on.

Run as a program this prints how many can sign in; the server asks it, so as not to load the
whole node into its own process.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from comity.node.django_start import start_django
from comity.node.passphrase import VARIABLE
from comity.officers.terms import LEAST_ADMINISTRATORS

ENROLMENT = "COMITY_ENROLMENT"
ASKED_EVERY_SECONDS = 4
ENROLLING = (
    "This node is not open yet: {have} of {need} node administrators have a second factor.\n"
    "Until {need} have one, only their sign-in and security pages work. Let each administrator\n"
    "sign in at {address} and set one up; the node then opens by itself."
)


class Opening:
    """Waits for the administrators of one node.

    Args:
        folder: its home.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked_at = time.monotonic()
        self.come = False

    def may_open(self) -> bool:
        """Ask now whether enough administrators can sign in."""
        self._have = self._ask()
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

    def _ask(self) -> int:
        command = [sys.executable, "-m", "comity.node.opening"]
        # It opens no keystore, so it is not told the passphrase either.
        environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
        done = subprocess.run(  # noqa: S603  our own command
            command, cwd=self._folder, env=environment, stdout=subprocess.PIPE, check=True
        )
        return int(done.stdout)


def main() -> None:
    """Print how many administrators can sign in."""
    start_django()
    from comity.officers.queries import administrators_with_second_factor

    print(len(administrators_with_second_factor()))


if __name__ == "__main__":
    main()
