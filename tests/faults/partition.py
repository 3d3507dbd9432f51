"""Two nodes in network namespaces of their own, joined by a cable that is cut one way or both."""

import contextlib
import os
import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.exchange import PASSPHRASE, Node
from comity.crypto.keys import open_keystore
from comity.exchange.descriptor import DescriptorDraft, make_own_descriptor
from comity.node.home import Home
from tests.faults.nodes import FaultNode, Ports
from tests.faults.pair import PARTNER, Pair
from tests.faults.run import Run

ADDRESSES = {"US": "10.199.71.1", "UA": "10.199.71.2"}
_PORT = 18177
_NOWHERE = "02:00:00:00:00:77"


@dataclass(frozen=True)
class Cable:
    """A pair of virtual network devices, each in a namespace."""

    spaces: dict[str, str]

    def _in(self, code: str, *command: str) -> None:
        _ip("-n", self.spaces[code], *command)

    def cut(self) -> None:
        """Nothing passes either way."""
        self._in("US", "link", "set", "cable", "down")

    def deafen(self, code: str) -> None:
        """What this node sends reaches nobody; what is sent to it still comes."""
        there = ADDRESSES[PARTNER[code]]
        more = ("dev", "cable", "lladdr", _NOWHERE, "nud", "permanent")
        self._in(code, "neigh", "replace", there, *more)

    def mend(self) -> None:
        """Everything passes again."""
        self._in("US", "link", "set", "cable", "up")
        for code in self.spaces:
            with contextlib.suppress(subprocess.CalledProcessError):
                self._in(code, "neigh", "del", ADDRESSES[PARTNER[code]], "dev", "cable")


@contextmanager
def cable() -> Iterator[Cable]:
    """Make the namespaces and the cable; needs root, as mounting a disk does."""
    made = Cable({code: f"comity-{code.lower()}-{os.getpid()}" for code in ADDRESSES})
    try:
        for space in made.spaces.values():
            _ip("netns", "add", space)
        us, ua = made.spaces["US"], made.spaces["UA"]
        _ip(
            "link",
            "add",
            "cable",
            "netns",
            us,
            "type",
            "veth",
            "peer",
            "name",
            "cable",
            "netns",
            ua,
        )
        for code, space in made.spaces.items():
            _ip("-n", space, "address", "add", f"{ADDRESSES[code]}/24", "dev", "cable")
            for device in ("lo", "cable"):
                _ip("-n", space, "link", "set", device, "up")
        yield made
    finally:
        for space in made.spaces.values():
            subprocess.run(["ip", "netns", "del", space], capture_output=True)


def partitions(run: Run, many: int) -> None:
    """The cable between two nodes is cut, or carries one way alone, for a moment or a second."""
    with cable() as between:
        pair = _pair(run, between)
        with run.judged(pair, "partitions"):
            for what in run.spread(("cut", "one way from US", "one way from UA"), many):
                pair.traffic(3)
                time.sleep(run.chance.uniform(0.0, 0.2))
                if what == "cut":
                    between.cut()
                else:
                    between.deafen(what[-2:])
                pair.injected[f"namespaces: {what}"] += 1
                pair.traffic(3)
                time.sleep(run.chance.uniform(0.1, 1.4))
                between.mend()
                if run.chance.random() < 0.4:
                    pair.come_to_rest()


def _pair(run: Run, between: Cable) -> Pair:
    folder = run.new_folder("partitions")
    nodes = {}
    for code, space in between.spaces.items():
        node = _Addressed(code, folder / code.lower(), _PORT)
        node.make()
        nodes[code] = FaultNode(
            node,
            folder / f"{code.lower()}-beside",
            Ports(_PORT, _PORT, _PORT),
            before=("ip", "netns", "exec", space),
            host=ADDRESSES[code],
        )
    for code, each in nodes.items():
        other = nodes[PARTNER[code]].node.descriptor
        each.open()
        each.ask("founder", descriptors=[str(each.node.descriptor), str(other)])
        each.close()
    return Pair(nodes, random.Random(run.chance.random()))


class _Addressed(Node):
    """A node whose door has an address on the cable."""

    def make(self) -> None:
        super().make()
        # The same, with the address of its end of the cable.
        self.descriptor.write_bytes(_descriptor(self))


def _descriptor(node: Node) -> bytes:
    home = Home(node.folder)
    keys = open_keystore(home.keystore, PASSPHRASE)
    address = f"https://{ADDRESSES[node.code]}:{node.port}"
    draft = DescriptorDraft(node.code, "Customs", (), address, home.certificate.read_bytes())
    return make_own_descriptor(keys, draft, at=datetime.now(UTC))


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
