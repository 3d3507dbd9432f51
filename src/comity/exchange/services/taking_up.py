"""Taking up again, by itself, what was set aside only because another word had to come first."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from comity.exchange.asked import LOCKED_CHANNEL_AND_LINK
from comity.exchange.models import Inbound
from comity.exchange.services.taking import HandlerFailedError, take
from comity.exchange.terms import MESSAGE_RETRIED, InboundState
from comity.kernel.errors import ComesTooEarly, ComityError
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
        _record(row, partner, at=at)
    return len(aside)


def look_again(row: Inbound, *, at: datetime) -> bool:
    """Take a message up again that was just set aside because another word has to come first.

    That word may have been taken in meanwhile: after the message was tried, and before it was
    marked as aside, so that neither found the other. Once the mark is committed whoever takes that
    word in finds it; what was taken in before is found here. Both lock what they speak of.

    Args:
        row: the message; its mark is committed.
        at: aware UTC instant.

    Returns:
        Whether it is done with now; where not, it stays aside as it was.
    """
    try:
        with transaction.atomic(durable=True):
            return _taken_now(row, at=at)
    except HandlerFailedError:
        return False


def look_again_after_start(*, at: datetime) -> int:
    """Take up again what only another word holds back, as a worker does when it starts.

    One that was killed between its mark and its second look may have left what would stay aside
    though that word came long ago.

    Args:
        at: aware UTC instant.

    Returns:
        How many are done with now.
    """
    early = [kind.code for kind in _kinds(ComesTooEarly) if issubclass(kind, ComityError)]
    aside = Inbound.objects.filter(state=InboundState.SET_ASIDE, cause__in=early)
    return sum(look_again(row, at=at) for row in aside.order_by("pk"))


def _kinds(mark: type[ComesTooEarly]) -> Iterator[type[ComesTooEarly]]:
    for kind in mark.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _taken_now(row: Inbound, *, at: datetime) -> bool:
    log = LOCKED_CHANNEL_AND_LINK.one(row.channel_id)
    again = Inbound.objects.filter(pk=row.pk, state=InboundState.SET_ASIDE).first()
    if again is None:
        return False
    # The row is written last: whoever takes the other word in holds its case, and writes here.
    take(log, again, place=0, repeated=False, at=at)
    undone = (InboundState.SET_ASIDE, InboundState.HELD)
    Inbound.objects.filter(pk=row.pk, state__in=undone).update(
        state=InboundState.HANDLED, handled_at=at, cause="", cause_facts={}
    )
    behind = Inbound.objects.filter(channel__link=log.link_id, state=InboundState.WAITING)
    if row.case:
        behind.filter(case=row.case).update(state=InboundState.HELD)
    _record(row, log.link.code, at=at)
    return True


def _record(row: Inbound, partner: str, *, at: datetime) -> None:
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
