"""Who acts by a verb at the node's machine: an officer by name, and the user who typed it."""

import os
import pwd
import socket
from dataclasses import replace

from comity.officers.queries import officer_named
from comity.officers.terms import Viewer

LONGEST = 200


def officer_at_machine(username: str) -> Viewer:
    """Return the officer in whose name something is done at the machine itself.

    Whoever may run these verbs reads the node's keys and database, so the name is only said and
    never proved. The record therefore tells also who said it: the operating system's user, as the
    kernel knows it and no variable does, and the machine.

    Args:
        username: of the officer, as typed.

    Raises:
        NotFoundError: nobody signs in by that name.
    """
    viewer = officer_named(username).as_viewer()
    told = f" ({_user()}@{socket.gethostname()})"
    return replace(viewer, name=f"{viewer.name[: LONGEST - len(told)]}{told}")


def _user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container's user may have no name
        return str(os.geteuid())
