"""Reading attached files for persons who ask, as one step of keeping the clocks."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from comity.assistance.queries.access_files import FileToRead
from comity.assistance.services.access_files import (
    Reading,
    finish_files,
    keep_file,
    next_files,
    readings,
    why_not_opened,
)
from comity.assistance.terms.access_files import FileRead, FileUnread
from comity.evidence.models import Exhibit
from comity.evidence.services import check_exhibit
from comity.exchange.courier import guarded
from comity.interfaces.file_places import MOST_BYTES, places_in_file
from comity.kernel.errors import ComityError

# The clocks are kept by the same thread; what is left over waits for its next turn.
TURN_SECONDS = 20.0
_log = logging.getLogger(__name__)


def read_files(
    at: datetime,
    *,
    stop: threading.Event,
    own_code: str,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Read files for the persons' requests that wait for it, for one turn.

    Each file is read without any lock, and what was found in it is a transaction of its own: a
    node that is killed goes on with the file it was at.

    Args:
        at: aware UTC instant.
        stop: set to end after the file under way.
        own_code: of the administration whose node this is.
        clock: seconds that only grow.
    """
    ends = clock() + TURN_SECONDS
    for reading in readings():
        guarded(
            partial(_read_for, reading, at, goes_on=lambda: not stop.is_set() and clock() < ends),
            own_code,
        )


def _read_for(reading: Reading, at: datetime, *, goes_on: Callable[[], bool]) -> None:
    on = timezone.localdate(at)
    while files := next_files(reading):
        for file in files:
            if not goes_on():
                return
            read = _read(reading, file)
            with transaction.atomic(durable=True):
                kept = keep_file(reading, file, read, on=on)
            if not kept:
                return
    with transaction.atomic(durable=True):
        finish_files(reading, at=at)


def _read(reading: Reading, file: FileToRead) -> FileRead:
    exhibit = file.exhibit
    shut = why_not_opened(exhibit)
    by_name = places_in_file(exhibit.file_name, None, terms=reading.terms)
    if shut is not None:
        return FileRead(by_name.places, by_name.count, shut)
    if exhibit.size > MOST_BYTES:
        # All of it would be read and checked only to say so.
        return FileRead(by_name.places, by_name.count, FileUnread.TOO_LARGE)
    try:
        return places_in_file(exhibit.file_name, _content(exhibit), terms=reading.terms)
    except ComityError:
        # Bytes that are missing, or not those taken in, are told where exhibits are looked after.
        return FileRead(by_name.places, by_name.count, FileUnread.DAMAGED)
    except Exception:  # noqa: BLE001  whatever a file makes a reader say, the next one is read
        # One file that nobody has thought of must not hold up all that come after it.
        _log.exception("a file could not be read for a person")
        return FileRead(by_name.places, by_name.count, FileUnread.DAMAGED)


def _content(exhibit: Exhibit) -> Iterator[bytes]:
    yield from check_exhibit(exhibit).pieces
