"""Nodes under test: what the harness orders, kills, copies and reads."""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench.exchange import Node
from tests.faults.power import Loss, Power
from tests.faults.reading import ReadNode

PATIENCE = 90.0
DOOR, OFFICER = "door", "officer"
WORKERS = ("worker", "worker 2")


@dataclass(frozen=True)
class Ports:
    """Where the relay, the road and the door of one node listen."""

    face: int
    middle: int
    door: int


@dataclass
class FaultNode(ReadNode):
    """One node: its home on a disk that can lose power, and its processes.

    Attributes:
        ports: where it listens.
        mutations: bugs planted in every process that starts from now on.
        preloaded: further libraries and variables of its processes.
        before: command that each process is started by, such as another network namespace.
        host: address its door listens at.
    """

    ports: Ports
    mutations: tuple[str, ...] = ()
    preloaded: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    running: dict[str, int] = field(default_factory=dict)
    queued: int = 0
    _reads: "subprocess.Popen[str] | None" = None

    @property
    def power(self) -> Power:
        return Power(self.node.folder, self.scratch / "journal")

    def open(self) -> None:
        """Read the program once; every process comes from it."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        environment = {**self.node.environment, **self.power.environment(), **self.preloaded}
        if "FAULTS_ALSO_PRELOAD" in environment:
            also = environment.pop("FAULTS_ALSO_PRELOAD")
            environment["LD_PRELOAD"] = f"{environment['LD_PRELOAD']}:{also}"
        told = [str(Path.cwd()), os.environ.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(told[::-1]).strip(os.pathsep)
        command = [*self.before, sys.executable, "-m", "comity.node.django_start"]
        self._reads = subprocess.Popen(
            [*command, "tests.faults.inside"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self.scratch / "errors").open("ab"),
            text=True,
        )
        self._answer()

    def close(self) -> None:
        """End everything of it."""
        self.kill()
        if self._reads is not None:
            self._reads.kill()
            self._reads.wait()
            for pipe in (self._reads.stdin, self._reads.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._reads = None

    def start(self, *parts: str, moment: str = "", nth: int = 1, **more: str) -> None:
        """Start processes of it that are not running."""
        for part in parts or (DOOR, *WORKERS):
            if not self.is_alive(part):
                own = moment if part.startswith(moment.partition(":")[0]) else ""
                self._order(part, moment=own, nth=nth, **more)
        if DOOR in (parts or (DOOR,)) and not moment:
            self.await_door()

    def await_door(self) -> None:
        where = (self.host, self.ports.door)
        if self.before:
            time.sleep(0.5)
            return
        await_(lambda: answers(where), f"the door of {self.code}", pause=0.005)

    def kill(self, *parts: str) -> None:
        """Kill processes of it, or all, and wait until they are gone."""
        chosen = [part for part in parts or tuple(self.running) if self.is_alive(part)]
        for part in chosen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.running[part], signal.SIGKILL)
        for part in chosen:
            await_(partial(self._is_over, part), f"the end of {part}", pause=0.002)

    def _is_over(self, part: str) -> bool:
        return not self.is_alive(part)

    def is_alive(self, part: str) -> bool:
        pid = self.running.get(part)
        if pid is None:
            return False
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        return state not in "ZX"

    def queue(self, partner: str, count: int, *, moment: str = "", nth: int = 1) -> None:
        """Let an officer queue messages; the acts go on while this returns."""
        await_(lambda: not self.is_alive(OFFICER), f"the officer of {self.code}", pause=0.005)
        more = {"to": partner, "count": count, "first": self.queued, "told": str(self.told)}
        self.queued += count
        self._order(OFFICER, moment=moment, nth=nth, **more)

    def ask(self, part: str, **more: Any) -> list[str]:
        """Let a process of it answer a question."""
        answer = self.scratch / f"answer-{time.monotonic_ns()}"
        self._order(part, told=str(answer), **more)
        await_(lambda: answer.exists() or not self.is_alive(part), f"{part} of {self.code}")
        if not answer.exists():
            raise RuntimeError(f"{part} of {self.code}: {(self.scratch / 'errors').read_text()}")
        found: list[str] = json.loads(answer.read_text())
        answer.unlink()
        return found

    def is_at_rest(self) -> bool:
        """Tell whether nothing waits here, and nobody queues anything."""
        return self.has_nothing_to_do() and not self.is_alive(OFFICER)

    def lose_power(self, how: Loss, chance: random.Random) -> int:
        """Kill everything of it at once, and drop or tear what the disk was never told to keep."""
        self.kill()
        return self.power.lose(how, chance)

    # ---- its disk

    def copy_disk(self, to: Path) -> None:
        """Copy its database while nothing of it runs."""
        shutil.rmtree(to, ignore_errors=True)
        to.mkdir(parents=True)
        for path in self.node.folder.glob("db.sqlite3*"):
            shutil.copy(path, to)

    def set_back(self, to: Path) -> None:
        """Put back what was copied; whatever came after is gone."""
        for path in self.node.folder.glob("db.sqlite3*"):
            path.unlink()
        for path in to.iterdir():
            if not path.name.endswith("-shm"):
                shutil.copy(path, self.node.folder)
        self.power.begin_anew()

    def _order(self, part: str, *, moment: str = "", nth: int = 1, **more: Any) -> None:
        kind = part.split(maxsplit=1)[0]
        order = {
            "part": kind,
            "log": str(self.log),
            "moments": str(self.moments),
            "mutations": self.mutations,
            "moment": moment,
            "nth": nth,
            **more,
        }
        if kind == DOOR:
            order = {"port": self.ports.door, "host": self.host, **order}
        assert self._reads is not None
        assert self._reads.stdin is not None
        self._reads.stdin.write(json.dumps(order) + "\n")
        self._reads.stdin.flush()
        self.running[part] = int(self._answer()["pid"])

    def _answer(self) -> dict[str, Any]:
        assert self._reads is not None
        assert self._reads.stdout is not None
        line = self._reads.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.code}: {(self.scratch / 'errors').read_text()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


def await_(ready: Callable[[], bool], what: str, *, pause: float = 0.02) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > ends:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(pause)


def answers(where: tuple[str, int]) -> bool:
    """Tell whether somebody listens there."""
    with socket.socket() as asking:
        asking.settimeout(0.5)
        return asking.connect_ex(where) == 0


def make_node(node: Node, ports: Ports, scratch: Path) -> FaultNode:
    """Make home, keys and descriptor of a node."""
    node.make()
    return FaultNode(node, scratch, ports)
