"""Whatever the REST API offers, the command line does: each verb is run, and its call written down.

A new operation of the API makes this fail until a verb for it is named here, and does call it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.interfaces.rest.api import api
from comity.node.main import app
from tests.node_door import Door, keep_sign_in, open_door

R, X = "US-UA-2026-00001", "7b0c3c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11"
# The operation, and the words that do it; {file} holds `{}`, {new} is not there yet.
VERBS: dict[tuple[str, str], str] = {
    ("GET", "/me"): "who-am-i",
    ("GET", "/health"): "health {address}",
    ("GET", "/search"): "search bearings",
    ("GET", "/links"): "links",
    ("POST", "/links/{partner}/ladder"): "doctor UA",
    ("POST", "/links/{partner}/suspend"): "link suspend UA audit",
    ("POST", "/links/{partner}/resume"): "link resume UA over",
    ("GET", "/links/set-aside"): "link set-aside",
    ("POST", "/links/set-aside/{message}/retry"): f"link retry {X}",
    ("GET", "/node/health"): "health",
    ("GET", "/record"): "record list",
    ("GET", "/record/{about}"): f"record read {R}",
    ("GET", "/record-entries/{place}"): "record entry 1-3",
    ("POST", "/record-checks"): "record check --by node",
    ("POST", "/record-exports"): "record export {new} --reason audit",
    ("GET", "/record-key"): "record key",
    ("GET", "/record-readings"): "record readings",
    ("GET", "/requests/{reference}/readings"): f"request readings {R}",
    ("GET", "/personal-data"): "personal-data list",
    ("POST", "/personal-data/exports"): "personal-data export {new} --reason audit",
    ("POST", "/personal-data/searches"): "personal-data search name --reason access",
    ("GET", "/inbox"): "inbox",
    ("GET", "/requests"): "request list",
    ("POST", "/requests"): "request draft {file}",
    ("GET", "/requests/{reference}"): f"request show {R}",
    ("PATCH", "/requests/{reference}"): f"request edit {R} {{file}}",
    ("POST", "/requests/{reference}/withdraw"): f"request withdraw {R}",
    ("POST", "/requests/{reference}/submit"): f"request submit {R}",
    ("POST", "/requests/{reference}/return"): f"request return {R} why",
    ("POST", "/requests/{reference}/approve"): f"request approve {R} --password x",
    ("POST", "/requests/{reference}/accept"): f"request accept {R} SCS",
    ("POST", "/requests/{reference}/refuse"): f"request refuse {R} secret why",
    ("POST", "/requests/{reference}/ask-completion"): f"request ask-completion {R} facts why",
    ("POST", "/requests/{reference}/postpone"): (
        f"request postpone {R} prosecution 2027-02-01 why"
    ),
    ("POST", "/requests/{reference}/take-back"): f"request take-back {R} why",
    ("POST", "/requests/{reference}/answer"): f"request answer {R} {{file}}",
    ("POST", "/requests/{reference}/return-answer"): f"request return-answer {R} why",
    ("POST", "/requests/{reference}/release"): f"request release {R} --password x",
    ("POST", "/requests/{reference}/open"): f"request open {R}",
    ("POST", "/requests/{reference}/uses"): f"request use {R} statistics criminal",
    ("POST", "/requests/{reference}/close"): f"request close {R}",
    ("POST", "/requests/{reference}/exhibits"): f"request attach {R} {{file}} --source here",
    ("DELETE", "/requests/{reference}/exhibits/{exhibit_id}"): f"request leave-out {R} {X}",
    ("GET", "/exhibits/{exhibit_id}"): f"exhibit show {X}",
    ("GET", "/exhibits/{exhibit_id}/content"): f"exhibit take {X} {{new}} --reason needed",
    ("POST", "/requests/{reference}/letters"): f"request letter {R} --second uk --out {{new}}",
    ("GET", "/postal-addresses"): "address list",
    ("POST", "/postal-addresses/{partner}"): "address keep KE KRA Nairobi",
    ("POST", "/requests/{reference}/dispatch"): f"request dispatch {R} D-1 2026-11-20 post",
    ("POST", "/requests/{reference}/replies"): f"request register-reply {R} {{file}}",
    ("POST", "/requests-by-letter"): "request register {file}",
    ("GET", "/terms"): "terms list",
    ("POST", "/terms"): "terms propose us-ua-2016 --to UA",
    ("GET", "/terms/{proposal}"): "terms show 3",
    ("POST", "/terms/{proposal}/countersign"): "terms countersign 3",
    ("POST", "/terms/{proposal}/decline"): "terms decline 3 --reasons no",
    ("GET", "/terms/differences"): "terms differences",
    ("GET", "/terms/differences/{difference}"): "terms difference 3",
    ("POST", "/terms/differences/{difference}/decide"): "terms decide 3 --reasons ours",
    ("GET", "/requests/{reference}/shares"): f"request shares {R}",
    ("POST", "/requests/{reference}/shares"): f"request share {R} ICE statistics",
    ("POST", "/requests/{reference}/shares/{number}/end"): f"request end-sharing {R} 3 why",
    ("GET", "/absences"): "absence list",
    ("POST", "/absences"): (
        "absence record 2026-12-01 2026-12-02 k.ortiz --office approver --password x"
    ),
    ("POST", "/absences/{number}/end"): "absence end 3",
    ("GET", "/caseloads/{username}"): "caseload show j.alvarez --to k.ortiz",
    ("POST", "/caseloads/{username}/hand-over"): "caseload hand-over j.alvarez k.ortiz 2 moved",
    ("GET", "/own-law/instructions"): "own-law instructions",
    ("POST", "/own-law/instructions"): "own-law issue {file}",
    ("GET", "/own-law/instructions/{number}"): "own-law instruction 3",
    ("POST", "/own-law/instructions/{number}/{act}"): "own-law instruct 3 confirm",
    ("GET", "/own-law/assurances"): "own-law assurances",
    ("POST", "/own-law/assurances"): "own-law assure {file}",
    ("POST", "/own-law/assurances/{number}/withdraw"): "own-law withdraw-assurance 3 why",
    ("GET", "/own-law/breaches"): "own-law breaches",
    ("POST", "/own-law/breaches"): "own-law report {file}",
    ("GET", "/own-law/breaches/{number}"): "own-law breach 3",
    ("POST", "/own-law/breaches/{number}/{act}"): "own-law judge 3 establish why",
    ("POST", "/rulings"): "request may {file}",
    ("GET", "/rulings/ask"): "request may-ask UA presence",
    ("GET", "/rulings/answer"): "request may-answer UA presence",
    ("GET", "/rulings/use"): f"request may-use {R} statistics",
    ("GET", "/register"): "register held",
    ("GET", "/register/instruments"): "register held-list",
    ("GET", "/register/instruments/{reference}"): "register held-on us-ua-2016",
    ("GET", "/register/gaps"): "register held-gaps",
    ("GET", "/register/diff"): "register held-diff us-ua-2016 us-ke-2014",
    ("GET", "/assistance/kinds"): "assistance held-kinds",
    ("GET", "/codes"): "codes held",
    ("GET", "/codes/{name}"): "codes held-on offences",
    ("GET", "/register/counts"): "register held-counts",
    ("GET", "/register/{reference}"): "register held domestic/ua",
    ("POST", "/register/{reference}/settlements"): "register settle domestic/ua --states so",
}


def operations() -> set[tuple[str, str]]:
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}


def operation_of(method: str, path: str) -> tuple[str, str]:
    """The most particular operation at this address."""
    fitting = [
        (len(re.sub(r"\{\w+\}", "", each)), each)
        for verb, each in operations()
        if verb == method and re.fullmatch(re.sub(r"\{\w+\}", "[^?]+", each), path)
    ]
    return method, max(fitting)[1]


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with open_door() as opened:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        keep_sign_in(tmp_path, opened)
        # Releasing acts read first; everything else may well be refused.
        seen = {"reference": R, "version": 2, "answer": {"version": 1}, "enclosures": []}
        opened.answer("GET", f"/requests/{R}", {**seen, "state": "sent", "subject": "Steel"})
        opened.answer("POST", "/_allauth/app/v1/auth/reauthenticate", {})
        opened.answer("GET", f"/exhibits/{X}", {"digest": "00"})
        yield opened


def test_every_operation_of_the_api_has_a_verb() -> None:
    assert set(VERBS) == operations()


@pytest.mark.parametrize("operation", VERBS, ids=" ".join)
def test_a_verb_calls_the_operation_it_stands_for(
    door: Door, tmp_path: Path, operation: tuple[str, str]
) -> None:
    (tmp_path / "file.json").write_text("{}")
    places = {"file": tmp_path / "file.json", "new": tmp_path / "new", "address": door.address}
    words = [word.format(**places) for word in VERBS[operation].split()]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    last = door.calls[-1]
    assert operation_of(last.method, last.path) == operation
