"""A node that was set back to a backup: who lets it speak to its partners again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from comity.exchange.services import confirm_restored
from comity.kernel.errors import ComityError
from comity.node.at_machine import officer_at_machine
from comity.node.home import Home
from comity.node.milestones import mark_confirmed, restoration, restored_and_unconfirmed


class NotSetBackError(ComityError):
    """There is nothing to confirm: the node was not restored, or somebody confirmed already."""

    code = "not_set_back"


def confirm(home: Home, username: str, *, at: datetime) -> dict[str, Any]:
    """Record who lets the node speak again, and take its mark away.

    Args:
        home: the restored node's.
        username: of a node administrator.
        at: aware UTC instant.

    Returns:
        What is now known of the restoration.

    Raises:
        NotSetBackError: there is nothing to confirm.
        NotFoundError, NotAllowedError: nobody of that name administers this node.
    """
    if not restored_and_unconfirmed(home):
        raise NotSetBackError(folder=home.folder)
    officer = officer_at_machine(username)
    told = restoration(home)
    made_at = _instant(told.get("backup_made_at"), otherwise=at)
    restored_at = _instant(told.get("restored_at"), otherwise=at)
    with transaction.atomic(durable=True):
        confirm_restored(
            backup_made_at=made_at,
            restored_at=restored_at,
            officer=officer,
            at=at,
        )
    return mark_confirmed(home, by=officer.name, at=at)


def _instant(told: object, *, otherwise: datetime) -> datetime:
    try:
        return datetime.fromisoformat(str(told))
    except ValueError:
        # The mark was damaged; that the node was set back still counts.
        return otherwise
