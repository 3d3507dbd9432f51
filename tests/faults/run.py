"""One run of the campaigns: its chance, what it injected, and what the oracle found."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.faults.oracle import Finding, Wrong
from tests.faults.pair import Pair, Template

_Thing = TypeVar("_Thing")
# A database that cannot be read, a node that no longer does what it is told, a wait in vain.
_BROKEN = (sqlite3.DatabaseError, OSError, RuntimeError)


@dataclass
class Run:
    """Everything a campaign needs.

    Attributes:
        folder: where everything of it lies.
        template: two linked nodes to begin from.
        chance: seeded; whatever is left to chance comes from it.
        mutations: bugs planted in both nodes.
        only: names to which `spread` keeps; all of them when there are none.
        injected: how many faults of each kind have happened.
        findings: what the oracle has against the nodes.
        notes: what the reader should know of this run.
    """

    folder: Path
    template: Template
    chance: random.Random
    mutations: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    injected: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _pairs: int = 0

    def new_folder(self, name: str) -> Path:
        self._pairs += 1
        made = self.folder / f"{self._pairs}-{name}"
        made.mkdir(parents=True)
        return made

    @contextmanager
    def pair(
        self,
        name: str,
        *,
        homes: dict[str, Path] | None = None,
        change: Callable[[Pair], None] | None = None,
    ) -> Iterator[Pair]:
        """Two nodes at work; at the end both are brought to rest and judged."""
        pair = self.template.pair(
            self.new_folder(name), random.Random(self.chance.random()), homes=homes
        )
        if change is not None:
            change(pair)
        with self.judged(pair, name):
            yield pair

    @contextmanager
    def judged(self, pair: Pair, name: str) -> Iterator[None]:
        """Open a pair, and judge it at the end."""
        for node in pair.nodes.values():
            node.mutations = self.mutations
        try:
            pair.open()
            yield
            pair.judge_end()
        except _BROKEN as error:
            self.findings.append(Finding(Wrong.LOST, f"{name}: {type(error).__name__}: {error}"))
            with suppress(*_BROKEN):
                pair.judge_end()
        finally:
            pair.close()
            self.injected += pair.all_injected()
            self.findings += pair.findings

    def spread(self, things: Sequence[_Thing], many: int) -> list[_Thing]:
        """Return so many of some things, each as often as the others, in any order."""
        wanted = [each for each in things if not self.only or _name_of(each) in self.only]
        chosen: list[_Thing] = []
        while len(chosen) < many:
            chosen += self.chance.sample(wanted, len(wanted))
        return chosen[:many]

    def counts(self) -> dict[str, int]:
        found = Counter(finding.wrong.value for finding in self.findings)
        return {wrong.value: found[wrong.value] for wrong in Wrong}

    def last_line(self) -> str:
        told = ", ".join(f"{many} {wrong}" for wrong, many in self.counts().items())
        return f"faults: {self.injected.total()} injected, {told}"


def _name_of(thing: object) -> str:
    if isinstance(thing, tuple):
        return " and ".join(map(str, thing))
    return str(getattr(thing, "name", thing))
