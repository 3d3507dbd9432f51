"""What an offline medium costs to write and to read, in CPU-seconds and in memory.

    python -m bench.medium [messages]      10000 by default, and a tenth of them before

Two nodes with databases and keys of their own, notes of 2 kB that wait for the partner. The one
writes a medium of all of them, the other reads it, and its receipt goes back the same way. The
memory must not grow with the messages: it is told beside that of a medium of a tenth, and the run
fails where it grew. The floor, in the same run and without product code, signs, seals, writes and
syncs as many parcels of the same filling; then verifies, opens and stores them durably.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.exchange import AN_ACT, SIZE, Node, Pair, pair
from bench.exchange_floor import seal, sign, store, table, unseal, verify

MESSAGES = 10_000
A_PARCEL = 256
GROWTH_MB = 8
"""How much more memory ten times the messages may take: page caches, and nothing else."""
MB = 1_000_000


@dataclass(frozen=True)
class Carried:
    """What carrying one medium came to.

    Attributes:
        writing: CPU seconds.
        writing_mb: most memory over that of before.
        reading: CPU seconds.
        reading_mb: most memory over that of before.
        parcels: how many there were.
        size: bytes of all files.
    """

    writing: float
    writing_mb: float
    reading: float
    reading_mb: float
    parcels: int
    size: int


def run(node: Node, *words: str) -> tuple[float, float, int]:
    """Do one thing inside a node; CPU seconds, MB over what it had, and files."""
    command = [sys.executable, "-m", "comity.node.django_start", "bench.medium_node", *words]
    done = subprocess.run(command, env=node.environment, check=True, stdout=subprocess.PIPE)
    seconds, grown, files = done.stdout.split()
    return float(seconds), float(grown), int(files)


def carry(two: Pair, folder: Path, messages: int) -> Carried:
    """Let messages wait, write them as a medium, read it, and take its receipt back."""
    there, back = folder / f"there-{messages}", folder / f"back-{messages}"
    for medium in (there, back):
        medium.mkdir()
    two.sender.run("send", two.receiver.code, str(messages), str(AN_ACT))
    writing, writing_mb, _ = run(two.sender, "write", two.receiver.code, str(there))
    files = list(there.glob("parcel-*"))
    size = sum(file.stat().st_size for file in files)
    reading, reading_mb, _ = run(two.receiver, "read", str(there))
    run(two.receiver, "write", two.sender.code, str(back))
    run(two.sender, "read", str(back))
    left = two.sender.ask("SELECT count(*) FROM exchange_outbound WHERE delivered_at IS NULL")
    held = two.receiver.ask("SELECT count(*) FROM exchange_inbound")
    if left or held < messages:
        raise SystemExit(f"{left} have no receipt, and {held} are held")
    return Carried(writing, writing_mb, reading, reading_mb, len(files), size)


def floor(folder: Path, messages: int) -> tuple[float, float]:
    """CPU seconds of the same parcels with nothing but signatures, sealing and durable storage."""
    bodies = [os.urandom(SIZE) for _ in range(A_PARCEL)]
    counts = [min(A_PARCEL, messages - first) for first in range(0, messages, A_PARCEL)]
    files = [folder / f"floor-{number}" for number in range(len(counts))]
    head = b"a head of a channel" * 10
    begun = time.process_time()
    for file, count in zip(files, counts, strict=True):
        with file.open("wb") as out:
            out.write(sign(head) + seal(b"".join(bodies[:count])))
            out.flush()
            os.fsync(out.fileno())
    writing, begun = time.process_time() - begun, time.process_time()
    database = table(str(folder / "floor.sqlite3"))
    signed = len(sign(head))
    for file in files:
        raw = file.read_bytes()
        verify(head, raw[:signed])
        content = unseal(raw[signed:])
        store(database, [content[at : at + SIZE] for at in range(0, len(content), SIZE)])
    sign(head)
    return writing, time.process_time() - begun


def main() -> int:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    with tempfile.TemporaryDirectory(prefix="comity-medium-") as place:
        folder = Path(place)
        with pair(folder, "sqlite") as two:
            few, many = (carry(two, folder, count) for count in (messages // 10, messages))
        floors = floor(folder, messages)
    print(f"medium: {messages} messages in {many.parcels} parcels, {many.size / MB:.0f} MB")
    rows = (
        ("writing", many.writing, many.writing_mb, few.writing_mb, floors[0]),
        ("reading", many.reading, many.reading_mb, few.reading_mb, floors[1]),
    )
    for name, seconds, most, of_tenth, bare in rows:
        print(
            f"{name}: {seconds:.2f} CPU-s, {bare / seconds:.3f} of floor,"
            f" at most {most:.0f} MB over idle, {of_tenth:.0f} MB with a tenth"
        )
    return int(any(most - of_tenth > GROWTH_MB for _, _, most, of_tenth, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
