"""What a message costs from node to node, durable on both sides, in CPU-seconds of every process.

    python -m bench.exchange [messages] [sqlite|postgresql|both]

Two nodes with databases, keys and TLS doors of their own, notes of 2 kB, hybrid signatures.

    channel   waiting rows numbered, signed, sealed, posted; held there; the receipt verified here
    road      that, and before it the acts that send, a hundred notes each: a ruling, the schema,
              an entry of the record a note; and after it their handling: schema, ruling, entry
    single    one note at a time, its act alone, each sent once the one before was receipted; and
              the time from its commit here to the verified receipt here; once with all that the
              two nodes took meanwhile, and once without what they take when nothing comes

The CPU of the database's server counts with the rest. The floor is measured in the same run: the
same parcels with nothing but signatures, sealing, TLS and durable storage (`bench.exchange_floor`).
"""

import http.client
import os
import socket
import sqlite3
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from comity.crypto.tls import self_signed
from comity.exchange.descriptor import DescriptorDraft, make_own_descriptor
from comity.node.home import Home, make_home
from tools.postgres import server

MESSAGES = 4000
ALONE = 200
AN_ACT = 100
SIZE = 2052
PASSPHRASE = "bench"  # noqa: S105  of keys that live as long as one run
PATIENCE_SECONDS = 300
SETTLE_SECONDS = 1.5
IDLE_SECONDS = 10.0
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass(frozen=True)
class Node:
    """One node of the benchmark."""

    code: str
    folder: Path
    port: int
    database: str = "sqlite"

    @property
    def environment(self) -> dict[str, str]:
        own = {"COMITY_HOME": str(self.folder), "COMITY_KEYSTORE_PASSPHRASE": PASSPHRASE}
        # What the environment says of another node must not win over this one's own settings.
        kept = {k: v for k, v in os.environ.items() if not k.startswith("COMITY_")}
        return {**kept, **own, "DJANGO_SETTINGS_MODULE": "comity.node.settings"}

    def make(self) -> None:
        """Make home, keys and descriptor."""
        settings: dict[str, object] = {
            "country": self.code,
            "administration": f"Customs of {self.code}",
            "demo": True,
            "database": self.database,
        }
        at = datetime.now(UTC)
        keys = make_home(
            self.folder, settings=settings, passphrase=PASSPHRASE, host="localhost", at=at
        )
        certificate = Home(self.folder).certificate.read_bytes()
        draft = DescriptorDraft(
            self.code, "Customs", (), f"https://127.0.0.1:{self.port}", certificate
        )
        self.descriptor.write_bytes(make_own_descriptor(keys, draft, at=at))

    @property
    def descriptor(self) -> Path:
        return self.folder / "descriptor"

    def run(self, *words: str) -> str:
        """Do one thing inside the node and return what it prints."""
        command = [
            sys.executable,
            "-m",
            "comity.node.django_start",
            "bench.exchange_node",
            *words,
        ]
        done = subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE)
        return done.stdout.decode()

    def serve(
        self,
        *,
        waits: bool = False,
        door: str = "bench.exchange_door",
        port: int | None = None,
    ) -> "subprocess.Popen[bytes]":
        """Open the partners' door, with the worker beside it at once or when it is told to go."""
        home = Home(self.folder)
        command = [sys.executable, "-m", "granian", f"{door}:application"]
        command += ["--interface", "asgi", "--host", "127.0.0.1", "--port", str(port or self.port)]
        command += ["--workers", "1", "--log-level", "error", "--no-ws", "--http", "1"]
        command += ["--ssl-certificate", str(home.certificate)]
        command += ["--ssl-keyfile", str(home.certificate_key), "--ssl-protocol-min", "tls1.3"]
        told = {"BENCH_WORKER": "waits" if waits else "works"}
        return subprocess.Popen(command, env={**self.environment, **told})

    def go(self) -> None:
        """Let the worker begin."""
        (self.folder / "go").touch()

    def ask(self, question: str) -> int:
        """Ask the database one number, without taking part in its work."""
        if self.database == "sqlite":
            path = f"file:{Home(self.folder).database}?mode=ro"
            with closing(sqlite3.connect(path, uri=True)) as database:
                return int(database.execute(question).fetchone()[0])
        with psycopg.connect(self.database, autocommit=True) as asked:
            found = asked.execute(question).fetchone()
            assert found is not None
            return int(found[0])


def family_of(process: int) -> list[int]:
    """The process and all that came from it."""
    found, parents = [process], {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.name)] = int(after_name[1])
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_seconds(processes: list[int]) -> float:
    """User and system time of running processes."""
    total = 0
    for process in processes:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue  # a session of the server that has just ended, and counts with the ended ones
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def wait_for(port: int, path: str) -> None:
    """Wait until a door answers; a port that is open shows only that somebody listens."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        # It is only asked whether it is there, and says nothing that matters.
        context = ssl._create_unverified_context()  # noqa: S323  nothing is trusted, only whether it answers
        door = http.client.HTTPSConnection("127.0.0.1", port, timeout=5, context=context)
        try:
            door.request("GET", path)
            if door.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            door.close()
    raise TimeoutError(f"no door answered on port {port}")


def end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass
class Pair:
    """The two nodes, the server of their databases where one serves them, and how to measure."""

    sender: Node
    receiver: Node
    server: int | None = None

    def spent(self, doors: "list[subprocess.Popen[bytes]]") -> float:
        """CPU seconds so far of everything that runs for the two."""
        running = [process for door in doors for process in family_of(door.pid)]
        return cpu_seconds(running) + self.spent_by_server()

    def spent_by_server(self) -> float:
        """CPU seconds so far of the databases' server, with those of connections that ended."""
        if self.server is None:
            return 0.0
        return cpu_seconds(family_of(self.server)) + cpu_seconds_of_ended(self.server)

    def run(self, node: Node, *words: str) -> tuple[float, list[float]]:
        """Let one node do one thing; return the CPU seconds it took, and what else it prints."""
        before = self.spent_by_server()
        first, *more = [float(word) for word in node.run(*words).split()]
        return first + self.spent_by_server() - before, more


@contextmanager
def pair(folder: Path, database: str) -> Iterator[Pair]:
    """Two nodes that are founded and linked."""
    with ExitStack() as stack:
        urls, process = ["sqlite", "sqlite"], None
        if database == "postgresql":
            url = stack.enter_context(server(durable=True))
            process = postmaster_of(url)
            urls = [database_on(url, name) for name in ("us", "ua")]
        made = [
            Node(code, folder / code.lower(), free_port(), url)
            for code, url in zip(("US", "UA"), urls, strict=True)
        ]
        for node in made:
            node.make()
        for node, other in (made, made[::-1]):
            node.run("found", str(node.descriptor), str(other.descriptor))
        yield Pair(made[0], made[1], process)


def postmaster_of(url: str) -> int:
    """Process of the server behind a URL of a folder of its own."""
    folder = Path(url.partition("host=")[2])
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def database_on(url: str, name: str) -> str:
    """Make a database of that name on the server, and return its URL."""
    with psycopg.connect(url, autocommit=True) as made:
        made.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    return url.replace("/postgres?", f"/{name}?")


def cpu_seconds_of_ended(process: int) -> float:
    """User and system time of a process's children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / TICKS


@dataclass(frozen=True)
class Road:
    """CPU seconds of each part of the road, and the parcels it took."""

    sending: float
    channel: float
    handling: float
    parcels: int

    @property
    def whole(self) -> float:
        return self.sending + self.channel + self.handling


def road(two: Pair, messages: int) -> Road:
    """Carry the messages, part by part."""
    sending, _ = two.run(two.sender, "send", "UA", str(messages), str(AN_ACT))
    with open_doors(two, waits=True) as doors:
        before = two.spent(doors)
        two.sender.go()
        wait_until(two.sender, DELIVERED, messages)
        channel = two.spent(doors) - before
    handling, _ = two.run(two.receiver, "handle")
    wait_until(two.receiver, HANDLED, messages)
    assert two.receiver.ask(RECORDED) == messages
    parcels = two.sender.ask("SELECT count(*) FROM exchange_channelhead WHERE receipt IS NOT NULL")
    return Road(sending, channel, handling, parcels)


@dataclass(frozen=True)
class Single:
    """CPU seconds of messages one by one, those of idling meanwhile, and each one's wait."""

    used: float
    idling: float
    waited: list[float]


def single(two: Pair, messages: int) -> Single:
    """Carry messages one by one, until each is receipted and taken up."""
    already = two.sender.ask(DELIVERED)
    with open_doors(two) as doors:
        before, begun = two.spent(doors), time.monotonic()
        told = two.sender.run("alone", "UA", str(messages)).split()
        wait_until(two.receiver, HANDLED, already + messages)
        used, took = two.spent(doors) - before, time.monotonic() - begun
        time.sleep(SETTLE_SECONDS)
        before = two.spent(doors)
        time.sleep(IDLE_SECONDS)
        idling = (two.spent(doors) - before) / IDLE_SECONDS * took
    sending, *waited = [float(word) for word in told]
    return Single(sending + used, idling, waited)


@contextmanager
def open_doors(two: Pair, *, waits: bool = False) -> "Iterator[list[subprocess.Popen[bytes]]]":
    """Both doors, open and quiet."""
    with (
        ended(two.receiver.serve(waits=waits)) as there,
        ended(two.sender.serve(waits=waits)) as here,
    ):
        for node in (two.sender, two.receiver):
            wait_for(node.port, "/descriptor")
        time.sleep(SETTLE_SECONDS)
        yield [there, here]


class ended:  # noqa: N801  reads as a word in `with`
    """A process that is ended when its time is over."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process

    def __enter__(self) -> "subprocess.Popen[bytes]":
        return self.process

    def __exit__(self, *_: object) -> None:
        end(self.process)


DELIVERED = "SELECT count(*) FROM exchange_outbound WHERE delivered_at IS NOT NULL"
HANDLED = "SELECT count(*) FROM exchange_inbound WHERE state = 'handled'"
RECORDED = "SELECT count(*) FROM ledger_ledgerentry WHERE event = 'bench.noted'"


def wait_until(node: Node, question: str, count: int) -> None:
    """Wait until a node's database counts so many."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        if node.ask(question) == count:
            return
        time.sleep(0.1)
    raise TimeoutError(f"{node.ask(question)} of {count}: {question}")


def floor(folder: Path, parcels: int, messages: int) -> float:
    """Carry parcels of so many messages with the bare pattern; return messages per CPU-second."""
    port = str(free_port())
    folder.mkdir()
    certificate, key = self_signed("localhost", at=datetime.now(UTC))
    (folder / "certificate.pem").write_bytes(certificate)
    (folder / "key.pem").write_bytes(key)
    command = [sys.executable, "-m", "bench.exchange_floor"]
    with ended(subprocess.Popen([*command, "serve", port, str(folder), str(SIZE)])):
        wait_for(int(port), "/")
        told = [*command, "send", port, str(folder), str(SIZE), str(parcels), str(messages)]
        done = subprocess.run(told, check=True, stdout=subprocess.PIPE)
    return parcels * messages / float(done.stdout)


def measure(folder: Path, database: str, messages: int) -> None:
    """Measure on one database, and print the figures with the floors of the same run."""
    folder.mkdir()
    with pair(folder, database) as two:
        went = road(two, messages)
        alone = single(two, ALONE)
    filling = max(1, round(messages / went.parcels))
    same = floor(folder / "floor", max(went.parcels, 20), filling)
    one_by_one = floor(folder / "one-by-one", ALONE, 1)
    rate, each = messages / went.whole, 1000 / messages
    print(f"{database}: {went.parcels} parcels, {filling} messages each")
    print(f"floor: {same:.0f} messages per CPU-second, {one_by_one:.0f} one by one")
    print(f"channel: {went.channel * each:.2f} ms a message")
    print(
        f"road: {rate:.0f} messages per CPU-second, {rate / same:.3f} of floor; "
        f"{went.whole * each:.2f} ms a message: {went.sending * each:.2f} sending, "
        f"{went.channel * each:.2f} channel, {went.handling * each:.2f} handling"
    )
    print(
        f"single: {alone.used / ALONE * 1000:.2f} ms a message, "
        f"{(alone.used - alone.idling) / ALONE * 1000:.2f} without idling, "
        f"{ALONE / alone.used / one_by_one:.3f} of floor; "
        f"p50 {statistics.median(alone.waited) * 1000:.0f} ms from commit to receipt"
    )


def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    asked = sys.argv[2] if len(sys.argv) > 2 else "both"
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as place:
        for database in ("sqlite", "postgresql") if asked == "both" else (asked,):
            measure(Path(place) / database, database, messages)


if __name__ == "__main__":
    main()
