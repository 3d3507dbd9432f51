"""Where the command line keeps an officer's sign-in: one file only its owner may read."""

import contextlib
import json
import os
from pathlib import Path

import typer

from comity.interfaces.cli.client import NodeClient
from comity.kernel.errors import ComityError


def _place() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "comity" / "session.json"


def remember(client: NodeClient) -> None:
    """Keep the address and the session token."""
    path = _place()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        os.fchmod(descriptor, 0o600)  # a file of an earlier version may be open to others
        kept = {
            "address": client.address,
            "token": client.token,
            "by_code": client.by_code,
            "acts_for": client.acts_for,
        }
        json.dump(kept, out)


def forget() -> None:
    """Drop what was kept; a token that came by a code is ended at its node, if that answers."""
    with contextlib.suppress(OSError, ValueError, KeyError, ComityError):
        kept = json.loads(_place().read_text())
        if kept.get("by_code"):
            NodeClient(kept["address"], token=kept["token"], by_code=True).end_token()
    _place().unlink(missing_ok=True)


def signed_in() -> NodeClient:
    """Return the client of whoever is signed in; say how to sign in when nobody is."""
    try:
        kept = json.loads(_place().read_text())
    except (OSError, ValueError) as error:
        typer.echo("Sign in first: comity sign-in ADDRESS", err=True)
        raise typer.Exit(3) from error
    return NodeClient(
        kept["address"],
        token=kept["token"],
        by_code=bool(kept.get("by_code", False)),
        acts_for=str(kept.get("acts_for", "")),
    )
