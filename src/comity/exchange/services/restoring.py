"""Confirming that a node that was set back to a backup may speak to its partners again."""

from datetime import datetime

from comity.exchange.duties import CONFIRM_RESTORED
from comity.exchange.services.recovering import recover_every_link
from comity.exchange.terms import RECORD_EPOCH_OPENED
from comity.ledger.services import begin_epoch
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer, demand_role


def confirm_restored(
    *, backup_made_at: datetime, restored_at: datetime, officer: Viewer, at: datetime
) -> None:
    """Record that the node was set back, and who lets it speak again.

    The record goes on in a new epoch, and what the backup lacks is asked of every partner before
    anybody acts on a link again.

    Args:
        backup_made_at: aware UTC instant whose state was restored.
        restored_at: aware UTC instant of restoring.
        officer: who confirms.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not administer this node.
    """
    demand_role(officer, CONFIRM_RESTORED.roles)
    begin_epoch(
        RECORD_EPOCH_OPENED,
        about=NODE,
        by=officer.name,
        agency="",
        at=at,
        backup_made_at=backup_made_at.isoformat(),
        restored_at=restored_at.isoformat(),
    )
    # After it: nothing more is ever recorded in the epoch whose end this node no longer knows.
    recover_every_link(officer=officer, at=at)
