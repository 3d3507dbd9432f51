"""The shim: what fsync covered stays, what it did not is lost, and SQLite survives both."""

import os
import random
import sqlite3
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.power import Loss, Power
from tests.faults.shims import shim

WRITES = """
import os, sys
file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
os.pwrite(file, b"kept " * 200, 0)
os.fsync(file)
os.pwrite(file, b"lost " * 300, 10)
os.ftruncate(file, 700)
os.write(os.open(sys.argv[1] + ".new", os.O_WRONLY | os.O_CREAT), b"never told")
"""
COMMITS = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None)
base.execute("PRAGMA journal_mode=WAL")
base.execute(f"PRAGMA synchronous={sys.argv[2]}")
base.execute("PRAGMA wal_autocheckpoint=7")
base.execute("CREATE TABLE IF NOT EXISTS row (number INTEGER, padding TEXT)")
for number in range(int(sys.argv[3])):
    base.execute("INSERT INTO row VALUES (?, ?)", (number, "x" * 900))
base.execute("BEGIN")
base.execute("INSERT INTO row VALUES (-1, 'not committed')")
import os
os._exit(0)
"""


def run(power: Power, program: str, *words: str) -> None:
    environment = {**os.environ, **power.environment()}
    subprocess.run([sys.executable, "-c", program, *words], env=environment, check=True)


@pytest.fixture
def power(tmp_path: Path) -> Power:
    (tmp_path / "disk").mkdir()
    return Power(tmp_path / "disk", tmp_path / "journal")


def test_what_no_fsync_covered_is_lost_and_all_else_is_not(power: Power) -> None:
    file = power.root / "file"
    run(power, WRITES, str(file))
    assert len(file.read_bytes()) == 700
    assert power.lose(Loss.DROPPED, random.Random(1)) == 3
    assert file.read_bytes() == b"kept " * 200
    assert file.with_suffix(".new").read_bytes() == b""


def test_torn_writes_keep_whole_sectors_alone(power: Power) -> None:
    file = power.root / "file"
    program = "import os, sys; os.write(os.open(sys.argv[1], 65), b'x' * 5000)"
    seen = set()
    for seed in range(12):
        run(power, program, str(file))
        power.lose(Loss.TORN_512, random.Random(seed))
        raw = file.read_bytes()
        sectors = [raw[at : at + 512] for at in range(0, len(raw), 512)]
        assert all(set(sector) <= {ord("x")} or not any(sector) for sector in sectors)
        seen.add(raw.count(b"x"))
        file.unlink()
    assert len(seen) > 3


@pytest.mark.parametrize("how", list(Loss))
def test_sqlite_keeps_every_commit_when_it_waits_for_the_disk(power: Power, how: Loss) -> None:
    base = power.root / "db.sqlite3"
    for seed in range(1, 5):
        run(power, COMMITS, str(base), "FULL", "20")
        power.lose(how, random.Random(seed))
        assert held(base) == 20 * seed


def test_sqlite_loses_commits_when_it_does_not_wait(power: Power) -> None:
    base = power.root / "db.sqlite3"
    run(power, COMMITS, str(base), "FULL", "5")
    run(power, COMMITS, str(base), "OFF", "20")
    power.lose(Loss.DROPPED, random.Random(3))
    assert held(base) < 25


def held(base: Path) -> int:
    connection = sqlite3.connect(base)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM row WHERE number >= 0").fetchone()[0])
    finally:
        connection.close()


def test_a_clock_is_wrong_by_what_it_is_told_and_waits_stay_as_they_are(tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.write_bytes(struct.pack("=q", -86_400))
    environment = {**os.environ, "LD_PRELOAD": str(shim("clock")), "FAULTS_CLOCK": str(clock)}
    program = "import time; m = time.monotonic(); time.sleep(0.1); print(time.time(), m)"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    )
    told, steady = (float(word) for word in done.stdout.split())
    assert -86_460 < told - time.time() < -86_390
    assert abs(steady - time.monotonic()) < 60
