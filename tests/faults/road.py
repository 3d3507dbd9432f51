"""The road between two nodes, message by message: it sees every parcel and every receipt.

It stands in the middle of TLS with the door's own certificate, so that it can do whatever somebody
could do who has a node's TLS key, and no more: it has none of the keys that sign or seal.
"""

import asyncio
import random
import ssl
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from comity.crypto.checkpoints import read_checkpoint
from comity.crypto.errors import SignatureRefusedError
from comity.crypto.notes import parse
from comity.exchange.descriptor import Descriptor
from comity.exchange.parcel import claimed_origin, open_head, split_parcel
from comity.exchange.refusals import JsonRefusedError, ParcelFault, ParcelRefusedError
from comity.exchange.transport import problem_in
from tests.faults.oracle import Answer, Finding, Heads, Wrong
from tests.faults.relay import Relay

# What a door refuses before it can know who sent it causes no row, by design.
_BEFORE_THE_SENDER_IS_KNOWN = {
    ParcelFault.HEAD_TOO_LONG,
    ParcelFault.HEAD_MALFORMED,
    ParcelFault.SENDER_UNKNOWN,
    ParcelFault.SIGNATURE_MISSING,
    ParcelFault.SIGNATURE_WRONG,
    ParcelFault.TOO_SLOW,
}
_TROUBLE = {"disk_full", "disk_read_only", "door_failed", "database_unreachable"}
_KEPT = 40


@dataclass(frozen=True)
class Reply:
    """What a door answered."""

    status: int
    body: bytes
    kind: str = "application/vnd.comity.receipt"

    def raw(self) -> bytes:
        head = (
            f"HTTP/1.1 {self.status} X\r\ncontent-type: {self.kind}\r\n"
            f"content-length: {len(self.body)}\r\n\r\n"
        )
        return head.encode() + self.body


Fault = Callable[["Road", bytes], Awaitable["Reply | bytes | None"]]


@dataclass
class Road:
    """The way to one node's door.

    Attributes:
        door: port of the door, and whose it is.
        sender: the pinned descriptor of the node that sends this way.
        heads: every head that was ever seen, on all roads of a pair.
        planned: faults for the next parcels, by name.
        parcels: some that passed before.
        receipts: some that were answered before.
        answers: refusals that must stand in the record of the door's node.
        injected: how many faults of each kind have happened.
        damaged: how many answers the sender got that are no receipt for what it sent.
        findings: what the road saw that may not be.
    """

    code: str
    door: int
    middle: int
    certificate: Path
    key: Path
    relay: Relay
    sender: Descriptor
    heads: Heads
    chance: random.Random
    planned: deque[tuple[str, Fault]] = field(default_factory=deque)
    parcels: deque[bytes] = field(default_factory=lambda: deque(maxlen=_KEPT))
    receipts: deque[bytes] = field(default_factory=lambda: deque(maxlen=_KEPT))
    late: list[bytes] = field(default_factory=list)
    answers: set[Answer] = field(default_factory=set)
    injected: Counter[str] = field(default_factory=Counter)
    damaged: int = 0
    findings: list[Finding] = field(default_factory=list)
    other: "Road | None" = None
    context: ssl.SSLContext = field(default_factory=lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))

    async def begin(self) -> list[asyncio.Server]:
        self.show(self.certificate, self.key)
        listening = await asyncio.start_server(
            self._serve, "127.0.0.1", self.middle, ssl=self.context, limit=2**23
        )
        return [listening, await self.relay.begin()]

    def show(self, certificate: Path, key: Path) -> None:
        """Show a certificate to whoever connects from now on."""
        self.context.load_cert_chain(certificate, key)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except (OSError, ValueError, EOFError):
            pass
        except asyncio.CancelledError:
            pass  # the road is taken up while a fault still waits
        finally:
            writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Pass one request on; tell whether the connection goes on."""
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(_length(head))
        line = head.split(b"\r\n", 1)[0].decode()
        is_parcel = line.startswith("POST /parcels")
        answer = await self._pass(body) if is_parcel else await self.ask(line, body)
        if answer is None:
            return False
        writer.write(answer if isinstance(answer, bytes) else answer.raw())
        await writer.drain()
        return isinstance(answer, Reply)

    async def _pass(self, parcel: bytes) -> "Reply | bytes | None":
        if not self.planned:
            passed = await self.post(parcel)
            while self.late:
                await self.post(self.late.pop())
            self.parcels.append(parcel)
            return passed
        name, fault = self.planned.popleft()
        answer = await fault(self, parcel)
        self.injected[name] += 1
        self.parcels.append(parcel)
        return answer

    async def post(self, parcel: bytes) -> Reply | None:
        """Post a parcel at the door, and note what both sides signed."""
        self._note_head(parcel)
        answer = await self.ask("POST /parcels HTTP/1.1", parcel)
        if answer is None:
            return None
        if answer.status == 200:
            self._note_receipt(answer.body)
        else:
            self._note_refusal(parcel, answer)
        return answer

    async def ask(self, line: str, body: bytes) -> Reply | None:
        """Ask the door itself; None when it is not there, or not in time."""
        context = ssl._create_unverified_context()  # noqa: S323  the road trusts nobody
        try:
            async with asyncio.timeout(8):
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", self.door, ssl=context, limit=2**23
                )
                try:
                    head = f"{line}\r\nhost: door\r\ncontent-length: {len(body)}\r\n"
                    writer.write(f"{head}connection: close\r\n\r\n".encode() + body)
                    told = await reader.readuntil(b"\r\n\r\n")
                    return Reply(
                        int(told.split()[1]),
                        await reader.readexactly(_length(told)),
                        _field(told, b"content-type").decode(),
                    )
                finally:
                    writer.transport.abort()
        except (OSError, ValueError, EOFError, TimeoutError):
            return None

    def _note_head(self, parcel: bytes) -> None:
        try:
            head, _ = split_parcel(parcel)
            seen = open_head(head, sender=self.sender.sender, origin=claimed_origin(head))
        except ParcelRefusedError:
            return
        self.findings += self.heads.see(seen.origin, seen.size, seen.root)

    def _note_receipt(self, raw: bytes) -> None:
        try:
            seen = read_checkpoint(parse(raw, limit=len(raw) + 1).text)
        except SignatureRefusedError:
            self.findings.append(Finding(Wrong.LOST, f"{self.code} answered no receipt"))
            return
        self.receipts.append(raw)
        self.findings += self.heads.see(seen.origin, seen.size, seen.root)

    def _note_refusal(self, parcel: bytes, answer: Reply) -> None:
        try:
            code = problem_in(answer.body).code
        except JsonRefusedError:
            told = f"{self.code} answered {answer.status} without a problem"
            self.findings.append(Finding(Wrong.SILENT, told))
            return
        if code in _TROUBLE or code in _BEFORE_THE_SENDER_IS_KNOWN:
            return
        try:
            head, sealed = split_parcel(parcel)
            seen = open_head(head, sender=self.sender.sender, origin=claimed_origin(head))
        except ParcelRefusedError:
            return
        if sealed or code not in (ParcelFault.GAP, ParcelFault.OVERLAP):
            self.answers.add(Answer(self.code, seen.origin, seen.size, seen.root.hex(), code))


def _length(head: bytes) -> int:
    return int(_field(head, b"content-length") or b"0")


def _field(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n")[1:]:
        told, _, value = line.partition(b":")
        if told.strip().lower() == name:
            return value.strip()
    return b""
