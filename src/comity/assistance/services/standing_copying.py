"""Taking a copy of a file of a standing exchange out: an act with a reason, and within its days."""

from datetime import datetime, timedelta

from comity.assistance.duties import OPEN_EXHIBIT
from comity.assistance.models import Request
from comity.assistance.queries.standing import standing_said, supply_of, terms_named
from comity.assistance.terms import OtherAgencyError, RetentionOverError
from comity.evidence.models import Exhibit
from comity.evidence.queries import is_seen
from comity.evidence.services import demand_openable, record_copy
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role


def demand_supply_copyable(
    reference: str, key: int, *, reason: str, officer: Viewer, at: datetime, knowing: bool = False
) -> Exhibit:
    """Return the exhibit of a file, if the officer may have a copy of it.

    Args:
        reference: of the request on which the exchange hangs.
        key: of the file.
        reason: why the copy is needed.
        officer: who wants it.
        at: aware UTC instant.
        knowing: the officer has said that they know what the malware scanner found.

    Raises:
        NotFoundError: there is none, or none that the officer may see.
        NotAllowedError: the officer's office does not carry it.
        OtherAgencyError: the request is shared with the officer's agency, and its files are not.
        RetentionOverError: the days for which the partner lets us keep it are over.
        InvalidDraftError, NotHeldError, ScanAwaitedError, ScanFailedError, KeptShutError,
            TooLargeForScannerError, ErasedExhibitError: as for every exhibit.
    """
    request = Request.objects.visible_to(officer).filter(reference=reference).first()
    if request is None:
        raise NotFoundError()
    supply = supply_of(request, key=key, seen_by=officer).supply
    demand_role(officer, OPEN_EXHIBIT.roles)
    if not is_seen(supply.exhibit_id, seen_by=officer):
        raise OtherAgencyError(agency=request.agency_code or "")
    terms = terms_named(standing_said(request), supply.terms_name)
    if not supply.is_ours and terms is not None:
        kept = timedelta(days=int(terms.facts["retention_days"]))
        if at > supply.at + kept:
            raise RetentionOverError(reference=reference)
    demand_openable(supply.exhibit, reason=reason, knowing=knowing)
    return supply.exhibit


def open_supply(
    reference: str, key: int, *, reason: str, officer: Viewer, at: datetime, knowing: bool = False
) -> None:
    """Record that a copy of a file is handed out, if it may be handed out still.

    The arguments and what is raised are those of `demand_supply_copyable`.
    """
    exhibit = demand_supply_copyable(
        reference, key, reason=reason, officer=officer, at=at, knowing=knowing
    )
    record_copy(exhibit, reason=reason, officer=officer, at=at, knowing=knowing)
