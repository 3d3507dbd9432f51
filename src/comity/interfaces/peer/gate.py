"""Who may send how much at once: strangers give way to newer callers, partners wait their turn.

A stranger is whoever has not sent a whole head yet. An honest partner's head comes in one piece,
so of many half-sent requests the oldest is never a partner's, and it is the one that gives way:
strangers alone pay for each other. A partner's flood waits behind itself, a little of it, and the
rest is turned away by name. All of it is counted for each process of the door by itself.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from comity.exchange.refusals import ParcelFault, ParcelRefusedError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken at once.

    Attributes:
        half_sent: requests at once of which the head is not whole; one more ends the oldest.
        waiting: parcels of one partner at once, the one that is being taken among them.
        parcels_a_minute: parcels of one partner; so many may also come in one burst.
    """

    half_sent: int = 64
    waiting: int = 16
    parcels_a_minute: int = 6000


class Gate:
    """The counts of one process of the partners' door."""

    def __init__(self, limits: Limits, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._half_sent: dict[asyncio.Timeout, None] = {}
        self._waiting: defaultdict[str, int] = defaultdict(int)
        # One parcel of a partner at a time: its flood then takes memory and turns from itself.
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._allowances: dict[str, _Allowance] = {}

    @asynccontextmanager
    async def half_sent(self) -> AsyncIterator[None]:
        """Read a head, unless so many others are being read that this one has to give way.

        Raises:
            ParcelRefusedError: it gave way.
        """
        try:
            async with asyncio.timeout(None) as place:
                self._half_sent[place] = None
                self._end_the_oldest()
                try:
                    yield
                finally:
                    self._half_sent.pop(place, None)
        except TimeoutError as error:
            limit = self._limits.half_sent
            raise ParcelRefusedError(ParcelFault.GAVE_WAY, limit=limit) from error

    @asynccontextmanager
    async def turn_of(self, partner: str) -> AsyncIterator[None]:
        """Wait for a known partner's turn.

        Args:
            partner: code of the administration whose signatures are good.

        Raises:
            ParcelRefusedError: it sends more at once, or in a minute, than one partner may.
        """
        limits = self._limits
        if self._waiting[partner] >= limits.waiting:
            raise ParcelRefusedError(ParcelFault.TOO_OFTEN, sender=partner, limit=limits.waiting)
        allowance = self._allowances.setdefault(partner, _Allowance(limits.parcels_a_minute))
        if not allowance.spend(self._clock()):
            most = limits.parcels_a_minute
            raise ParcelRefusedError(ParcelFault.TOO_OFTEN, sender=partner, limit=most)
        self._waiting[partner] += 1
        try:
            async with self._turns[partner]:
                yield
        finally:
            self._waiting[partner] -= 1

    def _end_the_oldest(self) -> None:
        while len(self._half_sent) > self._limits.half_sent:
            oldest = next(iter(self._half_sent))
            del self._half_sent[oldest]
            oldest.reschedule(asyncio.get_running_loop().time())


class _Allowance:
    """How many parcels are left to a partner: all at the beginning, and they come back evenly."""

    def __init__(self, a_minute: int) -> None:
        self._most = float(a_minute)
        self._left = self._most
        self._at: float | None = None

    def spend(self, now: float) -> bool:
        """Take one, if one is left at `now`."""
        since = 0.0 if self._at is None else max(now - self._at, 0.0)
        self._left, self._at = min(self._most, self._left + since * self._most / 60), now
        if self._left < 1:
            return False
        self._left -= 1
        return True
