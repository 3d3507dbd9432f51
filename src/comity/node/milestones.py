"""What has happened to a home folder once: it was founded, and perhaps restored from a backup."""

import json
from datetime import datetime
from typing import Any

from comity.kernel.errors import ComityError
from comity.node.home import Home, write_private


class NotFoundedError(ComityError):
    """The set-up of this home was interrupted."""

    code = "not_founded"


class SetBackError(ComityError):
    """The node was restored from a backup, and nobody has confirmed it yet."""

    code = "set_back"


def mark_founded(home: Home, *, at: datetime) -> None:
    """Say that the set-up is finished; nothing of it comes after this."""
    write_private(home.founded, _written({"founded_at": at.isoformat()}))


def demand_founded(home: Home) -> None:
    """Refuse a home whose set-up stopped on its way.

    Raises:
        NotFoundedError: the marker that is written last is not there.
    """
    if not home.founded.exists():
        raise NotFoundedError(folder=home.folder)


def mark_restored(home: Home, told: dict[str, Any]) -> None:
    """Say that this home came out of a backup, so that it does not go on as if nothing happened."""
    write_private(home.restored, _written({**told, "confirmed_by": None}))


def mark_confirmed(home: Home, *, by: str, at: datetime) -> dict[str, Any]:
    """Say who let the node speak again, and return all that is known of its restoration."""
    told = {**restoration(home), "confirmed_by": by, "confirmed_at": at.isoformat()}
    write_private(home.restored, _written(told))
    return told


def restored_and_unconfirmed(home: Home) -> bool:
    """Tell whether this home came out of a backup and no administrator has confirmed it yet."""
    return home.restored.exists() and restoration(home).get("confirmed_by") is None


def demand_not_set_back(home: Home) -> None:
    """Refuse what speaks to partners while this home's set-back is not confirmed.

    Raises:
        SetBackError: an administrator must confirm first.
    """
    if restored_and_unconfirmed(home):
        raise SetBackError(folder=home.folder)


def restoration(home: Home) -> dict[str, Any]:
    """Return what is known of the backup this home came out of; empty when it did not."""
    try:
        told = json.loads(home.restored.read_bytes())
    except (FileNotFoundError, ValueError):
        # A marker that cannot be read still marks: nothing of it counts as confirmed.
        return {}
    return told if isinstance(told, dict) else {}


def _written(told: dict[str, Any]) -> bytes:
    return json.dumps(told, indent=1, sort_keys=True).encode() + b"\n"
