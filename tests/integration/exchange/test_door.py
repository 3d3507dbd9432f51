"""The partners' door: what it reads before it knows who calls, and what it answers."""

import asyncio
import json
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

import pytest

from comity.exchange import wiring
from comity.exchange.models import Inbound, RefusedParcel
from comity.exchange.parcel import HEAD_LIMIT, MOST_PARCEL, split_parcel
from comity.exchange.receipt import open_receipt
from comity.exchange.refusals import ParcelFault
from comity.interfaces.peer.answers import STATUS
from comity.interfaces.peer.door import Door, make_application
from comity.interfaces.peer.reading import Deadlines
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import Node

CAPABILITY = "c" * 43
EXHIBIT = bytes(range(256)) * 40


@dataclass
class Answer:
    """What the door answered, and how much of the request it had read by then."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes
    pieces_read: int

    def problem(self) -> dict[str, Any]:
        assert self.headers[b"content-type"] == b"application/problem+json"
        told: dict[str, Any] = json.loads(self.body)
        assert told["title"] and told["status"] == self.status
        return told


def knock(
    door: Door,
    path: str,
    pieces: list[bytes],
    *,
    method: str = "POST",
    headers: dict[bytes, bytes] | None = None,
    hang: bool = False,
) -> Answer:
    """Make one request; with `hang` the caller stays silent after its last piece."""
    sent: list[MutableMapping[str, Any]] = []
    read = 0

    async def receive() -> MutableMapping[str, Any]:
        nonlocal read
        if read == len(pieces):
            await asyncio.sleep(30 if hang else 0)
            return {"type": "http.disconnect"}
        read += 1
        more = hang or read < len(pieces)
        return {"type": "http.request", "body": pieces[read - 1], "more_body": more}

    async def send(event: MutableMapping[str, Any]) -> None:
        sent.append(event)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": list((headers or {}).items()),
    }
    asyncio.run(door(scope, receive, send))
    if not sent:
        return Answer(0, {}, b"", read)
    body = b"".join(event.get("body", b"") for event in sent[1:])
    return Answer(sent[0]["status"], dict(sent[0]["headers"]), body, read)


def cut(raw: bytes, size: int = 1000) -> list[bytes]:
    return [raw[at : at + size] for at in range(0, len(raw), size)] or [b""]


@pytest.fixture
def door(node: Node) -> Iterator[Door]:
    deadlines = Deadlines(piece=0.2, head=0.4, parcel=0.6)
    door = make_application(node.keys, "US", clock=lambda: node.now, deadlines=deadlines)
    yield door

    async def once(kind: str) -> MutableMapping[str, Any]:
        return {"type": kind}

    async def nothing(event: MutableMapping[str, Any]) -> None:
        assert event["type"] == "lifespan.shutdown.complete"

    asyncio.run(door({"type": "lifespan"}, lambda: once("lifespan.shutdown"), nothing))


def untouched() -> bool:
    """Nothing of a parcel has left a trace."""
    no_entry = not LedgerEntry.objects.filter(event__startswith="parcel").exists()
    return no_entry and not Inbound.objects.exists() and not RefusedParcel.objects.exists()


def test_a_parcel_is_answered_with_the_receipt(node: Node, door: Door) -> None:
    node.partner.write()
    answer = knock(door, "/parcels", cut(node.partner.parcel()))
    assert answer.status == 200
    assert node.partner.settle(answer.body) == 1


def test_a_parcel_held_already_is_read_to_its_end_and_answered_the_same(
    node: Node, door: Door
) -> None:
    node.partner.write()
    pieces = cut(node.partner.parcel())
    first, again = (knock(door, "/parcels", pieces) for _ in range(2))
    assert first.body == again.body and again.pieces_read == len(pieces)


@pytest.mark.parametrize("raw", [b"", b"x" * 100_000, b"\n\n" * 50_000, b"\x00" * 100_000])
def test_without_a_head_nothing_is_read_beyond_8_kib_and_nothing_is_written(
    node: Node, door: Door, raw: bytes
) -> None:
    answer = knock(door, "/parcels", cut(raw, 512))
    assert answer.status == 400 and answer.problem()["code"].startswith("parcel_")
    assert answer.pieces_read <= HEAD_LIMIT // 512 and untouched()


def test_a_head_signed_by_a_stranger_is_read_no_further(node: Node, door: Door) -> None:
    node.partner.write()
    stranger = type(node.keys).generate("UA").sender
    parcel = node.partner.parcel(head=node.partner.head(signer=stranger)) + bytes(50_000)
    answer = knock(door, "/parcels", cut(parcel, 512))
    assert (answer.status, answer.problem()["code"]) == (403, "parcel_signature_missing")
    assert answer.pieces_read <= HEAD_LIMIT // 512 and untouched()


def test_a_gap_says_which_size_is_expected(node: Node, door: Door) -> None:
    node.partner.write()
    node.partner.write()
    answer = knock(door, "/parcels", cut(node.partner.parcel(start=1)))
    told = answer.problem()
    assert (answer.status, told["code"], told["facts"]) == (409, "parcel_gap", {"expected": "0"})


@pytest.mark.parametrize("kept", [500, 6000])
def test_a_caller_that_falls_silent_is_let_go(node: Node, door: Door, kept: int) -> None:
    for _ in range(9):
        node.partner.write()
    answer = knock(door, "/parcels", cut(node.partner.parcel()[:kept]), hang=True)
    assert (answer.status, answer.problem()["code"]) == (408, "parcel_too_slow")


def test_a_caller_that_hangs_up_changes_nothing(node: Node, door: Door) -> None:
    node.partner.write()
    head, _ = split_parcel(node.partner.parcel())
    assert knock(door, "/parcels", [head[:900]]).status == 400

    async def gone() -> MutableMapping[str, Any]:
        return {"type": "http.disconnect"}

    async def nobody(event: MutableMapping[str, Any]) -> None:
        raise AssertionError(event)

    scope = {"type": "http", "method": "POST", "path": "/parcels", "headers": []}
    asyncio.run(door(scope, gone, nobody))
    assert untouched()


def test_a_parcel_beyond_the_cap_is_refused_while_it_comes(node: Node, door: Door) -> None:
    node.partner.write()
    huge = node.partner.parcel() + bytes(MOST_PARCEL + 10_000_000)
    answer = knock(door, "/parcels", cut(huge, 256 * 1024))
    assert (answer.status, answer.problem()["code"]) == (413, "parcel_too_large")
    assert answer.pieces_read <= 1 + (MOST_PARCEL // (256 * 1024)) + 1


def test_the_descriptor_is_handed_out(door: Door, own_raw: bytes) -> None:
    assert knock(door, "/descriptor", [b""], method="GET").body == own_raw


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/parcels"), ("POST", "/descriptor"), ("PUT", "/x")]
)
def test_nothing_else_is_here(door: Door, method: str, path: str) -> None:
    answer = knock(door, path, [b""], method=method)
    assert answer.status == 404 and answer.problem()["code"] == "no_such_address"


@dataclass
class Stream:
    """Sealed bytes from an offset on."""

    total: int
    pieces: Iterator[bytes]


class Vault:
    """An exhibit source with one exhibit."""

    def open_range(self, capability: str, *, offset: int) -> Stream | None:
        if capability != CAPABILITY:
            return None
        return Stream(len(EXHIBIT), iter(cut(EXHIBIT[offset:], 700)))


def fetch(door: Door, capability: str = CAPABILITY, asked: bytes = b"") -> Answer:
    headers = {b"range": asked} if asked else {}
    return knock(door, f"/exhibits/{capability}", [b""], method="GET", headers=headers)


@pytest.mark.parametrize(
    ("asked", "begins", "ends"),
    [
        (b"", 0, 10_240),
        (b"bytes=0-", 0, 10_240),
        (b"bytes=0-999", 0, 1000),
        (b"bytes=1001-1500", 1001, 1501),
        (b"bytes=10239-99999", 10_239, 10_240),
    ],
)
def test_an_exhibit_is_given_by_range(door: Door, asked: bytes, begins: int, ends: int) -> None:
    wiring.register([], exhibits=Vault())
    answer = fetch(door, asked=asked)
    told = f"bytes {begins}-{ends - 1}/10240".encode()
    assert (answer.status, answer.headers[b"content-range"]) == (206, told)
    assert answer.body == EXHIBIT[begins:ends]


@pytest.mark.parametrize("asked", [b"bytes=10240-", b"bytes=900-800"])
def test_a_range_that_is_not_there_is_said_to_be(door: Door, asked: bytes) -> None:
    wiring.register([], exhibits=Vault())
    assert fetch(door, asked=asked).status == 416


@pytest.mark.parametrize("capability", ["d" * 43, "short", "c" * 43 + "/..", "%2e" * 20])
def test_what_is_not_offered_does_not_exist(door: Door, capability: str) -> None:
    wiring.register([], exhibits=Vault())
    assert fetch(door, capability).status == 404
    wiring.register([])
    assert fetch(door).status == 404


@pytest.mark.parametrize("asked", [b"bytes=-5", b"bytes=0-1,3-4", b"lines=0-1", b"bytes=\xff-"])
def test_an_odd_range_gets_nothing(door: Door, asked: bytes) -> None:
    wiring.register([], exhibits=Vault())
    assert fetch(door, asked=asked).status == 404


def test_a_fault_of_our_own_is_a_problem_too(node: Node, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Any:
        raise OSError("the clock fell off the wall")

    node.partner.write()
    door = make_application(node.keys, "US", clock=broken)
    answer = knock(door, "/parcels", cut(node.partner.parcel()))
    assert (answer.status, answer.problem()["code"]) == (503, "door_failed")
    assert "fell off the wall" in caplog.text


def test_every_refusal_has_a_status() -> None:
    assert set(STATUS) == set(ParcelFault)


def test_a_receipt_is_for_the_channel_it_came_from(node: Node, door: Door) -> None:
    node.partner.write()
    answer = knock(door, "/parcels", cut(node.partner.parcel()))
    origin = node.partner.sent.origin
    receipt = open_receipt(answer.body, holder=node.partner.node.holder, origin=origin)
    assert receipt.at == node.now
