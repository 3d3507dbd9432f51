"""The same bytes as an exhibit of another matter: its own custody and key, one file on the disk."""

from datetime import datetime

from comity.evidence.models import Exhibit
from comity.evidence.services import take_in
from comity.evidence.terms import Intake
from comity.evidence.vault import vault
from comity.officers.models import Agency
from comity.officers.terms import Viewer


def twin_of(
    exhibit: Exhibit, *, case: str, agency: Agency | None, officer: Viewer, at: datetime
) -> Exhibit:
    """Take an exhibit of ours in once more, for another matter, in the caller's transaction.

    Either is erased without the other. It is not counted again in the officer's share of a day,
    because its bytes lie on the disk once. What a crash leaves of it, the sweep removes.

    Args:
        exhibit: of our own, held by this node.
        case: reference of the matter it belongs to.
        agency: whose exhibit it is.
        officer: who encloses it there.
        at: aware UTC instant.

    Raises:
        NotHeldError, BytesMissingError: it is not here.
    """
    intake = Intake(exhibit.file_name, exhibit.media_type, exhibit.source)
    made = take_in(
        vault().twin(exhibit),
        intake=intake,
        case=case,
        agency=agency,
        officer=officer,
        at=at,
        counted=False,
    )
    made.scan, made.scan_told, made.scanned_at = exhibit.scan, exhibit.scan_told, exhibit.scanned_at
    made.save(update_fields=["scan", "scan_told", "scanned_at"])
    return made
