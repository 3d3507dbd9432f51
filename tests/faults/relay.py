"""The line between two nodes, byte by byte: cut, flipped, stalled, swallowed one way, or down."""

import asyncio
import contextlib
import random
from collections import Counter, deque
from dataclasses import dataclass, field

UP, DOWN = "up", "down"
_PIECE = 16 * 1024


@dataclass(frozen=True)
class ByteFault:
    """What becomes of the bytes of one connection.

    Attributes:
        kind: cut, flip or stall.
        way: up to the door, or down from it.
        after: how many more bytes pass before.
    """

    kind: str
    way: str
    after: int


def any_byte_fault(chance: random.Random) -> ByteFault:
    kind = chance.choice(("cut", "cut", "flip", "flip", "stall"))
    return ByteFault(kind, chance.choice((UP, DOWN)), int(2 ** chance.uniform(0, 13)))


@dataclass
class Relay:
    """A listener that passes bytes on to a port.

    Attributes:
        listens: port partners call.
        leads_to: port of what stands behind.
        planned: faults for what passes next.
        down: nothing passes at all, and connections end.
        swallows: ways on which bytes vanish, while connections stay as they are.
        injected: how many faults of each kind have happened.
    """

    listens: int
    leads_to: int
    planned: deque[ByteFault] = field(default_factory=deque)
    down: bool = False
    swallows: set[str] = field(default_factory=set)
    injected: Counter[str] = field(default_factory=Counter)
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    async def begin(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, "127.0.0.1", self.listens)

    def hang_up(self) -> None:
        """End every connection, as a line that breaks does; call it in the loop."""
        for writer in list(self._open):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.down:
            writer.transport.abort()
            return
        try:
            behind = await asyncio.open_connection("127.0.0.1", self.leads_to)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, behind[1]}
        self._open |= ends
        try:
            await asyncio.gather(
                self._pump(reader, behind[1], UP), self._pump(behind[0], writer, DOWN)
            )
        finally:
            for end in ends:
                end.transport.abort()
            self._open -= ends

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str
    ) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(_PIECE):
                if self.down:
                    break
                if way in self.swallows:
                    continue
                passed = await self._bent(bytearray(piece), way)
                writer.write(passed)
                await writer.drain()
                if len(passed) < len(piece):
                    break
        writer.transport.abort()

    async def _bent(self, piece: bytearray, way: str) -> bytes:
        if not self.planned or self.planned[0].way != way:
            return bytes(piece)
        fault = self.planned.popleft()
        self.injected[f"bytes: {fault.kind} on the way {way}"] += 1
        at = min(fault.after, len(piece) - 1)
        if fault.kind == "cut":
            return bytes(piece[:at])
        if fault.kind == "flip":
            piece[at] ^= 1 << (fault.after % 8)
        else:
            await asyncio.sleep(0.2)
        return bytes(piece)
