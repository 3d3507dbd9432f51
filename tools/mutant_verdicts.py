"""What became of mutants, kept so that a campaign can be gone on with, and the page of it.

`build/mutants` holds a file for each module. What a test killed stays dead while the module and the
file of that test are as they were; what survived has survived those tests only, and is tried again
when any of them changes.
"""

import hashlib
import json
import re
import subprocess
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "mutation.md"
KEPT = ROOT / "build" / "mutants"
EQUIVALENT = ROOT / "tools" / "mutants_equivalent.toml"
SUITES = ("tests/spec/agreements", "tests/unit/agreements", "tests/generative/agreements")
# What all tests of the suites speak in.
_SHARED = (ROOT / "tools" / "mutants.py", ROOT / "tests" / "spec" / "language.py")


_OF_THE_RULES = re.compile(r"agreements\.(rules|rulings)\b")
_REACH = KEPT / "reach" / "lines.json"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant.

    Attributes:
        told: the mutant, as it is printed.
        survived: no test noticed it.
        by: the file of the test that killed it; "" when it lived, or died without any test.
        rests_on: digest of that file, or of all suites when it lived.
        day: when it was tried.
    """

    told: str
    survived: bool
    by: str
    rests_on: str
    day: str

    @property
    def holds(self) -> bool:
        """Whether the tests it rests on are as they were."""
        return self.rests_on == (_suites() if self.survived else _file(self.by))


def verdict(told: str, *, survived: bool, by: str) -> Verdict:
    """Return what became of a mutant under the tests as they are now."""
    rests_on = _suites() if survived else _file(by)
    return Verdict(told, survived, by, rests_on, datetime.now(UTC).date().isoformat())


def kept_of(module: Path) -> dict[str, Verdict]:
    """Return the verdicts of a module that still hold, by mutant and place in the module."""
    try:
        told = json.loads(_kept(module).read_text())
    except FileNotFoundError:
        return {}
    if told["module"] != _module(module):
        return {}
    verdicts = {key: Verdict(**row) for key, row in told["verdicts"].items()}
    return {key: each for key, each in verdicts.items() if each.holds}


def keep(module: Path, verdicts: Mapping[str, Verdict]) -> None:
    """Keep the verdicts of a module."""
    KEPT.mkdir(parents=True, exist_ok=True)
    rows = {key: asdict(each) for key, each in verdicts.items()}
    told = {"module": _module(module), "verdicts": rows}
    # Whoever breaks a campaign off finds the file as it was before, or after.
    half = _kept(module).with_suffix(".half")
    half.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    half.replace(_kept(module))


def kept_reach(rules: Sequence[Path]) -> dict[str, list[str]] | None:
    """Return which tests reach which lines, while neither changed; None when it must be found."""
    try:
        told = json.loads(_REACH.read_text())
    except FileNotFoundError:
        return None
    return dict(told["reach"]) if told["of"] == _digest(rules) + _suites() else None


def keep_reach(rules: Sequence[Path], reach: Mapping[str, Sequence[str]]) -> None:
    """Keep which tests reach which lines, by file name and line."""
    _REACH.parent.mkdir(parents=True, exist_ok=True)
    _REACH.write_text(json.dumps({"of": _digest(rules) + _suites(), "reach": reach}))


def _kept(module: Path) -> Path:
    return KEPT / f"{module.stem}.json"


@cache
def _module(module: Path) -> str:
    return _digest((module, *_SHARED))


@cache
def suite_files() -> tuple[Path, ...]:
    """Return the files of tests that speak of the rules; the others would only take time."""
    files = sorted(file for suite in SUITES for file in (ROOT / suite).rglob("test_*.py"))
    return tuple(file for file in files if _OF_THE_RULES.search(file.read_text()))


@cache
def _suites() -> str:
    told = "".join(_file(file.relative_to(ROOT).as_posix()) for file in suite_files())
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def _file(name: str) -> str:
    """Return the digest of a file of tests with what its tests rest on beside it."""
    if not name:
        return ""
    beside = sorted((ROOT / name).parent.glob("*.*"))
    shared = [file for file in beside if file.suffix in {".py", ".txt"} and not _is_test(file)]
    return _digest([ROOT / name, *shared])


def _is_test(file: Path) -> bool:
    return file.name.startswith("test_")


def _digest(files: Iterable[Path]) -> str:
    told = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.exists() else b""
        told.update(hashlib.sha256(content).digest())
    return told.hexdigest()


def print_page(found: Mapping[str, Sequence[Verdict]]) -> None:
    """Write the reference page from the verdicts of every module."""
    every = [each for verdicts in found.values() for each in verdicts]
    survivors = [each for each in every if each.survived]
    reasons = _reasons()
    explained = [each for each in survivors if _without_line(each.told) in reasons]
    open_ones = [each for each in survivors if each not in explained]
    said = [f"- {each.told}: {reasons[_without_line(each.told)]}" for each in explained]
    rows = "\n".join(_row(name, verdicts) for name, verdicts in found.items())
    killed, lived = len(every) - len(survivors), len(survivors)
    PAGE.write_text(
        "# Mutation testing of the rulings\n\n"
        "Printed by `make mutants`; do not edit. Small wrongs are done to the rules one at a time"
        " (`tools/mutants.py`);\na mutant is killed when the specification, the unit tests or the"
        " generative laws of the agreements fail. A\nsurvivor that makes no difference to any"
        " ruling is listed with the reason (`tools/mutants_equivalent.toml`).\n\n"
        "| last tried | on top of | mutants | killed | survived | without a reason | score |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |\n"
        f"| {max(each.day for each in every)} | {_commit()} | {len(every)} | {killed} | {lived}"
        f" | {len(open_ones)} | {100 * killed / len(every):.1f} % |\n\n"
        f"## Survivors without a reason\n\n{_list(f'- {each.told}' for each in open_ones)}\n\n"
        f"## Survivors that make no difference\n\n{_list(said)}\n\n"
        "## Modules\n\n| module | mutants | survived |\n"
        f"| --- | ---: | ---: |\n{rows}\n"
    )


def _row(name: str, verdicts: Sequence[Verdict]) -> str:
    return f"| {name} | {len(verdicts)} | {sum(each.survived for each in verdicts)} |"


def _list(rows: Iterable[str]) -> str:
    return "\n".join(rows) or "None."


def _reasons() -> Mapping[str, str]:
    """Return why a wrong makes no difference, by the wrong."""
    rows = tomllib.loads(EQUIVALENT.read_text())["mutants"]
    return {f"{row['module']}.py: {row['wrong']}": row["why"] for row in rows}


def _without_line(told: str) -> str:
    """Return a mutant without its line, which moves with every edit above it."""
    file, _, rest = told.partition(":")
    return f"{file}: {rest.partition(': ')[2]}"


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    return done.stdout.decode().strip() or "a copy without history"
