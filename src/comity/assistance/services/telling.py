"""Telling the partner's node what is owed to it of a request, or what a permission carries."""

from datetime import date, datetime

from comity.assistance.models import Request
from comity.assistance.services.law import permission_to_tell
from comity.assistance.terms.joining import Stand, stand_of
from comity.exchange.openings_queries import tells_openings
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.rulings import Permission


def tell_partner(
    request: Request,
    message_type: str,
    body: dict[str, object],
    *,
    at: datetime,
    on: date,
    under: Permission | None = None,
) -> str:
    """Queue a word to the partner's node; one without a node is told by letter, later.

    Args:
        request: of which it is told.
        message_type: one of assistance.
        body: fit for the schema of its type.
        at: aware UTC instant.
        on: the civil day.
        under: the permission of what discloses more than that; None for what is owed.

    Returns:
        The id of the message; empty when the matter goes by letter.

    Raises:
        RelianceMissingError: the request named no instrument.
        LinkNotConfirmedError: nothing can be carried to the partner now.
    """
    if request.by_letter:
        return ""
    return queue_message(
        NewMessage(
            type=message_type,
            body=body,
            case=request.reference,
            answers=request.message_id,
            urgent=request.urgent,
        ),
        to=request.partner,
        under=under or permission_to_tell(request, on=on),
        at=at,
    )


def stand_told(request: Request) -> Stand:
    """Return where a matter stands, as its partner is told it.

    Where openings are not told to it, an answer that was opened here is one that came.
    """
    stand = stand_of(request.own_side, request.stands)
    if stand is Stand.OPENED and not tells_openings(request.partner):
        return Stand.ANSWERED
    return stand
