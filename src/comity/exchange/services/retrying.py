"""Taking up again at once what was set aside for one cause."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from comity.exchange.duties import TAKE_UP_AGAIN
from comity.exchange.models import Inbound
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.terms import MESSAGE_RETRIED, InboundState
from comity.ledger.services import append_many
from comity.ledger.terms import Act
from comity.officers.terms import Viewer, demand_role

MOST_AT_ONCE: Final = 100


def retry_one_cause(code: str, *, partner: str, officer: Viewer, at: datetime) -> tuple[int, int]:
    """Take up again what was set aside for one cause, the oldest first, and what waits behind it.

    So many at once as one short transaction holds; the caller says how many are left.

    Args:
        code: of the cause.
        partner: code of the administration; empty for every partner.
        officer: who asks; the central unit or a node administrator.
        at: aware UTC instant.

    Returns:
        How many were taken up again, and how many of the cause are left.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        MessageRefusedError: none is set aside for this cause.
    """
    demand_role(officer, TAKE_UP_AGAIN.roles)
    aside = Inbound.objects.filter(state=InboundState.SET_ASIDE, cause=code)
    if partner:
        aside = aside.filter(channel__link__code=partner)
    locked = aside.select_for_update(of=("self",), no_key=True).select_related("channel__link")
    rows = list(locked.defer("body", "envelope").order_by("pk")[:MOST_AT_ONCE])
    if not rows:
        raise MessageRefusedError(MessageFault.NOT_SET_ASIDE, message=code)
    again = Q(pk__in=[row.pk for row in rows])
    for row in rows:
        if row.case:
            link = row.channel.link_id
            again |= Q(channel__link=link, case=row.case, state=InboundState.WAITING)
    Inbound.objects.filter(again).update(state=InboundState.HELD, cause="", cause_facts={})
    append_many([_recorded(row, officer, at=at) for row in rows])
    return len(rows), aside.count()


def _recorded(row: Inbound, officer: Viewer, *, at: datetime) -> Act:
    facts = {
        "partner": row.channel.link.code,
        "message": row.message_id,
        "type": row.type,
    }
    about = row.message_id or f"{row.channel.link.code}#{row.index}"
    return Act(MESSAGE_RETRIED, about, officer.name, "", at, facts)
