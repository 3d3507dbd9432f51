"""Taking up again, by itself, what was set aside only because another word had to come first."""

from datetime import datetime

from django.db.models import Q

from comity.exchange.models import Inbound
from comity.exchange.terms import MESSAGE_RETRIED, InboundState
from comity.ledger.services import append
from comity.ledger.terms import NODE


def take_up_case(case: str, *, partner: str, cause: str, at: datetime) -> int:
    """Let the messages of a case that were set aside for one cause be handled again, in order.

    They are handled in their own turn, over their own channel: nothing of them is in effect yet.

    Args:
        case: of the messages.
        partner: whose messages.
        cause: the code for which they were set aside; what was set aside for another stays.
        at: aware UTC instant.

    Returns:
        How many were set aside and are not any longer.
    """
    of_case = Inbound.objects.filter(channel__link__code=partner, case=case)
    aside = list(of_case.filter(state=InboundState.SET_ASIDE, cause=cause).order_by("pk"))
    if not case or not aside:
        return 0
    again = Q(pk__in=[row.pk for row in aside]) | Q(state=InboundState.WAITING)
    of_case.filter(again).update(state=InboundState.HELD, cause="", cause_facts={})
    for row in aside:
        append(
            MESSAGE_RETRIED,
            about=row.message_id,
            by=NODE,
            agency="",
            at=at,
            partner=partner,
            message=row.message_id,
            type=row.type,
        )
    return len(aside)
