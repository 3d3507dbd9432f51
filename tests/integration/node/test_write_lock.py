"""One writer at a time: nobody is refused as busy, across threads and processes."""

import sqlite3
import subprocess
import sys
import threading
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
