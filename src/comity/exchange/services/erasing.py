"""Erasing what a message of a partner said: its body and salt go, its place in the log stays."""

from comity.exchange.models import Inbound, Outbound
from comity.exchange.terms import InboundState

_NOT_DONE = (InboundState.HELD.value, InboundState.WAITING.value)


def erase_body(message_id: str) -> bool:
    """Erase the body of a partner's message that was handled, in the caller's transaction.

    The envelope names the body by a salted digest, which tells nobody anything without the salt;
    so the tree both sides hold stays whole.

    Args:
        message_id: of the message; empty, or of one that is not here, erases nothing.

    Returns:
        Whether a body was erased.
    """
    held = Inbound.objects.filter(message_id=message_id, state=InboundState.HANDLED.value)
    return bool(message_id) and bool(held.exclude(body=b"").update(body=b"", salt=b""))


def is_waiting(case: str, *, partner: str) -> bool:
    """Tell whether a message of a case is still on its way, or not handled yet.

    What another partner calls the case of its messages is that partner's word, and counts nothing.

    Args:
        case: reference of the matter.
        partner: code of the administration it is with.
    """
    leaving = Outbound.objects.filter(link__code=partner, case=case, delivered_at__isnull=True)
    coming = Inbound.objects.filter(channel__link__code=partner, case=case, state__in=_NOT_DONE)
    return bool(case) and (leaving.exists() or coming.exists())


def erase_case(case: str, *, partner: str) -> int:
    """Erase the bodies of all messages of a case, both ways, with their salts.

    Args:
        case: of which no message waits.
        partner: code of the administration it is with.

    Returns:
        How many bodies were erased.
    """
    held = Inbound.objects.filter(channel__link__code=partner, case=case).exclude(body=b"")
    there = Outbound.objects.filter(link__code=partner, case=case, delivered_at__isnull=False)
    sent = there.exclude(body=b"")
    return held.update(body=b"", salt=b"") + sent.update(body=b"", salt=b"")
