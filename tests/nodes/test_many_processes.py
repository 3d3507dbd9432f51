"""A node of several processes on PostgreSQL: one loses its life, and no act is lost or doubled."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench.exchange import family_of
from comity.interfaces.cli.client import SIGN_IN, NodeClient
from comity.node.demo.cast import PASSWORD, places
from comity.node.demo.patience import Patience
from comity.node.demo.road import settle_terms
from comity.node.demo.running import Running
from comity.node.demo.story import DRAFT, Story
from tests.nodes.databases import new_database, rows
from tests.nodes.demo_nodes import running
from tests.nodes.own_node import ROOT, wait_for
from tests.nodes.ports import MANY_PROCESSES

pytestmark = pytest.mark.nodes
PROCESSES = 3
DRAFTERS = ("j.alvarez",) * 4
REQUESTS_EACH = 2
NOTES = 80
Pair = tuple[Running, Running]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, postgresql_server: str) -> Iterator[Pair]:
    """A node of three web processes and three workers, and its partner on SQLite."""
    folder = tmp_path_factory.mktemp("many")
    with new_database(postgresql_server) as database:
        more = f"web_processes = {PROCESSES}\nworkers = {PROCESSES}\n"
        where = places(MANY_PROCESSES)[:2]
        with running(folder, where, settings={"us": more}, databases={"us": database}) as made:
            yield made["us"], made["ua"]


def processes_of(node: Running, door: str) -> list[int]:
    """The processes that answer at a door, without the one that watches over them."""
    assert node.process is not None
    at_door = {
        process: int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        for process in family_of(node.process.pid)
        if _name_of(process) == f"{door} door"
    }
    return [process for process, parent in at_door.items() if parent in at_door]


def _name_of(process: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/comm").read_text().strip()
    return ""


def send_requests(node: Running, officer: str, name: str) -> None:
    """Draft and submit, as fast as the node answers."""
    patience, client = Patience(seconds=60), NodeClient(node.place.address)
    patience.insist(lambda: client.sign_in(officer, password=PASSWORD))
    for number in range(REQUESTS_EACH):
        draft = {**DRAFT, "subject": f"Consignment {name}-{number}"}
        seen = client.post("/requests", draft)
        client.post(f"/requests/{seen['reference']}/submit")


def approve_all(node: Running, wanted: int) -> None:
    """Approve what others submit, until as many as wanted have left."""
    patience, client = Patience(seconds=90), NodeClient(node.place.address)
    patience.insist(lambda: client.sign_in("m.chen", password=PASSWORD))
    client.sign_in_afresh(password=PASSWORD)
    approved: set[str] = set()

    def more() -> bool:
        for row in client.get("/requests")["items"]:
            if row["state"] == "submitted":
                seen = client.get(f"/requests/{row['reference']}")
                read = {"version": seen["version"]}
                client.post(f"/requests/{row['reference']}/approve", read)
                approved.add(row["reference"])
        return len(approved) == wanted

    patience.await_state(more, what="everything approved")


def queue_notes(node: Running) -> None:
    """Let the partner send messages of a type nobody here knows: each is answered by a refusal."""
    command = [sys.executable, "-m", "comity.node.django_start", "bench.exchange_node"]
    subprocess.run(
        [*command, "queue", "US", str(NOTES)],
        env={**node.environment, "PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"},
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def one(node: Running, question: str) -> int:
    return int(rows(node.home, question)[0][0])


def verified(node: Running) -> str:
    """What `comity verify` has against a node's record and channels, beside its doors at work."""
    command = node.command("verify")
    done = subprocess.run(command, env=node.environment, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_a_worker_killed_under_load_loses_and_doubles_nothing(pair: Pair) -> None:
    us, ua = pair
    settle_terms(Story({node.place.cast.name: node.place for node in pair}, Patience(seconds=60)))
    requests = len(DRAFTERS) * REQUESTS_EACH
    with ThreadPoolExecutor(8) as load:
        under_way = [
            load.submit(send_requests, us, officer, str(number))
            for number, officer in enumerate(DRAFTERS)
        ]
        under_way.append(load.submit(approve_all, us, requests))
        under_way.append(load.submit(queue_notes, ua))
        wait_for(lambda: one(us, "SELECT count(*) FROM exchange_inbound") > NOTES // 4, seconds=90)
        workers = processes_of(us, "partners")
        assert len(workers) == PROCESSES
        os.kill(workers[0], signal.SIGKILL)
        for each in under_way:
            each.result()
    refused = "SELECT count(*) FROM exchange_outbound WHERE refused <> ''"
    received = "SELECT count(*) FROM assistance_request"
    wait_for(lambda: one(ua, refused) == NOTES and one(ua, received) == requests, seconds=120)
    told = "SELECT event, count(DISTINCT about), count(*) FROM ledger_ledgerentry GROUP BY event"
    here, there = ({row[0]: row[1:] for row in rows(node.home, told)} for node in pair)
    assert here["message.refused"] == there["message.refused_there"] == (NOTES, NOTES)
    assert here["request.sent"] == there["request.received"] == (requests, requests)
    wait_for(lambda: len(processes_of(us, "partners")) == PROCESSES)
    for node in pair:
        assert verified(node) == ""


def tried(node: Running, password: str) -> int:
    """Sign in from an address that nothing else here comes from, and return the status."""
    door = urlsplit(node.place.address)
    body = json.dumps({"username": "e.park", "password": password})
    asking = HTTPConnection("127.0.0.1", door.port, timeout=30, source_address=("127.0.0.2", 0))
    with contextlib.closing(asking):
        headers = {"Host": door.netloc, "Content-Type": "application/json"}
        asking.request("POST", SIGN_IN, body, headers)
        return asking.getresponse().status


def test_failed_tries_are_counted_for_all_processes_and_across_a_restart(pair: Pair) -> None:
    us, _ = pair
    assert len(processes_of(us, "officers")) == PROCESSES
    assert [tried(us, "not the password") for _ in range(5)] == [400] * 5
    # Whichever process is asked, the right one comes too late now.
    assert [tried(us, PASSWORD) for _ in range(PROCESSES)] == [429] * PROCESSES
    us.stop()
    us.start()
    us.wait_ready()
    assert tried(us, PASSWORD) == 429
    NodeClient(us.place.address).sign_in("a.hale", password=PASSWORD)
