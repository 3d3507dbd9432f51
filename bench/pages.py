"""Every page of a full node beside an empty page of the same node, on both databases.

    python -m bench.pages [sqlite|postgresql ...]

A node is made and filled with 100,000 requests and 1,000,000 messages (`bench.pages_filling`), then
its pages are asked for in turns (`bench.pages_asked`). Filling takes minutes: the folder that
COMITY_BENCH_KEEP names keeps the filled SQLite node for the next run; a PostgreSQL server is made
anew and gone afterwards.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.new_node import make_node, run_in_node
from tools.postgres import server

REQUESTS, MESSAGES = "100000", "1000000"
KEPT = "COMITY_BENCH_KEEP"


@contextmanager
def on_sqlite() -> Iterator[Path]:
    """Yield the home of a filled node with an SQLite database."""
    kept = os.environ.get(KEPT)
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as made:
        home = Path(kept or made)
        filled = home / "filled"
        if not filled.exists():
            make_node(home)
            _fill(home)
            filled.touch()
        yield home


@contextmanager
def on_postgresql() -> Iterator[Path]:
    """Yield the home of a filled node on a PostgreSQL server of its own."""
    with server() as url, tempfile.TemporaryDirectory(prefix="comity-bench-") as home:
        make_node(Path(home), database=url)
        _fill(Path(home))
        yield Path(home)


def _fill(home: Path) -> None:
    run_in_node(home, "bench.pages_filling", REQUESTS, MESSAGES)


def main(databases: list[str]) -> None:
    """Fill and ask, one database after the other."""
    for name in databases:
        with {"sqlite": on_sqlite, "postgresql": on_postgresql}[name]() as home:
            print(f"{name}:", flush=True)
            run_in_node(home, "bench.pages_asked")


if __name__ == "__main__":
    main(sys.argv[1:] or ["sqlite", "postgresql"])
