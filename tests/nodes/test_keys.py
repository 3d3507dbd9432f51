"""Two nodes as processes replace every key of theirs while messages flow, and one is killed at it.

Nothing is lost or doubled, both end up with new keys alone, and whoever has an old one is refused
by its own name.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bench.exchange import Node, family_of, wait_for
from comity.node.home import Home
from tests.nodes.databases import own_database, rows
from tests.nodes.own_node import wait_for as wait_until

pytestmark = pytest.mark.nodes
PORTS = {"US": 18151, "UA": 18152}
OTHER = {"US": "UA", "UA": "US"}
ROLES = ("sender", "holder", "sealing")
PATIENCE_SECONDS = 180
INTRODUCED = """SELECT role FROM exchange_linkkey WHERE "end" = 'own' AND introduced_by <> ''"""
DESTROYED = "SELECT role FROM exchange_keyturn WHERE destroyed_at IS NOT NULL"
STILL_TURNING = "SELECT role FROM exchange_keyturn WHERE destroyed_at IS NULL"
UNDELIVERED = "SELECT message_id FROM exchange_outbound WHERE delivered_at IS NULL"
UNHANDLED = "SELECT message_id FROM exchange_inbound WHERE state <> 'handled'"


@dataclass
class Turning:
    """A node whose door can be killed at any instruction, and its people."""

    node: Node
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def serve(self) -> None:
        home = Home(self.node.folder)
        command = [sys.executable, "-m", "granian", "tests.nodes.keys_door:application"]
        command += ["--interface", "asgi", "--host", "127.0.0.1", "--port", str(self.node.port)]
        command += ["--workers", "1", "--log-level", "error", "--no-ws", "--http", "1"]
        command += ["--ssl-certificate", str(home.certificate)]
        command += ["--ssl-keyfile", str(home.certificate_key), "--ssl-protocol-min", "tls1.3"]
        self.processes.append(subprocess.Popen(command, env=self.node.environment))
        wait_for(self.node.port, "/descriptor")

    def kill(self) -> None:
        door = self.processes[-1]
        if door.poll() is None:
            for process in family_of(door.pid):
                os.kill(process, signal.SIGKILL)
            door.wait()

    def begin(self, *words: str) -> "subprocess.Popen[bytes]":
        """Begin one thing inside the node, beside its door."""
        command = [sys.executable, "-m", "comity.node.django_start", "tests.nodes.keys_node"]
        return subprocess.Popen(
            [*command, *words], env=self.node.environment, stdout=subprocess.PIPE
        )

    def said(self, *words: str) -> str:
        """Do one thing inside the node, and return what it printed."""
        began = self.begin(*words)
        told, _ = began.communicate(timeout=PATIENCE_SECONDS)
        assert began.returncode == 0, words
        return told.decode().strip()

    def rows(self, question: str) -> list[tuple[object, ...]]:
        return rows(self.node.folder, question)

    def roles(self, question: str) -> list[str]:
        return [str(role) for (role,) in self.rows(question)]

    def is_told(self, role: str) -> bool:
        """Whether a new key of its own stands beside the old one, which nothing has ended."""
        return self.roles(INTRODUCED).count(role) == 1

    def has_turned(self, role: str) -> bool:
        """Whether the key before is gone from the keystore, and nothing counts on it."""
        return self.roles(DESTROYED).count(role) == 1

    def wait(self, left: str) -> None:
        """Wait until the question finds no row."""
        wait_until(lambda: not self.rows(left), seconds=PATIENCE_SECONDS)

    def newest_head(self) -> str:
        """The last head of the channel out, as it was signed."""
        asked = "SELECT note FROM exchange_channelhead h JOIN exchange_channel c ON"
        asked += " h.channel_id = c.id WHERE c.direction = 'out' ORDER BY h.size DESC LIMIT 1"
        ((note,),) = rows(self.node.folder, asked)
        return bytes(note).decode()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Turning]]:
    """Two linked nodes with open doors."""
    folder = tmp_path_factory.mktemp("keys")
    nodes = {
        code: Node(code, folder / code.lower(), port, own_database())
        for code, port in PORTS.items()
    }
    for node in nodes.values():
        node.make()
    for code, node in nodes.items():
        node.run("found", str(node.descriptor), str(nodes[OTHER[code]].descriptor))
    made = {code: Turning(node) for code, node in nodes.items()}
    try:
        for each in made.values():
            each.serve()
        yield made
    finally:
        for each in made.values():
            each.kill()


def keystore_of_then(turning: Turning, folder: Path) -> Path:
    """A copy of the keystore as it is now, as a thief takes it along."""
    taken = folder / "stolen"
    shutil.copyfile(Home(turning.node.folder).keystore, taken)
    taken.chmod(0o600)
    return taken


def turn_every_key_at_both(pair: dict[str, Turning]) -> None:
    """Replace every key of both nodes at once, and kill one of them in the middle of it."""
    one, killed = pair["UA"], pair["US"]
    one.said("turn", *ROLES)
    # It is killed while whoever decided still sits there: the overlap lasts seconds only.
    deciding = killed.begin("turn", *ROLES)
    wait_until(lambda: killed.is_told("sender"), seconds=PATIENCE_SECONDS)
    killed.kill()
    assert not killed.has_turned("sender"), "it was killed too late to show anything"
    deciding.communicate(timeout=PATIENCE_SECONDS)
    assert deciding.returncode == 0
    killed.serve()
    for each in pair.values():
        each.wait(STILL_TURNING)
        assert [role for role in ROLES if each.has_turned(role)] == list(ROLES)


def test_every_key_is_replaced_while_messages_flow_and_a_node_is_killed_at_it(
    pair: dict[str, Turning], tmp_path: Path
) -> None:
    stolen = keystore_of_then(pair["US"], tmp_path)
    enough = tmp_path / "enough"
    flowing = {code: each.begin("trickle", OTHER[code], str(enough)) for code, each in pair.items()}
    try:
        turn_every_key_at_both(pair)
    finally:
        enough.touch()
        told = {
            code: each.communicate(timeout=PATIENCE_SECONDS)[0] for code, each in flowing.items()
        }
    sent = {code: int(each) for code, each in told.items()}
    assert min(sent.values()) > 0, sent
    for code, each in pair.items():
        other = pair[OTHER[code]]
        each.wait(UNDELIVERED)
        other.wait(UNHANDLED)
        ids = 'SELECT message_id FROM {} ORDER BY "index"'
        assert each.rows(ids.format("exchange_outbound")) == other.rows(
            ids.format("exchange_inbound")
        )
        notes = each.rows("SELECT message_id FROM exchange_outbound WHERE type = 'bench.note'")
        noted = other.rows("SELECT about FROM ledger_ledgerentry WHERE event = 'bench.noted'")
        assert len(notes) == sent[code] and sorted(noted) == sorted(notes)
        assert f"— {code}/sender/2 " in each.newest_head()
    assert pair["US"].said("sign-with", str(stolen), "UA") == "parcel_key_ended"
    for each in pair.values():
        each.kill()
        assert each.node.run("verify").split() == ["whole", "whole"]
