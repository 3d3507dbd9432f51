"""Whole nodes: a sound ladder, a partner that is down, a worker that is paused, and its end."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from comity.interfaces.cli.client import NodeClient
from comity.node.demo.cast import PASSWORD
from comity.node.demo.patience import Patience
from comity.node.demo.running import Running

pytestmark = pytest.mark.nodes


@pytest.fixture
def us(nodes: dict[str, Running]) -> Running:
    """The US node, whose worker is soon told as silent."""
    return nodes["us"]


def administrator(node: Running) -> NodeClient:
    client = NodeClient(node.place.address)
    who = next(p for p in node.place.cast.people if "node_administrator" in p.roles)
    client.sign_in(who.username, password=PASSWORD)
    return client


def checks(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in told["checks"]}


def test_the_ladder_between_two_nodes_is_whole_until_one_is_stopped(
    us: Running, nodes: dict[str, Running]
) -> None:
    client = administrator(us)
    # The pulse comes with the worker's first pass.
    told = Patience(30).await_state(lambda: _whole(client), what="a whole ladder")
    assert {check["tone"] for check in told["checks"]} <= {"good", "watch"}
    nodes["ua"].stop()
    try:
        told = Patience(30).await_state(lambda: _broken(client), what="a broken ladder")
        assert (told["broken"], checks(told)["port"]["code"]) == ("port", "ladder_port_closed")
    finally:
        nodes["ua"].start()
        nodes["ua"].wait_ready()


def test_a_worker_that_is_paused_is_named_and_goes_on(us: Running) -> None:
    client = administrator(us)
    seen = Patience(30).await_state(lambda: _works(client), what="a pulse")
    process = int(seen["facts"]["process"])
    os.kill(process, signal.SIGSTOP)
    try:
        time.sleep(16)
        worker = checks(client.get("/node/health"))["worker"]
        assert worker["code"] == "health_worker_paused"
        assert f"kill -CONT {process}" in worker["sentence"]
    finally:
        os.kill(process, signal.SIGCONT)
    Patience(30).await_state(lambda: _works(client), what="a pulse again")


def test_the_machine_itself_tells_its_health_when_no_door_is_open(us: Running) -> None:
    client = administrator(us)
    Patience(30).await_state(lambda: _works(client), what="a pulse")
    us.stop()
    try:
        for words in (("health",), ("doctor", "ua")):
            done = subprocess.run(
                us.command("node", *words, "--json"),
                env=us.environment,
                capture_output=True,
                text=True,
            )
            told = checks(json.loads(done.stdout))
            assert done.returncode in {0, 1}, done.stderr
            assert told["worker"]["code"] in {"health_worker_gone", "health_worker_works"}
            assert told["disk"]["tone"] == "good"
    finally:
        us.start()
        us.wait_ready()


def _whole(client: NodeClient) -> dict[str, Any] | None:
    told = dict(client.post("/links/UA/ladder"))
    return told if told["tone"] != "stop" else None


def _broken(client: NodeClient) -> dict[str, Any] | None:
    told = dict(client.post("/links/UA/ladder"))
    return told if told["tone"] == "stop" else None


def _works(client: NodeClient) -> dict[str, Any] | None:
    """Return the worker's look once it beats in the process that runs now."""
    worker = checks(client.get("/node/health"))["worker"]
    beats = worker["code"] == "health_worker_works"
    # A pulse of the process before it is still fresh for some seconds.
    return worker if beats and Path(f"/proc/{worker['facts']['process']}").exists() else None
