"""How long a page waits for the write lock while the node exchanges as fast as it can.

    python -m bench.locks [messages] [sqlite|postgresql|both]

Two nodes send each other so many notes of 2 kB, half of what the measured one sends in acts of
ten while it all goes on: it numbers, signs, seals, posts, settles, holds and handles at once.
Beside its door and worker another process of the node acts for an officer, one small act after the
other, as a page does: it begins a request. The same is done before, in quiet.

Printed are, of each act, the wait until it might write and the act itself (p50, p95, p99 and the
most), what the database refused ('database is locked': none may be), and on SQLite who held the
write lock longest: by the clock; by the clock without the time in which their thread stood ready to
run and others had the processors, both nodes and whoever else uses the machine; and by the thread's
own processor time. Without that standing the waits are told once more.

On PostgreSQL acts wait for each other's rows and not for a lock of the whole. There it is done with
one worker and with three: messages of both per CPU-second, parcels posted more often than they had
to be, deadlocks, and how many connections waited for a lock, looked at every 20 ms.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bench.exchange import (
    DELIVERED,
    PATIENCE_SECONDS,
    SETTLE_SECONDS,
    Node,
    Pair,
    end,
    ended,
    free_port,
    pair,
    wait_for,
)
from bench.lock_turns import Act, Turn, described, held_longest, turns_of, without_standing

MESSAGES = 4000
AN_ACT = 100
A_LIVE_ACT = 10
QUIET_SECONDS = 10.0
LOOK_SECONDS = 0.02
LOOKS = 25
WORKERS = 3
MOST_MS = 100.0
DOOR = "bench.locks_door"

TAKEN = "SELECT count(*) FROM exchange_inbound WHERE state <> 'held'"
REPEATED = "SELECT count(*) FROM exchange_inbound WHERE state <> 'handled'"
PARCELS_OUT = """
SELECT count(*) FROM exchange_channelhead AS head JOIN exchange_channel AS log
ON log.id = head.channel_id WHERE log.direction = 'out' AND head.receipt IS NOT NULL
"""
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"


@dataclass(frozen=True)
class Acts:
    """What an officer's process did, and what the database refused of it."""

    done: list[Act]
    refused: list[str]


@dataclass
class Load:
    """What an exchange under full load came to.

    Attributes:
        acts: the officer's.
        seconds: how long it took.
        spent: CPU seconds of both nodes' doors and workers, and of the database's server.
        waiting: connections that waited for a lock, look by look.
    """

    acts: Acts
    seconds: float
    spent: float
    waiting: list[int] = field(default_factory=list)


class Officer:
    """A process of a node that acts for an officer until it is told that it is over."""

    def __init__(self, node: Node, name: str, seconds: float = PATIENCE_SECONDS) -> None:
        self._over = node.folder / name
        command = [sys.executable, "-m", "comity.node.django_start", "bench.locks_officer"]
        self._process = subprocess.Popen(
            [*command, name, str(seconds)], env=node.environment, stdout=subprocess.PIPE
        )
        wait_for_line(self._process)

    def acts(self, *, since: float = 0.0, until: float = float("inf")) -> Acts:
        """End it, and return the acts it began in that time."""
        self._over.touch()
        told, _ = self._process.communicate(timeout=60)
        measured = json.loads(told)
        acts = [Act(*act) for act in measured["acts"]]
        return Acts([act for act in acts if since <= act.begun < until], measured["refused"])


def wait_for_line(process: "subprocess.Popen[bytes]") -> None:
    """Wait until a process says that it is ready."""
    assert process.stdout is not None
    if not process.stdout.readline():
        raise SystemExit("The officer's process did not begin.")


def fill(node: Node, partner: str, count: int, together: int) -> "subprocess.Popen[bytes]":
    """Queue notes for a partner, so many in each act."""
    command = [sys.executable, "-m", "comity.node.django_start", "bench.partners_node", "fill"]
    told = [str(count), str(together), partner]
    return subprocess.Popen([*command, *told], env=node.environment)


@contextmanager
def doors(two: Pair, *, workers: int) -> "Iterator[list[subprocess.Popen[bytes]]]":
    """The doors of both nodes, and of the first so many processes with a worker each."""
    with ExitStack() as stack:
        opened = [
            stack.enter_context(ended(two.receiver.serve(waits=True, door=DOOR))),
            stack.enter_context(ended(two.sender.serve(waits=True, door=DOOR))),
        ]
        more = [free_port() for _ in range(workers - 1)]
        for port in more:
            served = two.sender.serve(waits=True, door=DOOR, port=port)
            opened.append(stack.enter_context(ended(served)))
        for port in (two.receiver.port, two.sender.port, *more):
            wait_for(port, "/descriptor")
        time.sleep(SETTLE_SECONDS)
        yield opened


def exchanged(two: Pair, opened: "list[subprocess.Popen[bytes]]", messages: int) -> Load:
    """Exchange so many messages each way, with an officer at work; everything has an end."""
    officer = Officer(two.sender, "officer-in-load")
    sends = fill(two.sender, "UA", messages // 2, A_LIVE_ACT)
    before, since = two.spent(opened), time.monotonic()
    for node in (two.sender, two.receiver):
        node.go()
    try:
        waiting = watched(two, messages)
    finally:
        end(sends)
    until, after = time.monotonic(), two.spent(opened)
    acts = officer.acts(since=since, until=until)
    return Load(acts, until - since, after - before, waiting)


def watched(two: Pair, messages: int) -> list[int]:
    """Wait until both have taken everything up and know that the other holds it.

    Returns:
        On PostgreSQL how many connections of the measured node waited for a lock, look by look.
    """
    waiting: list[int] = []
    ends = time.monotonic() + PATIENCE_SECONDS
    with waits_for_locks(two.sender) as look:
        while not everything_is_done(two, messages):
            if time.monotonic() > ends:
                raise TimeoutError("the exchange did not come to its end")
            for _ in range(LOOKS):
                time.sleep(LOOK_SECONDS)
                waiting += look()
    return waiting


def everything_is_done(two: Pair, messages: int) -> bool:
    """Tell whether both have taken everything up, and know that the other holds it."""
    nodes = (two.sender, two.receiver)
    return all(node.ask(question) >= messages for node in nodes for question in (TAKEN, DELIVERED))


@contextmanager
def waits_for_locks(node: Node) -> Iterator[Callable[[], list[int]]]:
    """What counts connections that wait for a lock, over a connection of its own."""
    if node.database == "sqlite":
        yield list
        return
    with psycopg.connect(node.database, autocommit=True) as asked:
        yield lambda: [int(row[0]) for row in asked.execute(WAITING)]


def posted(node: Node) -> int:
    """Return how many parcels came to a node's door."""
    return len((node.folder / "posts").read_text().splitlines())


def measure(folder: Path, database: str, messages: int, *, workers: int) -> Load:
    """Measure on one database with so many workers, and print what came of it."""
    folder.mkdir()
    with pair(folder, database) as two:
        # Half of what the measured node sends is sent while it all goes on.
        fills = [
            fill(two.receiver, "US", messages, AN_ACT),
            fill(two.sender, "UA", messages - messages // 2, AN_ACT),
        ]
        if any(each.wait() for each in fills):
            raise SystemExit("The notes were not queued.")
        with doors(two, workers=workers) as opened:
            quiet = Officer(two.sender, "officer-in-quiet")
            time.sleep(QUIET_SECONDS)
            still = quiet.acts()
            (two.sender.folder / "holds").write_text("")
            load = exchanged(two, opened, messages)
        turns = turns_of(two.sender)
        tell(database, workers, still, load, turns, messages=messages)
        tell_of_workers(two, load, workers=workers)
    return load


def tell(
    database: str, workers: int, still: Acts, load: Load, turns: list[Turn], *, messages: int
) -> None:
    """Print what an officer waited in quiet and in load, and for whom."""
    rate = 2 * messages / load.spent
    print(
        f"{database}, {workers} worker(s): {messages} each way in {load.seconds:.1f} s,"
        f" {rate:.0f} messages per CPU-second"
    )
    for name, acts in (("quiet", still), ("load", load.acts)):
        waited = [act.waited for act in acts.done]
        longer = sum(1 for each in waited if each * 1000 > MOST_MS)
        print(
            f"{name}: {len(waited)} acts, {len(acts.refused)} refused; waited to write"
            f" {described(waited)}; {longer} more than {MOST_MS:.0f} ms"
        )
        print(f"{name}: the act in all {described([act.took for act in acts.done])}")
    if turns:
        alone = [without_standing(act, turns) for act in load.acts.done]
        print(f"load: waited to write without standing ready {described(alone)}")
        print("the lock was held, longest of their processor first, by")
        print("\n".join(held_longest(turns)))


def tell_of_workers(two: Pair, load: Load, *, workers: int) -> None:
    """Print whether anything was sent twice, and whether connections waited for one another."""
    parcels, repeated = two.sender.ask(PARCELS_OUT), two.receiver.ask(REPEATED)
    print(
        f"sent: {parcels} parcels, posted {posted(two.receiver)} times with"
        f" {workers} question(s) of the state or fewer; {repeated} messages came twice"
    )
    if load.waiting:
        busy = sum(1 for count in load.waiting if count) / len(load.waiting)
        print(
            f"locks: {two.sender.ask(DEADLOCKS)} deadlocks; in {busy:.3f} of"
            f" {len(load.waiting)} looks somebody waited, at most {max(load.waiting)}"
        )


def main() -> int:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    asked = sys.argv[2] if len(sys.argv) > 2 else "both"
    refused = 0
    with tempfile.TemporaryDirectory(prefix="comity-locks-") as place:
        if asked in ("sqlite", "both"):
            load = measure(Path(place) / "sqlite", "sqlite", messages, workers=1)
            refused += len(load.acts.refused)
        if asked in ("postgresql", "both"):
            for workers in (1, WORKERS):
                folder = Path(place) / f"postgresql-{workers}"
                load = measure(folder, "postgresql", messages, workers=workers)
                refused += len(load.acts.refused)
    return int(refused > 0)


if __name__ == "__main__":
    sys.exit(main())
