"""Mutation testing of the rulings: `python -m tools.mutate_rules [module ...]`.

The suites that pin the rulings are collected once. Each mutant is then made in a forked copy of
that process: functions get the mutated code in place, module tables are exchanged wherever they
were imported to, and the tests that reach the changed line run until one fails. What no test
notices has survived: either a test is missing, or the wrong makes no difference.

What becomes of each mutant is kept (`tools/mutant_verdicts.py`): a campaign can be broken off and
gone on with, module by module, and one that is repeated tries only what changed. When the verdicts
of all modules hold, `docs/reference/mutation.md` is printed from them. A survivor that makes no
difference stands, with the reason, in `tools/mutants_equivalent.toml`.
"""

import gc
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FunctionType, ModuleType
from typing import NamedTuple, NoReturn

import pytest
from coverage import Coverage
from hypothesis import Phase, settings

from tools.mutant_verdicts import (
    Verdict,
    keep,
    keep_reach,
    kept_of,
    kept_reach,
    print_page,
    suite_files,
    verdict,
)
from tools.mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src" / "comity" / "agreements" / "rules"
PATIENCE_SECONDS = 60  # of the processor: a busy machine is no reason to die
KILLED, SURVIVED = 1, 0
EVERY = "every test"


class Tried(NamedTuple):
    """A mutant in work: its place among those of its module, and where its killer is written."""

    mutant: Mutant
    key: str
    told: Path


class Campaign:
    """A plugin of pytest that runs the collected tests against one mutant after the other."""

    def __init__(self, modules: Sequence[Path]) -> None:
        self.modules = modules
        self.running: dict[int, Tried] = {}
        self.verdicts: dict[Path, dict[str, Verdict]] = {}
        self.killers: Counter[tuple[str, str]] = Counter()
        self.failures: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failures.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Find which tests reach which lines, then fork once for each mutant."""
        session.config.pluginmanager.unregister(name="terminalreporter")
        gc.freeze()  # a collector that walks everything makes every fork copy everything
        reaching = self._reach(session)
        with tempfile.TemporaryDirectory() as folder:
            for path in self.modules:
                self._try_all(path, reaching, Path(folder))
            while self.running:
                self._end_one()
        return True

    def _try_all(
        self,
        path: Path,
        reaching: Mapping[str, Sequence[pytest.Item]],
        folder: Path,
    ) -> None:
        verdicts = self.verdicts[path] = kept_of(path)
        for key, mutant in keyed_mutants(path):
            if key in verdicts:
                continue
            # What runs while the module is imported concerns every test.
            reached = reaching.get(f"{path.name}:{mutant.line}") or reaching[EVERY]
            # What killed its neighbours is likely to kill it too.
            likely = sorted(reached, key=lambda item: -self.killers[path.stem, item.nodeid])
            self._begin(Tried(mutant, key, folder / f"{path.stem}-{key}"), likely)

    def _reach(self, session: pytest.Session) -> Mapping[str, Sequence[pytest.Item]]:
        """Return the tests that reach a line or a module, the quick ones first."""
        rules = sorted(RULES.glob("*.py"))
        if (reach := kept_reach(rules)) is None:
            reach = self._traced_in_a_fork(session)
            keep_reach(rules, reach)
        items = {item.nodeid: item for item in session.items}
        return {place: [items[name] for name in names] for place, names in reach.items()}

    def _traced_in_a_fork(self, session: pytest.Session) -> dict[str, list[str]]:
        with tempfile.NamedTemporaryFile("r", suffix=".json") as told:
            child = os.fork()
            if not child:
                found = self._traced(session)
                Path(told.name).write_text(json.dumps(self.failures or found))
                os._exit(int(bool(self.failures)))
            _, status = os.waitpid(child, 0)
            if status:
                print("the suites fail without any mutant:", told.read(), flush=True)
                pytest.exit("the suites fail without any mutant", returncode=2)
            return dict(json.load(told))

    def _traced(self, session: pytest.Session) -> dict[str, list[str]]:
        traced = Coverage(data_file=None, config_file=False, include=[str(RULES / "*")])
        took: dict[str, float] = {}
        traced.start()
        for item in session.items:
            began = time.process_time()
            traced.switch_context(item.nodeid)
            _run(item)
            took[item.nodeid] = time.process_time() - began
        traced.stop()
        data = traced.get_data()
        found: dict[str, set[str]] = {EVERY: set(took)}
        for path in map(Path, data.measured_files()):
            for line, reached in data.contexts_by_lineno(str(path)).items():
                found.setdefault(f"{path.name}:{line}", set()).update(filter(None, reached))
        # A wrong that a quick test notices need not wait for the slow ones.
        return {place: sorted(names, key=took.__getitem__) for place, names in found.items()}

    def _begin(self, tried: Tried, items: Sequence[pytest.Item]) -> None:
        while len(self.running) >= (os.cpu_count() or 1):
            self._end_one()
        child = os.fork()
        if not child:
            # Whatever a mutant does wrong beyond failing, such as to run forever, is noticed too.
            signal.setitimer(signal.ITIMER_PROF, PATIENCE_SECONDS)
            self._live(tried, items)
        self.running[child] = tried

    def _live(self, tried: Tried, items: Sequence[pytest.Item]) -> NoReturn:
        """Run tests in the forked process until one fails; it never comes back from here."""
        _silence()
        try:
            _do(tried.mutant)
            for item in items:
                _run(item)
                if self.failures:
                    tried.told.write_text(item.nodeid)
                    os._exit(KILLED)
        except BaseException:  # noqa: BLE001  any way out but the end is a death
            os._exit(KILLED)
        os._exit(SURVIVED)

    def _end_one(self) -> None:
        child, status = os.wait()
        tried = self.running.pop(child)
        path, survived = tried.mutant.path, status == SURVIVED
        killer = tried.told.read_text() if tried.told.exists() else ""
        self.killers[path.stem, killer] += 1
        by = killer.partition("::")[0]
        self.verdicts[path][tried.key] = verdict(str(tried.mutant), survived=survived, by=by)
        keep(path, self.verdicts[path])
        if survived:
            print(f"survived: {tried.mutant}", flush=True)


def keyed_mutants(path: Path) -> Iterator[tuple[str, Mutant]]:
    """Yield the mutants of a module, each with what tells it from all others."""
    for number, mutant in enumerate(mutants_of(path)):
        yield f"{number:04}", mutant


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
        case _:
            if now != then or type(now) is not type(then):
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


def _run_campaign(modules: Sequence[Path]) -> int:
    # A failing example is a death; nobody waits for the smallest one, or keeps it.
    # Few examples do: what only the thirtieth example notices wants a test of its own.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutants", phases=phases, database=None, max_examples=20, deadline=None
    )
    settings.load_profile("mutants")
    options = ["-q", "-p", "no:cacheprovider", "--hypothesis-seed=1"]
    # Hypothesis is imported before pytest looks, for its profile.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    campaign = Campaign(modules)
    done = pytest.main([*options, *map(str, suite_files())], plugins=[campaign])
    return 0 if campaign.verdicts else int(done) or 2


def _is_whole(path: Path) -> bool:
    kept = kept_of(path)
    return all(key in kept for key, _ in keyed_mutants(path))


def main(names: list[str]) -> int:
    """Try the mutants of the modules named, or of all, whose verdicts do not hold."""
    modules = sorted(path for path in RULES.glob("*.py") if path.stem != "__init__")
    if unknown := {*names} - {path.stem for path in modules}:
        known = ", ".join(path.stem for path in modules)
        print(f"no such module: {', '.join(sorted(unknown))}; there are: {known}")
        return 2
    chosen = [path for path in modules if not names or path.stem in names]
    if (left := [path for path in chosen if not _is_whole(path)]) and (code := _run_campaign(left)):
        return code
    if missing := [path.stem for path in modules if not _is_whole(path)]:
        print(f"still to be tried: {', '.join(missing)}")
        return 0
    found = {path: kept_of(path) for path in modules}
    print_page({path.stem: [kept[key] for key in sorted(kept)] for path, kept in found.items()})
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
