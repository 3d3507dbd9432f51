"""The letter of the story: a partner without a node is asked by post, and its reply registered."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from comity.interfaces.cli.client import NodeClient
from comity.node.demo.cast import PASSWORD
from comity.node.demo.road import Step, find
from comity.node.demo.story import DRAFT, Story, StoryDiffersError, Told, expect, ruled

LETTER_SUBJECT = "Ceramic tiles, origin and declared value"
ADDRESS: Mapping[str, str] = {
    "name": "General Administration of Customs",
    "unit": "Department of international cooperation",
    "lines": "6 Jianguomennei Avenue\nBeijing 100730",
}


def ask_by_letter(story: Story) -> None:
    """A request to a partner without a node is approved, and its letter leaves by post."""
    officer, unit = story.officer("us", "j.alvarez"), story.officer("us", "m.chen")
    story.do(lambda: unit.post("/postal-addresses/CN", ADDRESS))
    body = {**DRAFT, "partner": "CN", "subject": LETTER_SUBJECT, "under": ""}
    seen = story.do(lambda: find(officer, LETTER_SUBJECT) or officer.post("/requests", body))
    path = f"/requests/{seen['reference']}"
    if seen["state"] == "draft":
        seen = story.do(lambda: officer.post(f"{path}/submit"))
    if seen["state"] == "submitted":
        story.do(lambda: unit.sign_in_afresh(password=PASSWORD))
        seen = story.do(lambda: unit.post(f"{path}/approve", {"version": seen["version"]}))
    ruling = expect("permitted", seen["ruling"], where="the letter to China")
    ruled(story, "us", "m.chen", f"approved {seen['reference']}, to be sent by letter", ruling)
    if seen["state"] == "approved":
        how = {
            "number": "D-2026/114",
            "on": _yesterday(),
            "carrier": "post",
            "signed_by": "M. Chen",
        }
        story.do(lambda: unit.post(f"{path}/dispatch", how))
    story.tell(Told("us", "m.chen", "recorded that its letter left by post, signed by hand"))


def register_reply(story: Story) -> None:
    """What came back on paper is typed in; its conditions bind, and it is opened as an answer."""
    officer, unit = story.officer("us", "j.alvarez"), story.officer("us", "m.chen")
    seen = _standing(story, officer)
    path = f"/requests/{seen['reference']}"
    if seen["state"] == "posted":
        story.do(lambda: unit.post(f"{path}/replies", _reply()))
    story.tell(Told("us", "m.chen", "registered the answer that came by letter"))
    if _standing(story, officer)["state"] == "answered":
        story.do(lambda: officer.post(f"{path}/open"))
    opened = _standing(story, officer)
    if opened["answer"] is None or opened["channel"] != "letter":
        raise StoryDiffersError(step="letter", expected="opened", got=opened["state"])
    story.tell(Told("us", "j.alvarez", "opened it; the conditions it came with bind"))


def _standing(story: Story, client: NodeClient) -> dict[str, Any]:
    return dict(story.do(lambda: find(client, LETTER_SUBJECT)))


def _reply() -> dict[str, Any]:
    came = {"written_on": _yesterday(), "received_on": _yesterday(), "number": "GACC 2026-88"}
    answer = {
        "text": "The export declaration states USD 4.10 a square metre, and China as origin.",
        "purposes": ["duty-assessment"],
        "proceedings": ["administrative"],
        "onward": "consent",
        "retention_days": 730,
    }
    return {"kind": "answer", "came": came, "answer": answer}


def _yesterday() -> str:
    # Wherever the node stands, that day has come.
    return (datetime.now(UTC) - timedelta(days=1)).date().isoformat()


LETTER: tuple[Step, ...] = (ask_by_letter, register_reply)
