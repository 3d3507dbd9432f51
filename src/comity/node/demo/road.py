"""The road of the story: from a settled agreement to an opened answer, and what it may be used for.

Each function is one step and may be repeated: it looks first, and acts only when nobody has.
"""

from collections.abc import Callable
from typing import Any

from comity.interfaces.cli.client import NodeClient
from comity.node.demo.cast import PASSWORD
from comity.node.demo.settlements import SETTLEMENTS, Settled
from comity.node.demo.story import (
    ANSWER,
    DRAFT,
    INVOICE,
    SUBJECT,
    Story,
    StoryDiffersError,
    Told,
    expect,
    ruled,
)

Step = Callable[[Story], None]
EXHIBIT_NAME = "invoice-2026-1187.pdf"


def find(client: NodeClient, subject: str = SUBJECT) -> dict[str, Any] | None:
    """Return the request with this subject as the officer sees it, or None."""
    for row in client.get("/requests")["items"]:
        if row["subject"] == subject:
            return dict(client.get(f"/requests/{row['reference']}"))
    return None


def request_at(story: Story, node: str, officer: str) -> dict[str, Any]:
    """Return the request of the story, which must be there."""
    client = story.officer(node, officer)
    return dict(story.patience.await_state(lambda: find(client), what=f"the request at {node}"))


def awaited(story: Story, node: str, officer: str, *states: str) -> dict[str, Any]:
    """Wait until the request stands in one of `states` at that node."""
    client = story.officer(node, officer)

    def look() -> dict[str, Any] | None:
        seen = find(client)
        return seen if seen is not None and seen["state"] in states else None

    wanted = f"{' or '.join(states)} at {node}"
    return dict(story.patience.await_state(look, what=wanted))


def settle_terms(story: Story) -> None:
    """The treaty desks settle, each for its own node, what the register leaves open."""
    for settled in SETTLEMENTS:
        _settle(story, settled)
        told = f"settled: {settled.states}"
        story.tell(Told(settled.node, settled.officer, told))


def _settle(story: Story, settled: Settled) -> None:
    client = story.officer(settled.node, settled.officer)
    if not story.do(lambda: _is_settled(client, settled)):
        path = f"/register/{settled.about}/settlements"
        story.do(lambda: client.post(path, settled.body()))


def _is_settled(client: NodeClient, settled: Settled) -> bool:
    known = client.get(f"/register/{settled.about}")["settlements"]
    return any(row["states"] == settled.states for row in known)


def draft_request(story: Story) -> None:
    """A CBP officer drafts, and sees the ruling with its grounds while drafting."""
    client = story.officer("us", "j.alvarez")
    seen = story.do(lambda: find(client)) or story.do(lambda: client.post("/requests", DRAFT))
    story.reference = seen["reference"]
    ruling = expect("permitted", seen["ruling"], where="draft")
    ruled(story, "us", "j.alvarez", f"drafted request {story.reference}", ruling)


def submit_request(story: Story) -> None:
    """The drafter hands it to a second person."""
    client = story.officer("us", "j.alvarez")
    seen = request_at(story, "us", "j.alvarez")
    if seen["state"] == "draft":
        story.do(lambda: client.post(f"/requests/{seen['reference']}/submit"))
    story.tell(Told("us", "j.alvarez", "submitted it for approval"))


def approve_request(story: Story) -> None:
    """A second officer approves by signing in afresh; the node rules again and lets it go.

    The same on paper: a sealed letter, which is checked as its reader would.
    """
    client = story.officer("us", "m.chen")
    seen = request_at(story, "us", "m.chen")
    if seen["state"] == "submitted":
        story.do(lambda: client.sign_in_afresh(password=PASSWORD))
        read = {"version": seen["version"]}
        story.do(lambda: client.post(f"/requests/{seen['reference']}/approve", read))
    approved = request_at(story, "us", "m.chen")
    ruling = expect("permitted", approved["ruling"], where="approve")
    ruled(story, "us", "m.chen", "approved it, signed in afresh; the request left", ruling)
    _make_letter(story, client, seen["reference"])


def _make_letter(story: Story, client: NodeClient, reference: str) -> None:
    # PyHanko takes a third of a second to load, which no other verb of the demonstration needs.
    from comity.letters.checking import check_letter

    path, languages = f"/requests/{reference}/letters", {"first": "en", "second": "uk"}
    made = story.do(lambda: b"".join(client.download_by_act(path, languages)))
    found = check_letter(made)
    if not found.whole:
        raise StoryDiffersError(step="letter", expected="letter_whole", got=found.finding.value)
    told = f"made a sealed letter of it in English and Ukrainian; whole, {found.digest[:12]}"
    story.tell(Told("us", "m.chen", told))


def accept_request(story: Story) -> None:
    """The Ukrainian central unit, whose node has ruled for itself, accepts."""
    client = story.officer("ua", "o.kovalenko")
    seen = awaited(story, "ua", "o.kovalenko", "received", "accepted", "answer_drafted", "answered")
    if seen["state"] == "received":
        path = f"/requests/{seen['reference']}/accept"
        story.do(lambda: client.post(path, {"agency": "SCS"}))
    story.tell(Told("ua", "o.kovalenko", "accepted it and gave it to SCS", "done", seen["ruling"]))


def draft_answer(story: Story) -> None:
    """An officer answers with one PDF exhibit and a condition of use."""
    client = story.officer("ua", "i.bondar")
    seen = awaited(story, "ua", "i.bondar", "accepted", "answer_drafted", "answered")
    reference = seen["reference"]
    if not any(one["file_name"] == EXHIBIT_NAME for one in seen["enclosures"]):
        path = f"/requests/{reference}/exhibits"
        told = {"source": "export declaration file"}
        kind = "application/pdf"
        story.do(lambda: client.upload(path, INVOICE, name=EXHIBIT_NAME, media_type=kind, **told))
    if seen["state"] == "accepted":
        story.do(lambda: client.post(f"/requests/{reference}/answer", ANSWER))
    story.tell(
        Told("ua", "i.bondar", "drafted the answer, with one exhibit and a condition of use")
    )


def release_answer(story: Story) -> None:
    """A second officer releases the answer under both limbs: the instrument and own law."""
    client = story.officer("ua", "n.shevchenko")
    seen = awaited(story, "ua", "n.shevchenko", "answer_drafted", "answered")
    if seen["state"] == "answer_drafted":
        story.do(lambda: client.sign_in_afresh(password=PASSWORD))
        read = {"version": seen["answer"]["version"]}
        story.do(lambda: client.post(f"/requests/{seen['reference']}/release", read))
    released = request_at(story, "ua", "n.shevchenko")
    ruling = expect("permitted", released["ruling"], where="release")
    ruled(story, "ua", "n.shevchenko", "released the answer, signed in afresh", ruling)


def open_answer(story: Story) -> None:
    """The first officer opens the answer and reads the exhibit, whose digest is checked again."""
    client = story.officer("us", "j.alvarez")
    seen = awaited(story, "us", "j.alvarez", "answered", "opened", "closed")
    if seen["state"] == "answered":
        story.do(lambda: client.post(f"/requests/{seen['reference']}/open"))

    def held() -> dict[str, Any] | None:
        known = find(client)
        enclosed = [one for one in (known or {}).get("enclosures", []) if one["held"]]
        return enclosed[0] if enclosed else None

    exhibit = story.patience.await_state(held, what="the exhibit at us")
    story.tell(Told("us", "j.alvarez", f"opened the answer and exhibit {exhibit['digest'][:12]}"))


def use_within(story: Story) -> None:
    """Used for the assessment it was given for: permitted."""
    _use(story, "duty-assessment", "administrative", "permitted")


def use_outside(story: Story) -> None:
    """Used for a purpose outside its condition: refused, and recorded."""
    _use(story, "immigration", "administrative", "refused")


def _use(story: Story, purpose: str, proceedings: str, outcome: str) -> None:
    client = story.officer("us", "j.alvarez")
    seen = request_at(story, "us", "j.alvarez")
    made = [use for use in seen["uses"] if use["purpose"] == purpose]
    body = {"purpose": purpose, "proceedings": proceedings}
    use = (
        made[0]
        if made
        else story.do(lambda: client.post(f"/requests/{seen['reference']}/uses", body))
    )
    ruling = expect(outcome, use["ruling"], where=f"use for {purpose}")
    ruled(story, "us", "j.alvarez", f"use of the answer for {purpose}, {proceedings}", ruling)


def all_facts_known(story: Story) -> None:
    """Both sides know all five facts of both messages."""
    for node, officer in (("us", "j.alvarez"), ("ua", "i.bondar")):
        client = story.officer(node, officer)

        def settled(c: NodeClient = client) -> bool:
            facts = (find(c) or {"timeline": []})["timeline"]
            return bool(facts) and all(fact["at"] for fact in facts)

        story.patience.await_state(settled, what=f"all facts at {node}")
    story.tell(
        Told("us", "", "recorded, delivered, opened, decided, answered: known on both sides")
    )


ROAD: tuple[Step, ...] = (
    settle_terms,
    draft_request,
    submit_request,
    approve_request,
    accept_request,
    draft_answer,
    release_answer,
    open_answer,
    use_within,
    all_facts_known,
)
