"""Run every suite, in the order in which a fault is cheapest to find.

python tools/test.py            what `make test` runs
python tools/test.py faults     the longer campaigns
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
    with server() as url:
        passed.append(
            suite("integration on PostgreSQL", "-n", "2", "tests/integration", COMITY_DATABASE=url)
        )
    passed.append(nodes_and_browser())
    return all(passed)


def nodes_and_browser() -> bool:
    """Both wait more than they compute, and share neither a port nor a file: side by side."""
    with TemporaryFile("w+") as said, ThreadPoolExecutor(1) as aside:
        nodes = aside.submit(suite, "nodes", "tests/nodes", output=said)
        browser = suite("browser", "tests/browser")
        passed = nodes.result() and browser
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout)
    return passed


def faults() -> bool:
    return suite("nodes, long", "tests/nodes", FAULTS_CAMPAIGN="long")


if __name__ == "__main__":
    chosen = faults if sys.argv[1:] == ["faults"] else everything
    raise SystemExit(0 if chosen() else 1)
