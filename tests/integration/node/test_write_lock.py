"""One writer at a time: nobody is refused as busy, across threads and processes."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from comity.node.sqlite.lock import WriteLock, lock_for

WRITER = """
import sqlite3, sys
from pathlib import Path
from comity.node.sqlite.lock import lock_for
path = sys.argv[1]
lock = lock_for(path)
connection = sqlite3.connect(path, isolation_level=None, timeout=0)
for _ in range(200):
    lock.acquire()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE counter SET value = value + 1")
    connection.execute("COMMIT")
    lock.release()
"""


# Gives the lock back and wants it again at once, over and over, as a worker with much to do.
HOLDER = """
import sys, time
from comity.node.sqlite.lock import lock_for
lock, turns = lock_for(sys.argv[1]), 0
while True:
    lock.acquire()
    turns += 1
    print(turns, flush=True)
    time.sleep(0.02)
    lock.release()
"""


def counter(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


def test_two_processes_of_writers_without_any_busy_timeout_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "node.sqlite3"
    connection = counter(path)
    connection.execute("CREATE TABLE counter (value INTEGER)")
    connection.execute("INSERT INTO counter VALUES (0)")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path)]) for _ in range(2)]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert connection.execute("SELECT value FROM counter").fetchone() == (400,)
    connection.close()


def test_threads_have_their_turn_in_the_order_they_came(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock")
    lock.acquire()
    order: list[int] = []

    def write(number: int) -> None:
        lock.acquire()
        order.append(number)
        lock.release()

    threads = []
    for number in range(8):
        thread = threading.Thread(target=write, args=(number,))
        thread.start()
        threads.append(thread)
        while lock.waiting < number + 1:
            thread.join(timeout=0.001)
    lock.release()
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_one_process_has_one_lock_for_one_database(tmp_path: Path) -> None:
    assert lock_for(str(tmp_path / "a")) is lock_for(str(tmp_path / "a"))


def test_a_process_that_waits_is_next_though_the_holder_wants_it_again_at_once(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "node.sqlite3")
    lock, turns = lock_for(path), 0
    command = [sys.executable, "-c", HOLDER, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        told = holder.stdout.fileno()
        os.set_blocking(told, False)
        for _ in range(20):
            time.sleep(0.03)
            begun_so_far(told)
            lock.acquire()
            # Turns of the holder that began while this process waited.
            turns += begun_so_far(told)
            lock.release()
        holder.kill()
    # It may begin one between the look and the wait; without a line it begins one nearly each time.
    assert turns <= 8


def begun_so_far(told: int) -> int:
    """Read what the holder has told since, and return how many turns of it began."""
    try:
        return os.read(told, 65536).count(b"\n")
    except BlockingIOError:
        return 0


def test_who_holds_it_can_tell_whether_another_process_waits(tmp_path: Path) -> None:
    path = str(tmp_path / "node.sqlite3")
    lock = lock_for(path)
    assert not lock.is_waited_for()
    lock.acquire()
    assert not lock.is_waited_for()
    with subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE) as waits:
        assert waits.stdout is not None
        ends = time.monotonic() + 30
        while not lock.is_waited_for() and time.monotonic() < ends:
            time.sleep(0.005)
        assert lock.is_waited_for()
        lock.release()
        assert waits.stdout.readline() == b"1\n"
        waits.kill()
    lock.acquire()
    assert not lock.is_waited_for()
    lock.release()


def test_threads_hand_over_sooner_while_it_is_held_and_only_then(tmp_path: Path) -> None:
    usual, lock = sys.getswitchinterval(), WriteLock(tmp_path / "lock")
    lock.acquire()
    assert sys.getswitchinterval() < usual / 10
    lock.release()
    assert sys.getswitchinterval() == usual
