"""Whether ten partners together are served at the rate of one.

    python -m bench.partners [messages] [sqlite|postgresql|both] [rounds]

Two stars of nodes, each node with a home, keys, a database, a TLS door and a worker of its own: a
node with one partner, and a node with ten. Over each the same total of notes of 2 kB goes each way
at once, in parcels of the same filling where the total is a multiple of 2,560: the node in the
middle sends to all its partners and takes up what all of them send. The stars take turns, so that
other work of the machine meets both.

Printed is the CPU of every process of a star, with that of the databases' server, from the word to
go until everything is receipted and taken up: messages per CPU-second as it is, and without what
the same processes take while they idle, which is measured when all is done and taken off for as
long as the round took. A star of eleven nodes idles eleven times; that is the cost of nodes, which
in life are eleven administrations' own, and not of messages.

Queueing is not counted, nor are the starts of the processes. What each process does once in its
life is told apart: before each round a few notes go each way, for which each pair shakes hands over
TLS and asks for the other's state, and each worker reads the register. The processes stand still
while the round's notes are queued, so that they leave in whole parcels.
"""

import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.exchange import (
    DELIVERED,
    HANDLED,
    SETTLE_SECONDS,
    Node,
    Pair,
    database_on,
    ended,
    family_of,
    free_port,
    postmaster_of,
    wait_for,
    wait_until,
)
from comity.node.home import Home
from tools.postgres import server

MESSAGES = 5120
ROUNDS = 2
AN_ACT = 100
FIRST = 8
IDLE_SECONDS = 5.0
LEAST = 0.9
HUB = "US"
PARTNERS = ("FR", "AT", "BG", "BR", "CO", "IN", "JO", "KE", "KR", "KW")
"""Of all these the law says the same of a note: a person must look at it."""

PARCELS = "SELECT count(*) FROM exchange_channelhead WHERE receipt IS NOT NULL"


@dataclass(frozen=True)
class Star:
    """A node and its partners, and the server of their databases where one serves them."""

    hub: Node
    partners: tuple[Node, ...]
    server: int | None

    @property
    def nodes(self) -> tuple[Node, ...]:
        return (self.hub, *self.partners)

    def spent(self, doors: "list[subprocess.Popen[bytes]]") -> float:
        """CPU seconds so far of everything that runs for the star."""
        return Pair(self.hub, self.partners[0], self.server).spent(doors)


@dataclass(frozen=True)
class Round:
    """What one round came to.

    Attributes:
        messages: of both directions.
        seconds: how long it took.
        spent: CPU seconds of every process.
        idle: CPU seconds that the same processes take in a second while there is nothing to do.
        first: CPU seconds before, of the first words of all processes with one another.
    """

    messages: int
    seconds: float
    spent: float
    idle: float
    first: float

    @property
    def rate(self) -> float:
        """Messages per CPU-second, of all that was spent."""
        return self.messages / self.spent

    @property
    def without_idling(self) -> float:
        """Messages per CPU-second, without what the processes would have taken for nothing."""
        return self.messages / (self.spent - self.idle * self.seconds)


@contextmanager
def star(folder: Path, database: str, partners: int) -> Iterator[Star]:
    """A node that is founded and linked with so many partners."""
    folder.mkdir()
    codes = (HUB, *PARTNERS[:partners])
    with ExitStack() as stack:
        urls, process = ["sqlite"] * len(codes), None
        if database == "postgresql":
            url = stack.enter_context(server(durable=True))
            process = postmaster_of(url)
            urls = [url.replace("/postgres?", f"/{code.lower()}?") for code in codes]
            database_on(url, HUB.lower())
        nodes = [
            Node(code, folder / code.lower(), free_port(), url)
            for code, url in zip(codes, urls, strict=True)
        ]
        for node in nodes:
            node.make()
        hub, others = nodes[0], nodes[1:]
        inside(hub, "lay")
        for node in others:
            copy_tables(hub, node)
        inside(hub, "found", *(str(node.descriptor) for node in nodes))
        for node in others:
            inside(node, "found", str(node.descriptor), str(hub.descriptor))
        yield Star(hub, tuple(others), process)


def copy_tables(laid: Node, node: Node) -> None:
    """Give a node the tables of another that holds nothing else: sooner than laying them."""
    if node.database == "sqlite":
        database, copy = (Home(each.folder).database for each in (laid, node))
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return
    server_of_it = node.database.replace(f"/{node.code.lower()}?", "/postgres?")
    names = [psycopg.sql.Identifier(each.code.lower()) for each in (node, laid)]
    with psycopg.connect(server_of_it, autocommit=True) as made:
        made.execute(psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))


def inside(node: Node, *words: str) -> None:
    """Do one thing inside a node."""
    command = [sys.executable, "-m", "comity.node.django_start", "bench.partners_node", *words]
    subprocess.run(command, env=node.environment, check=True)


def one_round(of: Star, messages: int, *, already: int) -> Round:
    """Carry so many messages each way, and look what the processes take before and afterwards.

    Args:
        of: the star.
        messages: of each direction.
        already: of each partner's messages, those that were carried before.
    """
    share = messages // len(of.partners)
    fill(of, FIRST)
    with open_doors(of) as doors:
        before = of.spent(doors)
        for node in of.nodes:
            node.go()
        wait_until_taken_up(of, already + FIRST)
        time.sleep(SETTLE_SECONDS)
        first = of.spent(doors) - before
        with stopped(doors):
            fill(of, share)
        before, since = of.spent(doors), time.monotonic()
        wait_until_taken_up(of, already + FIRST + share)
        seconds, spent = time.monotonic() - since, of.spent(doors) - before
        time.sleep(SETTLE_SECONDS)
        before, since = of.spent(doors), time.monotonic()
        time.sleep(IDLE_SECONDS)
        idle = (of.spent(doors) - before) / (time.monotonic() - since)
    for node in of.nodes:
        (node.folder / "go").unlink()
    return Round(2 * share * len(of.partners), seconds, spent, idle, first)


def fill(of: Star, share: int) -> None:
    """Queue so many notes from the node in the middle to each partner, and from each to it."""
    inside(of.hub, "fill", str(share), str(AN_ACT), *(node.code for node in of.partners))
    for node in of.partners:
        inside(node, "fill", str(share), str(AN_ACT), of.hub.code)


def wait_until_taken_up(of: Star, each: int) -> None:
    """Wait until so many messages of each partner, and for each, are receipted and taken up."""
    for node in of.nodes:
        for question in (DELIVERED, HANDLED):
            wait_until(node, question, each * (len(of.partners) if node is of.hub else 1))


@contextmanager
def stopped(doors: "list[subprocess.Popen[bytes]]") -> Iterator[None]:
    """Let the doors and workers stand still, so that what is queued leaves in whole parcels."""
    processes = [process for door in doors for process in family_of(door.pid)]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


@contextmanager
def open_doors(of: Star) -> "Iterator[list[subprocess.Popen[bytes]]]":
    """Every door of the star, open and quiet; the workers wait for the word to go."""
    with ExitStack() as stack:
        doors = []
        for node in of.nodes:
            # One after the other: eleven that start at once take a busy machine minutes.
            doors.append(stack.enter_context(ended(node.serve(waits=True))))
            wait_for(node.port, "/descriptor")
        time.sleep(SETTLE_SECONDS)
        yield doors


def measure(folder: Path, database: str, messages: int, rounds: int) -> float:
    """Measure on one database, print the figures, and return the ratio of ten to one."""
    folder.mkdir()
    with ExitStack() as stack:
        stars = [
            stack.enter_context(star(folder / str(partners), database, partners))
            for partners in (1, len(PARTNERS))
        ]
        came_to: dict[int, list[Round]] = {len(of.partners): [] for of in stars}
        for number in range(rounds):
            # In turns, and the other first each time: a machine grows busier and quieter.
            for of in stars if number % 2 == 0 else stars[::-1]:
                before = number * (FIRST + messages // len(of.partners))
                done = one_round(of, messages, already=before)
                came_to[len(of.partners)].append(done)
                tell(database, of, done)
    turns = list(zip(*came_to.values(), strict=True))
    whole = statistics.median(ten.rate / one.rate for one, ten in turns)
    alone: float = statistics.median(ten.without_idling / one.without_idling for one, ten in turns)
    print(f"{database}: ten partners reach {alone:.3f} of the rate of one, {whole:.3f} with idling")
    return alone


def tell(database: str, of: Star, done: Round) -> None:
    """Print what one round came to."""
    print(
        f"{database}, {len(of.partners)} partner(s): {done.messages} messages in"
        f" {done.seconds:.1f} s, {of.hub.ask(PARCELS)} parcels so far;"
        f" {done.spent:.2f} CPU-seconds,"
        f" {done.first:.2f} for the first words before,"
        f" {done.idle * 1000:.0f} ms a second idle in {len(of.nodes)} nodes;"
        f" {done.without_idling:.0f} messages per CPU-second, {done.rate:.0f} with idling"
    )


def main() -> int:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    asked = sys.argv[2] if len(sys.argv) > 2 else "both"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="comity-partners-") as place:
        ratios = [
            measure(Path(place) / database, database, messages, rounds)
            for database in ("sqlite", "postgresql")
            if asked in (database, "both")
        ]
    return int(min(ratios) < LEAST)


if __name__ == "__main__":
    sys.exit(main())
