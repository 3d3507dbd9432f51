"""The gateway's folder: two nodes joined by nothing but a stand-in for an AS4 access point."""

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from comity.exchange.carried import FileKind, FileToCarry, Way
from comity.exchange.medium.writing import note_carried
from comity.exchange.models import ChannelHead, Link
from comity.exchange.services import due_links
from comity.exchange.services.by_folder import carry_by_folder
from comity.exchange.terms import Direction
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.node.medium.gateway import AGAIN_AFTER, Gateway
from comity.officers.terms import Viewer
from tests.integration.exchange.medium.as4_stand_in import AccessPoint
from tests.integration.exchange.medium.conftest import KEEPER, Post
from tests.integration.exchange.test_long_channels import HARDLY_MORE, instructions
from tests.two_nodes import OTHER


class Joined:
    """Both nodes with their gateways' folders, and the access point between them."""

    def __init__(self, post: Post, folder: Path) -> None:
        self.post, self.folder = post, folder
        for code in OTHER:
            with post.at(code), transaction.atomic(durable=True):
                carry_by_folder(OTHER[code], by_folder=True, officer=KEEPER, at=post.both.now)
            self.turn(code)
        spool = folder / "spool"
        spool.mkdir()
        ends = (folder / "US" / "UA", folder / "UA" / "US")
        self.point = AccessPoint(ends, spool, random.Random(7))

    def gateway(self, code: str) -> Gateway:
        post = self.post
        keys = post.both.nodes[code].keys
        return Gateway(self.folder / code, code, keys, lambda: post.both.now)

    def turn(self, code: str) -> Gateway:
        gateway = self.gateway(code)
        with self.post.at(code):
            gateway.pass_once()
        self.post.handle(code)
        return gateway

    def round(self, **bad: float) -> None:
        for code in OTHER:
            self.turn(code)
        self.point.collect(**bad)
        self.point.deliver()
        self.post.both.now += timedelta(minutes=20)


@pytest.fixture
def joined(post: Post, tmp_path: Path) -> Joined:
    return Joined(post, tmp_path)


def test_messages_go_both_ways_by_folders_alone_and_are_receipted(joined: Joined) -> None:
    joined.post.note("US", "one", "two")
    joined.post.note("UA", "three")
    for _ in range(3):
        joined.round()
    assert joined.post.taken == {"UA": ["one", "two"], "US": ["three"]}
    for code in OTHER:
        size, receipted = joined.post.sizes(code, Direction.OUT)
        assert size == receipted > 0
        assert not list((joined.folder / code / OTHER[code] / "in").iterdir())


def test_an_access_point_that_loses_doubles_and_reorders_changes_nothing(joined: Joined) -> None:
    texts = [f"note {number}" for number in range(700)]
    for start in range(0, 700, 100):
        joined.post.note("US", *texts[start : start + 100])
        joined.round(lose=0.3, double=0.3)
    for _ in range(30):
        joined.round(lose=0.3, double=0.3)
    assert joined.post.taken["UA"] == texts
    assert joined.post.sizes("US", Direction.OUT) == (700, 700)


def test_a_parcel_that_is_late_waits_in_the_folder_for_the_one_before_it(joined: Joined) -> None:
    joined.post.note("US", *[f"note {number}" for number in range(300)])
    joined.turn("US")
    out = joined.folder / "US" / "UA" / "out"
    first, second = sorted(out.glob("parcel-*"))
    inbox = joined.folder / "UA" / "US" / "in"
    second.rename(inbox / second.name)
    joined.turn("UA")
    assert [path.name for path in inbox.iterdir()] == [second.name]
    first.rename(inbox / first.name)
    joined.turn("UA")
    assert (len(joined.post.taken["UA"]), list(inbox.iterdir())) == (300, [])


def test_what_is_none_of_ours_is_moved_aside_and_the_rest_goes_on(joined: Joined) -> None:
    joined.post.note("US", "one")
    joined.turn("US")
    joined.point.collect()
    joined.point.deliver()
    inbox = joined.folder / "UA" / "US" / "in"
    (inbox / "holiday.jpg").write_bytes(b"\xff\xd8\xff")
    (inbox / "link.comity").symlink_to("/etc/passwd")
    joined.turn("UA")
    assert joined.post.taken["UA"] == ["one"]
    refused = joined.folder / "UA" / "US" / "refused"
    assert {path.name for path in refused.iterdir()} == {"holiday.jpg", "link.comity"}
    assert list(inbox.iterdir()) == []


def test_what_was_lost_is_laid_out_again_only_after_a_while(joined: Joined) -> None:
    joined.post.note("US", "one")
    joined.turn("US")
    out = joined.folder / "US" / "UA" / "out"
    (lost,) = out.glob("parcel-*")
    lost.unlink()
    joined.turn("US")
    assert not lost.exists()
    joined.post.both.now += AGAIN_AFTER + timedelta(seconds=1)
    joined.turn("US")
    assert lost.exists()


def test_while_a_folder_carries_a_link_nothing_is_posted_on_the_line(joined: Joined) -> None:
    joined.post.note("US", "one")
    with joined.post.at("US"):
        assert [link for link in due_links() if link.waits] == []
        with transaction.atomic(durable=True):
            carry_by_folder("UA", by_folder=False, officer=KEEPER, at=joined.post.both.now)
        assert [link.code for link in due_links() if link.waits] == ["UA"]
        told = LedgerEntry.objects.filter(event="link.by_folder").order_by("index")
        assert [json.loads(bytes(entry.body))["fields"]["by_folder"] for entry in told] == [
            "yes",
            "no",
        ]
        assert not Link.objects.get().by_folder


def test_a_folder_that_is_gone_holds_up_nobody(joined: Joined) -> None:
    joined.post.note("US", "one")
    inbox = joined.folder / "US" / "UA" / "in"
    inbox.rmdir()
    inbox.write_text("no folder")
    assert joined.turn("US").failures == {"UA": "medium_no_folder"}


def test_an_idle_gateway_writes_nothing(joined: Joined) -> None:
    joined.post.note("US", "one")
    for _ in range(3):
        joined.round()
    with joined.post.at("US"):
        before = (LedgerEntry.objects.count(), ChannelHead.objects.count())
    joined.turn("US")
    with joined.post.at("US"):
        assert (LedgerEntry.objects.count(), ChannelHead.objects.count()) == before


@pytest.mark.embedded
def test_what_an_idle_gateway_asks_does_not_grow_with_what_was_ever_carried(
    joined: Joined,
) -> None:
    joined.post.note("US", "one")
    for _ in range(3):
        joined.round()
    before = instructions_of_a_turn(joined)
    with joined.post.at("US"), transaction.atomic(durable=True):
        long_ago = joined.post.both.now - timedelta(days=90)
        files = tuple(
            FileToCarry(f"parcel-{number}", FileKind.PARCEL, number, lambda: iter(()))
            for number in range(2_000)
        )
        note_carried("UA", files, way=Way.FOLDER, direction=Direction.OUT, at=long_ago)
    assert instructions_of_a_turn(joined) < before * HARDLY_MORE


def instructions_of_a_turn(joined: Joined) -> int:
    with joined.post.at("US"), instructions() as counted:
        joined.gateway("US").pass_once()
        return counted()


def test_only_an_administrator_of_the_node_lets_a_folder_carry_a_link(post: Post) -> None:
    nobody = Viewer(3, "J. Alvarez", "CBP", frozenset())
    with post.at("US"), transaction.atomic(durable=True), pytest.raises(NotAllowedError):
        carry_by_folder("UA", by_folder=True, officer=nobody, at=post.both.now)
