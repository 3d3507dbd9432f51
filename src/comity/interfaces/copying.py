"""Handing a copy of an exhibit out at a door: checked first, then recorded in one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from comity.assistance.services import demand_copyable, open_enclosure
from comity.evidence.services import check_exhibit
from comity.evidence.terms import OpenedExhibit
from comity.officers.terms import Viewer


def hand_out_exhibit(
    exhibit_id: UUID, *, reason: str, officer: Viewer, at: datetime, knowing: bool = False
) -> OpenedExhibit:
    """Hand out a copy of an exhibit: its digest is checked anew, and the copy recorded.

    Whether the officer may have it is asked before gigabytes are decrypted, and again inside the
    transaction, which opens only when every byte has been checked.

    Args:
        exhibit_id: of the exhibit.
        reason: why the copy is needed; it goes on the chain of custody.
        officer: who takes it.
        at: aware UTC instant.
        knowing: the officer has said that they know what the malware scanner found.

    Raises:
        ExhibitNotFoundError, NotAllowedError, RetentionOverError: the officer may not have it.
        InvalidDraftError: no reason is given.
        NotHeldError: it is still on its way.
        ScanAwaitedError, ScanFailedError: this node's malware scanner has not seen it yet.
        KeptShutError, TooLargeForScannerError: the scanner found something, or does not take it.
        DigestDiffersError: the bytes are not those taken in.
    """
    exhibit = demand_copyable(exhibit_id, reason=reason, officer=officer, at=at, knowing=knowing)
    opened = check_exhibit(exhibit)
    with transaction.atomic(durable=True):
        open_enclosure(opened, reason=reason, officer=officer, at=at, knowing=knowing)
    return opened
