"""Three whole nodes: the story, a node killed between any two steps, and a byte flipped on disk."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from comity.node.demo.ground import end_left_over
from comity.node.demo.patience import Patience
from comity.node.demo.road import ROAD, find
from comity.node.demo.run import conclude, differences
from comity.node.demo.running import Running
from comity.node.demo.stops import STOPS
from comity.node.demo.story import SUBJECT, Story
from tests.nodes.databases import flip_a_byte
from tests.nodes.own_node import OwnNode, copied
from tests.nodes.ports import DEMONSTRATION, THREE_NODES

pytestmark = pytest.mark.nodes
LONG = os.environ.get("FAULTS_CAMPAIGN") == "long"


def restart(node: Running) -> None:
    node.kill()
    node.start()
    node.wait_ready()


def test_killed_between_every_two_steps_there_is_one_request_one_answer_and_equal_heads(
    nodes: dict[str, Running],
) -> None:
    story = Story({name: node.place for name, node in nodes.items()}, Patience(seconds=60))
    chance = random.Random(20261121)
    for step in (*ROAD, *STOPS):
        step(story)
        # Any of the three each time; in the longer campaign all of them, in any order.
        for node in chance.sample(list(nodes.values()), k=len(nodes) if LONG else 1):
            restart(node)
    ended = conclude(nodes)
    assert differences(ended) == []
    for name, officer in (("us", "j.alvarez"), ("ua", "o.kovalenko")):
        listed = story.officer(name, officer).get("/requests")["items"]
        assert len([row for row in listed if row["subject"] == SUBJECT]) == 1
        seen = find(story.officer(name, officer))
        assert seen is not None
        assert seen["answer"] is not None


def test_a_byte_flipped_in_a_nodes_database_is_named(founded: OwnNode, tmp_path: Path) -> None:
    stolen = copied(founded, tmp_path)
    index = flip_a_byte(stolen.home)
    done = stolen.run("verify", "--json")
    assert done.returncode == 1
    faults = json.loads(done.stdout)["record"]["faults"]
    assert [fault["entry"] for fault in faults][:1] == [index]


def demonstration(folder: Path, *, ports: int = DEMONSTRATION) -> list[str]:
    command = [sys.executable, "-m", "comity.node.main", "demo", "run"]
    return [*command, "--folder", str(folder), "--base-port", str(ports)]


def test_a_taken_port_is_named_before_anything_starts(
    nodes: dict[str, Running], tmp_path: Path
) -> None:
    command = [*demonstration(tmp_path / "demo", ports=THREE_NODES), "--once"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 3
    assert str(THREE_NODES) in done.stdout
    assert not (tmp_path / "demo" / "us").exists()


def start_and_wait(folder: Path, *, until: str) -> subprocess.Popen[str]:
    demo = subprocess.Popen(demonstration(folder), stdout=subprocess.PIPE, text=True)
    assert demo.stdout is not None
    told = []
    for line in demo.stdout:
        told.append(line)
        if until in line:
            return demo
    raise AssertionError("".join(told))


def processes_of(folder: Path) -> list[str]:
    left = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"COMITY_HOME={folder}".encode() in (process / "environ").read_bytes():
                left.append(process.name)
    return left


def test_the_command_ends_what_a_killed_one_left_and_plays_the_story_once(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with ExitStack() as stack:
        stack.callback(end_left_over, folder)
        killed = stack.enter_context(start_and_wait(folder, until="both doors open"))
        killed.kill()
        killed.wait()
        assert processes_of(folder) != []
        done = subprocess.run(
            [*demonstration(folder), "--once", "--json"], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert processes_of(folder) == []
    told = json.loads(done.stdout)
    assert told["differences"] == []
    assert len(told["heads"]) == 12
    outcomes = {step["outcome"] for step in told["steps"]}
    assert outcomes == {"done", "permitted", "refused", "referred"}
    for step in told["steps"]:
        if step["ruling"]:
            assert step["ruling"]["grounds"]


@pytest.mark.parametrize(
    "until",
    ["j.alvarez", pytest.param("Ctrl-C stops all three", marks=pytest.mark.campaign)],
)
def test_ctrl_c_leaves_no_process_behind(tmp_path: Path, until: str) -> None:
    folder = tmp_path / "demo"
    with ExitStack() as stack:
        stack.callback(end_left_over, folder)
        stopped = stack.enter_context(start_and_wait(folder, until=until))
        stack.callback(stopped.kill)
        stopped.send_signal(signal.SIGINT)
        assert stopped.wait(timeout=60) == 0
        assert processes_of(folder) == []
