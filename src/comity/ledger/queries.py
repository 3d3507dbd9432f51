"""What people read of the record."""

from collections.abc import Collection, Sequence
from datetime import datetime

from comity.ledger.models import LedgerCheckpoint, LedgerEntry
from comity.ledger.terms import Viewer


def entries_about(reference: str, *, seen_by: Viewer) -> Sequence[LedgerEntry]:
    """Return what is recorded about one thing, oldest first; empty when nothing may be seen."""
    entries = LedgerEntry.objects.visible_to(seen_by).filter(about=reference)
    return list(entries.order_by("epoch", "index"))


def latest_about(reference: str, *, seen_by: Viewer, most: int) -> Sequence[LedgerEntry]:
    """Return the last `most` entries about one thing, oldest first."""
    entries = LedgerEntry.objects.visible_to(seen_by).filter(about=reference)
    return list(entries.order_by("-epoch", "-index")[:most])[::-1]


def entries_between(
    reference: str, *, events: Collection[str], after: datetime, until: datetime, most: int
) -> Sequence[LedgerEntry]:
    """Return what was recorded about one thing in a while, the latest first, whoever asks.

    The caller answers for who may see it: an officer sees what concerns the officer's own account.

    Args:
        reference: of the thing.
        events: names of the kinds that count.
        after: aware instant; what was recorded at it is left out.
        until: aware instant; what was recorded at it is in.
        most: how many at most.
    """
    entries = LedgerEntry.objects.filter(about=reference, event__in=events)
    return list(entries.filter(at__gt=after, at__lte=until).order_by("-epoch", "-index")[:most])


def latest_of(event: str, *, most: int) -> Sequence[LedgerEntry]:
    """Return the last entries of one kind of event, the latest first, whoever asks.

    The caller answers for who may see what it makes of them.

    Args:
        event: name of the kind.
        most: how many at most.
    """
    return list(LedgerEntry.objects.filter(event=event).order_by("-at", "-epoch", "-index")[:most])


def has_entry_about(event: str, about: str) -> bool:
    """Tell whether an act of one kind is recorded about something, whoever asks."""
    return LedgerEntry.objects.filter(about=about, event=event).exists()


def last_checkpoint() -> LedgerCheckpoint | None:
    """Return the head signed last; it names nobody and no case, so everyone may see it."""
    return LedgerCheckpoint.objects.order_by("epoch", "size").last()
