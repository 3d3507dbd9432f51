"""The courier: one worker's way round its partners, and what it remembers on it."""

import logging
import secrets
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from comity.crypto.keys import NodeKeys
from comity.exchange.refusals import ParcelFault, ParcelRefusedError
from comity.exchange.services import (
    LEASE,
    DueLink,
    Numbered,
    Parcel,
    due_links,
    expected_from,
    handle_slice,
    lease,
    live_link,
    next_parcel,
    note_failure,
    number_waiting,
    release,
    settle_receipt,
    sign_head,
    state_question,
    suite_of,
)
from comity.exchange.threads import with_database
from comity.exchange.transport import RefusedThereError, Transport
from comity.kernel.errors import ComityError, Problem
from comity.kernel.patience import Patience

SLICE_SECONDS = 0.05
PARCELS_A_TURN = 8
SLICES_A_TURN = 16
_LONGEST_PAUSE = timedelta(seconds=60)
_TELL_AGAIN_SECONDS = 60.0
_CONTINUES = (ParcelFault.GAP.value, ParcelFault.OVERLAP.value)
_log = logging.getLogger(__name__)


@dataclass
class Pass:
    """What one pass came to.

    Attributes:
        delivered: parcels for which a receipt came back.
        handled: messages of partners handled.
        set_aside: messages of partners set aside.
        failures: partners that could not be served, with the code of the cause.
        cut_short: whether a partner's turn ended before everything was done.
        begun: deliveries that go on beside.
    """

    delivered: int = 0
    handled: int = 0
    set_aside: int = 0
    failures: tuple[tuple[str, str], ...] = ()
    cut_short: bool = False
    begun: tuple[Future[None], ...] = ()


@dataclass
class Courier:
    """One worker of one node: what it must remember between passes, and nothing else.

    Attributes:
        keys: the node's keys.
        transport: the way to partners' doors.
        clock: what time it is.
        pool: threads that serve partners side by side, so that one whose line is slow delays no
            other; without it they are served one after the other.
        owner: its token on leases, random for each process.
    """

    keys: NodeKeys
    transport: Transport
    clock: Callable[[], datetime]
    pool: Executor | None = None
    owner: str = field(default_factory=lambda: secrets.token_hex(16))
    _agreed: set[int] = field(default_factory=set)
    _leased: dict[int, datetime] = field(default_factory=dict)
    _patience: dict[str, Patience] = field(default_factory=dict)
    _under_way: dict[str, Future[None]] = field(default_factory=dict)

    def pass_once(self) -> Pass:
        """Serve every partner that is due: handle what is held, deliver what waits."""
        done = Pass()
        due = due_links()
        # What is held needs nobody else; a partner that hangs must not keep it waiting.
        for link in due:
            self._handle(link, done)
        for link in due:
            if self.pool is None:
                self._serve(link, done)
            elif link.waits and self._is_free(link.code):
                self._under_way[link.code] = self.pool.submit(self._serve_in_thread, link)
                done.begun = (*done.begun, self._under_way[link.code])
        return done

    def end(self) -> None:
        """Give leases and connections of this worker back."""
        for channel in self._leased:
            release(channel, owner=self.owner)
        self._leased.clear()

    def _is_free(self, partner: str) -> bool:
        return partner not in self._under_way or self._under_way[partner].done()

    def _serve_in_thread(self, link: DueLink) -> None:
        with_database(guarded, partial(self._serve, link, Pass()), link.code)

    def _serve(self, link: DueLink, done: Pass) -> None:
        try:
            self._deliver(link, done)
        except ComityError as error:
            done.failures += ((link.code, error.code),)
            self._give_up(link, error)

    def _give_up(self, link: DueLink, error: ComityError) -> None:
        at = self.clock()
        told = {"partner": link.code, "code": error.code}
        _log.warning("a partner could not be served", extra=told)
        self._patience.setdefault(link.code, Patience(_LONGEST_PAUSE)).lose(at)
        note_failure(link.out, code=error.code, facts=dict(error.facts), at=at)

    def _deliver(self, link: DueLink, done: Pass) -> None:
        """Deliver what waits for a partner, unless it rests or another worker serves it."""
        patience = self._patience.get(link.code)
        rests = patience is not None and patience.rests(self.clock())
        if link.waits and not rests and self._holds_lease(link.out):
            suite_of(live_link(link.code), at=self.clock())
            self._post_parcels(link, done)
            self._patience.pop(link.code, None)

    def _holds_lease(self, channel: int) -> bool:
        """Take the lease, or renew it once half of it is over."""
        at = self.clock()
        if LEASE / 2 < self._leased.get(channel, at) - at <= LEASE:
            return True
        if lease(channel, owner=self.owner, at=at):
            self._leased[channel] = at + LEASE
            return True
        self._leased.pop(channel, None)
        return False

    def _post_parcels(self, link: DueLink, done: Pass) -> None:
        channel = link.out
        if link.in_flight:
            # What was signed before may be posted again at once: nothing new is signed for it.
            done.delivered += self._post_in_flight(channel)
        for _ in range(PARCELS_A_TURN):
            if channel not in self._agreed:
                self._settle(channel, state_question(channel, keys=self.keys))
            numbered = number_waiting(channel, owner=self.owner)
            if numbered is Numbered.NOTHING:
                return
            sign_head(channel, keys=self.keys)
            done.delivered += self._post_in_flight(channel)
            if numbered is Numbered.EVERYTHING or not self._holds_lease(channel):
                return
        done.cut_short = True

    def _post_in_flight(self, channel: int) -> int:
        parcel = next_parcel(channel)
        if parcel is None:
            return 0
        self._settle(channel, parcel)
        return 1

    def _settle(self, channel: int, parcel: Parcel) -> None:
        """Post a parcel and settle the receipt for it.

        A door that expects another size says so once; the same log is then sent from there.
        """
        posted = parcel.size
        answer = self.transport.post_parcel(parcel.partner, parcel.raw)
        if isinstance(answer, Problem) and answer.code in _CONTINUES:
            start = expected_from(dict(answer.facts), channel=channel)
            from_there = next_parcel(channel, start=start)
            if from_there is not None:
                posted = from_there.size
                answer = self.transport.post_parcel(parcel.partner, from_there.raw)
        if isinstance(answer, Problem):
            raise RefusedThereError(answer)
        receipt = settle_receipt(channel, answer, at=self.clock())
        if receipt.size < posted:
            raise ParcelRefusedError(
                ParcelFault.RECEIPT_COVERS_LESS, size=receipt.size, posted=posted
            )
        self._agreed.add(channel)

    def _handle(self, link: DueLink, done: Pass) -> None:
        """Handle what is held in slices, few enough that other partners get their turn."""
        if not link.held:
            return
        for _ in range(SLICES_A_TURN):
            more = _until(time.monotonic() + SLICE_SECONDS)
            came_to = handle_slice(link.into, at=self.clock(), more=more)
            done.handled += came_to.handled
            done.set_aside += came_to.set_aside
            if came_to.was_last:
                return
        done.cut_short = True


def guarded(step: Callable[[], object], own_code: str) -> object:
    """Run one step; what goes wrong in it must not end the worker of every partner."""
    try:
        return step()
    except Exception:  # noqa: BLE001  the loop outlives any one fault
        _log.exception("the worker failed in one step and goes on", extra={"node": own_code})
        return None


@dataclass
class Guard:
    """Runs the steps of one worker; a fault that comes again and again is told once a minute.

    A full disk fails every step five times a second, and must not be filled further by the log.
    """

    own_code: str
    _told: dict[tuple[str, int], float] = field(default_factory=dict)

    def __call__(self, step: Callable[[], object]) -> object:
        """Run one step; what goes wrong in it must not end the worker of every partner."""
        try:
            return step()
        except Exception as error:  # noqa: BLE001  the loop outlives any one fault
            if self._is_news(error):
                told = {"node": self.own_code}
                _log.exception("the worker failed in one step and goes on", extra=told)
            return None

    def _is_news(self, error: Exception) -> bool:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        fault = (type(error).__qualname__, 0 if trace is None else trace.tb_lineno)
        now, before = time.monotonic(), self._told.get(fault)
        if before is not None and now - before < _TELL_AGAIN_SECONDS:
            return False
        self._told[fault] = now
        return True


def _until(end: float) -> Callable[[], bool]:
    return lambda: time.monotonic() < end
