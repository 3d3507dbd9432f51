"""What an exhibit costs from node to node, in CPU-seconds of both, and how much memory it takes.

    python -m bench.exhibits [megabytes]      2000 by default; 50000 for the largest promised

Two nodes with databases, keys and TLS doors of their own. The one takes a file in and offers it;
the other pulls it by ranges, keeps it durably, opens it and checks both digests. The floor makes
the same passes over as many bytes in the same run (`bench.exhibits_floor`).
"""

import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.exchange import Node, Pair, end, family_of, free_port, pair, wait_for
from comity.crypto.tls import self_signed
from comity.node.home import Home

MEGABYTES = 2000
MB = 1_000_000
AIM, MEMORY_AIM_MB = 0.6, 64
PATIENCE_SECONDS = 24 * 3600
HELD = "SELECT count(*) FROM evidence_exhibit WHERE held_at IS NOT NULL"


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as place:
        folder = Path(place)
        content = folder / "content"
        fill(content, megabytes)
        with pair(folder, "sqlite") as two:
            sealing, moving, seconds, grown = transfer(two, content)
        floor_sealing, floor_moving = floor(folder, content)
    gigabytes = megabytes / 1000
    print(f"sealing   {sealing / gigabytes:.2f} CPU-s a GB, {floor_sealing / sealing:.2f} of floor")
    print(f"transfer  {moving / gigabytes:.2f} CPU-s a GB, {megabytes / seconds:.0f} MB/s")
    print(
        f"exhibits: {megabytes} MB, {floor_moving / moving:.2f} of floor (aim {AIM}),"
        f" {grown:.0f} MB over idle (aim {MEMORY_AIM_MB})"
    )


def fill(path: Path, megabytes: int) -> None:
    """Write a file of noise, the same million bytes over and over."""
    noise = bytes((number * 7919 >> 3) & 255 for number in range(MB))
    with path.open("wb") as out:
        for _ in range(megabytes):
            out.write(noise)


def transfer(two: Pair, content: Path) -> tuple[float, float, float, float]:
    """Take in, offer, pull; CPU seconds of sealing and of moving, wall seconds, MB over idle."""
    told = content.with_name("announced.json")
    sealing = float(run(two.sender, "offer", two.receiver.code, str(content), str(told)))
    doors = [serve(two.receiver), serve(two.sender)]
    try:
        for node in (two.sender, two.receiver):
            wait_for(node.port, "/descriptor")
        time.sleep(2)
        before, idle = two.spent(doors), [memory_of(door) for door in doors]
        run(two.receiver, "await", two.sender.code, str(told))
        # What runs the puller first opens its database and its line: that is no exhibit's cost.
        with Peak(doors, idle) as peak:
            begun = time.monotonic()
            two.receiver.go()
            while not two.receiver.ask(HELD):
                time.sleep(0.2)
                if time.monotonic() - begun > PATIENCE_SECONDS:
                    raise TimeoutError("the exhibit did not arrive")
        return sealing, two.spent(doors) - before, time.monotonic() - begun, peak.grown
    finally:
        for door in doors:
            end(door)


def run(node: Node, *words: str) -> str:
    """Do one thing inside a node and return what it prints."""
    command = [sys.executable, "-m", "comity.node.django_start", "bench.exhibits_node", *words]
    done = subprocess.run(command, env=node.environment, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def serve(node: Node) -> "subprocess.Popen[bytes]":
    """Open a node's door, with its puller waiting."""
    home = Home(node.folder)
    command = [sys.executable, "-m", "granian", "bench.exhibits_door:application"]
    command += ["--interface", "asgi", "--host", "127.0.0.1", "--port", str(node.port)]
    command += ["--workers", "1", "--log-level", "error", "--no-ws", "--http", "1"]
    command += ["--ssl-certificate", str(home.certificate)]
    command += ["--ssl-keyfile", str(home.certificate_key), "--ssl-protocol-min", "tls1.3"]
    return subprocess.Popen(command, env=node.environment)


def memory_of(door: "subprocess.Popen[bytes]") -> float:
    """Resident MB of a door and what came from it."""
    total = 0
    for process in family_of(door.pid):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total / 1000


class Peak:
    """Watches how much more memory either node takes than when it was idle."""

    def __init__(self, doors: "list[subprocess.Popen[bytes]]", idle: list[float]) -> None:
        self._doors, self._idle, self.grown = doors, idle, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            for door, idle in zip(self._doors, self._idle, strict=True):
                self.grown = max(self.grown, memory_of(door) - idle)


def floor(folder: Path, content: Path) -> tuple[float, float]:
    """CPU seconds of the same passes: sealing, and moving with both checks."""
    certificate, key = self_signed("localhost", at=datetime.now(UTC))
    (folder / "certificate.pem").write_bytes(certificate)
    (folder / "key.pem").write_bytes(key)
    sealed, port = folder / "sealed", str(free_port())
    sealing = float(_floor("seal", str(content), str(sealed)))
    command = [sys.executable, "-m", "bench.exhibits_floor"]
    serving = subprocess.Popen([*command, "serve", port, str(folder), str(sealed)])
    try:
        size = str(sealed.stat().st_size)
        moved = _floor("fetch", port, str(folder), size, str(folder / "fetched"))
    finally:
        serving.wait(timeout=30)
    return sealing, float(moved.split()[0])


def _floor(*words: str) -> str:
    command = [sys.executable, "-m", "bench.exhibits_floor", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()


if __name__ == "__main__":
    main()
