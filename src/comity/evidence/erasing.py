"""Erasing an exhibit: its key and its bytes go, its chain of custody stays and says so."""

from functools import partial

from django.db import transaction

from comity.evidence.custody import Hand, add_link
from comity.evidence.models import Exhibit
from comity.evidence.terms import ERASED_FAULT, ERASED_NAME, CustodyKind
from comity.evidence.vault import vault


def erase(exhibit: Exhibit, *, hand: Hand, reason: str) -> None:
    """Erase an exhibit, in the caller's transaction; the bytes go when that commits.

    Without its key the sealed file says nothing to anybody; what a crash leaves of it, the sweep
    removes. In a backup the key lives as long as the backup does. Of an exhibit erased before,
    nothing more is erased.

    Args:
        exhibit: which.
        hand: who erases it, and when.
        reason: why.
    """
    if exhibit.is_erased:
        return
    exhibit.held_at, exhibit.wrapped_key, exhibit.capability = None, None, ""
    exhibit.fault, exhibit.file_name, exhibit.source = ERASED_FAULT, ERASED_NAME, ""
    exhibit.save(
        update_fields=["held_at", "wrapped_key", "capability", "fault", "file_name", "source"]
    )
    exhibit.grants.all().delete()
    add_link(exhibit, CustodyKind.ERASED, hand=hand, reason=reason)
    transaction.on_commit(partial(vault().remove, exhibit.pk))
