"""How a backlog drains: in order, and in memory that does not grow with it.

    python -m bench.backlog [messages]

A node has that many messages of 2 kB waiting for a partner that was away. Then both workers begin:
one numbers, signs, seals and posts, the other node holds, signs and takes up. Printed are the
messages per CPU-second of all processes of both nodes, the most memory each node's door and worker
had, and how much of it the second half of the backlog added. The order in which messages were held
and taken up is compared with the order in which they were recorded. A million messages take an
hour or two and some ten gigabytes of disk.
"""

import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.exchange import HANDLED, Node, Pair, family_of, open_doors, pair
from comity.node.home import Home

MESSAGES = 20_000
SECONDS_A_THOUSAND = 60
LOOK_SECONDS = 0.5
KB = 1024
GROWTH_MB = 16
"""How much more memory the second half of a backlog may take: page caches, and nothing else."""

SENT = "SELECT message_id FROM exchange_outbound WHERE type = 'bench.note' ORDER BY id"
HELD = 'SELECT message_id FROM exchange_inbound ORDER BY "index"'
TAKEN = "SELECT about FROM ledger_ledgerentry WHERE event = 'bench.noted' ORDER BY epoch, \"index\""


@dataclass
class Memory:
    """The most resident memory of one node's processes, in MB: in the first half, and in all."""

    first_half: float = 0.0
    peak: float = 0.0
    family: list[int] = field(default_factory=list)

    def look(self, *, halfway: bool) -> None:
        """Look how much there is now."""
        now = sum(resident_kb(process) for process in self.family) / KB
        self.peak = max(self.peak, now)
        if not halfway:
            self.first_half = max(self.first_half, now)

    @property
    def grew(self) -> float:
        """How much more the second half took."""
        return self.peak - self.first_half


@dataclass(frozen=True)
class Drained:
    """What draining came to: CPU seconds, and the memory of both nodes."""

    spent: float
    sender: Memory
    receiver: Memory


def resident_kb(process: int) -> int:
    """Resident memory of a process that runs; 0 once it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    lines = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(lines[0].split()[1]) if lines else 0


def drain(two: Pair, messages: int) -> Drained:
    """Let both workers go, and watch until everything is taken up."""
    with open_doors(two, waits=True) as (there, here):
        sender, receiver = Memory(family=family_of(here.pid)), Memory(family=family_of(there.pid))
        before = two.spent([there, here])
        for node in (two.sender, two.receiver):
            node.go()
        ends = time.monotonic() + 60 + messages / 1000 * SECONDS_A_THOUSAND
        while (done := two.receiver.ask(HANDLED)) < messages:
            if time.monotonic() > ends:
                raise TimeoutError(f"{done} of {messages} were taken up")
            for memory in (sender, receiver):
                memory.look(halfway=done * 2 > messages)
            time.sleep(LOOK_SECONDS)
        return Drained(two.spent([there, here]) - before, sender, receiver)


def out_of_order(two: Pair) -> int:
    """Count places at which what was held or taken up is not what was recorded there."""
    with told(two.sender) as here, told(two.receiver) as there:
        wrong = 0
        for question in (HELD, TAKEN):
            pairs = zip(here.execute(SENT), there.execute(question), strict=True)
            wrong += sum(1 for sent, came in pairs if sent != came)
        return wrong


def told(node: Node) -> sqlite3.Connection:
    """Open a node's database for reading alone."""
    return sqlite3.connect(f"file:{Home(node.folder).database}?mode=ro", uri=True)


def main() -> int:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    with (
        tempfile.TemporaryDirectory(prefix="comity-backlog-") as place,
        pair(Path(place), "sqlite") as two,
    ):
        two.sender.run("queue", "UA", str(messages))
        done = drain(two, messages)
        wrong = out_of_order(two)
    memories = {"sender": done.sender, "receiver": done.receiver}
    print(f"drained: {messages} messages, {messages / done.spent:.0f} messages per CPU-second")
    for name, memory in memories.items():
        print(f"{name}: at most {memory.peak:.0f} MB, {memory.grew:+.0f} MB in the second half")
    print(f"order: {wrong} out of place")
    return int(wrong > 0 or any(memory.grew > GROWTH_MB for memory in memories.values()))


if __name__ == "__main__":
    sys.exit(main())
