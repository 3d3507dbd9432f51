"""Climb the ladder of one partner and tell every rung, the broken ones with cause and fix."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from comity.exchange.connection import Patience, PinnedConnection
from comity.exchange.descriptor import pinned
from comity.exchange.keys_in_force import descriptor_in_force
from comity.exchange.ladder.desk import rung_of_agreement, rung_of_link, rungs_of_sending
from comity.exchange.ladder.door import Conversation, climb_door
from comity.exchange.ladder.rungs import THE_WAY, UNHURT_BY, Bounds, Rung, untried
from comity.exchange.ladder.state import Keys, climb_state
from comity.exchange.ladder.way import climb_to_certificate
from comity.exchange.models import Link
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.terms import Direction
from comity.kernel.checks import Check, Tone

# An officer waits for the answer, so a door is given up sooner than the worker gives it up.
PATIENCE = Patience(connect=4.0, silence=6.0, whole=10.0)


@dataclass(frozen=True, slots=True)
class Climb:
    """What a climb needs beside the partner.

    Attributes:
        keys: gives the node's keys.
        own: what was found on this node itself, such as its disk and its worker.
        bounds: from where on something is a fault.
        at: aware UTC instant.
        on: civil day at this node, for the agreement.
        patience: how long the partner's door may take.
    """

    keys: Keys
    own: Sequence[Check]
    bounds: Bounds
    at: datetime
    on: date
    patience: Patience = PATIENCE


def climb(partner: str, climbed: Climb) -> tuple[Check, ...]:
    """Return every rung of the ladder to a partner, in order.

    A rung that stands on a broken one is told as not tried; what does not need the way to the
    partner is looked at whatever the way is like.

    Args:
        partner: code of the administration.
        climbed: what the climb needs.

    Raises:
        LinkRefusedError: there is no link to it, not even a proposed one.
    """
    link = Link.objects.filter(code=partner).first()
    if link is None:
        raise LinkRefusedError(LinkFault.UNKNOWN, partner=partner)
    first = rung_of_link(link)
    # Nobody is called at an address that two officers have not vouched for, or not any more.
    way = _the_way(link, climbed) if first.tone is not Tone.STOP else iter(())
    found = [
        first,
        *_whole(way),
        rung_of_agreement(link, on=climbed.on),
        *climbed.own,
        *rungs_of_sending(link, bounds=climbed.bounds, at=climbed.at),
    ]
    place = {rung.value: number for number, rung in enumerate(Rung)}
    return tuple(sorted(found, key=lambda check: place[check.name]))


def _whole(way: Iterator[Check]) -> list[Check]:
    """Take the rungs of the way, and tell those that nobody came to as not tried."""
    found: dict[str, Check] = {}
    for check in way:
        # A later step may find broken what an earlier one took for whole.
        found[check.name] = check
    return [found.get(rung.value) or untried(rung) for rung in THE_WAY]


def _the_way(link: Link, climbed: Climb) -> Iterator[Check]:
    began, descriptor = time.monotonic(), pinned(bytes(link.descriptor))

    def now() -> datetime:
        return climbed.at + timedelta(seconds=time.monotonic() - began)

    to_certificate = list(
        climb_to_certificate(
            descriptor, patience=climbed.patience, bounds=climbed.bounds, at=climbed.at
        )
    )
    yield from to_certificate
    if _is_broken(to_certificate):
        return
    connection = PinnedConnection(descriptor, climbed.patience)
    try:
        conversation = Conversation(connection, descriptor, now, descriptor_in_force(link))
        yield from _through_door(link, conversation, climbed)
    finally:
        connection.close()


def _through_door(link: Link, conversation: Conversation, climbed: Climb) -> Iterator[Check]:
    found = list(climb_door(conversation, bounds=climbed.bounds))
    yield from found
    out = link.channels.filter(direction=Direction.OUT).order_by("epoch").last()
    if not _is_broken(found) and out is not None:
        yield climb_state(conversation, out.pk, keys=climbed.keys)


def _is_broken(found: Sequence[Check]) -> bool:
    harmless = {rung.value for rung in UNHURT_BY}
    return any(check.tone is Tone.STOP and check.name not in harmless for check in found)
