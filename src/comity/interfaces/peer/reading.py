"""Reading a request's body under a cap and a deadline, never more than has been earned."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from comity.exchange.parcel import HEAD_LIMIT, MOST_PARCEL, end_of_head
from comity.exchange.refusals import ParcelFault, ParcelRefusedError

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long a caller may take, in seconds.

    Attributes:
        piece: for each piece of a body.
        head: for the whole head, while nothing is known of the caller.
        parcel: for the whole parcel of a known partner, whose line may be slow; it waits only
            behind itself.
        answer: for each piece of an answer to be taken.
    """

    piece: float = 15.0
    head: float = 10.0
    parcel: float = 1200.0
    answer: float = 30.0


class GoneError(Exception):
    """The caller has hung up; there is nobody to answer."""


class Body:
    """A request's body, read piece by piece."""

    def __init__(self, receive: Receive, deadlines: Deadlines) -> None:
        self._receive = receive
        self._deadlines = deadlines
        self._ended = False
        self._read = bytearray()

    async def head(self) -> bytes:
        """Return the parcel's head and read no further than the piece in which it ends.

        Raises:
            ParcelRefusedError: the head does not end within 8 KiB, at all, or in time.
        """
        async with self._within(self._deadlines.head):
            while (ends := end_of_head(bytes(self._read[:HEAD_LIMIT]))) is None:
                if self._ended:
                    raise ParcelRefusedError(ParcelFault.TRUNCATED, part="the head")
                await self._piece()
        head = bytes(self._read[:ends])
        del self._read[: ends + 1]
        return head

    async def rest(self, *, room: int = MOST_PARCEL) -> bytes:
        """Return everything after the head.

        Raises:
            ParcelRefusedError: it is larger than a parcel may be, or too slow.
        """
        async with self._within(self._deadlines.parcel):
            while not self._ended:
                await self._piece()
                if len(self._read) > room:
                    raise ParcelRefusedError(ParcelFault.TOO_LARGE, limit=MOST_PARCEL)
        return bytes(self._read)

    async def _piece(self) -> None:
        async with self._within(self._deadlines.piece):
            event = await self._receive()
        if event["type"] != "http.request":
            raise GoneError
        self._read += event.get("body", b"")
        self._ended = not event.get("more_body", False)

    def _within(self, seconds: float) -> "_Deadline":
        return _Deadline(seconds)


class _Deadline:
    """`asyncio.timeout` that says by name that the caller was too slow."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timeout = asyncio.timeout(seconds)

    async def __aenter__(self) -> None:
        await self._timeout.__aenter__()

    async def __aexit__(self, *failure: Any) -> None:
        try:
            await self._timeout.__aexit__(*failure)
        except TimeoutError as error:
            raise ParcelRefusedError(ParcelFault.TOO_SLOW, seconds=self._seconds) from error
