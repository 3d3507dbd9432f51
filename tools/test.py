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
from typing import TextIO

from postgres import server

ROOT = Path(__file__).resolve().parent.parent
# What only the embedded database has: its file, and the way out of it.
NOT_EMBEDDED = ["-m", "not embedded"]
# What every run plays on PostgreSQL too: whatever locks, appends, leases or moves rows, one pair of
# nodes that is killed, and the story in a browser. The rest is of `make test-postgresql`.
CORE_OF_INTEGRATION = [
    f"tests/integration/{name}"
    for name in ("assistance", "deputies", "evidence", "exchange", "ledger", "node", "officers")
]
CORE = {
    "nodes": ["tests/nodes/test_killed_exchange.py"],
    "browser": ["tests/browser/test_story.py"],
}
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


def everything() -> bool:
    passed = [suite("pure suites", "-n", "2", *PURE)]
    passed.append(suite("integration on SQLite", "-n", "2", "tests/integration"))
    passed.append(
        nodes_and_browser("SQLite", {"nodes": ["tests/nodes"], "browser": ["tests/browser"]})
    )
    with server() as url:
        passed.append(
            suite(
                "integration on PostgreSQL, the core",
                *("-n", "2", *CORE_OF_INTEGRATION),
                COMITY_DATABASE=url,
            )
        )
        passed.append(nodes_and_browser("PostgreSQL, the core", CORE, COMITY_DATABASE=url))
    return all(passed)


def postgresql() -> bool:
    """Play every suite that has a database with each database on a PostgreSQL server."""
    chosen = {
        "nodes": ["tests/nodes", *NOT_EMBEDDED],
        "browser": ["tests/browser", *NOT_EMBEDDED],
    }
    with server() as url:
        whole = ("integration on PostgreSQL", "-n", "2", "tests/integration")
        passed = suite(*whole, COMITY_DATABASE=url)
        return nodes_and_browser("PostgreSQL", chosen, COMITY_DATABASE=url) and passed


def nodes_and_browser(on: str, chosen: dict[str, list[str]], **environment: str) -> bool:
    """Both wait more than they compute, and share neither a port nor a file: side by side."""
    with TemporaryFile("w+") as said, ThreadPoolExecutor(1) as aside:
        nodes = aside.submit(suite, f"nodes on {on}", *chosen["nodes"], output=said, **environment)
        browser = suite(f"browser on {on}", *chosen["browser"], **environment)
        passed = nodes.result() and browser
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout)
    return passed


def faults() -> bool:
    passed = [suite("nodes, long", "tests/nodes", FAULTS_CAMPAIGN="long")]
    described = "tests/integration/rest/test_described.py"
    passed.append(suite("the API asked everything", "-n", "2", described, FAULTS_CAMPAIGN="long"))
    return all(passed)


if __name__ == "__main__":
    named = {"faults": faults, "postgresql": postgresql}
    chosen = named[sys.argv[1]] if sys.argv[1:] else everything
    raise SystemExit(0 if chosen() else 1)
