"""Handling what is held: in order, each message in effect exactly once.

A slice is one transaction: on SQLite of as many messages as fit its time, and of no further run
once somebody waits to write; on PostgreSQL of one, or of one run of messages whose kind takes
several together. When a message in it fails, the slice is rolled back and what stood before the
failing message is handled again; the message then is the first of the next slice, and is set aside
with its cause. That costs nothing while all goes well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from comity.exchange.asked import (
    CASES_ASIDE,
    DONE_WITH_IDS,
    EPOCHS,
    FIRST_HELD,
    FREE_CHANNEL_AND_LINK,
    FRONT_HELD,
    LOCKED_CHANNEL_AND_LINK,
    MOST_IN_SLICE,
    TAKEN_UP,
)
from comity.exchange.duties import TAKE_UP_AGAIN
from comity.exchange.models import Channel, Inbound
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.services.runs import runs_of, take_run, takes_many
from comity.exchange.services.taking import HandlerFailedError, record_message
from comity.exchange.services.taking_up import look_again
from comity.exchange.terms import (
    MESSAGE_RETRIED,
    MESSAGE_SET_ASIDE,
    InboundState,
)
from comity.kernel.errors import ComesTooEarly, ComityError, NotFoundError
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role

MOST_IN_RUN = 32


@dataclass(frozen=True, slots=True)
class Slice:
    """What one slice came to.

    Attributes:
        handled: messages taken up, refused by name or left waiting behind a set-aside one.
        set_aside: messages set aside.
        was_last: whether nothing was left to handle.
    """

    handled: int = 0
    set_aside: int = 0
    was_last: bool = False


def handle_slice(channel: int, *, at: datetime, more: Callable[[], bool]) -> Slice:
    """Handle what is held on a channel, in order, until `more` says that the time is up.

    Args:
        channel: primary key of a channel in.
        at: aware UTC instant; the day the handlers rule by.
        more: asked before each further message.

    Returns:
        What the slice came to; nothing when nothing was held.
    """
    most = MOST_IN_SLICE
    while True:
        try:
            return _handle(channel, at=at, more=more, most=most)
        except HandlerFailedError as failed:
            if not failed.place:
                _set_aside(failed.row, failed.cause, at=at)
                if isinstance(failed.cause, ComesTooEarly) and look_again(failed.row, at=at):
                    return Slice(handled=1)
                return Slice(set_aside=1)
            # What stood before it is handled again; it comes first in the next slice.
            most = failed.place


def retry_set_aside(message_id: str, *, officer: Viewer, at: datetime) -> None:
    """Take a message up again that was set aside, and what waits behind it.

    Args:
        message_id: from the message's envelope.
        officer: who asks; the central unit or a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        NotFoundError: no message of that id is held.
        MessageRefusedError: it is not set aside.
    """
    demand_role(officer, TAKE_UP_AGAIN.roles)
    row = (
        Inbound.objects.select_for_update(of=("self",), no_key=True)
        .select_related("channel__link")
        .filter(message_id=message_id)
        .order_by("pk")
        .first()
    )
    if row is None:
        raise NotFoundError(message=message_id)
    if InboundState(row.state) not in TAKE_UP_AGAIN.states:
        raise MessageRefusedError(MessageFault.NOT_SET_ASIDE, message=message_id)
    again = Q(pk=row.pk)
    if row.case:
        # What came in a later epoch waits for it as well.
        again |= Q(channel__link=row.channel.link_id, case=row.case, state=InboundState.WAITING)
    Inbound.objects.filter(again).update(state=InboundState.HELD, cause="", cause_facts={})
    append(
        MESSAGE_RETRIED,
        about=message_id,
        by=officer.name,
        # Of the node's own, as everything else about messages: it may be of any agency's case.
        agency="",
        at=at,
        partner=row.channel.link.code,
        message=message_id,
        type=row.type,
    )


def _handle(channel: int, *, at: datetime, more: Callable[[], bool], most: int) -> Slice:
    with transaction.atomic(durable=True):
        log = _mine_alone(channel)
        if log is None:
            return Slice(was_last=True)
        rows = _front(log, most=most)
        done = _take(log, rows, at=at, more=more)
    return Slice(handled=done, was_last=done == len(rows) < (1 if _one_by_one() else most))


def _front(log: Channel, *, most: int) -> list[Inbound]:
    """Return the first rows that are held, no more than may share a transaction."""
    if _one_by_one():
        first = FIRST_HELD.all(log.pk)
        if not (first and takes_many(first[0])):
            return first
    return FRONT_HELD.all(log.pk)[:most]


def _take(log: Channel, rows: list[Inbound], *, at: datetime, more: Callable[[], bool]) -> int:
    """Take up rows in order until the time is up; return how many are done with."""
    held_back, repeated = _held_back(log, rows), _repeated(log, rows)
    handled: list[int] = []
    waiting: list[int] = []
    # Shorter runs cost more a message: only for somebody who stands in line already.
    longest = MOST_IN_RUN if _is_waited_for() else MOST_IN_SLICE
    for run in runs_of(rows, held_back=held_back, repeated=repeated, longest=longest):
        place = len(handled) + len(waiting)
        if place and (_one_by_one() or not more() or _is_waited_for()):
            break
        if run[0].case and run[0].case in held_back:
            waiting += [row.pk for row in run]
        else:
            take_run(log, run, place=place, repeated=repeated, at=at)
            handled += [row.pk for row in run]
            repeated.update(row.message_id for row in run)
    _mark(handled, waiting, at=at)
    return len(handled) + len(waiting)


def _mine_alone(channel: int) -> Channel | None:
    """Return a channel locked; None when another worker is at it, for whom nobody waits here."""
    return FREE_CHANNEL_AND_LINK.first(channel)


def _one_by_one() -> bool:
    """Return whether no two messages share a transaction, but for those of one run.

    An act locks its case and, last of all, the record's head. Where rows are locked one by one, a
    slice that went on to another case with the head in its hand would wait for an officer who has
    that case and waits for the head. What is taken together locks no case.
    """
    return bool(connection.features.has_select_for_update)


def _is_waited_for() -> bool:
    """Return whether another process, a page mostly, cannot write until this slice has ended.

    On SQLite a slice has the whole database to itself; where rows are locked, nobody waits for it.
    """
    asked = getattr(connection, "is_waited_for", None)
    return asked is not None and asked()


def _held_back(log: Channel, rows: list[Inbound]) -> set[str]:
    """Return the cases among `rows` in which a message is set aside."""
    cases = {row.case for row in rows if row.case}
    return set(CASES_ASIDE.all(log.link_id, sorted(cases))) if cases else set()


def _repeated(log: Channel, rows: list[Inbound]) -> set[str]:
    """Return the ids among `rows` that were taken before, in whatever epoch.

    Whose channel a row is of is looked at here: asked of the database, it may go through all that
    ever came over the link instead of the few rows of these ids.
    """
    ids = sorted({row.message_id for row in rows if row.message_id})
    done = DONE_WITH_IDS.all(ids) if ids else []
    epochs = set(EPOCHS.all(log.link_id)) if done else set()
    return {found for found, of in done if of in epochs}


def _mark(handled: list[int], waiting: list[int], *, at: datetime) -> None:
    if handled:
        TAKEN_UP.make(handled, at)
    if waiting:
        Inbound.objects.filter(pk__in=waiting).update(state=InboundState.WAITING)


def _set_aside(row: Inbound, cause: ComityError, *, at: datetime) -> None:
    with transaction.atomic(durable=True):
        log = LOCKED_CHANNEL_AND_LINK.one(row.channel_id)
        moved = Inbound.objects.filter(pk=row.pk, state=InboundState.HELD).update(
            state=InboundState.SET_ASIDE, cause=cause.code, cause_facts=dict(cause.facts)
        )
        if moved:
            record_message(MESSAGE_SET_ASIDE, row, log.link.code, cause.code, at=at)
