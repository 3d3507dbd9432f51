"""The verbs that speak to a node: what they send, what they tell, and their exit codes."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.node.main import app
from tests.node_door import Door, keep_sign_in, open_door

R, X = "US-UA-2026-00001", "7b0c3c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11"
CONTENT = b"%PDF-1.7 an invoice"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
EXHIBIT = {"id": X, "file_name": "invoice.pdf", "size": len(CONTENT), "digest": DIGEST}
SETTLED = {
    "about": "us-ua-2016",
    "states": "Given on request.",
    "source": "Gazette 12",
    "by": "Tessa Brooks",
    "on": "2026-11-20",
}
RULING = {
    "outcome": "referred",
    "sentence": "Referred to: Treaty desk. A person decides.",
    "grounds": [{"sentence": "The term is assumed.", "cites": "template cmaa"}],
    "conditions": [],
    "alternatives": [],
}


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with open_door() as opened:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        keep_sign_in(tmp_path, opened)
        opened.answer("GET", f"/exhibits/{X}", EXHIBIT)
        opened.answer("GET", f"/exhibits/{X}/content", CONTENT)
        yield opened


def say(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return done.output


def test_a_copy_of_an_exhibit_is_checked_and_for_its_owner_alone(
    door: Door, tmp_path: Path
) -> None:
    file = tmp_path / "copy.pdf"
    told = say("exhibit", "take", X, str(file), "--reason", "for the court")
    assert file.read_bytes() == CONTENT
    assert file.stat().st_mode & 0o077 == 0
    assert DIGEST in told
    assert door.calls[-1].query == {"reason": ["for the court"]}


def test_a_copy_never_overwrites_and_then_nothing_is_recorded(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "copy.pdf"
    file.write_text("mine")
    told = say("exhibit", "take", X, str(file), "--reason", "again", code=3)
    assert "File exists" in told
    assert file.read_text() == "mine"
    assert [call.path for call in door.calls] == [f"/exhibits/{X}"]


def test_a_copy_that_is_not_what_the_record_has_is_not_kept(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "copy.pdf"
    door.answer("GET", f"/exhibits/{X}/content", CONTENT[:-1])
    told = say("exhibit", "take", X, str(file), "--reason", "for the court", code=3)
    assert "it was not kept" in told
    assert not file.exists()


def test_a_refused_copy_leaves_no_file(door: Door, tmp_path: Path) -> None:
    refused = {"detail": "Something needs correcting.", "problems": []}
    door.answer("GET", f"/exhibits/{X}/content", refused, status=422)
    told = say("exhibit", "take", X, str(tmp_path / "copy"), "--reason", "", code=3)
    assert "Something needs correcting." in told
    assert not (tmp_path / "copy").exists()


def test_an_exhibit_is_sent_whole_and_left_out_again(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "invoice.pdf"
    file.write_bytes(CONTENT)
    door.answer("POST", f"/requests/{R}/exhibits", EXHIBIT, status=201)
    assert DIGEST in say("request", "attach", R, str(file), "--source", "file")
    assert door.calls[-1].body == CONTENT
    door.answer("DELETE", f"/requests/{R}/exhibits/{X}", b"", status=204)
    assert "still keeps it" in say("request", "leave-out", R, X)
    assert "No such file" in say("request", "attach", R, "nowhere.pdf", "--source", "x", code=3)


def test_a_settlement_is_typed_as_options_over_a_file(door: Door, tmp_path: Path) -> None:
    door.answer("POST", "/register/us-ua-2016/settlements", SETTLED, status=201)
    file = tmp_path / "term.json"
    file.write_text(json.dumps({"matter": "term", "states": "Old.", "parameters": {"a": 1}}))
    words = ("--file", str(file), "--states", "Given on request.", "--kind", "presence")
    told = say("register", "settle", "us-ua-2016", *words)
    assert door.calls[-1].json() == {
        "matter": "term",
        "states": "Given on request.",
        "parameters": {"a": 1},
        "kinds": ["presence"],
    }
    assert "Gazette 12 (Tessa Brooks, 2026-11-20)" in told


def test_what_a_node_holds_is_told_with_what_was_settled(door: Door) -> None:
    whole = {"reference": "domestic/ua", "title": "", "sentence": "Not encoded."}
    door.answer("GET", "/register/domestic/ua", {**whole, "settlements": [SETTLED]})
    told = say("register", "held", "domestic/ua")
    assert "Not encoded." in told
    assert "Given on request." in told
    row = {"reference": "us-ua-2016", "short_title": "US–Ukraine [2016]", "force": "yes"}
    door.answer("GET", "/register", {"items": [row]})
    assert "US–Ukraine [2016]" in say("register", "held")


def test_the_record_is_listed_and_says_how_to_go_on(door: Door) -> None:
    entry = {"epoch": 1, "index": 7, "at": "2026-11-20T10:00:00Z", "about": R, "by": "J. Alvarez"}
    entry |= {"agency": "CBP", "sentence": "A request to UA was drafted."}
    door.answer("GET", "/record", {"items": [entry], "before": "1-7"})
    told = say("record", "list")
    assert f"1-7  2026-11-20T10:00:00Z  {R}  J. Alvarez CBP: A request to UA was drafted." in told
    assert "--before 1-7" in told
    door.answer("GET", f"/record/{R}", {"items": []})
    assert "Nothing is recorded there" in say("record", "read", R)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ("", "confirmed; 2 not delivered yet"),
        ("partner_too_slow", "The node of Customs of Ukraine did not answer in time."),
        ("partner_unreachable", "The node of Customs of Ukraine cannot be reached: …."),
    ],
)
def test_a_link_says_what_holds_it_up(door: Door, failure: str, words: str) -> None:
    link: dict[str, Any] = {
        "code": "UA", "name": "Customs of Ukraine", "state": "confirmed", "number": "12345",
        "address": "https://ua", "confirmed_by": ["N. Okafor", "R. Dunn"], "waiting": 2,
        "confirmed_at": "2026-11-20T10:00:00Z", "failure": failure, "halted": "",
    }  # fmt: skip
    door.answer("GET", "/links", {"items": [link]})
    told = say("links")
    assert words in told
    assert "compared by N. Okafor, R. Dunn" in told


def test_a_node_rules_by_what_was_settled_there_and_the_exit_code_says_how(door: Door) -> None:
    door.answer("GET", "/rulings/answer", RULING)
    assured = ("--assured", "confidentiality", "--assured", "law-enforcement-use")
    told = say("request", "may-answer", "UA", "presence", *assured, code=2)
    assert "The term is assumed. (template cmaa)" in told
    assert door.calls[-1].query["assurances"] == ["confidentiality", "law-enforcement-use"]
    door.answer("GET", "/rulings/ask", {**RULING, "outcome": "refused"})
    say("request", "may-ask", "UA", "presence", "--not-reciprocal", "--json", code=1)
    assert door.calls[-1].query["reciprocity"] == ["false"]


def test_who_is_signed_in_and_whether_a_node_answers(door: Door) -> None:
    administration = {"code": "US", "name": "US customs"}
    me = {"name": "Marcus Chen", "agency": "CBP", "roles": ["approver", "central_unit"]}
    door.answer("GET", "/me", {**me, "administration": administration})
    assert "Marcus Chen, CBP, US customs: Approver, Central unit" in say("who-am-i")
    door.answer("GET", "/health", {"status": "ok"})
    assert f"{door.address}: ok" in say("health", door.address)
    assert door.calls[-1].token == ""
    assert "Nothing answers" in say("health", "http://127.0.0.1:9", code=3)


def test_a_sign_in_keeps_the_token_and_a_sign_out_forgets_it(door: Door) -> None:
    meta = {"meta": {"session_token": "fresh"}}
    door.answer("POST", "/_allauth/app/v1/auth/login", meta)
    told = say("sign-in", door.address, "m.chen", "--password", "x", "--json")
    assert json.loads(told) == {"address": door.address, "username": "m.chen"}
    say("inbox", code=3)
    assert door.calls[-1].token == "fresh"
    assert json.loads(say("sign-out", "--json")) == {"signed_in": False}
    assert "Sign in first" in say("inbox", code=3)


def test_what_is_typed_as_a_reference_cannot_name_another_address(door: Door) -> None:
    say("request", "show", "../me?x=1 y", code=3)
    assert door.calls[-1].path == "/requests/../me?x=1 y"
    assert door.calls[-1].query == {}
