"""Run every suite, in the order in which a fault is cheapest to find.

python tools/test.py            what `make test` runs
python tools/test.py faults     the longer campaigns
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from postgres import server

ROOT = Path(__file__).resolve().parent.parent
PURE = ["tests/unit", "tests/spec", "tests/generative", "tests/conformance", "tests/architecture"]


def suite(name: str, *arguments: str, **environment: str) -> bool:
    print(f"== {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env={**os.environ, **environment}
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
    passed.append(suite("nodes", "tests/nodes"))
    passed.append(suite("browser", "tests/browser"))
    return all(passed)


def faults() -> bool:
    return suite("nodes, long", "tests/nodes", COMITY_FAULTS="long")


if __name__ == "__main__":
    chosen = faults if sys.argv[1:] == ["faults"] else everything
    raise SystemExit(0 if chosen() else 1)
