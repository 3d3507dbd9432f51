"""A node whose disk is full, or read-only: reading goes on, writing is refused in words."""

import http.client
import secrets
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from comity.interfaces.cli.client import NodeClient, NodeRefusedError
from comity.node.demo.cast import PASSWORD, places
from comity.node.demo.running import Running
from comity.node.demo.story import DRAFT
from tests.nodes.demo_nodes import running
from tests.nodes.ports import SMALL_DISK
from tests.small_disk import SmallDisk, small_disk

pytestmark = [pytest.mark.nodes, pytest.mark.embedded]
ROOM_KB = 24 * 1024
FACTS = "x" * 3_900


@dataclass
class Small:
    """A node alone on a small disk."""

    node: Running
    disk: SmallDisk
    drafter: NodeClient

    def word(self) -> tuple[int, str]:
        status, _, body = self.page("/healthz")
        return status, body.strip()

    def page(self, path: str, *, cookie: str = "") -> tuple[int, Any, str]:
        place = self.node.place
        connection = http.client.HTTPConnection("127.0.0.1", place.officers_port, timeout=20)
        headers = {"Host": f"{place.host}:{place.officers_port}", "Cookie": cookie}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        told = answer.status, answer.headers, answer.read().decode()
        connection.close()
        return told

    def draft(self) -> dict[str, Any]:
        return dict(self.drafter.post("/requests", dict(DRAFT) | {"facts": FACTS}))

    def references(self) -> list[str]:
        return [row["reference"] for row in self.drafter.get("/requests")["items"]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    place = places(SMALL_DISK)[0]
    settings = {"us": "health.disk_full_mb = 1\n"}
    with (
        small_disk(tmp_path_factory.mktemp("small"), kilobytes=ROOM_KB) as disk,
        running(disk.folder, (place,), settings=settings, databases={}) as made,
    ):
        drafter = NodeClient(place.address)
        drafter.sign_in("j.alvarez", password=PASSWORD)
        yield Small(made["us"], disk, drafter)


def refusal(call: Any) -> NodeRefusedError:
    with pytest.raises(NodeRefusedError) as refused:
        call()
    return refused.value


def fill_up(small: Small) -> str:
    """Fill the disk, and what the journal of the database still has room for."""
    small.disk.fill()
    for _ in range(400):
        try:
            small.draft()
        except NodeRefusedError as refused:
            return refused.code
    raise AssertionError("the disk never was full")


def test_on_a_full_disk_reading_goes_on_and_writing_is_refused_in_words(small: Small) -> None:
    known = small.draft()["reference"]
    code = fill_up(small)
    assert code == "disk_full"
    before = small.references()
    assert known in before
    refused = refusal(small.draft)
    assert (refused.status, refused.problem["code"]) == (507, code)
    assert "makes room" in refused.problem["detail"]
    invoice = secrets.token_bytes(200_000)
    upload = refusal(
        lambda: small.drafter.upload(
            f"/requests/{known}/exhibits",
            invoice,
            name="invoice.pdf",
            media_type="application/pdf",
            source="file",
        )
    )
    assert (upload.status, upload.problem["code"]) == (507, code)
    # Nothing is half applied: no request more, no enclosure, no part of a file left over.
    assert small.references() == before
    assert small.drafter.get(f"/requests/{known}")["enclosures"] == []
    assert list((small.node.home / "blobs").rglob("*.part")) == []
    assert small.word() == (200, "reading")
    status, _, login = small.page("/accounts/login/")
    assert status == 200
    assert "The disk of this node is full" in login
    stranger = NodeClient(small.node.place.address)
    refused = refusal(lambda: stranger.sign_in("m.chen", password=PASSWORD))
    assert (refused.status, refused.problem["code"]) == (507, code)
    small.disk.empty()
    assert small.word() == (200, "ok")
    small.draft()
    assert len(small.references()) > len(before)


def test_on_a_read_only_disk_the_node_starts_and_reading_goes_on(small: Small) -> None:
    before = small.references()
    small.node.stop()
    small.disk.shut()
    try:
        _start_without_log(small.node)
        assert small.references() == before
        refused = refusal(small.draft)
        assert (refused.status, refused.problem["code"]) == (503, "disk_read_only")
        assert small.word() == (200, "reading")
        assert small.references() == before
    finally:
        small.node.stop()
        small.disk.open()
    small.node.start()
    small.node.wait_ready()
    small.draft()


def _start_without_log(node: Running) -> None:
    """Start a node whose home takes no log."""
    node.process = subprocess.Popen(
        node.command("node", "serve"),
        env=node.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    node.wait_ready()
