"""Run every suite: what finds a fault cheapest first, and then all that is left side by side.

python -m tools.test               what `make test` runs
python -m tools.test postgresql    the suites that have a database, wholly on PostgreSQL
python -m tools.test faults        the longer campaigns, beside `python -m tests.faults long`
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple, TextIO

from tools.postgres import server

ROOT = Path(__file__).resolve().parent.parent
NOTHING_KEPT = "PYTHONDONTWRITEBYTECODE"
# One worker that has nothing left takes from the other: no core waits for the longest test.
TWO = ("-n", "2", "--dist", "worksteal")
# What is long by nature: `make faults` plays it.
SHORT = ("-m", "not campaign")
# What only the embedded database has: its file, and the way out of it.
NOT_EMBEDDED = ("-m", "not embedded")
SHORT_NOT_EMBEDDED = ("-m", "not embedded and not campaign")
# What every run plays on PostgreSQL too: whatever locks, appends, leases or moves rows, one pair of
# nodes that is killed, and the story in a browser. The rest is of `make test-postgresql`.
CORE_OF_INTEGRATION = (
    *TWO,
    *("tests/integration/assistance", "tests/integration/deputies", "tests/integration/evidence"),
    *("tests/integration/exchange", "tests/integration/ledger", "tests/integration/node"),
    "tests/integration/officers",
)
CORE_OF_NODES = ("tests/nodes/test_killed_exchange.py",)
ASKED_EVERYTHING = ("tests/integration/rest/test_described.py",)
SIGNED_IN_ELSEWHERE = ("tests/integration/officers/test_oidc_provider.py",)
CORE_OF_BROWSER = ("tests/browser/test_story.py",)
SEED_OF_FAULTS = "1"
PURE = (
    *("tests/unit", "tests/spec", "tests/generative", "tests/conformance", "tests/architecture"),
    *("tests/faults", "tests/fuzzing", "tests/hostile"),
)


class Suite(NamedTuple):
    """What pytest is asked to run, on which database, and whether others go before it."""

    name: str
    arguments: tuple[str, ...]
    database: str = ""
    yields: bool = False
    """Take only what the others leave of the cores: it waits for nothing, and they do."""
    campaign: str = ""

    def command(self) -> list[str]:
        before = ["nice", "-n", "10"] if self.yields else []
        return [*before, sys.executable, "-m", "pytest", *self.arguments]

    def play(self, output: TextIO | None = None) -> bool:
        """Run it in a process of its own; with `output`, what it says goes there."""
        told = {"COMITY_DATABASE": self.database, "FAULTS_CAMPAIGN": self.campaign}
        environment = {name: value for name, value in told.items() if value}
        return run(self.name, self.command(), output=output, **environment)


class Check:
    """What `make check` asks."""

    def play(self, output: TextIO | None = None) -> bool:
        return run("make check", ["make", "--no-print-directory", "check"], output=output)


class Faults:
    """The short run of `make faults`; of one seed, so that a run is like the one before."""

    def play(self, output: TextIO | None = None) -> bool:
        command = [sys.executable, "-m", "tests.faults", "short", SEED_OF_FAULTS]
        return run("faults, short", command, output=output)


Row = Sequence[Suite | Check | Faults]


def run(name: str, command: list[str], *, output: TextIO | None, **environment: str) -> bool:
    """Run a command, and say how it went and how long it took."""
    print(f"== {name}\n", end="", flush=True)  # in one piece: another suite may speak too
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**surroundings(), **environment},
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
    )
    print(
        f"== {name}: {'passed' if done.returncode == 0 else 'FAILED'}, "
        f"{time.monotonic() - began:.0f} s",
        flush=True,
    )
    return done.returncode == 0


def surroundings() -> dict[str, str]:
    """Return what suites are started with.

    Most of what nodes under test take is to be read: what Python made of the source is kept for
    the next start, whatever this machine says of that.
    """
    told = {name: value for name, value in os.environ.items() if name != NOTHING_KEPT}
    return {**told, "PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "bytecode")}


def everything() -> bool:
    """Play what is pure beside `make check`, and then all the rest: no core is ever idle."""
    if not side_by_side([Check()], [Suite("pure suites", (*TWO, *PURE, *SHORT))]):
        return False
    with server() as url:
        return side_by_side(
            [
                Suite("browser on SQLite", ("tests/browser",)),
                Suite("browser on PostgreSQL, the core", CORE_OF_BROWSER, url),
            ],
            [
                Suite("nodes on SQLite", ("tests/nodes", *SHORT)),
                Suite("nodes on PostgreSQL, the core", (*CORE_OF_NODES, *SHORT), url),
                Faults(),
            ],
            [
                Suite("integration on SQLite", ("tests/integration", *TWO, *SHORT), yields=True),
                Suite(
                    "integration on PostgreSQL, the core",
                    (*CORE_OF_INTEGRATION, *SHORT_NOT_EMBEDDED),
                    url,
                    yields=True,
                ),
            ],
        )


def postgresql() -> bool:
    """Play every suite that has a database with each database on a PostgreSQL server."""
    with server() as url:
        return side_by_side(
            [Suite("browser on PostgreSQL", ("tests/browser", *NOT_EMBEDDED), url)],
            [Suite("nodes on PostgreSQL", ("tests/nodes", *SHORT_NOT_EMBEDDED), url)],
            [
                Suite(
                    "integration on PostgreSQL",
                    ("tests/integration", *TWO, *SHORT_NOT_EMBEDDED),
                    url,
                    yields=True,
                )
            ],
        )


def side_by_side(shown: Row, *told_after: Row) -> bool:
    """Play rows of suites at once: nodes and browsers wait more than they compute.

    No suite of one row shares a port or a file with one of another. What the other rows say is
    kept until the first has ended.
    """
    with ExitStack() as kept, ThreadPoolExecutor(len(told_after)) as aside:
        said = [kept.enter_context(TemporaryFile("w+")) for _ in told_after]
        others = [aside.submit(in_turn, *each) for each in zip(told_after, said, strict=True)]
        passed = in_turn(shown)
        for other, heard in zip(others, said, strict=True):
            passed = other.result() and passed
            heard.seek(0)
            shutil.copyfileobj(heard, sys.stdout)
    return passed


def in_turn(row: Row, output: TextIO | None = None) -> bool:
    """Play one row, whatever fails in it."""
    passed = [each.play(output) for each in row]
    return all(passed)


def faults() -> bool:
    """Play what is long by nature, and what is longer when it is asked to be."""
    return in_turn(
        [
            Suite("nodes, long", ("tests/nodes",), campaign="long"),
            Suite("what is pure, long", (*TWO, *PURE, "-m", "campaign")),
            Suite("the API asked everything", (*TWO, *ASKED_EVERYTHING), campaign="long"),
            Suite("sign-in by npm oidc-provider", SIGNED_IN_ELSEWHERE),
        ]
    )


if __name__ == "__main__":
    named = {"faults": faults, "postgresql": postgresql}
    chosen = named[sys.argv[1]] if sys.argv[1:] else everything
    raise SystemExit(0 if chosen() else 1)
