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
CALL = "UA offence-information ferry hold 2026-11-20T23:10 Desk goods_move"
# The operation, and the words that do it; {file} holds `{}`, {new} is not there yet.
VERBS: dict[tuple[str, str], str] = {
    ("GET", "/me"): "who-am-i",
    ("GET", "/health"): "health {address}",
    ("GET", "/search"): "search bearings",
    ("GET", "/links"): "links",
    ("POST", "/links/{partner}/ladder"): "doctor UA",
    ("GET", "/links/{partner}/files"): "link files UA",
    ("POST", "/links/{partner}/files"): "link take-files UA {new}",
    ("POST", "/carried-files"): "link bring-files {file}",
    ("POST", "/links/{partner}/by-folder"): "link by-folder UA",
    ("POST", "/links/{partner}/suspend"): "link suspend UA audit",
    ("POST", "/links/{partner}/resume"): "link resume UA over",
    ("POST", "/links/{partner}/revoke"): "link revoke UA stolen --password x",
    ("POST", "/links/{partner}/propose"): "link propose UA {file} --password x",
    ("POST", "/links/{partner}/confirm"): "link confirm UA 7 --password x",
    ("GET", "/links/{partner}/notices"): "link notices UA",
    ("POST", "/links/{partner}/notices"): "link announce UA revocation 2026-12-01 moved",
    ("GET", "/node/keys"): "keys list",
    ("POST", "/node/keys/{role}/rotate"): "keys rotate sender --reason planned --password x",
    ("POST", "/node/keys/{role}/confirm"): "keys confirm sender --password x",
    ("POST", "/node/keys/{role}/withdraw"): "keys withdraw sender --password x",
    ("POST", "/node/keys/{role}/compromised"): (
        "keys compromised sender stolen --since 2026-11-01T00:00:00Z --password x"
    ),
    ("GET", "/links/{partner}/openings"): "link openings UA",
    ("POST", "/links/{partner}/openings"): "link tell-openings UA --never",
    ("GET", "/links/{partner}/epochs"): "epoch list UA",
    ("POST", "/links/{partner}/epochs"): "epoch open UA failover --reason moved",
    ("POST", "/links/{partner}/epochs/confirm"): "epoch confirm UA",
    ("GET", "/links/{partner}/forks/{number}"): "epoch fork UA 3",
    ("POST", "/links/{partner}/recovery"): "recover UA",
    ("POST", "/links/{partner}/recovery/end"): "epoch end-recovery UA gone",
    ("GET", "/links/set-aside"): "link set-aside",
    ("GET", "/links/messages/{message}"): f"link message {X}",
    ("GET", "/links/messages/{message}/receipt"): f"link receipt {X} {{new}}",
    ("GET", "/links/parked"): "link parked",
    ("GET", "/links/parked/causes"): "link causes",
    ("POST", "/links/parked/retry"): "link retry-cause message_handler_failed",
    ("POST", "/links/set-aside/{message}/retry"): f"link retry {X}",
    ("GET", "/node/health"): "health",
    ("GET", "/record"): "record list",
    ("GET", "/record/{about}"): f"record read {R}",
    ("GET", "/record-entries/{place}"): "record entry 1-3",
    ("POST", "/record-checks"): "record check --by node",
    ("POST", "/record-exports"): "record export {new} --reason audit",
    ("POST", "/record-entries/{place}/day-proof"): "record prove-day 1-3 {new} --reason audit",
    ("GET", "/record-anchors"): "record anchors",
    ("GET", "/record-key"): "record key",
    ("GET", "/record-readings"): "record readings",
    ("GET", "/requests/{reference}/readings"): f"request readings {R}",
    ("GET", "/requests/{reference}/same-matter"): f"request same-matter {R}",
    ("GET", "/joining"): "joining list",
    ("GET", "/joining/{partner}"): "joining show UA",
    ("POST", "/requests/{reference}/continuation"): f"joining propose {R} --password x",
    ("POST", "/requests/{reference}/put-acceptance-back"): f"joining put-back {R} mistaken",
    ("GET", "/continuations/{number}/matters"): "joining matters 3",
    ("POST", "/continuations/{number}/match"): f"joining match 3 {R}",
    ("POST", "/continuations/{number}/take-in"): "joining take-in 3",
    ("POST", "/continuations/{number}/decline"): "joining decline 3 unknown",
    ("GET", "/deconfliction"): "deconfliction list",
    ("POST", "/deconfliction/{number}"): "deconfliction settle 3 told --unit ICE",
    ("GET", "/retention"): "retention list",
    ("POST", "/retention"): "retention rule 400 law",
    ("GET", "/retention/{reference}"): f"retention show {R}",
    ("POST", "/retention/{reference}/hold"): f"retention hold {R} appeal",
    ("POST", "/retention/{reference}/lift"): f"retention lift {R} over",
    ("POST", "/retention/{reference}/propose"): f"retention propose {R}",
    ("POST", "/retention/{reference}/erase"): f"retention erase {R} --password x",
    ("POST", "/retention-leftovers"): "retention erase-leftovers --password x",
    ("GET", "/retention-supplies"): "retention supplies",
    ("POST", "/retention-supplies/{reference}/propose"): f"retention propose-supplies {R}",
    ("POST", "/retention-supplies/{reference}/erase"): (
        f"retention erase-supplies {R} --password x"
    ),
    ("GET", "/transfer-rules"): "data-transfer rules",
    ("POST", "/transfer-rules"): "data-transfer set-rule law --partner TR",
    ("POST", "/transfer-rules/{number}/end"): "data-transfer end-rule 3",
    ("POST", "/requests/{reference}/afterwords/{afterword}/word"): (
        f"data-transfer decide-correction {R} 3 approved --password x"
    ),
    ("GET", "/subject-requests"): "subject-request list",
    ("POST", "/subject-requests"): "subject-request register {file}",
    ("POST", "/subject-requests/law"): "subject-request law 30 law",
    ("GET", "/subject-requests/{reference}"): f"subject-request show {R}",
    ("POST", "/subject-requests/{reference}/moves/{move}"): f"subject-request move {R} search",
    ("POST", "/subject-requests/{reference}/items/{number}"): (
        f"subject-request decide {R} 1 grant"
    ),
    ("POST", "/subject-requests/{reference}/items/{number}/consult"): (
        f"subject-request consult {R} 1"
    ),
    ("POST", "/subject-requests/{reference}/corrections"): (
        f"subject-request correct {R} {{file}} --password x"
    ),
    ("GET", "/subject-requests/{reference}/reply"): f"subject-request reply {R}",
    ("POST", "/subject-requests/{reference}/reply/letter"): f"subject-request letter {R} {{new}}",
    ("GET", "/access-consultations"): "access-consultation list",
    ("GET", "/access-consultations/{number}"): "access-consultation show 3",
    ("POST", "/access-consultations/{number}/send"): "access-consultation send 3 --password x",
    ("POST", "/access-consultations/{number}/opinion"): (
        "access-consultation opinion 3 no_objection"
    ),
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
    ("GET", "/folders"): "folder list",
    ("POST", "/folders"): "folder open {file}",
    ("GET", "/folders/{number}"): "folder show 3",
    ("POST", "/folders/{number}/invite"): "folder invite 3 UA --password x",
    ("POST", "/folders/{number}/agencies"): "folder admit 3 ICE",
    ("POST", "/folders/{number}/answer"): "folder answer 3 --join --agency CBP --password x",
    ("POST", "/folders/{number}/items"): "folder add 3 {file}",
    ("POST", "/folders/{number}/leave"): "folder leave 3",
    ("POST", "/folders/{number}/close"): "folder close 3",
    ("POST", "/folders/{number}/erase"): "folder erase 3 --password x",
    ("GET", "/folder-items/{number}"): "folder item show 3",
    ("GET", "/folder-items/{number}/reach"): "folder item reach 3",
    ("POST", "/folder-items/{number}/release"): "folder item release 3 --password x",
    ("POST", "/folder-items/{number}/discard"): "folder item discard 3",
    ("POST", "/folder-items/{number}/done"): "folder item done 3",
    ("POST", "/folder-items/{number}/word"): "folder item word 3 --agree --password x",
    ("GET", "/practices"): "practice list",
    ("POST", "/practices"): "practice write {file}",
    ("GET", "/practices/{number}"): "practice show 3",
    ("PATCH", "/practices/{number}"): "practice change 3 {file}",
    ("POST", "/practices/{number}/share"): "practice share 3 UA --password x",
    ("POST", "/practices/{number}/feedback"): "practice feedback 3 applied",
    ("POST", "/requests/{reference}/take-back"): f"request take-back {R} why",
    ("POST", "/information"): "information draft {file}",
    ("POST", "/information-by-letter"): "information register {file}",
    ("POST", "/requests/{reference}/information"): f"information write {R} {{file}}",
    ("POST", "/requests/{reference}/tell"): f"information tell {R} --password x",
    ("POST", "/requests/{reference}/return-information"): f"information return {R} why",
    ("POST", "/requests/{reference}/allocate"): f"information allocate {R} CBP",
    ("POST", "/requests/{reference}/alert"): f"information add {R} KE PL",
    ("GET", "/alerts/{number}"): "information alert 3",
    ("POST", "/alerts/{number}/tell"): "information tell-alert 3 --password x",
    ("GET", "/standing/sets"): "request standing sets",
    ("GET", "/requests/{reference}/standing"): f"request standing show {R}",
    ("POST", "/requests/{reference}/standing/words"): f"request standing say {R} end note=x",
    ("POST", "/requests/{reference}/standing/send"): f"request standing send {R} --password x",
    ("POST", "/requests/{reference}/standing/supplies"): (
        f"request standing hand-in {R} 2026-11-23 {{file}}"
    ),
    ("GET", "/requests/{reference}/standing/supplies/{key}"): f"request standing file {R} 3",
    ("GET", "/requests/{reference}/standing/supplies/{key}/content"): (
        f"request standing take {R} 3 {{new}} --reason why"
    ),
    ("POST", "/requests/{reference}/standing/supplies/{key}/send"): (
        f"request standing let-go {R} 3 --password x"
    ),
    ("POST", "/requests/{reference}/standing/supplies/{key}/give-up"): (
        f"request standing give-up {R} 3"
    ),
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
    ("POST", "/requests/{reference}/register-completion"): (
        f"request register-completion {R} 2026-11-20 2026-11-21 K-1 more"
    ),
    ("GET", "/oral"): "oral list",
    ("POST", "/oral/put"): f"oral put {CALL}",
    ("POST", "/oral/take"): f"oral take {CALL}",
    ("GET", "/requests/{reference}/oral"): f"oral show {R}",
    ("POST", "/requests/{reference}/oral/remind"): f"oral remind {R}",
    ("POST", "/requests/{reference}/oral/confirm"): f"oral confirm {R} 2026-11-20 2026-11-21 K-1",
    ("POST", "/requests/{reference}/oral/join"): f"oral join {R} UA-US-2026-00007",
    ("POST", "/requests/{reference}/oral/close"): f"oral close {R}",
    ("GET", "/duty-releases"): "duty-release list",
    ("GET", "/duty-releases/{number}"): "duty-release show 3",
    ("POST", "/duty-releases/{number}/review"): (
        "duty-release review 3 release_confirmed nothing_follows"
    ),
    ("POST", "/requests/{reference}/approve-alone"): (
        f"duty-release approve {R} danger_to_life x --password x"
    ),
    ("POST", "/requests/{reference}/release-alone"): (
        f"duty-release release {R} danger_to_life x --password x"
    ),
    ("GET", "/parts"): "part waiting",
    ("POST", "/parts/{key}/decide"): "part decide 3",
    ("GET", "/requests/{reference}/parts"): f"part list {R}",
    ("POST", "/requests/{reference}/parts"): f"part write {R} {{file}}",
    ("POST", "/requests/{reference}/parts/{number}"): f"part write {R} {{file}} --number 3",
    ("POST", "/requests/{reference}/parts/{number}/leave-out"): f"part leave-out {R} 3",
    ("POST", "/requests/{reference}/parts/{number}/withhold"): f"part withhold {R} 3 ex.secret",
    ("POST", "/requests/{reference}/parts/{number}/take-up"): f"part take-up {R} 3",
    ("POST", "/requests/{reference}/parts/{number}/ask"): f"part ask {R} 3 why",
    ("POST", "/requests/{reference}/parts/{number}/note"): f"part note {R} 3 order",
    ("POST", "/requests/{reference}/reply-in-part"): f"part go-ahead {R} rest",
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
        opened.answer("GET", "/folders/3", {"number": 3, "title": "Tea", "mandate": "Find it."})
        opened.answer("GET", "/folder-items/3", note)
        alert = {"number": 3, "mark": "00", "left": 0, "reached": 0, "partners": []}
        opened.answer("GET", "/alerts/3", alert)
        heard = ("right", "person", "why", "opinion", "ground", "reasons")
        hearing = dict.fromkeys(heard, "x") | {"written_at": "2026-11-21T09:30:00Z"}
        opened.answer("GET", "/access-consultations/3", hearing)
        waits = {"word": "end", "facts": {}, "written_at": "2026-11-21T09:30:00Z"}
        opened.answer("GET", f"/requests/{R}/standing", {"waiting": waits})
        days = {"period_from": "2026-11-23", "period_until": "2026-11-30", "digest": "00"}
        file = {"number": 1, "key": 3, "by": "requested", "rows": 1, "fault_count": 0}
        supply = {**days, **file, "faults": []}
        opened.answer("GET", f"/requests/{R}/standing/supplies/3", supply)
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
