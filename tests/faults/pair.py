"""Two linked nodes, the road between them, and the oracle that looks at both."""

import asyncio
import random
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.exchange import Node
from comity.exchange.descriptor import read_descriptor
from comity.node.home import Home
from tests.faults.nodes import DOOR, OFFICER, WORKERS, FaultNode, Ports, await_, make_node
from tests.faults.oracle import (
    Finding,
    Heads,
    Wrong,
    judge_answers,
    judge_end,
    judge_kill,
    judge_told,
)
from tests.faults.relay import Relay
from tests.faults.road import Road
from tests.nodes.databases import SQLITE

PORTS = {"US": Ports(18171, 18172, 18173), "UA": Ports(18174, 18175, 18176)}
PARTNER = {"US": "UA", "UA": "US"}
_COULD_NOT_SERVE = "a partner could not be served"


class Loop:
    """An event loop in a thread of its own: the road, beside whatever the harness does."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=30)

    def call(self, work: Callable[[], object]) -> None:
        self.loop.call_soon_threadsafe(work)

    def end(self) -> None:
        async def cancel() -> None:
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        self.run(cancel())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


@dataclass
class Pair:
    """Two nodes.

    Attributes:
        nodes: by code.
        chance: whatever is left to chance comes from it.
        roads: by the code of the node that the road leads to.
        injected: how many faults of each kind have happened, beside those of the road.
        findings: what the oracle has against them.
        counts_damage: whether each damaged answer must be told; a kill may silence one.
    """

    nodes: dict[str, FaultNode]
    chance: random.Random
    roads: dict[str, Road] = field(default_factory=dict)
    injected: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    heads: Heads = field(default_factory=Heads)
    counts_damage: bool = False
    _loop: Loop | None = None
    _servers: list[asyncio.Server] = field(default_factory=list)

    def open(self) -> None:
        """Open the road, and start everything of both."""
        for node in self.nodes.values():
            node.open()
        if not any(node.before for node in self.nodes.values()):
            self._open_road()
        for node in self.nodes.values():
            node.start()

    def _open_road(self) -> None:
        self._loop = Loop()
        for code, node in self.nodes.items():
            home, ports = Home(node.node.folder), node.ports
            sender = read_descriptor(self.nodes[PARTNER[code]].node.descriptor.read_bytes())
            self.roads[code] = Road(
                code,
                ports.door,
                ports.middle,
                home.certificate,
                home.certificate_key,
                Relay(ports.face, ports.middle),
                sender,
                self.heads,
                random.Random(self.chance.random()),
            )
        for code, road in self.roads.items():
            road.other = self.roads[PARTNER[code]]
            self._servers += self._loop.run(road.begin())

    def close(self) -> None:
        for node in self.nodes.values():
            node.close()
        if self._loop is not None:
            for server in self._servers:
                self._loop.call(server.close)
            self._loop.end()

    def in_loop(self, work: Callable[[], object]) -> None:
        assert self._loop is not None
        self._loop.call(work)

    def traffic(self, many: int = 3) -> None:
        """Let an officer of each node queue some messages."""
        for node in self.nodes.values():
            node.queue(PARTNER[node.code], self.chance.randint(1, many))

    def judge_kill(self, killed: str) -> None:
        """Look at both once processes of a node were killed."""
        node, partner = self.nodes[killed], self.nodes[PARTNER[killed]]
        if node.is_alive(DOOR):
            # It goes on to hold more while this looks: what it holds is asked last.
            delivered, durable = partner.delivered(), node.durable()
        else:
            durable, delivered = node.durable(), partner.delivered()
        self.findings += judge_kill(partner.code, delivered=delivered, durable=durable)
        delivered, durable = node.delivered(), partner.durable()
        self.findings += judge_kill(node.code, delivered=delivered, durable=durable)
        self.see_heads()

    def see_heads(self) -> None:
        for node in self.nodes.values():
            for head in node.heads():
                self.findings += self.heads.see(*head)

    def come_to_rest(self) -> None:
        """Let everything run, and wait until nothing is on its way."""
        for road in self.roads.values():
            road.planned.clear()
            road.relay.planned.clear()
        for node in self.nodes.values():
            node.start()
        try:
            await_(self._is_at_rest, "both nodes at rest", pause=0.05)
        except TimeoutError as error:
            self.findings.append(Finding(Wrong.LOST, f"{error}: {self.why()}"))

    def _is_at_rest(self) -> bool:
        # The first again: what the second sent meanwhile has come to it.
        one, other = self.nodes.values()
        return one.is_at_rest() and other.is_at_rest() and one.is_at_rest()

    def why(self) -> str:
        """What each node's channels say of themselves."""
        asked = (
            "SELECT origin, direction, size, receipted_size, halted, failure FROM exchange_channel"
        )
        return "; ".join(f"{node.code}: {node.rows(asked)}" for node in self.nodes.values())

    def judge_end(self) -> None:
        """Bring both to rest, and compare them."""
        self.come_to_rest()
        for node in self.nodes.values():
            node.kill()
        self.see_heads()
        one, other = (node.side(tuple(node.ask("verifier"))) for node in self.nodes.values())
        accepted = {node.code: node.accepted() for node in self.nodes.values()}
        self.findings += judge_end(one, other, accepted)
        for code, road in self.roads.items():
            self.findings += road.findings
            self.findings += judge_answers(road.answers, (one, other))
            if self.counts_damage:
                warned = self.nodes[PARTNER[code]].warnings()
                told = sum(what == _COULD_NOT_SERVE for what, _ in warned)
                what = f"an answer of {code} damaged"
                self.findings += judge_told(what, happened=road.damaged, told=told)

    def all_injected(self) -> Counter[str]:
        found = Counter(self.injected)
        for road in self.roads.values():
            found += road.injected + road.relay.injected
        return found


@dataclass
class Template:
    """Two linked nodes that never ran: each pair begins as a copy of them."""

    folder: Path
    addresses: dict[str, str] = field(default_factory=dict)
    ports: dict[str, Ports] = field(default_factory=lambda: dict(PORTS))

    def make(self) -> None:
        nodes = [self._node(code, self.folder, SQLITE) for code in PORTS]
        made = [make_node(each.node, each.ports, each.scratch) for each in nodes]
        for each, other in (made, made[::-1]):
            each.open()
            names = [str(each.node.descriptor), str(other.node.descriptor)]
            each.ask("founder", descriptors=names)
            each.close()

    def _node(self, code: str, folder: Path, database: str) -> FaultNode:
        ports = self.ports[code]
        node = Node(code, folder / code.lower(), ports.face, database)
        return FaultNode(node, folder / f"{code.lower()}-beside", ports)

    def pair(
        self, folder: Path, chance: random.Random, *, homes: dict[str, Path] | None = None
    ) -> Pair:
        """Return a pair on disks of its own, with nothing running."""
        nodes = {}
        for code in PORTS:
            node = self._node(code, folder, SQLITE)
            if homes and code in homes:
                node.node = Node(code, homes[code], node.ports.face, SQLITE)
            shutil.copytree(self.folder / code.lower(), node.node.folder, dirs_exist_ok=True)
            nodes[code] = node
        return Pair(nodes, chance)


__all__ = ["DOOR", "OFFICER", "PARTNER", "WORKERS", "Pair", "Template"]
