"""What a partner tells of passing our request to its competent body."""

from comity.assistance.models import Request
from comity.assistance.services.competence import note_transfer
from comity.assistance.services.learning import request_of_ours
from comity.assistance.terms import DayMalformedError, RequestDraft, RequestState
from comity.assistance.terms.competence import TransferDraft, TransferNotOpenError
from comity.assistance.terms.events.competence import TRANSFER_RECEIVED
from comity.exchange.terms import Received
from comity.ledger.services import append
from comity.ledger.terms import NODE

# It is told after the acceptance; it may cross our withdrawal, or our closing after that.
_MAY_HEAR = frozenset({RequestState.ACCEPTED, RequestState.TAKEN_BACK, RequestState.CLOSED})


def take_transfer(received: Received) -> None:
    """Take a partner's word that it passed our request to its competent body.

    The request stays where it stands: the partner answers it with what that body supplies.

    Raises:
        ReferenceNotTheirsError: it is not a request of ours to that partner.
        TransferNotOpenError: the request is not in the partner's hands.
        DayMalformedError: the day is none.
    """
    request = request_of_ours(received)
    told = _told(received)
    if request.stands not in _MAY_HEAR:
        raise TransferNotOpenError(reference=request.reference)
    note_transfer(request, told, message=received.message_id, by="", at=received.at)
    _touched(request, received)
    append(
        TRANSFER_RECEIVED,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        day=told.on,
        message=received.message_id,
    )


def _told(received: Received) -> TransferDraft:
    names = ("body", "on", "number", "contact")
    told = TransferDraft(**{name: str(received.body[name]) for name in names})
    if RequestDraft(reply_wanted_on=told.on).reply_day is None:
        raise DayMalformedError(day=told.on)
    return told


def _touched(request: Request, received: Received) -> None:
    request.updated_at = received.at
    request.save(update_fields=["updated_at"])
