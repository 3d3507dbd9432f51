"""Erasing what a message of a partner said: its body and salt go, its place in the log stays."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

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


def erase_sent_body(message_id: str) -> bool:
    """Erase the body of a message of ours that was delivered, in the caller's transaction.

    Args:
        message_id: of the message; empty, or of one that is not here, erases nothing.

    Returns:
        Whether a body was erased.
    """
    sent = Outbound.objects.filter(message_id=message_id, delivered_at__isnull=False)
    return bool(message_id) and bool(sent.exclude(body=b"").update(body=b"", salt=b""))


def is_sent_waiting(message_id: str) -> bool:
    """Tell whether a message of ours is still on its way; one that is not here is not."""
    leaving = Outbound.objects.filter(message_id=message_id, delivered_at__isnull=True)
    return bool(message_id) and leaving.exists()


def erase_sent(message_id: str) -> bool:
    """Erase the body and salt of a message of ours that was delivered.

    Args:
        message_id: of the message; empty, or of one that is not here, erases nothing.

    Returns:
        Whether a body was erased.
    """
    sent = Outbound.objects.filter(message_id=message_id, delivered_at__isnull=False)
    return bool(message_id) and bool(sent.exclude(body=b"").update(body=b"", salt=b""))


def count_refused(*, before: datetime, but: Collection[str]) -> int:
    """Return how many messages refused by name before an instant still have their body.

    Args:
        before: aware UTC instant.
        but: references of matters that are to be kept.
    """
    return _refused(before, but).count()


def erase_refused(*, before: datetime, but: Collection[str]) -> int:
    """Erase the bodies and salts of messages that were refused by name before an instant.

    No matter holds them, or not only one: what erases matters does not reach them.

    Args:
        before: aware UTC instant.
        but: references of matters that are to be kept.

    Returns:
        How many bodies were erased.
    """
    return _refused(before, but).update(body=b"", salt=b"")


def _refused(before: datetime, but: Collection[str]) -> "QuerySet[Inbound]":
    refused = Inbound.objects.filter(state=InboundState.REFUSED.value, handled_at__lt=before)
    return refused.exclude(body=b"").exclude(case__in=list(but))


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
