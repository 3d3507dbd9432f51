"""Taking a file in at a door: sealed as a stream first, then recorded in one transaction."""

from datetime import datetime

from django.db import transaction

from comity.assistance.services import attach_exhibit, demand_attachable
from comity.evidence.models import Exhibit
from comity.evidence.quota import demand_officers_share
from comity.evidence.terms import Intake, problems_in_intake
from comity.evidence.twins import gone_on_failure
from comity.evidence.vault import Reader, vault
from comity.kernel.errors import InvalidDraftError
from comity.officers.terms import Viewer


def take_in_exhibit(
    reference: str, stream: Reader, *, intake: Intake, officer: Viewer, at: datetime
) -> Exhibit:
    """Take a file in as an exhibit of a request or of an answer being written.

    Whether it may be attached is asked before gigabytes are read, and again inside the
    transaction, which opens only when the sealed file lies on the disk.

    Args:
        reference: of the request.
        stream: the bytes.
        intake: what is said of the file.
        officer: who takes it in.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: what is said of the file cannot be taken.
        NotFoundError, StepNotAllowedError, NotAllowedError: nothing can be attached there.
        TooLargeError, EmptyExhibitError: the file cannot be taken.
        OfficersShareError: it is more than the officer's share of a day.
    """
    demand_attachable(reference, officer=officer)
    demand_officers_share(officer.officer_id, size=1, at=at)
    if problems := problems_in_intake(intake):
        raise InvalidDraftError(problems)
    sealed = vault().seal(stream)
    try:
        with gone_on_failure(), transaction.atomic(durable=True):
            return attach_exhibit(reference, sealed, intake=intake, officer=officer, at=at)
    except BaseException:
        vault().discard(sealed)
        raise
