"""Mutation testing of the rulings: `python -m tools.mutate_rules [module ...]`.

The suites that pin the rulings are collected once. Each mutant is then made in a forked copy of
that process: functions get the mutated code in place, module tables are exchanged wherever they
were imported to, and the tests that reach the changed line run until one fails. What no test
notices has survived: either a test is missing, or the wrong makes no difference.

`docs/reference/mutation.md` is written when all modules are run; a run of some modules prints.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, FunctionType, ModuleType
from typing import NoReturn

import pytest
from hypothesis import Phase, settings

from tools.mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src" / "comity" / "agreements" / "rules"
PAGE = ROOT / "docs" / "reference" / "mutation.md"
SUITES = ("tests/spec/agreements", "tests/unit/agreements", "tests/generative/agreements")
PATIENCE_SECONDS = 60
KILLED, SURVIVED = 1, 0


class Campaign:
    """A plugin of pytest that runs the collected tests against one mutant after the other."""

    def __init__(self, modules: Sequence[Path]) -> None:
        self.modules = modules
        self.running: dict[int, Mutant] = {}
        self.survivors: list[Mutant] = []
        self.killed = 0
        self.failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Find which tests reach which lines, then fork once for each mutant."""
        session.config.pluginmanager.unregister(name="terminalreporter")
        gc.freeze()  # a collector that walks everything makes every fork copy everything
        reaching = self._reach(session)
        for path in self.modules:
            for mutant in mutants_of(path):
                # What runs while the module is imported concerns every test that reaches it.
                reached = reaching.get(f"{path}:{mutant.line}") or reaching.get(str(path), [])
                self._begin(mutant, [session.items[number] for number in reached])
        while self.running:
            self._end_one()
        self.survivors.sort(key=lambda mutant: (mutant.path, mutant.line))
        return True

    def _reach(self, session: pytest.Session) -> dict[str, list[int]]:
        with tempfile.NamedTemporaryFile("r", suffix=".json") as told:
            child = os.fork()
            if not child:
                Path(told.name).write_text(json.dumps(self._traced(session)))
                os._exit(int(self.failed))
            _, status = os.waitpid(child, 0)
            if status:
                pytest.exit("the suites fail without any mutant", returncode=2)
            return dict(json.load(told))

    def _traced(self, session: pytest.Session) -> dict[str, list[int]]:
        files = {str(path) for path in self.modules}
        lines: set[str] = set()

        def watch(frame: FrameType, event: str, argument: object) -> object:
            if frame.f_code.co_filename not in files:
                return None
            lines.add(f"{frame.f_code.co_filename}:{frame.f_lineno}")
            return watch

        found: dict[str, list[int]] = {}
        for number, item in enumerate(session.items):
            lines.clear()
            sys.settrace(watch)
            _run(item)
            sys.settrace(None)
            for place in {*lines, *(line.rpartition(":")[0] for line in lines)}:
                found.setdefault(place, []).append(number)
        return found

    def _begin(self, mutant: Mutant, items: Sequence[pytest.Item]) -> None:
        while len(self.running) >= (os.cpu_count() or 1):
            self._end_one()
        child = os.fork()
        if not child:
            # Whatever a mutant does wrong beyond failing, such as to run forever, is noticed too.
            signal.alarm(PATIENCE_SECONDS)
            self._live(mutant, items)
        self.running[child] = mutant

    def _live(self, mutant: Mutant, items: Sequence[pytest.Item]) -> NoReturn:
        """Run tests in the forked process until one fails; it never comes back from here."""
        _silence()
        try:
            _do(mutant)
            for item in items:
                _run(item)
                if self.failed:
                    os._exit(KILLED)
        except BaseException:  # noqa: BLE001  any way out but the end is a death
            os._exit(KILLED)
        os._exit(SURVIVED)

    def _end_one(self) -> None:
        child, status = os.wait()
        mutant = self.running.pop(child)
        if status == SURVIVED:
            self.survivors.append(mutant)
            print(f"survived: {mutant}", flush=True)
        else:
            self.killed += 1


def _run(item: pytest.Item) -> None:
    item.ihook.pytest_runtest_protocol(item=item, nextitem=None)


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _do(mutant: Mutant) -> None:
    """Put a mutant in the place of its module, in this process."""
    name = "comity." + ".".join(mutant.path.relative_to(ROOT / "src" / "comity").parts)
    module = sys.modules[name.removesuffix(".py").removesuffix(".__init__")]
    wrong = ModuleType(module.__name__)
    wrong.__file__ = module.__file__
    # Dataclasses look their module up while they are made.
    sys.modules[module.__name__] = wrong
    exec(mutant.code(), wrong.__dict__)  # noqa: S102  the code is ours, with one wrong in it
    sys.modules[module.__name__] = module
    for key, now in list(vars(module).items()):
        then = vars(wrong).get(key)
        if key.startswith("__") or then is None:
            continue
        _exchange(now, then, made_in=module.__name__)


def _exchange(now: object, then: object, *, made_in: str) -> None:
    match now, then:
        case FunctionType(), FunctionType() if now.__module__ == made_in:
            now.__code__ = then.__code__
            now.__defaults__, now.__kwdefaults__ = then.__defaults__, then.__kwdefaults__
        case type(), type() if now.__module__ == made_in:
            for method, replaced in _functions(now, then):
                method.__code__ = replaced.__code__
        case (FunctionType() | type() | ModuleType(), _):
            return
        case _ if now != then or type(now) is not type(then):
            _everywhere(now, then)


def _functions(now: type, then: type) -> Iterator[tuple[FunctionType, FunctionType]]:
    for key, value in vars(now).items():
        other = vars(then).get(key)
        mine, theirs = getattr(value, "fget", value), getattr(other, "fget", other)
        if isinstance(mine, FunctionType) and isinstance(theirs, FunctionType):
            yield mine, theirs


def _everywhere(now: object, then: object) -> None:
    """Exchange a table in every module that imported it by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("comity", "tests")):
            for key, value in list(vars(module).items()):
                if value is now:
                    setattr(module, key, then)


def _page(campaign: Campaign, seconds: float) -> str:
    made = campaign.killed + len(campaign.survivors)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    rows = "\n".join(f"- {survivor}" for survivor in campaign.survivors) or "None."
    return (
        "# Mutation testing of the rulings\n\n"
        "Printed by `make mutants`; do not edit. Small wrongs are done to the rules one at a time"
        " (`tools/mutants.py`);\na mutant is killed when the specification, the unit tests or the"
        " generative laws of the agreements fail.\n\n"
        "| day | commit | mutants | killed | survived | score | minutes |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |\n"
        f"| {datetime.now(UTC).date()} | {commit.strip()} | {made} | {campaign.killed}"
        f" | {len(campaign.survivors)} | {100 * campaign.killed / made:.1f} %"
        f" | {seconds / 60:.0f} |\n\n"
        f"## Survivors\n\n{rows}\n"
    )


def main(names: list[str]) -> int:
    """Run the campaign over the modules named, or over all."""
    modules = sorted(path for path in RULES.glob("*.py") if path.stem != "__init__")
    chosen = [path for path in modules if path.stem in names] if names else modules
    if not chosen:
        print(f"no such module; there are: {', '.join(path.stem for path in modules)}")
        return 2
    # A failing example is a death; nobody waits for the smallest one, or keeps it.
    settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), database=None)
    settings.load_profile("mutants")
    campaign = Campaign(chosen)
    started = time.monotonic()
    options = ["-q", "-p", "no:cacheprovider", "--hypothesis-seed=1"]
    # Hypothesis is imported before pytest looks, for its profile.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    done = pytest.main([*options, *SUITES], plugins=[campaign])
    made = campaign.killed + len(campaign.survivors)
    if not made:
        return int(done) or 2
    print(f"\n{made} mutants, {campaign.killed} killed, {len(campaign.survivors)} survived")
    if not names:
        PAGE.write_text(_page(campaign, time.monotonic() - started))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
