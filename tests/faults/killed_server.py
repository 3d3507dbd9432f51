"""A campaign of the database server: killed under two nodes at work, and started again."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.exchange import Node, family_of
from tests.faults.nodes import WORKERS, await_, make_node
from tests.faults.pair import PARTNER, PORTS, Pair
from tests.faults.run import Run
from tools.postgres import programs


class Server:
    """A PostgreSQL of our own that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bin = programs()
        self._as: list[str] = []
        if os.geteuid() == 0:
            self._as = ["runuser", "-u", "postgres", "--"]
            shutil.chown(folder, "postgres")
        user = "postgres" if self._as else os.environ.get("USER", "comity")
        self.url = f"postgresql://{user}@/postgres?host={folder}"
        self._run("initdb", "-D", f"{folder}/data", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
        self.start()

    def _run(self, program: str, *words: str) -> bool:
        command = [*self._as, str(self._bin / program), *words]
        return not subprocess.run(command, capture_output=True, cwd="/tmp").returncode

    def start(self) -> None:
        # What a killed server has given to the kernel stays there: a kill is no power loss.
        told = f"-k {self.folder} -c listen_addresses= -c max_connections=200 -c fsync=off"
        data, log = f"{self.folder}/data", f"{self.folder}/log"
        await_(
            lambda: self._run("pg_ctl", "-D", data, "-l", log, "-o", told, "-w", "start"),
            "PostgreSQL",
            pause=0.2,
        )

    def kill(self) -> None:
        """Kill the server and every process of it."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        for process in family_of(first):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def stop(self) -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop")

    def database(self, name: str) -> str:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url.replace("/postgres?", f"/{name}?")


@contextmanager
def _server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="comity-faults-pg-", dir="/tmp"))
    made = Server(folder)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def postgres(run: Run, many: int) -> None:
    """Both nodes on PostgreSQL with two workers each; the server is killed, and workers too."""
    with _server() as server:
        pair = _on_postgres(run, server)
        with run.judged(pair, "postgres"):
            for number in range(many):
                pair.traffic(5)
                time.sleep(run.chance.uniform(0.0, 0.2))
                if number % 2 == 0:
                    server.kill()
                    pair.injected["postgres: the server killed"] += 1
                    time.sleep(run.chance.uniform(0.0, 0.2))
                    server.start()
                else:
                    _kill_beside(run, pair)
                pair.come_to_rest()


def _kill_beside(run: Run, pair: Pair) -> None:
    node = pair.nodes[run.chance.choice(sorted(pair.nodes))]
    parts = run.chance.choice((WORKERS[:1], WORKERS, ()))
    node.kill(*parts)
    pair.injected[f"postgres: {' and '.join(parts) or 'a whole node'} killed"] += 1
    pair.judge_kill(node.code)


def _on_postgres(run: Run, server: Server) -> Pair:
    folder = run.new_folder("postgres")
    nodes = {}
    for code, ports in PORTS.items():
        own = Node(code, folder / code.lower(), ports.face, server.database(code.lower()))
        nodes[code] = make_node(own, ports, folder / f"{code.lower()}-beside")
    for code, node in nodes.items():
        other = nodes[PARTNER[code]].node.descriptor
        node.open()
        node.ask("founder", descriptors=[str(node.node.descriptor), str(other)])
        node.close()
    return Pair(nodes, random.Random(run.chance.random()))
