"""Two whole nodes whose line nobody may use: an access point moves files between their folders."""

import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from comity.node.demo.cast import PASSWORD, places
from comity.node.demo.patience import Patience
from comity.node.demo.road import (
    accept_request,
    all_facts_known,
    approve_request,
    draft_answer,
    draft_request,
    find,
    open_answer,
    release_answer,
    request_at,
    settle_terms,
    submit_request,
)
from comity.node.demo.run import conclude, differences
from comity.node.demo.running import Running
from comity.node.demo.story import DRAFT, INVOICE, Story
from tests.integration.exchange.medium.as4_stand_in import AccessPoint
from tests.nodes.databases import own_database, rows
from tests.nodes.demo_nodes import running
from tests.nodes.own_node import wait_for

pytestmark = pytest.mark.nodes
PORTS = 18161
# Where the partners' doors really are; their descriptors name other ports.
ASIDE = 3
PATIENCE = Patience(seconds=90)
KEEPERS = {"us": ("n.okafor", "UA"), "ua": ("s.koval", "US")}
# So many looks of whoever pulls exhibits, and of the courier.
A_WHILE_SECONDS = 4.0
SECOND = "Consignment of roller bearings, of the same importer"


@dataclass
class Joined:
    """Both nodes, the access point, and the sockets that anyone who tries the line knocks at."""

    nodes: dict[str, Running]
    point: AccessPoint
    line: list[socket.socket] = field(default_factory=list)
    keeping: str = ""

    @property
    def story(self) -> Story:
        return Story({name: node.place for name, node in self.nodes.items()}, PATIENCE)

    def knocks(self) -> int:
        """How often the line was tried."""
        return sum(_knocks_at(door) for door in self.line)

    def is_quiet(self) -> bool:
        """Whether nothing lies in a folder and nothing is on its way."""
        lying = [
            path
            for end in self.point.ends
            for way in ("in", "out")
            for path in (end / way).iterdir()
        ]
        return not lying and not self.point.on_the_way


def _knocks_at(door: socket.socket) -> int:
    door.setblocking(False)
    count = 0
    while True:
        try:
            door.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def off_the_line(node: Running) -> None:
    """Open the partners' door elsewhere than the descriptor says, so that no line leads there."""
    told, real = node.place.partners_port, node.place.partners_port + ASIDE
    file = node.home / "comity.toml"
    text = file.read_text()
    line = f"\nport = {told}\n"
    assert line in text
    file.write_text(text.replace(line, f"\nport = {real}\n"))
    node.place = replace(node.place, partners_port=real)


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[Joined]:
    where = places(PORTS)[:2]
    databases = {place.cast.name: own_database() for place in where}
    with ExitStack() as stack:
        nodes = stack.enter_context(
            running(
                tmp_path / "homes", where, settings={}, databases=databases, prepare=off_the_line
            )
        )
        both = Joined(nodes, _access_point(nodes, tmp_path / "spool"))
        for name, (keeper, partner) in KEEPERS.items():
            asked = both.story.officer(name, keeper)
            assert asked.post(f"/links/{partner}/by-folder", {"by_folder": True})["by_folder"]
        wait_for(lambda: all((end / "refused").is_dir() for end in both.point.ends))
        # From here on whoever tries the line is counted, and hears nothing.
        for place in where:
            door = socket.create_server(("127.0.0.1", place.partners_port))
            both.line.append(stack.enter_context(door))
        yield both


def _access_point(nodes: dict[str, Running], spool: Path) -> AccessPoint:
    spool.mkdir()
    us, ua = (nodes[name].home / "gateway" / KEEPERS[name][1] for name in ("us", "ua"))
    return AccessPoint((us, ua), spool, random.Random(20261123))


@contextmanager
def carrying(joined: Joined) -> Iterator[None]:
    """Let the access point work: every file twice, and each time in the worst order."""
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(0.2):
            joined.point.collect(double=1.0)
            joined.point.deliver(turned=True, keeping=joined.keeping)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)


def send_another(story: Story) -> None:
    """A second request of the same officers, while the first has not arrived."""
    drafter, approver = (story.officer("us", name) for name in ("j.alvarez", "m.chen"))
    seen = drafter.post("/requests", {**DRAFT, "subject": SECOND})
    drafter.post(f"/requests/{seen['reference']}/submit")
    approver.sign_in_afresh(password=PASSWORD)
    seen = approver.get(f"/requests/{seen['reference']}")
    approver.post(f"/requests/{seen['reference']}/approve", {"version": seen["version"]})


def held_by_point(joined: Joined, act: Callable[[Story], None], story: Story) -> None:
    """Take an act whose parcel the access point takes away, and keeps."""
    point, us = joined.point, joined.nodes["us"]
    act(story)

    def taken() -> bool:
        point.collect(double=1.0)
        size = one(us, "SELECT size FROM exchange_channel WHERE direction = 'out'")
        waiting = one(us, 'SELECT count(*) FROM exchange_outbound WHERE "index" IS NULL')
        return not waiting and any(_leads_to(size, kept) for kept, _ in point.on_the_way)

    wait_for(taken, seconds=60)


def _leads_to(size: int, kept: Path) -> bool:
    return "~parcel-" in kept.name and kept.name.endswith(f"{size:012}.comity")


def one(node: Running, question: str) -> int:
    return int(rows(node.home, question)[0][0])


def told_by(node: Running) -> dict[str, tuple[int, int]]:
    """By event how many matters it is told of, and how often."""
    question = (
        "SELECT event, count(DISTINCT about), count(*) FROM ledger_ledgerentry GROUP BY event"
    )
    return {event: (matters, times) for event, matters, times in rows(node.home, question)}


def test_a_request_and_its_answer_with_an_exhibit_go_by_folders_alone(joined: Joined) -> None:
    story, (us, ua) = joined.story, joined.nodes.values()
    settle_terms(story)
    draft_request(story)
    submit_request(story)
    held_by_point(joined, approve_request, story)
    held_by_point(joined, send_another, story)
    assert one(ua, "SELECT count(*) FROM assistance_request") == 0
    with carrying(joined):
        accept_request(story)
        draft_answer(story)
        wait_for_an_exhibit_that_is_late(joined, story)
        open_answer(story)
        all_facts_known(story)
        unsettled = "SELECT count(*) FROM exchange_channel WHERE size > receipted_size"
        wait_for(
            lambda: joined.is_quiet() and all(one(node, unsettled) == 0 for node in (us, ua)),
            seconds=90,
        )
    assert_same_story(joined, story)
    assert_carried_badly(joined)
    assert joined.knocks() == 0


def wait_for_an_exhibit_that_is_late(joined: Joined, story: Story) -> None:
    """The message that names the exhibit is there before it, and nobody fetches it meanwhile."""
    joined.keeping = "exhibit-"
    release_answer(story)
    us = joined.nodes["us"]
    named = "SELECT count(*) FROM evidence_exhibit WHERE origin = 'received'"
    wait_for(lambda: one(us, named) == 1, seconds=60)
    time.sleep(A_WHILE_SECONDS)
    assert joined.knocks() == 0
    assert one(us, f"{named} AND held_at IS NULL AND fault = ''") == 1
    joined.keeping = ""


def assert_same_story(joined: Joined, story: Story) -> None:
    """Both records are whole and tell of the same acts, each once."""
    us, ua = joined.nodes.values()
    assert differences(conclude(joined.nodes)) == []
    here, there = told_by(us), told_by(ua)
    assert here["request.sent"] == there["request.received"] == (2, 2)
    assert here["exhibit.received"] == there["exhibit.taken_in"] == (1, 1)
    officer = story.officer("us", "j.alvarez")
    seen = request_at(story, "us", "j.alvarez")
    (exhibit,) = seen["enclosures"]
    got = officer.download(f"/exhibits/{exhibit['id']}/content", reason="The value declared.")
    assert sha256(b"".join(got)).digest() == sha256(INVOICE).digest()
    second = find(story.officer("ua", "o.kovalenko"), SECOND)
    assert second is not None
    assert second["state"] == "received"


def assert_carried_badly(joined: Joined) -> None:
    """The access point was as bad as it should be, and nobody minded."""
    delivered = joined.point.delivered
    assert min(Counter(delivered).values()) >= 2
    kinds = {name.partition("-")[0] for name in delivered}
    assert kinds == {"parcel", "receipt", "exhibit"}
    parcels = list(dict.fromkeys(name for name in delivered if name.startswith("parcel-")))
    assert any(
        first > then for first, then in pairwise(parcels) if _channel(first) == _channel(then)
    )
    for end in joined.point.ends:
        assert list((end / "refused").iterdir()) == []
    for node in joined.nodes.values():
        assert "exhibits wait" not in (node.home / "node.log").read_text()


def _channel(name: str) -> str:
    return name.split("-")[1]
