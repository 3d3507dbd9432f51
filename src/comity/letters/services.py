"""The act of making a letter: it goes on record, with the digests of what was handed out."""

from datetime import date, datetime

from comity.assistance.models import Request
from comity.assistance.queries import request_detail
from comity.assistance.services.access_hearing import demand_person_letter
from comity.assistance.terms import Party
from comity.ledger.services import append
from comity.ledger.terms import OVERSIGHT, EventKind
from comity.letters.queries import demand_letter
from comity.letters.terms import (
    INFORMATION_MADE,
    LETTER_MADE,
    PERSON_REPLY_MADE,
    REPLY_MADE,
    Languages,
)
from comity.officers.terms import Viewer


def record_letter(
    reference: str,
    *,
    languages: Languages,
    digest: str,
    attached: str,
    officer: Viewer,
    at: datetime,
) -> None:
    """Record that a letter was made; inside the transaction it is asked again who may.

    Args:
        reference: of the request.
        languages: those of the letter.
        digest: SHA-256 of the sealed file, in hex.
        attached: SHA-256 of the request attached to it, in hex.
        officer: who made it.
        at: aware UTC instant.

    Raises:
        NotFoundError, NotAllowedError, NotSentError: as for reading what it is made from.
    """
    request = request_detail(reference, seen_by=officer).request
    demand_letter(request, officer=officer)
    append(
        _event_of(request),
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        languages=str(languages),
        digest=digest,
        attached=attached,
    )


def record_person_letter(
    reference: str,
    *,
    language: str,
    digest: str,
    attached: str,
    officer: Viewer,
    at: datetime,
    on: date,
) -> None:
    """Record that the letter to a person was made, for oversight alone.

    Inside the transaction it is asked again who may, and whether the reply still stands.

    Args:
        reference: of the person's request.
        language: of the letter.
        digest: SHA-256 of the sealed file, in hex.
        attached: SHA-256 of the reply attached to it, in hex.
        officer: who made it.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotFoundError, NotAllowedError: as for reading what it is made from.
        SubjectMoveError, ConsultationOwedError, OpinionBindsError: the reply does not leave, or
            not any more.
    """
    subject = demand_person_letter(reference, officer=officer, on=on)
    append(
        PERSON_REPLY_MADE,
        about=subject.reference,
        by=officer.name,
        agency=OVERSIGHT,
        at=at,
        languages=language,
        digest=digest,
        attached=attached,
    )


def _event_of(request: Request) -> EventKind:
    if request.unasked:
        return INFORMATION_MADE
    return LETTER_MADE if request.own_side is Party.REQUESTING else REPLY_MADE
