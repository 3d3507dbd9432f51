"""The word by which a partner's node learns whether openings are told to it."""

from datetime import datetime

from comity.exchange.models import Link
from comity.exchange.openings_terms import OPENINGS_TYPE
from comity.exchange.services.queueing import queue_link_message
from comity.exchange.terms import NewMessage


def say_openings(link: Link, *, at: datetime) -> str:
    """Queue what stands for a link, for the partner's node; nothing of any case is in it.

    Args:
        link: confirmed by two officers; saved.
        at: aware UTC instant.

    Returns:
        The id of the message.
    """
    body: dict[str, object] = {"told": link.tells_openings}
    return queue_link_message(NewMessage(OPENINGS_TYPE, body), to=link.code, at=at)
