"""Acts of the administration that asked on partial replies: each is opened by itself."""

from datetime import date, datetime

from comity.assistance.duties import OPEN_PARTIAL
from comity.assistance.models import Answer, Request
from comity.assistance.schemas import PARTIAL_OPENED_TYPE
from comity.assistance.services.finding import make_findable
from comity.assistance.services.moves import request_for_change
from comity.assistance.services.sharing import end_before_further_reply
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import OtherAgencyError, Party, RetentionOverError
from comity.assistance.terms.events import PARTIAL_OPENED
from comity.assistance.terms.replies import ReplyOpenedError
from comity.exchange.openings_queries import tells_openings
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def open_partial(reference: str, *, number: int, officer: Viewer, at: datetime, on: date) -> Answer:
    """Open a partial reply of a partner's: recorded; nothing moves.

    Its node is told where the link is so set.

    Args:
        reference: of our request.
        number: of the reply, in the order in which they came.
        officer: of the agency that asked.
        at: aware UTC instant.
        on: the civil day.

    Returns:
        The reply, which may now be read.

    Raises:
        ReplyOpenedError: no partial reply of this number waits to be opened.
        RetentionOverError: the supplier's period for keeping it was over before it was opened.
        NotFoundError: no such request, or none that the officer may see.
        NotAllowedError: it is not this officer's to open.
    """
    request = request_for_change(reference, officer=officer)
    demand_own_agency(request, officer)
    waiting = Answer.objects.filter(request=request, partial=True, opened_at__isnull=True)
    reply = waiting.filter(number=number).first()
    if reply is None or request.own_side is not Party.REQUESTING:
        raise ReplyOpenedError()
    reply.request = request  # what is read already is not read again
    if reply.is_kept_too_long(on=on):
        raise RetentionOverError(reference=request.reference)
    end_before_further_reply(request, officer=officer, at=at)
    reply.opened_at, reply.opened_by = at, officer.name
    reply.save(update_fields=["opened_at", "opened_by"])
    make_findable(request)
    body: dict[str, object] = {"reference": request.reference, "reply": reply.message_id}
    # Of what came by letter, before the matter went on by node, their node has no message.
    is_told = bool(reply.message_id) and tells_openings(request.partner)
    message = tell_partner(request, PARTIAL_OPENED_TYPE, body, at=at, on=on) if is_told else ""
    append(
        PARTIAL_OPENED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        message=message,
    )
    return reply


def demand_own_agency(request: Request, officer: Viewer) -> None:
    """Refuse unless the officer works on the requests of this one's agency.

    Raises:
        NotAllowedError: the office does not carry it.
        OtherAgencyError: the request belongs to another agency.
    """
    demand_role(officer, OPEN_PARTIAL.roles)
    if not officer.reaches(request.agency_code, roles=OPEN_PARTIAL.roles):
        raise OtherAgencyError(agency=request.agency_code or "")
