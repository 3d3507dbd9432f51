"""Run every suite, in the order in which a fault is cheapest to find.

python tools/test.py               what `make test` runs
python tools/test.py postgresql    the suites that have a database, wholly on PostgreSQL
python tools/test.py faults        the longer campaigns
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple, TextIO

from postgres import server

ROOT = Path(__file__).resolve().parent.parent
# One worker that has nothing left takes from the other: no core waits for the longest test.
TWO = ("-n", "2", "--dist", "worksteal")
# What only the embedded database has: its file, and the way out of it.
NOT_EMBEDDED = ("-m", "not embedded")
# What every run plays on PostgreSQL too: whatever locks, appends, leases or moves rows, one pair of
# nodes that is killed, and the story in a browser. The rest is of `make test-postgresql`.
CORE_OF_INTEGRATION = (
    *TWO,
    *("tests/integration/assistance", "tests/integration/deputies", "tests/integration/evidence"),
    *("tests/integration/exchange", "tests/integration/ledger", "tests/integration/node"),
    "tests/integration/officers",
)
CORE_OF_NODES = ("tests/nodes/test_killed_exchange.py",)
CORE_OF_BROWSER = ("tests/browser/test_story.py",)
PURE = ["tests/unit", "tests/spec", "tests/generative", "tests/conformance", "tests/architecture"]


def suite(name: str, *arguments: str, output: TextIO | None = None, **environment: str) -> bool:
    """Run pytest in a process of its own; with `output`, what it says goes there."""
    print(f"== {name}\n", end="", flush=True)  # in one piece: another suite may speak too
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
    )
    print(
        f"== {name}: {'passed' if done.returncode == 0 else 'FAILED'}, "
        f"{time.monotonic() - began:.0f} s",
        flush=True,
    )
    return done.returncode == 0


class Suite(NamedTuple):
    """What pytest is asked to run, and on which database."""

    name: str
    arguments: tuple[str, ...]
    database: str = ""

    def play(self, output: TextIO | None = None) -> bool:
        """Run it; with `output`, what it says goes there."""
        environment = {"COMITY_DATABASE": self.database} if self.database else {}
        return suite(self.name, *self.arguments, output=output, **environment)


def everything() -> bool:
    passed = [suite("pure suites", *TWO, *PURE)]
    passed.append(suite("integration on SQLite", *TWO, "tests/integration"))
    with server() as url:
        passed.append(
            side_by_side(
                [
                    Suite("browser on SQLite", ("tests/browser",)),
                    Suite("browser on PostgreSQL, the core", CORE_OF_BROWSER, url),
                    Suite("integration on PostgreSQL, the core", CORE_OF_INTEGRATION, url),
                ],
                [
                    Suite("nodes on SQLite", ("tests/nodes",)),
                    Suite("nodes on PostgreSQL, the core", CORE_OF_NODES, url),
                ],
            )
        )
    return all(passed)


def postgresql() -> bool:
    """Play every suite that has a database with each database on a PostgreSQL server."""
    with server() as url:
        return side_by_side(
            [
                Suite("browser on PostgreSQL", ("tests/browser", *NOT_EMBEDDED), url),
                Suite("integration on PostgreSQL", (*TWO, "tests/integration"), url),
            ],
            [Suite("nodes on PostgreSQL", ("tests/nodes", *NOT_EMBEDDED), url)],
        )


def side_by_side(shown: list[Suite], told_after: list[Suite]) -> bool:
    """Play two rows of suites at once: nodes wait more than they compute.

    No suite of one row shares a port or a file with one of the other. What the second row says is
    kept until the first has ended.
    """
    with TemporaryFile("w+") as said, ThreadPoolExecutor(1) as aside:
        others = aside.submit(lambda: [each.play(said) for each in told_after])
        passed = [each.play() for each in shown]
        passed += others.result()
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout)
    return all(passed)


def faults() -> bool:
    passed = [suite("nodes, long", "tests/nodes", FAULTS_CAMPAIGN="long")]
    described = "tests/integration/rest/test_described.py"
    passed.append(suite("the API asked everything", *TWO, described, FAULTS_CAMPAIGN="long"))
    return all(passed)


if __name__ == "__main__":
    named = {"faults": faults, "postgresql": postgresql}
    chosen = named[sys.argv[1]] if sys.argv[1:] else everything
    raise SystemExit(0 if chosen() else 1)
