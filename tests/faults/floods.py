"""Callers who send slowly, half, or too much: strangers, and partners with good signatures."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from functools import partial

from comity.exchange.parcel import split_parcel
from tests.faults.nodes import FaultNode, await_
from tests.faults.pair import Pair
from tests.faults.run import Run

_HALVES = (
    b"POST /parcels HT",
    b"POST /parcels HTTP/1.1\r\nhost: door\r\ncontent-length: 900000\r\n\r\n",
    b"POST /parcels HTTP/1.1\r\nhost: door\r\ncontent-length: 90\r\n\r\ncomity/0",
    b"GET /descriptor HTTP/1.1\r\nhost: door\r\n",
    b"\x16\x03\x01",
)
_CALLERS = 40
_FLOODS = 8


def floods(run: Run, many: int) -> None:
    """Whoever calls, and however: what partners send goes on, and the door stays open."""
    with run.pair("floods") as pair:
        pair.traffic(5)
        pair.come_to_rest()
        kinds: tuple[tuple[str, Callable[[Pair, FaultNode], None]], ...] = (
            ("flood: half-sent requests of strangers", _half_sent),
            ("flood: junk of strangers", _junk),
            ("flood: heads of a partner without the rest", _heads_alone),
            ("flood: a partner's old parcels again and again", _old_parcels),
        )
        for name, flood in run.spread(kinds, many):
            node = pair.nodes[run.chance.choice(sorted(pair.nodes))]
            aside = threading.Thread(target=flood, args=(pair, node))
            aside.start()
            pair.injected[name] += 1
            pair.traffic(4)
            pair.come_to_rest()
            aside.join()
            await_(partial(_is_served, node), f"the door of {node.code}")


def _half_sent(pair: Pair, node: FaultNode) -> None:
    with contextlib.ExitStack() as open_:
        for number in range(_CALLERS):
            _send(open_, node, _HALVES[number % len(_HALVES)])
        time.sleep(0.5)


def _junk(pair: Pair, node: FaultNode) -> None:
    for number in range(_CALLERS):
        with contextlib.ExitStack() as open_:
            body = bytes([number]) * 9000
            head = f"POST /parcels HTTP/1.1\r\nhost: door\r\ncontent-length: {len(body)}\r\n\r\n"
            _send(open_, node, head.encode() + body)


def _heads_alone(pair: Pair, node: FaultNode) -> None:
    parcels = list(pair.roads[node.code].parcels)
    with contextlib.ExitStack() as open_:
        for number in range(_FLOODS):
            raw = parcels[number % len(parcels)]
            head, _ = split_parcel(raw)
            told = f"POST /parcels HTTP/1.1\r\nhost: door\r\ncontent-length: {len(raw)}\r\n\r\n"
            _send(open_, node, told.encode() + head + b"\n" + b"age")
        time.sleep(0.3)


def _old_parcels(pair: Pair, node: FaultNode) -> None:
    parcels = list(pair.roads[node.code].parcels)

    def again() -> None:
        for number in range(_FLOODS):
            raw = parcels[number % len(parcels)]
            told = f"POST /parcels HTTP/1.1\r\nhost: door\r\ncontent-length: {len(raw)}\r\n\r\n"
            with contextlib.ExitStack() as open_:
                sent = _send(open_, node, told.encode() + raw)
                if sent is not None:
                    with contextlib.suppress(OSError):
                        sent.recv(4096)

    callers = [threading.Thread(target=again) for _ in range(_FLOODS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()


def _is_served(node: FaultNode) -> bool:
    with contextlib.ExitStack() as open_:
        sent = _send(open_, node, b"GET /descriptor HTTP/1.1\r\nhost: door\r\n\r\n")
        try:
            return sent is not None and sent.recv(64).startswith(b"HTTP/1.1 200")
        except OSError:
            return False


def _send(open_: contextlib.ExitStack, node: FaultNode, raw: bytes) -> ssl.SSLSocket | None:
    context = ssl._create_unverified_context()  # noqa: S323  a stranger trusts nobody
    try:
        plain = socket.create_connection((node.host, node.ports.door), timeout=8)
        sent = open_.enter_context(context.wrap_socket(plain, server_hostname="localhost"))
        sent.sendall(raw)
    except OSError:
        return None
    return sent
