"""The door partners knock on: four addresses, and nothing else.

    POST /parcels                   a parcel; answered with a receipt or a problem
    POST /refill                    a signed question for what was lost; answered with it, sealed
    GET  /descriptor                this node's descriptor
    GET  /exhibits/{capability}     an exhibit's sealed bytes, by Range

A raw ASGI application, because the order of reading is the defence: until both signatures of a
parcel's head are good, no more than the head is read, no row is written and nothing is opened.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TypeVar

from comity.exchange.refill import REFILL_TYPE
from comity.exchange.refusals import EpochRefusedError, LinkRefusedError, ParcelRefusedError
from comity.exchange.services import (
    Keys,
    Pace,
    Recognised,
    give_back,
    hold,
    keys_now,
    own_descriptor,
    recognise,
)
from comity.exchange.threads import DatabaseThreads, with_database
from comity.exchange.transport import RECEIPT_TYPE
from comity.exchange.waking import ring
from comity.interfaces.peer.answers import (
    EPOCH_STATUS,
    STATUS,
    answer,
    answer_problem,
    answer_refusal,
)
from comity.interfaces.peer.exhibits import answer_exhibit
from comity.interfaces.peer.gate import Gate, Limits
from comity.interfaces.peer.lines import RequestLine
from comity.interfaces.peer.reading import Body, Deadlines, GoneError, Receive, Scope, Send
from comity.interfaces.storage import STATUS as STORAGE_STATUS
from comity.interfaces.storage import trouble_of

_THREADS = 4
_EXHIBITS = "/exhibits/"
_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


def make_application(
    keys: Keys | Callable[[], Keys],
    own_code: str,
    *,
    clock: Callable[[], datetime] | None = None,
    deadlines: Deadlines | None = None,
    limits: Limits | None = None,
) -> "Door":
    """Return the ASGI application of the partners' door.

    Args:
        keys: the node's unlocked keys, or what gives them as they are now.
        own_code: the node's administration.
        clock: what time it is; the machine's by default.
        deadlines: how long callers may take.
        limits: how much they may send at once.
    """
    return Door(
        keys_now(keys),
        own_code,
        clock=clock or _now,
        deadlines=deadlines or Deadlines(),
        gate=Gate(limits or Limits()),
    )


class Door:
    """The partners' door of one node."""

    def __init__(
        self,
        keys: Callable[[], Keys],
        own_code: str,
        *,
        clock: Callable[[], datetime],
        deadlines: Deadlines,
        gate: Gate,
    ) -> None:
        self._keys = keys
        self._own_code = own_code
        self._clock = clock
        self._deadlines = deadlines
        self._threads = DatabaseThreads(_THREADS, name="door")
        self._gate = gate
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the server's start and end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        line = RequestLine(scope, send)
        try:
            await self._answer(scope, receive, line.send)
        finally:
            line.tell()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._route(scope, receive, send)
        except GoneError:
            return
        except ParcelRefusedError as refusal:
            await answer_refusal(send, refusal, STATUS[refusal.fault])
        except EpochRefusedError as refusal:
            await answer_refusal(send, refusal, EPOCH_STATUS[refusal.fault])
        except LinkRefusedError as refusal:
            await answer_refusal(send, refusal, HTTPStatus.NOT_FOUND)
        except Exception as error:  # noqa: BLE001  a partner is told something, whatever failed
            if code := trouble_of(error):
                _log.warning("nothing can be written", extra={"code": code})
                title = "The node cannot write now. Try again later."
                await answer_problem(send, STORAGE_STATUS[code], code=code, title=title)
                return
            _log.exception("the partners' door failed")
            await answer_problem(
                send,
                HTTPStatus.SERVICE_UNAVAILABLE,
                code="door_failed",
                title="The node could not take this now. Try again later.",
            )

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["method"], str(scope["path"]):
            case "POST", "/parcels":
                await self._take_parcel(Body(receive, self._deadlines), send)
            case "POST", "/refill":
                await self._give_back(Body(receive, self._deadlines), send)
            case "GET", "/descriptor":
                raw = await self._in_thread(own_descriptor)
                await answer(send, HTTPStatus.OK, raw, kind="text/plain; charset=utf-8")
            case "GET", path if path.startswith(_EXHIBITS):
                await answer_exhibit(
                    path.removeprefix(_EXHIBITS), scope, send, self._in_thread, self._deadlines
                )
            case _:
                await answer_problem(
                    send, HTTPStatus.NOT_FOUND, code="no_such_address", title="Nothing is here."
                )

    async def _take_parcel(self, body: Body, send: Send) -> None:
        """Take a parcel: head, signatures, and only then the rest.

        What is held already is read to its end all the same, because a sender that is cut off
        while it writes never sees the answer, and would send the parcel again for ever.
        """
        async with self._gate.half_sent():
            head = await body.head()
        recognised = await self._in_thread(self._recognise, head)
        async with self._gate.turn_of(recognised.head.link.code):
            sealed = await body.rest()
            receipt = await self._in_thread(self._hold, recognised, sealed)
        await answer(send, HTTPStatus.OK, receipt, kind=RECEIPT_TYPE)
        if not recognised.held_already:
            ring()

    async def _give_back(self, body: Body, send: Send) -> None:
        """Give a partner that recovers one stretch of a log; no more than its question is read."""
        async with self._gate.half_sent():
            ask = await body.head()
        given = await self._in_thread(self._given_back, ask)
        await answer(send, HTTPStatus.OK, given, kind=REFILL_TYPE)

    def _given_back(self, ask: bytes) -> bytes:
        return give_back(ask, own_code=self._own_code, pace=self._pace, at=self._clock())

    def _recognise(self, head: bytes) -> Recognised:
        return recognise(head, own_code=self._own_code, at=self._clock())

    def _hold(self, recognised: Recognised, sealed: bytes) -> bytes:
        return hold(recognised, sealed, keys=self._keys(), at=self._clock())

    async def _in_thread(self, work: Callable[..., _Result], *arguments: object) -> _Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, with_database, work, *arguments)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            event = await receive()
            ends = event["type"] == "lifespan.shutdown"
            if ends:
                await asyncio.to_thread(self._threads.end)
            await send({"type": f"{event['type']}.complete"})
            if ends:
                return


def _now() -> datetime:
    return datetime.now(UTC)
