"""Who looked at what, and who took what out."""

from dataclasses import replace

from comity.assistance.queries import request_detail
from comity.ledger.finding import FoundPage, Place, page_of_record
from comity.ledger.terms import RecordFilter
from comity.officers.terms import Viewer, demand_role
from comity.oversight.duties import OVERSEE, SEE_WHO_LOOKED
from comity.oversight.terms import LOOKS


def looks(
    asked: RecordFilter, *, seen_by: Viewer, limit: int, before: Place | None = None
) -> FoundPage:
    """Return who looked at what, or took it out, the latest first.

    Args:
        asked: narrows it to an item, an officer, a time; kinds that are no looks find nothing.
        seen_by: an auditor or a data protection officer.
        limit: most entries returned.
        before: place of the last entry of the page before.

    Raises:
        NotAllowedError: `seen_by` is neither.
    """
    demand_role(seen_by, OVERSEE.roles)
    wanted = tuple(set(asked.events) & set(LOOKS)) if asked.events else LOOKS
    if not wanted:
        return FoundPage((), "")
    return page_of_record(
        replace(asked, events=wanted), seen_by=seen_by, limit=limit, before=before
    )


def who_has_seen(
    reference: str, *, seen_by: Viewer, limit: int, before: Place | None = None
) -> FoundPage:
    """Return who looked at what a case holds, the latest first.

    Looks of auditors and data protection officers are told to them alone, and those of another
    agency to whoever may read that agency's entries.

    Args:
        reference: of the request.
        seen_by: who asks.
        limit: most entries returned.
        before: place of the last entry of the page before.

    Raises:
        NotFoundError: there is no such request, or none that `seen_by` may see.
        NotAllowedError: the role does not carry it.
    """
    request_detail(reference, seen_by=seen_by)
    demand_role(seen_by, SEE_WHO_LOOKED.roles)
    asked = RecordFilter(item=reference, events=LOOKS)
    return page_of_record(asked, seen_by=seen_by, limit=limit, before=before)
