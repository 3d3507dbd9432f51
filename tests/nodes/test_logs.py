"""A whole story with a mark in everything typed: the mark is in no log line of any process."""

import contextlib
import http.client
import json
import ssl
from collections.abc import Iterator
from typing import Any

import pytest

from comity.interfaces.cli.client import NodeClient, NodeRefusedError
from comity.node.demo.cast import PASSWORD
from comity.node.demo.patience import Patience
from comity.node.demo.road import find, settle_terms
from comity.node.demo.running import Running
from comity.node.demo.story import ANSWER, DRAFT, Story

pytestmark = pytest.mark.nodes
MARK = "Qwyjibo-4471"
TYPED = (
    "subject",
    "facts",
    "asked",
    "legal_elements",
    "enquiries_made",
    "goods_description",
    "consignment_reference",
    "parties",
    "intended_use",
)


@pytest.fixture
def pair(nodes: dict[str, Running]) -> Iterator[dict[str, Running]]:
    """Two nodes, which the test may stop: what they have said is all in their logs then."""
    stopped = {name: nodes[name] for name in ("us", "ua")}
    yield stopped
    for node in stopped.values():
        node.stop()
        node.start()
    for node in stopped.values():
        node.wait_ready()


def refused(call: Any) -> None:
    with contextlib.suppress(NodeRefusedError):
        call()


def at_the_officers_door(node: Running, path: str, method: str = "GET", body: str = "") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", node.place.officers_port, timeout=20)
    host = f"{node.place.host}:{node.place.officers_port}"
    headers = {"Host": host, "X-Request-ID": MARK, "Content-Type": "application/json"}
    connection.request(method, path, body=body or None, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def at_the_partners_door(node: Running, path: str, body: bytes | None) -> int:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection(
        "127.0.0.1", node.place.partners_port, timeout=20, context=context
    )
    connection.request("POST" if body else "GET", path, body=body)
    status = connection.getresponse().status
    connection.close()
    return status


def tell_a_marked_story(nodes: dict[str, Running]) -> None:
    patience = Patience(seconds=60)
    story = Story({name: node.place for name, node in nodes.items()}, patience)
    settle_terms(story)
    draft = dict(DRAFT) | {name: f"{DRAFT[name]} {MARK}"[:190] for name in TYPED}
    subject = draft["subject"]
    drafter, approver = story.officer("us", "j.alvarez"), story.officer("us", "m.chen")
    reference = drafter.post("/requests", draft)["reference"]
    drafter.post(f"/requests/{reference}/submit")
    approver.sign_in_afresh(password=PASSWORD)
    version = approver.get(f"/requests/{reference}")["version"]
    approver.post(f"/requests/{reference}/approve", {"version": version})
    central = story.officer("ua", "o.kovalenko")
    theirs = patience.await_state(lambda: find(central, subject), what="the request")["reference"]
    refused(lambda: central.post(f"/requests/{theirs}/refuse", {"ground": MARK, "reasons": MARK}))
    central.post(f"/requests/{theirs}/accept", {"agency": "SCS"})
    officer = story.officer("ua", "i.bondar")
    officer.upload(
        f"/requests/{theirs}/exhibits",
        f"%PDF {MARK}".encode(),
        name=f"{MARK}.pdf",
        media_type="application/pdf",
        source=MARK,
    )
    officer.post(f"/requests/{theirs}/answer", dict(ANSWER) | {"text": f"{MARK} {ANSWER['text']}"})
    releaser = story.officer("ua", "n.shevchenko")
    releaser.sign_in_afresh(password=PASSWORD)
    version = releaser.get(f"/requests/{theirs}")["answer"]["version"]
    releaser.post(f"/requests/{theirs}/release", {"version": version})
    patience.await_state(
        lambda: (find(drafter, subject) or {}).get("state") == "answered", what="the answer"
    )
    drafter.post(f"/requests/{reference}/open")
    refused(lambda: drafter.post(f"/requests/{reference}/uses", {"purpose": MARK}))


def go_wrong(nodes: dict[str, Running]) -> None:
    """Knock at every door with the mark in every place a caller has."""
    for node in nodes.values():
        at_the_officers_door(node, f"/requests/{MARK}/?q={MARK}")
        at_the_officers_door(node, f"/api/v1/requests/{MARK}?q={MARK}")
        at_the_officers_door(node, "/api/v1/requests", "POST", f'{{"subject": "{MARK}"')
        at_the_partners_door(node, f"/{MARK}", None)
        at_the_partners_door(node, f"/exhibits/{MARK * 4}", None)
        at_the_partners_door(node, "/parcels", f"{MARK}\n\n{MARK}\n\n".encode())
        client = NodeClient(node.place.address)
        refused(lambda c=client: c.sign_in(MARK, password=MARK))


def test_a_mark_in_everything_typed_is_in_no_line_of_any_process(
    pair: dict[str, Running],
) -> None:
    logs = {name: node.home / "node.log" for name, node in pair.items()}
    begins = {name: log.stat().st_size for name, log in logs.items()}
    tell_a_marked_story(pair)
    go_wrong(pair)
    for node in pair.values():
        node.stop()
    for name, log in logs.items():
        told = log.read_bytes()[begins[name] :].decode()
        assert MARK.lower() not in told.lower()
        lines = [json.loads(line) for line in told.splitlines()]
        assert {line["process"] for line in lines} >= {"officers", "partners"}
        acts = {line["act"] for line in lines if "act" in line}
        assert acts >= {"parcel.held", "parcel.delivered"}
        assert all(line["request_id"] for line in lines if line["logger"].endswith("request_lines"))
