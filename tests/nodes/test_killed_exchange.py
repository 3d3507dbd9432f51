"""Two nodes as processes, killed at random moments while they exchange: nothing lost or doubled."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from bench.exchange import Node, family_of, free_port, wait_for
from tests.nodes.databases import own_database, rows

LONG = os.environ.get("FAULTS_CAMPAIGN") == "long"
KILLS, MESSAGES = (200, 6000) if LONG else (8, 240)
PATIENCE_SECONDS = 180


class Running:
    """A node whose doors can be killed at any instruction and opened again."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.process = node.serve()

    def kill(self) -> None:
        if self.process.poll() is None:
            for process in family_of(self.process.pid):
                os.kill(process, signal.SIGKILL)
            self.process.wait()

    def restart(self) -> None:
        self.kill()
        self.process = self.node.serve()

    def rows(self, question: str) -> list[tuple[object, ...]]:
        return rows(self.node.folder, question)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Running]]:
    """Two linked nodes with open doors."""
    folder = tmp_path_factory.mktemp("pair")
    nodes = [
        Node(code, folder / code.lower(), free_port(), own_database()) for code in ("US", "UA")
    ]
    for node in nodes:
        node.make()
    for node, other in (nodes, nodes[::-1]):
        node.run("found", str(node.descriptor), str(other.descriptor))
    running = [Running(node) for node in nodes]
    for each in running:
        wait_for(each.node.port, "/descriptor")
    yield running[0], running[1]
    for each in running:
        each.kill()


def carried(sender: Running, receiver: Running) -> tuple[int, int]:
    """How many messages are delivered here and handled there."""
    delivered = "SELECT count(*) FROM exchange_outbound WHERE delivered_at IS NOT NULL"
    handled = "SELECT count(*) FROM exchange_inbound WHERE state = 'handled'"
    return int(str(sender.rows(delivered)[0][0])), int(str(receiver.rows(handled)[0][0]))


@pytest.mark.nodes
def test_nodes_killed_at_any_moment_lose_and_double_nothing(pair: tuple[Running, Running]) -> None:
    sender, receiver = pair
    chance = random.Random(20261121)
    half = str(MESSAGES // 2)
    wanted = tuple(before + MESSAGES // 2 for before in carried(sender, receiver))
    back = tuple(before + MESSAGES // 2 for before in carried(receiver, sender))
    both = [
        threading.Thread(target=sender.node.run, args=("queue", "UA", half)),
        threading.Thread(target=receiver.node.run, args=("queue", "US", half)),
    ]
    for queueing in both:
        queueing.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.2, 2.5))
        chance.choice(pair).restart()
    for queueing in both:
        queueing.join()
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        if (carried(sender, receiver), carried(receiver, sender)) == (wanted, back):
            break
        time.sleep(0.5)
    assert (carried(sender, receiver), carried(receiver, sender)) == (wanted, back)
    for one, other in (pair, pair[::-1]):
        sent = one.rows('SELECT message_id FROM exchange_outbound ORDER BY "index"')
        held = other.rows('SELECT message_id FROM exchange_inbound ORDER BY "index"')
        noted = other.rows("SELECT about FROM ledger_ledgerentry WHERE event = 'bench.noted'")
        assert sent == held and sorted(noted) == sorted(sent)


@pytest.mark.nodes
def test_what_both_nodes_keep_after_all_that_still_verifies(pair: tuple[Running, Running]) -> None:
    sender, receiver = pair
    before, _ = carried(sender, receiver)
    sender.node.run("queue", "UA", "20")
    receiver.restart()
    ends = time.monotonic() + PATIENCE_SECONDS
    while carried(sender, receiver) != (before + 20,) * 2 and time.monotonic() < ends:
        time.sleep(0.3)
    assert carried(sender, receiver) == (before + 20,) * 2
    for running in pair:
        running.kill()
        told = running.node.run("verify")
        assert told.split() == ["whole", "whole"], told
    heads = "SELECT origin, size, frontier, receipted_size FROM exchange_channel ORDER BY origin"
    assert sender.rows(heads) == receiver.rows(heads)
