"""What people read of the record."""

from collections.abc import Sequence

from comity.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead
from comity.ledger.terms import Viewer


def entries_about(reference: str, *, seen_by: Viewer) -> Sequence[LedgerEntry]:
    """Return what is recorded about one thing, oldest first; empty when nothing may be seen."""
    entries = LedgerEntry.objects.visible_to(seen_by).filter(about=reference)
    return list(entries.order_by("epoch", "index"))


def last_checkpoint() -> LedgerCheckpoint | None:
    """Return the head signed last; it names nobody and no case, so everyone may see it."""
    return LedgerCheckpoint.objects.order_by("epoch", "size").last()


def size_of_record() -> int:
    """Return how many entries the record's last epoch has; a number names nobody."""
    head = LedgerHead.objects.order_by("epoch").last()
    return 0 if head is None else head.size
