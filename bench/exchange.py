"""How many messages a CPU-second carries from node to node, durable on both sides and handled.

    python -m bench.exchange [messages]

Two nodes with databases, keys and TLS doors of their own. An officer's process queues messages of
2 kB, each an act in its own transaction; the workers number, sign, seal and post them; the other
node holds, signs its receipt, and hands each to a handler of one ledger entry. The CPU time of
every process of both nodes counts, from the first act to the last message handled.

The floor is measured in the same run: the same parcels with nothing but signatures, sealing, TLS
and durable storage (`bench.exchange_floor`).
"""

import http.client
import os
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from comity.crypto.tls import self_signed
from comity.exchange.descriptor import DescriptorDraft, make_own_descriptor
from comity.node.home import Home, make_home

MESSAGES = 2000
SIZE = 2052
PASSPHRASE = "bench"  # noqa: S105  of keys that live as long as one run
PATIENCE_SECONDS = 120
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

    def serve(self) -> "subprocess.Popen[bytes]":
        """Open the partners' door, with the worker beside it."""
        home = Home(self.folder)
        command = [sys.executable, "-m", "granian", "bench.exchange_door:application"]
        command += ["--interface", "asgi", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--workers", "1", "--log-level", "error", "--no-ws", "--http", "1"]
        command += ["--ssl-certificate", str(home.certificate)]
        command += ["--ssl-keyfile", str(home.certificate_key), "--ssl-protocol-min", "tls1.3"]
        return subprocess.Popen(command, env=self.environment)

    def ask(self, question: str) -> int:
        """Ask the database one number, without taking part in its work."""
        database = sqlite3.connect(f"file:{Home(self.folder).database}?mode=ro", uri=True)
        try:
            return int(database.execute(question).fetchone()[0])
        finally:
            database.close()


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
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
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


def road(folder: Path, messages: int) -> tuple[float, int]:
    """Carry the messages; return CPU seconds of both nodes and the parcels it took."""
    nodes = [Node(code, folder / code.lower(), free_port()) for code in ("US", "UA")]
    sender, receiver = nodes
    for node in nodes:
        node.make()
    for node, other in ((sender, receiver), (receiver, sender)):
        node.run("found", str(node.descriptor), str(other.descriptor))
    with ExitStack() as stack:
        doors = [stack.enter_context(ended(node.serve())) for node in nodes]
        for node in nodes:
            wait_for(node.port, "/descriptor")
        family = [process for door in doors for process in family_of(door.pid)]
        before = cpu_seconds(family)
        queued = float(sender.run("queue", "UA", str(messages)))
        wait_until_carried(sender, receiver, messages)
        used = queued + cpu_seconds(family) - before
    parcels = sender.ask("SELECT count(*) FROM exchange_channelhead WHERE receipt IS NOT NULL")
    return used, parcels


class ended:  # noqa: N801  reads as a word in `with`
    """A process that is ended when its time is over."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process

    def __enter__(self) -> "subprocess.Popen[bytes]":
        return self.process

    def __exit__(self, *_: object) -> None:
        end(self.process)


def wait_until_carried(sender: Node, receiver: Node, messages: int) -> None:
    handled = "SELECT count(*) FROM exchange_inbound WHERE state = 'handled'"
    delivered = "SELECT count(*) FROM exchange_outbound WHERE delivered_at IS NOT NULL"
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        if receiver.ask(handled) == sender.ask(delivered) == messages:
            recorded = "SELECT count(*) FROM ledger_ledgerentry WHERE event = 'bench.noted'"
            assert receiver.ask(recorded) == messages
            return
        time.sleep(0.1)
    carried = f"{sender.ask(delivered)} delivered, {receiver.ask(handled)} handled"
    raise TimeoutError(f"not everything was carried: {carried} of {messages}")


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


def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as place:
        folder = Path(place)
        used, parcels = road(folder, messages)
        filling = max(1, round(messages / max(parcels, 1)))
        same = floor(folder / "floor", max(parcels, 20), filling)
        single = floor(folder / "single", 300, 1)
    rate = messages / used
    print(f"parcels: {parcels}, {filling} messages each")
    print(f"floor: {same:.0f} messages per CPU-second in such parcels, {single:.0f} one by one")
    print(f"road: {rate:.0f} messages per CPU-second, {rate / same:.3f} of floor")


if __name__ == "__main__":
    main()
