"""Run a program through every case: `python -m tests.conformance.run -- COMMAND …`.

What the program must be is told in `docs/protocol/conformance.md`. What it makes is read by another
program, this repository's node unless `--checker` names one. One line is printed for each case, and
the counts on the last; the exit code is 0 when every case passed.
"""

import argparse
import shlex
import sys
from collections.abc import Sequence
from typing import NamedTuple

from tests.conformance.cases import all_cases
from tests.conformance.cases.case import Both, Case, DifferentError
from tests.conformance.program import Program, SilentError

NODE = (sys.executable, "-m", "tests.conformance.node")


class Told(NamedTuple):
    """What one case came to; nothing is wrong where the text is empty."""

    name: str
    wrong: str


def run(command: Sequence[str], *, checker: Sequence[str] = NODE, only: str = "") -> list[Told]:
    """Put a program through the cases whose name holds `only`, and return what each came to."""
    both = Both(program := Program(command), reader := Program(checker))
    try:
        return [played(case, both) for case in all_cases() if only in case.name]
    finally:
        program.end()
        reader.end()


def played(case: Case, both: Both) -> Told:
    """Play one case, and say what it came to."""
    try:
        case.play(both)
    except (DifferentError, SilentError) as wrong:
        return Told(case.name, str(wrong))
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        return Told(case.name, f"the answer is not in form: {wrong!r}")
    return Told(case.name, "")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.run")
    parser.add_argument("--checker", default=shlex.join(NODE))
    parser.add_argument("--only", default="", help="cases whose name holds this text")
    parser.add_argument("command", nargs="+")
    given = parser.parse_args()
    found = run(given.command, checker=shlex.split(given.checker), only=given.only)
    for name, wrong in found:
        print(f"{'FAILED' if wrong else 'passed'}  {name}{': ' + wrong if wrong else ''}")
    failed = sum(bool(wrong) for _, wrong in found)
    print(f"conformance: {len(found)} cases, {len(found) - failed} passed, {failed} failed")
    return 1 if failed or not found else 0


if __name__ == "__main__":
    raise SystemExit(main())
