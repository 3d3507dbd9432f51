"""What the clock starts for exhibits: pulling what partners have announced, and sweeping."""

import logging
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import close_old_connections

from comity.crypto.keys import NodeKeys
from comity.evidence.arrival import Arrival
from comity.evidence.models import Exhibit, Exhibits
from comity.evidence.terms import NOT_OFFERED, Fetcher, Origin
from comity.evidence.vault import vault
from comity.kernel.errors import ComityError
from comity.kernel.patience import Patience

# A partner's turn begins nothing new after this, so that with few threads others get theirs.
TURN_SECONDS = 10.0
LEFT_ALONE_FOR = timedelta(days=1)
_LONGEST_PAUSE = timedelta(minutes=5)
_UNEXPECTED = "unexpected"
_log = logging.getLogger(__name__)


@dataclass
class _Rest(Patience):
    """How long a partner, or one exhibit of it, is left alone after a failure, and which."""

    longest: timedelta = _LONGEST_PAUSE
    code: str = ""

    def fail(self, at: datetime, code: str) -> bool:
        """Rest from now on; return whether this failure is another than the last."""
        self.lose(at)
        is_news, self.code = code != self.code, code
        return is_news


def _alone(_work: str) -> AbstractContextManager[bool]:
    """Take every turn at once: there is no other puller."""
    return nullcontext(True)


def _nobody() -> Collection[str]:
    """Name no partner: every one is asked at its door."""
    return ()


@dataclass
class Puller:
    """Pulls what partners have announced, and remembers whom to leave alone for a while.

    Attributes:
        transport: asks partners' doors.
        keys: the node's, to open headers and wrap file keys.
        clock: what time it is.
        pool: threads that pull from partners side by side, so that one whose line is slow delays
            no other; without it they are served one after the other.
        stop: set to end every turn after the stride under way.
        turn_at: says of some work whether it is this puller's until the end of its block; two must
            not write the same part at once.
        not_asked: names the partners whose door is not asked now, because their exhibits are
            brought by another way.
    """

    transport: Fetcher
    keys: NodeKeys
    clock: Callable[[], datetime]
    pool: Executor | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    turn_at: Callable[[str], AbstractContextManager[bool]] = _alone
    not_asked: Callable[[], Collection[str]] = _nobody
    _rests: dict[str | UUID, _Rest] = field(default_factory=dict)
    _under_way: dict[str, Future[int]] = field(default_factory=dict)

    def pass_once(self) -> int:
        """Give every partner with something to pull its turn, unless it rests or has one.

        Returns:
            How many exhibits became whole; with threads they count for themselves.
        """
        whole = 0
        awaited = _awaited().order_by("partner").values_list("partner", flat=True).distinct()
        partners = list(awaited)
        not_asked = self.not_asked() if partners else ()
        for partner in partners:
            if partner in not_asked or self._rests_now(partner):
                continue
            if self.pool is None:
                whole += self._turn(partner)
            elif partner not in self._under_way or self._under_way[partner].done():
                self._under_way[partner] = self.pool.submit(self._turn_in_thread, partner)
        return whole

    def _turn_in_thread(self, partner: str) -> int:
        close_old_connections()
        try:
            return self._turn(partner)
        except Exception as error:  # noqa: BLE001  another pass follows, whatever failed
            self._leave_alone(partner, partner, error)
            return 0
        finally:
            close_old_connections()

    def _turn(self, partner: str) -> int:
        """Pull from one partner, unless another process of this node is at it."""
        with self.turn_at(f"exhibits of {partner}") as mine:
            return self._pull(partner) if mine else 0

    def _pull(self, partner: str) -> int:
        """Pull until all is here, time is up, or the partner's door fails."""
        ends = time.monotonic() + TURN_SECONDS
        arrival = Arrival(self.transport, self.keys, self.clock)
        whole = 0
        for exhibit in self._due(partner):
            try:
                whole += arrival.go_on(exhibit, more=lambda: self._has_time(ends))
            except Exception as error:  # noqa: BLE001  one exhibit must not hold up all others
                self._leave_alone(exhibit.id, partner, error)
                if isinstance(error, ComityError) and error.code != NOT_OFFERED:
                    self._leave_alone(partner, partner, error)
                    break
            else:
                self._rests.pop(exhibit.id, None)
                self._rests.pop(partner, None)
            if not self._has_time(ends):
                break
        return whole

    def _due(self, partner: str) -> list[Exhibit]:
        """Return what to pull now: what failed least first, so that no exhibit blocks others."""
        awaited = _awaited().filter(partner=partner).order_by("taken_in_at")
        due = [exhibit for exhibit in awaited if not self._rests_now(exhibit.id)]
        return sorted(due, key=lambda exhibit: self._rests.get(exhibit.id, _Rest()).pause)

    def _has_time(self, ends: float) -> bool:
        return not self.stop.is_set() and time.monotonic() < ends

    def _rests_now(self, whose: str | UUID) -> bool:
        rest = self._rests.get(whose)
        return rest is not None and rest.rests(self.clock())

    def _leave_alone(self, whose: str | UUID, partner: str, error: Exception) -> None:
        code = error.code if isinstance(error, ComityError) else _UNEXPECTED
        is_news = self._rests.setdefault(whose, _Rest()).fail(self.clock(), code)
        if is_news and (whose == partner or code in {NOT_OFFERED, _UNEXPECTED}):
            # Neither case nor capability may stand in a log, so no message and no facts.
            told = {"partner": partner, "code": code}
            cause = error if code == _UNEXPECTED else None
            _log.warning("exhibits wait", extra=told, exc_info=cause)


def pull_exhibits(transport: Fetcher, keys: NodeKeys, at: datetime) -> int:
    """Make one pass over everything announced, as a puller just started would.

    Args:
        transport: asks partners' doors.
        keys: the node's, to open headers and wrap file keys.
        at: aware UTC instant, for the whole pass.

    Returns:
        How many exhibits became whole.
    """
    return Puller(transport, keys, clock=lambda: at).pass_once()


def sweep(at: datetime) -> int:
    """Remove sealed files that nobody waits for: left by a crash between disk and database.

    Args:
        at: aware UTC instant; only what is older than a day is removed, so that nothing is that
            a running act is about to record.

    Returns:
        How many files were removed.
    """
    before = (at - LEFT_ALONE_FOR).timestamp()
    old = [path for path in vault().files() if _is_older(path, before)]
    known = Exhibit.objects.filter(pk__in={UUID(path.stem) for path in old})
    # Which are held; of what was refused or erased, nothing is wanted.
    wanted = known.exclude(held_at__isnull=True, fault__gt="")
    held = {pk: at is not None for pk, at in wanted.values_list("pk", "held_at")}
    # A file that was recorded or renamed since it was listed is young by now.
    strays = [path for path in old if not _is_wanted(path, held) and _is_older(path, before)]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _awaited() -> Exhibits:
    return Exhibit.objects.filter(origin=Origin.RECEIVED.value, held_at__isnull=True, fault="")


def _is_older(path: Path, before: float) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < before
    return False


def _is_wanted(path: Path, held: dict[UUID, bool]) -> bool:
    """A whole file belongs to an exhibit that is held, a part to one that is awaited."""
    exhibit_id = UUID(path.stem)
    return exhibit_id in held and held[exhibit_id] != bool(path.suffix)
