"""Which partners have something waiting, for the worker and the doors; never for a page."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from comity.exchange.asked import LIVE_LINK
from comity.exchange.descriptor import Descriptor, pinned
from comity.exchange.models import Link
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.suites import Suite, suite_for
from comity.exchange.terms import LinkState


@dataclass(frozen=True, slots=True)
class DueLink:
    """A live link, and whether there is something to do on it.

    Attributes:
        code: the partner's administration.
        out: primary key of the open channel to the partner.
        into: primary key of the channel from the partner: of the oldest epoch of which something
            is still to be handled, else of the open one.
        waits: whether something is to be delivered.
        in_flight: whether some of it has its number already, and perhaps has been posted.
        held: whether something is to be handled.
    """

    code: str
    out: int
    into: int
    waits: bool
    in_flight: bool
    held: bool


# Asked several times a second by every idle worker: written out, because composing it anew each
# time costs two milliseconds, twenty times as much as the answer.
_DUE = """
SELECT link.code, out.id, inn.id,
       out.halted = '' AND NOT link.recovering AND NOT link.by_folder AND (
           out.size > out.receipted_size
           OR EXISTS (SELECT 1 FROM exchange_outbound AS message
                      WHERE message.link_id = link.id AND message."index" IS NULL)),
       out.size > out.receipted_size,
       NOT link.recovering
           AND EXISTS (SELECT 1 FROM exchange_inbound AS message
                       WHERE message.channel_id = inn.id AND message.state = 'held')
FROM exchange_link AS link
JOIN exchange_channel AS out ON out.link_id = link.id AND out.direction = 'out'
JOIN exchange_channel AS inn ON inn.link_id = link.id AND inn.direction = 'in'
WHERE link.state = 'confirmed'
  AND out.epoch = (SELECT MAX(epoch) FROM exchange_channel
                   WHERE link_id = link.id AND direction = 'out')
  AND inn.epoch = COALESCE(
          (SELECT MIN(channel.epoch) FROM exchange_channel AS channel
           WHERE channel.link_id = link.id AND channel.direction = 'in'
             AND EXISTS (SELECT 1 FROM exchange_inbound AS message
                         WHERE message.channel_id = channel.id AND message.state = 'held')),
          (SELECT MAX(epoch) FROM exchange_channel
           WHERE link_id = link.id AND direction = 'in'))
ORDER BY link.code
"""


def due_links() -> list[DueLink]:
    """Return the live links with something to do, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE)
        found = [
            DueLink(code, out, into, waits=bool(waits), in_flight=bool(flies), held=bool(held))
            for code, out, into, waits, flies, held in cursor.fetchall()
        ]
    return [link for link in found if link.waits or link.held]


def descriptor_of(code: str) -> Descriptor:
    """Return the pinned descriptor of a partner with a live link.

    Raises:
        LinkRefusedError: there is no live link to it.
    """
    raw = (
        Link.objects.filter(code=code, state=LinkState.CONFIRMED)
        .values_list("descriptor", flat=True)
        .first()
    )
    if raw is None:
        raise LinkRefusedError(LinkFault.UNKNOWN, partner=code)
    return pinned(bytes(raw))


def suite_of(link: Link, *, at: datetime) -> Suite:
    """Return the suite a link uses now.

    Raises:
        LinkRefusedError: every suite both nodes named is retired.
    """
    ours, theirs = (pinned(bytes(raw)) for raw in (link.own_descriptor, link.descriptor))
    return suite_for(ours.protocols, theirs.protocols, on=at.astimezone(UTC).date())


def live_link(code: str) -> Link:
    """Return a partner's live link.

    Raises:
        LinkRefusedError: there is none to it.
    """
    found = LIVE_LINK.first(code)
    if found is None:
        raise LinkRefusedError(LinkFault.UNKNOWN, partner=code)
    return found
