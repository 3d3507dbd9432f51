"""This node's door, heard by a clock of its own: what a caller takes minutes for takes no time."""

import asyncio
import json
import selectors
from collections.abc import Callable, MutableMapping
from concurrent.futures import Executor
from datetime import datetime
from typing import Any, TypeVar, TypeVarTuple

from comity.crypto.keys import NodeKeys
from comity.interfaces.peer.door import Door, make_application
from tests.conformance.node.checks import Told, base

Event = MutableMapping[str, Any]
_PATIENCE = 0.01
_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")


class _Skips(selectors.DefaultSelector):
    """Waits for nothing but threads: in place of a wait it moves the clock on."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.busy = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        # What a thread is at takes none of the time that is played.
        found = super().select(_PATIENCE if self.busy else 0)
        if not found and not self.busy:
            self.now += timeout
        return found


class _Loop(asyncio.SelectorEventLoop):
    """An event loop whose time is that of its selector."""

    def __init__(self) -> None:
        self.skips = _Skips()
        super().__init__(self.skips)

    def time(self) -> float:
        return self.skips.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*_Ts], _T], *args: *_Ts
    ) -> "asyncio.Future[_T]":
        self.skips.busy += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._done)
        return future

    def _done(self, _future: object) -> None:
        self.skips.busy -= 1


class Caller:
    """Somebody at the door, whose pieces come so many seconds after one another."""

    def __init__(self, told: Told) -> None:
        self.pieces, self.ends = list(told["pieces"]), told["ends"]
        self.heard = 0
        self.answers: list[Event] = []

    async def receive(self) -> Event:
        if not self.pieces:
            # Silent for longer than any door waits.
            await asyncio.sleep(10_000)
        piece = self.pieces.pop(0)
        await asyncio.sleep(piece["after"])
        data = base(piece["data"])
        self.heard += len(data)
        more = bool(self.pieces) or not self.ends
        return {"type": "http.request", "body": data, "more_body": more}

    async def send(self, event: Event) -> None:
        self.answers.append(event)


async def _shut(door: Door) -> None:
    async def ends() -> Event:
        return {"type": "lifespan.shutdown"}

    async def nothing(_event: Event) -> None:
        """It says that it has ended."""

    await door({"type": "lifespan"}, ends, nothing)


def hear(told: Told, *, keys: NodeKeys, code: str, at: datetime) -> Told:
    """Let the door hear one caller, and tell what it answered and how much it had read."""
    door, caller = make_application(keys, code, clock=lambda: at), Caller(told)
    scope = {"type": "http", "method": "POST", "path": "/parcels", "headers": []}
    loop = _Loop()
    try:
        loop.run_until_complete(door(scope, caller.receive, caller.send))
        loop.run_until_complete(_shut(door))
    finally:
        loop.close()
    start, *rest = caller.answers
    problem: Told = {"code": "", "facts": {}}
    if start["status"] != 200:
        problem = json.loads(b"".join(each.get("body", b"") for each in rest))
    return {"code": problem["code"], "facts": problem["facts"], "heard": caller.heard}
