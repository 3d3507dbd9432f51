"""A production node as an administrator makes it: by `comity init`, as real processes."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.nodes.databases import database_of, own_database, settle_in, twin_of
from tests.nodes.ports import OWN_OFFICERS, OWN_PARTNERS

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "calm harbour at dawn"
ANSWERS: dict[str, str | list[str]] = {
    "country": "KE",
    "administration": "Kenya Revenue Authority",
    "agency": ["KRA=Customs and Border Control"],
    "officers_door": "comity.kra.example",
    "partners_door": f"https://node.kra.example:{OWN_PARTNERS}",
    "administrator": ["a.otieno=Akinyi Otieno", "b.mwangi=Baraka Mwangi"],
    "officers_port": str(OWN_OFFICERS),
}


@dataclass
class OwnNode:
    """A home folder, and the verbs typed at it.

    Attributes:
        home: the folder.
        recovery_key: where the key that opens its backups is.
        more: variables the verbs are started with.
        founding: what was printed when it was set up.
    """

    home: Path
    recovery_key: Path
    more: dict[str, str] = field(default_factory=dict)
    founding: str = ""

    @cached_property
    def database(self) -> str:
        """What a node set up here is told of its database."""
        return own_database()

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: told for name, told in os.environ.items() if not name.startswith("COMITY_")}
        own = {"COMITY_HOME": str(self.home), "COMITY_KEYSTORE_PASSPHRASE": PASSPHRASE}
        return {**kept, **own, **self.more}

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Type one verb, with nobody at the terminal."""
        return subprocess.run(
            [sys.executable, "-m", "comity.node.main", *words],
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def said(self, *words: str, **more: str) -> Any:
        """Type one verb with `--json` and return what it said; it must have gone well."""
        done = self.run(*words, "--json", **more)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refused(self, *words: str, **more: str) -> str:
        """Type one verb that must be refused as bad input, and return the words."""
        done = self.run(*words, **more)
        assert done.returncode == 3, f"{done.returncode}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr
        return done.stderr

    def init(self, *words: str, **answers: object) -> subprocess.CompletedProcess[str]:
        """Set up the node, with the usual answers but for those given; None leaves one out."""
        options = list(words)
        for name, told in {**ANSWERS, "database": self.database, **answers}.items():
            option = f"--{name.replace('_', '-')}"
            for each in told if isinstance(told, list) else [told]:
                options += [option, str(each)] if each is not None else []
        return self.run("init", *options)

    def enrol(self) -> None:
        """Let both administrators have a second factor, so that the node opens."""
        command = [sys.executable, "-m", "comity.node.django_start", "tests.nodes.enrolling"]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    @contextmanager
    def served(self, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """Serve the node until the end of the block."""
        log = (self.home / "node.log").open("ab")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", "comity.node.main", "node", "serve"],
                env={**self.environment, **more},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def log(self) -> str:
        return (self.home / "node.log").read_text()


def copied(node: OwnNode, folder: Path, *, database: str = "") -> OwnNode:
    """The same node in another folder, for a test that changes it.

    Args:
        node: the node, which nobody serves.
        folder: the other folder.
        database: what its database was copied to already; it gets a copy where nothing is told.
    """
    shutil.copytree(node.home, folder / "home")
    settle_in(folder / "home", database or twin_of(database_of(node.home)))
    return OwnNode(folder / "home", node.recovery_key, dict(node.more), node.founding)


def is_served() -> bool:
    """Tell whether the officers' door of such a node is open."""
    return answers(OWN_OFFICERS)


def speaks_to_partners() -> bool:
    """Tell whether its partners' door is."""
    return answers(OWN_PARTNERS)


def answers(port: int) -> bool:
    """Tell whether a door of this machine is open."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(what: object, *, seconds: float = 30) -> None:
    """Wait until a callable says yes."""
    until = time.monotonic() + seconds
    assert callable(what)
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)
