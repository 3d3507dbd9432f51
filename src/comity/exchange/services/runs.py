"""Runs of held messages whose kind takes several together, and falls back to one by one."""

from collections.abc import Iterator, Sequence, Set
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from comity.exchange import wiring
from comity.exchange.models import Channel, Inbound
from comity.exchange.services.taking import checked, take


def takes_many(row: Inbound) -> bool:
    """Tell whether messages of this one's type are taken several at a time."""
    return wiring.current().takes_many(row.type)


def runs_of(
    rows: Sequence[Inbound], *, held_back: Set[str], repeated: Set[str], longest: int
) -> Iterator[list[Inbound]]:
    """Yield rows in order: neighbours of one type that may be taken together, others alone.

    Args:
        rows: in the order of the channel.
        held_back: cases in which a message is set aside; theirs wait, each alone.
        repeated: ids of messages taken before; theirs are refused, each alone.
        longest: most messages of one run.
    """
    run: list[Inbound] = []
    met = set(repeated)
    for row in rows:
        alone = row.message_id in met or row.case in held_back or not takes_many(row)
        if run and (alone or row.type != run[0].type or len(run) == longest):
            yield run
            run = []
        if alone:
            yield [row]
        else:
            run.append(row)
        met.add(row.message_id)
    if run:
        yield run


def take_run(
    log: Channel, run: Sequence[Inbound], *, place: int, repeated: Set[str], at: datetime
) -> None:
    """Take a run up, together where all goes well, and otherwise one by one.

    Args:
        log: the channel it came over.
        run: as `runs_of` yielded it.
        place: of its first message in the slice.
        repeated: ids of messages taken before.
        at: aware UTC instant.

    Raises:
        HandlerFailedError: a handler failed; everything of the slice must be rolled back.
    """
    if len(run) > 1 and _taken_together(log, run, at=at):
        return
    for offset, row in enumerate(run):
        take(log, row, place=place + offset, repeated=row.message_id in repeated, at=at)


def _taken_together(log: Channel, run: Sequence[Inbound], *, at: datetime) -> bool:
    """Hand a run over in one call; on any fault nothing of it has happened."""
    try:
        with transaction.atomic():
            received = [checked(log, row, repeated=False, at=at) for row in run]
            wiring.current().hand_over_many(received)
    except (OperationalError, InterfaceError):
        # The database is in trouble, not a message: everything is tried again later.
        raise
    except Exception:  # noqa: BLE001  each is then taken alone, where its own fault is named
        return False
    return True
