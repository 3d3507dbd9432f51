"""Confirming that a node that was set back to a backup may speak to its partners again."""

from datetime import datetime

from comity.exchange.duties import CONFIRM_RESTORED
from comity.exchange.terms import NODE_RESTORED
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer, demand_role


def confirm_restored(
    *, backup_made_at: datetime, restored_at: datetime, entries: int, officer: Viewer, at: datetime
) -> None:
    """Record that the node was set back, and who lets it speak again.

    What the backup lacks is not made good by this: a channel on which the partner holds more than
    this node still knows is halted when the worker asks for the partner's state, before any new
    head is signed.

    Args:
        backup_made_at: aware UTC instant whose state was restored.
        restored_at: aware UTC instant of restoring.
        entries: how many entries of the record the backup held.
        officer: who confirms.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not administer this node.
    """
    demand_role(officer, CONFIRM_RESTORED.roles)
    append(
        NODE_RESTORED,
        about=NODE,
        by=officer.name,
        agency="",
        at=at,
        backup_made_at=backup_made_at.isoformat(),
        restored_at=restored_at.isoformat(),
        entries=entries,
    )
