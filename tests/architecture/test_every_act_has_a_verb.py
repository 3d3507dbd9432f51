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
    ("GET", "/requests/{reference}/same-matter"): f"request same-matter {R}",
    ("GET", "/deconfliction"): "deconfliction list",
    ("POST", "/deconfliction/{number}"): "deconfliction settle 3 told --unit ICE",
    ("GET", "/retention"): "retention list",
    ("POST", "/retention"): "retention rule 400 law",
    ("GET", "/retention/{reference}"): f"retention show {R}",
    ("POST", "/retention/{reference}/hold"): f"retention hold {R} appeal",
    ("POST", "/retention/{reference}/lift"): f"retention lift {R} over",
    ("POST", "/retention/{reference}/propose"): f"retention propose {R}",
    ("POST", "/retention/{reference}/erase"): f"retention erase {R} --password x",
    ("GET", "/data-transfers"): "data-transfer list",
    ("GET", "/data-transfers/waiting"): "data-transfer waiting",
    ("POST", "/data-transfers/exports"): "data-transfer export {new} --reason audit",
    ("POST", "/data-transfers/{reference}/word"): (
        f"data-transfer decide {R} approved 2 --password x"
    ),
    ("GET", "/personal-data"): "personal-data list",
    ("POST", "/personal-data/exports"): "personal-data export {new} --reason audit",
    ("POST", "/personal-data/searches"): "personal-data search name --reason access",
    ("GET", "/saved-filters"): "request filters",
    ("POST", "/saved-filters"): "request keep-filter Sent --state sent",
    ("DELETE", "/saved-filters/{number}"): "request delete-filter 3",
    ("POST", "/requests/{reference}/copy"): f"request copy {R}",
    ("POST", "/requests/{reference}/lines"): f"request add-lines {R} {{table}}",
    ("GET", "/statistics/{partner}"): "statistics show UA",
    ("GET", "/statistics/{partner}/file"): "statistics take UA {new}",
    ("POST", "/statistics/{partner}/releases"): "statistics release UA --password x",
    ("GET", "/statistics-releases"): "statistics released",
    ("GET", "/statistics-releases/{number}"): "statistics released-show 3",
    ("GET", "/statistics-releases/{number}/file"): "statistics released-take 3 {new}",
    ("GET", "/inbox"): "inbox",
    ("GET", "/clocks"): "clock list",
    ("GET", "/requests/{reference}/clocks"): f"clock show {R}",
    ("POST", "/requests/{reference}/days"): f"clock set {R} hearing 2026-12-10",
    ("POST", "/requests/{reference}/days/{number}/met"): f"clock met {R} 3",
    ("POST", "/requests/{reference}/pauses"): f"clock stop {R} consent 2026-12-10",
    ("POST", "/requests/{reference}/pauses/{number}/end"): f"clock go-on {R} 3",
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
    ("GET", "/practices"): "practice list",
    ("POST", "/practices"): "practice write {file}",
    ("GET", "/practices/{number}"): "practice show 3",
    ("PATCH", "/practices/{number}"): "practice change 3 {file}",
    ("POST", "/practices/{number}/share"): "practice share 3 UA --password x",
    ("POST", "/practices/{number}/feedback"): "practice feedback 3 applied",
    ("POST", "/requests/{reference}/take-back"): f"request take-back {R} why",
    ("GET", "/requests/{reference}/delivery"): f"request delivery show {R}",
    ("POST", "/requests/{reference}/delivery/plan"): f"request delivery plan {R} goods=Scrap",
    ("POST", "/requests/{reference}/delivery/send"): f"request delivery send {R} --password x",
    ("POST", "/requests/{reference}/delivery/words"): f"request delivery say {R} stop reasons=x",
    ("POST", "/requests/{reference}/transfer"): f"request transfer {R} FIU 2026-11-20",
    ("POST", "/requests/{reference}/enquiries"): f"request enquiry {R} tax 2026-11-20 found",
    ("GET", "/consultations"): "consultation list",
    ("GET", "/consultations/{number}"): "consultation show 3",
    ("POST", "/requests/{reference}/consultations"): f"consultation ask {R} value",
    ("POST", "/consultations/{number}/view"): "consultation view 3 likely",
    ("POST", "/consultations/{number}/send"): "consultation send 3 --password x",
    ("GET", "/tasks"): "task list",
    ("GET", "/tasks/{number}"): "task show 3",
    ("POST", "/requests/{reference}/tasks"): f"task give {R} ICE look 2026-12-01",
    ("POST", "/tasks/{number}/finish"): "task finish 3 found",
    ("POST", "/tasks/{number}/withdraw"): "task withdraw 3 why",
    ("GET", "/competent-bodies"): "competent-body list",
    ("POST", "/competent-bodies"): "competent-body keep trafficking Police",
    ("POST", "/competent-bodies/{number}/end"): "competent-body end 3",
    ("POST", "/requests/{reference}/answer"): f"request answer {R} {{file}}",
    ("POST", "/requests/{reference}/return-answer"): f"request return-answer {R} why",
    ("POST", "/requests/{reference}/release"): f"request release {R} --password x",
    ("POST", "/requests/{reference}/open"): f"request open {R}",
    ("POST", "/requests/{reference}/uses"): f"request use {R} statistics criminal",
    ("POST", "/requests/{reference}/replies/{number}/open"): f"request open-partial {R} 1",
    ("POST", "/requests/{reference}/question"): f"request question {R} who",
    ("POST", "/requests/{reference}/question/put"): f"request put-question {R} --password x",
    ("POST", "/requests/{reference}/question/return"): f"request return-question {R} why",
    ("POST", "/requests/{reference}/question/drop"): f"request drop-question {R}",
    ("POST", "/requests/{reference}/feedback"): f"request feedback {R} background",
    ("POST", "/requests/{reference}/feedback-by-letter"): (
        f"request register-feedback {R} background"
    ),
    ("POST", "/requests/{reference}/close"): f"request close {R}",
    ("GET", "/requests/{reference}/markings"): f"request markings {R}",
    ("POST", "/requests/{reference}/markings"): f"request mark {R} {{file}}",
    ("GET", "/requests/{reference}/afterwords"): f"request afterwords {R}",
    ("POST", "/requests/{reference}/afterwords"): f"request write-afterword {R} {{file}}",
    ("POST", "/requests/{reference}/afterwords/{afterword}/send"): (
        f"request send-afterword {R} 3 --password x"
    ),
    ("POST", "/requests/{reference}/afterwords/{afterword}/drop"): f"request drop-afterword {R} 3",
    ("POST", "/requests/{reference}/afterwords/{afterword}/decide"): (
        f"request consent {R} 3 --password x"
    ),
    ("POST", "/requests/{reference}/afterwords/{afterword}/withdraw"): (
        f"request withdraw-consent {R} 3 why"
    ),
    ("POST", "/requests/{reference}/afterwords/{afterword}/answer"): (
        f"request answer-recall {R} 3 {{file}} --password x"
    ),
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
    ("GET", "/requests/{reference}/translations"): f"request translations {R}",
    ("POST", "/requests/{reference}/translations"): f"request translate {R} {{file}}",
    ("POST", "/caseload-imports"): "caseload import {file} --dry-run",
    ("GET", "/caseload-imports"): "caseload imports",
    ("GET", "/caseload-imports/{number}"): "caseload import-progress 3",
    ("POST", "/caseload-imports/{number}/confirm"): "caseload import-confirm 3 --password x",
    ("POST", "/caseload-imports/{number}/end"): "caseload import-end 3",
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
        nothing = {"asked": 0, "answered": 0, "refused": [], "days": [], "results": []}
        days = {"since": "2026-10-01", "until": "2026-11-22", "digest": "00", "partner": "UA"}
        figures = {**days, "requesting": nothing, "requested": nothing}
        opened.answer("GET", "/statistics/UA", figures)
        waiting = {"summary": "Would you?", "view": "", "version": 1}
        opened.answer("GET", "/consultations/3", waiting)
        note = {"number": 3, "title": "Seals", "text": "Fewer.", "version": 1}
        opened.answer("GET", "/practices/3", note)
        plan = {"plan": 1, "plan_by": "requesting", "facts": {"goods": "Scrap"}}
        waits = {"facts": {"goods": "Scrap"}, "written_at": "2026-11-21T09:30:00Z"}
        opened.answer("GET", f"/requests/{R}/delivery", {"waiting": waits, "plan": plan})
        yield opened


def test_every_operation_of_the_api_has_a_verb() -> None:
    assert set(VERBS) == operations()


@pytest.mark.parametrize("operation", VERBS, ids=" ".join)
def test_a_verb_calls_the_operation_it_stands_for(
    door: Door, tmp_path: Path, operation: tuple[str, str]
) -> None:
    (tmp_path / "file.json").write_text("{}")
    (tmp_path / "table.csv").write_text("Name\nAcme\n")
    places = {each: tmp_path / each for each in ("new", "table.csv", "file.json")}
    told: dict[str, object] = {name.split(".")[0]: place for name, place in places.items()}
    told["address"] = door.address
    words = [word.format(**told) for word in VERBS[operation].split()]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    last = door.calls[-1]
    assert operation_of(last.method, last.path) == operation
