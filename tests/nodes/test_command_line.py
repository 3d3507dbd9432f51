"""The command line does at a running node what its pages do, with the law's exit codes."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.node.demo.cast import PASSWORD
from comity.node.demo.patience import Patience
from comity.node.demo.road import settle_terms
from comity.node.demo.running import Running
from comity.node.demo.story import ANSWER, DRAFT, INVOICE, Story

SUBJECT = "Second consignment, asked from the command line"


class Desk:
    """One officer's command line, with a sign-in of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, code: int = 0) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "comity.node.main", *words],
            env={"XDG_CONFIG_HOME": str(self.folder), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout) if "--json" in words else done.stdout + done.stderr


class Office:
    """The desks of one node, at each of which an officer signs in once."""

    def __init__(self, folder: Path, node: Running) -> None:
        self._folder, self.address = folder, node.place.address
        self._desks: dict[str, Desk] = {}

    def desk(self, username: str) -> Desk:
        if username not in self._desks:
            made = Desk(self._folder / username)
            made("sign-in", self.address, username, "--password", PASSWORD)
            self._desks[username] = made
        return self._desks[username]


@pytest.fixture(scope="module")
def settled(
    nodes: dict[str, Running], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Office]:
    settle_terms(Story({name: node.place for name, node in nodes.items()}, Patience()))
    folder = tmp_path_factory.mktemp("desks")
    return {name: Office(folder / name, node) for name, node in nodes.items()}


def draft_file(folder: Path, **changed: object) -> str:
    path = folder / "draft.json"
    path.write_text(json.dumps({**DRAFT, "subject": SUBJECT, **changed}))
    return str(path)


def test_a_request_is_drafted_submitted_and_approved(
    settled: dict[str, Office], tmp_path: Path
) -> None:
    drafter = settled["us"].desk("j.alvarez")
    drafted = drafter("request", "draft", draft_file(tmp_path), "--json")
    assert drafted["ruling"]["outcome"] == "permitted"
    drafter("request", "submit", drafted["reference"])
    approver = settled["us"].desk("m.chen")
    waiting = approver("inbox", "--tab", "to_approve", "--json")["items"]
    assert drafted["reference"] in [row["reference"] for row in waiting]
    assert drafted["reference"] in approver("inbox", "--tab", "to_approve")
    assert "version 2" in approver("request", "show", drafted["reference"])
    approve = ("request", "approve", drafted["reference"], "--password", PASSWORD)
    stale = approver(*approve, "--version", "1", code=3)
    assert "version 2, would leave" in stale
    assert f"Subject: {SUBJECT}" in stale
    assert "changed after you read it" in stale
    assert approver(*approve, "--json")["state"] == "sent"


def test_a_draft_that_the_law_refers_leaves_with_two(
    settled: dict[str, Office], tmp_path: Path
) -> None:
    drafter = settled["us"].desk("d.reyes")
    asked = {"partner": "KE", "kind": "special-surveillance", "under": ""}
    path = draft_file(tmp_path, **asked, purpose="offence-investigation")
    assert "treaty desk" in drafter("request", "draft", path, code=2)


def test_bad_input_leaves_with_three_and_a_sentence(
    settled: dict[str, Office], tmp_path: Path
) -> None:
    drafter = settled["us"].desk("j.alvarez")
    assert "no such item" in drafter("request", "show", "US-UA-1999-00001", code=3)
    (tmp_path / "broken.json").write_text("{")
    assert "broken.json" in drafter("request", "draft", str(tmp_path / "broken.json"), code=3)
    assert "Sign in first" in Desk(tmp_path / "nobody")("inbox", code=3)


def test_who_drafted_may_not_approve(settled: dict[str, Office], tmp_path: Path) -> None:
    drafter = settled["us"].desk("j.alvarez")
    drafted = drafter("request", "draft", draft_file(tmp_path), "--json")
    drafter("request", "submit", drafted["reference"])
    refused = drafter("request", "approve", drafted["reference"], "--password", PASSWORD, code=3)
    assert "Approver" in refused or "approver" in refused


def sent_by_command_line(settled: dict[str, Office], folder: Path, subject: str) -> str:
    """A request that left the US node, by four eyes."""
    drafter = settled["us"].desk("j.alvarez")
    drafted = drafter("request", "draft", draft_file(folder, subject=subject), "--json")
    reference = str(drafted["reference"])
    drafter("request", "submit", reference)
    approver = settled["us"].desk("m.chen")
    approver("request", "approve", reference, "--password", PASSWORD)
    return reference


def answered_by_command_line(settled: dict[str, Office], folder: Path, reference: str) -> None:
    """The Ukrainian side accepts, answers with the invoice, and releases by four eyes."""
    central = settled["ua"].desk("o.kovalenko")
    states = {"state": "received", "search": reference}
    await_row(central, states)
    central("request", "accept", reference, "SCS")
    officer = settled["ua"].desk("i.bondar")
    (folder / "answer.json").write_text(json.dumps(ANSWER))
    (folder / "invoice.pdf").write_bytes(INVOICE)
    officer("request", "answer", reference, str(folder / "answer.json"))
    attach = ("request", "attach", reference, str(folder / "invoice.pdf"), "--source", "file")
    wrong = officer(*attach, "--json")["id"]
    officer(*attach)
    officer("request", "leave-out", reference, wrong)
    approver = settled["ua"].desk("n.shevchenko")
    released = approver("request", "release", reference, "--password", PASSWORD)
    assert released.count("invoice.pdf") == 1


def await_row(desk: Desk, wanted: dict[str, str]) -> None:
    options = [word for name, value in wanted.items() for word in (f"--{name}", value)]
    list_them = ("request", "list", *options, "--json")
    Patience().await_state(lambda: desk(*list_them)["items"], what=str(wanted))


def test_an_answer_is_opened_copied_and_used_within_its_conditions(
    settled: dict[str, Office], tmp_path: Path
) -> None:
    reference = sent_by_command_line(settled, tmp_path, "Third consignment, answered")
    answered_by_command_line(settled, tmp_path, reference)
    officer = settled["us"].desk("j.alvarez")
    await_row(officer, {"state": "answered", "search": reference})
    use = (reference, "duty-assessment", "administrative")
    assert "Open the answer first" in officer("request", "may-use", *use, code=3)
    opened = officer("request", "open", reference, "--json")
    exhibit = opened["enclosures"][0]["id"]
    Patience().await_state(lambda: officer("exhibit", "show", exhibit, "--json")["held"], what="it")
    copy = tmp_path / "copy.pdf"
    told = officer("exhibit", "take", exhibit, str(copy), "--reason", "assessment")
    assert hashlib.sha256(INVOICE).hexdigest() in told
    assert copy.read_bytes() == INVOICE
    assert "assessment" in officer("exhibit", "show", exhibit)
    officer("request", "may-use", *use)
    officer("request", "use", reference, "immigration", "administrative", code=1)
    assert officer("request", "close", reference, "--json")["state"] == "closed"
    events = [entry["event"] for entry in officer("record", "read", reference, "--json")["items"]]
    assert events[0] == "request.drafted"
    assert events[-1] == "request.closed"


def test_an_exhibit_is_left_out_of_a_draft(settled: dict[str, Office], tmp_path: Path) -> None:
    drafter = settled["us"].desk("j.alvarez")
    reference = drafter("request", "draft", draft_file(tmp_path), "--json")["reference"]
    (tmp_path / "invoice.pdf").write_bytes(INVOICE)
    attach = ("request", "attach", reference, str(tmp_path / "invoice.pdf"), "--source", "file")
    exhibit = drafter(*attach, "--json")["id"]
    assert "still keeps it" in drafter("request", "leave-out", reference, exhibit)
    assert drafter("request", "show", reference, "--json")["enclosures"] == []
    assert "no such item" in drafter("request", "leave-out", reference, exhibit, code=3)


def test_the_treaty_desk_settles_and_nobody_else(
    settled: dict[str, Office], tmp_path: Path
) -> None:
    settle = (
        "register", "settle", "domestic/ke", "--matter", "own-law", "--kind", "presence",
        "--states", "The authority may send officers.", "--source", "Demonstration, no gazette",
    )  # fmt: skip
    desk = settled["ke"].desk("a.otieno")
    assert "The authority may send officers." in desk(*settle)
    assert "Achieng Otieno" in desk("register", "held", "domestic/ke")
    assert "us-ke-2014" in desk("register", "held")
    officer = settled["ke"].desk("w.kamau")
    assert "It is for: Treaty desk." in officer(*settle, code=3)


def test_a_node_rules_with_what_its_desk_settled(
    settled: dict[str, Office], tmp_path: Path
) -> None:
    officer = settled["us"].desk("j.alvarez")
    asked = ("UA", "origin-and-value", "--purpose", "duty-assessment", "--under", "us-ua-2016")
    assert officer("request", "may-ask", *asked, "--json")["outcome"] == "permitted"
    answering = ("request", "may-answer", "CN", "origin-and-value", "--json")
    assert officer(*answering, code=2)["outcome"] == "referred"


def test_the_record_the_links_and_oneself_are_read(
    settled: dict[str, Office], tmp_path: Path
) -> None:
    auditor = settled["us"].desk("a.hale")
    page = auditor("record", "list", "--page-size", "2", "--json")
    after = auditor("record", "list", "--page-size", "2", "--before", page["before"], "--json")
    assert after["items"][0]["index"] == page["items"][-1]["index"] - 1
    assert "confirmed" in auditor("links")
    assert "Aaron Hale" in auditor("who-am-i")
    assert "ok" in auditor("health", settled["us"].address)


def test_the_register_a_node_holds_is_read_on_any_day(
    settled: dict[str, Office], tmp_path: Path
) -> None:
    desk = settled["us"].desk("t.brooks")
    rows = desk("register", "held-list", "--with", "UA", "--json")["items"]
    assert "us-ua-2016" in [row["reference"] for row in rows]
    assert "Not yet in force" in desk("register", "held-on", "us-ua-2016", "--on", "2016-12-12")
    assert "us-ke-2014: " in desk("register", "held-gaps", "us-ke-2014")
    assert "No difference." in desk("register", "held-diff", "us-ua-2016", "us-ua-2016")
    assert "status" in desk("register", "held-diff", "--from", "2016-12-12", "--to", "2016-12-13",
                            "us-ua-2016", code=1)  # fmt: skip
    assert desk("register", "held-counts", "--json")["of"] == "US"
    (tmp_path / "act.json").write_text('{"act": "ask", "other": "CN", "kind": "classification"}')
    assert desk("request", "may", str(tmp_path / "act.json"), "--json")["outcome"] == "permitted"
