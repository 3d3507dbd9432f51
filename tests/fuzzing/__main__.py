"""Fuzz every parser in turn: `python -m tests.fuzzing [--seconds N] [--target NAME ...]`.

`--seconds` is for all targets together. An input that crashes a parser, hangs it or makes it take
more than 512 MB is kept in tests/fuzzing/crashes, where a test reads it from then on, and the exit
status is 1. The last line is `fuzzing: N inputs, M targets, K crashes`.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzzing.one import ENGINE
from tests.fuzzing.targets import TARGETS

CRASHES = Path(__file__).parent / "crashes"
ROOT = Path(__file__).resolve().parents[2]
_EXECUTED = re.compile(r"number_of_executed_units: +(\d+)")
# What the engine may take beyond its own time, to start and to end.
_GRACE_SECONDS = 60


def fuzzed(name: str, seconds: int, *, kept: Path = CRASHES) -> tuple[int, int]:
    """Fuzz one target in a process of its own.

    Returns:
        How many inputs were tried, and how many of them are kept as crashes.
    """
    with tempfile.TemporaryDirectory(prefix="comity-fuzzing-") as made:
        folder = Path(made)
        command = [sys.executable, "-m", "tests.fuzzing.one", name, str(seconds), made]
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=seconds + _GRACE_SECONDS
        )
        found = sorted(folder.glob("crash-*"))
        if ended.returncode or found:
            print(ended.stdout[-4000:], ended.stderr[-8000:], sep="\n", file=sys.stderr)
        kept.mkdir(exist_ok=True)
        for crash in found:
            shutil.copy(crash, kept / f"{name.replace(' ', '_')}--{crash.name[-40:]}")
        tried = _EXECUTED.search(ended.stderr)
        return int(tried[1]) if tried else 0, max(len(found), int(ended.returncode != 0))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing")
    parser.add_argument("--seconds", type=int, default=130, help="for all targets together")
    parser.add_argument("--target", action="append", choices=sorted(TARGETS))
    told = parser.parse_args()
    names = told.target or list(TARGETS)
    each = max(1, told.seconds // len(names))
    inputs = crashes = 0
    for name in names:
        tried, crashed = fuzzed(name, each)
        print(f"fuzzing: {name}: {tried} inputs, {crashed} crashes ({ENGINE})", flush=True)
        inputs, crashes = inputs + tried, crashes + crashed
    print(f"fuzzing: {inputs} inputs, {len(names)} targets, {crashes} crashes")
    return 1 if crashes else 0


if __name__ == "__main__":
    raise SystemExit(main())
