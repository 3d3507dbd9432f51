"""What is expected at every address: which duty opens it, and on what.

A row is one method at one route. An address that is in no row fails the test, and so does a row
whose address is gone. Who may is not said here: the duties of the product say it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from comity.agreements import duties as law
from comity.assistance import duties as cases
from comity.assistance.lifecycle import STEPS
from comity.assistance.terms import Action
from comity.evidence import duties as evidence
from comity.exchange import duties as exchange
from comity.interfaces import duties as interfaces
from comity.interfaces.rest.api import api
from comity.investigations import duties as folders
from comity.kernel.duties import EVERY_OFFICE, Duty, Within
from comity.ledger import duties as ledger
from comity.letters import duties as letters
from comity.officers import duties as officers
from comity.oversight import duties as oversight
from comity.practices import duties as practices
from tests.integration.assistance.delivering import PLAN
from tests.integration.assistance.scene import AGREEMENT
from tests.integration.assistance.turning import LACKS, PUT_OFF

NOBODY = Duty("page", "open when one was named a deputy", ())
EACH_CODE = "each handling code"
OFFICE = Duty("page", "open with any office", EVERY_OFFICE)
SEE = (cases.SEE_EVERY_REQUEST, cases.SEE_AGENCYS_REQUESTS, cases.SEE_REFERRED)
HANDS = (cases.HAND_OVER, cases.HAND_OVER_UNREAD)
SEE_EXHIBIT = (evidence.SEE_EVERY_EXHIBIT, evidence.SEE_AGENCYS_EXHIBITS)


def step(action: Action) -> Duty:
    """The offices that make one move, on either side of a request."""
    roles = {role for each in STEPS if each.action is action for role in each.roles}
    return Duty("request", action, tuple(sorted(roles)), Within.AGENCY)


@dataclass(frozen=True)
class Row:
    """One method at one route.

    Attributes:
        method: of HTTP.
        route: as the resolver, or the API's description, writes it.
        duties: any of them opens it; empty when it is open to whoever is signed in, or to all.
        case: state of the case that stands in its place; `EACH_CODE` for the opened ones, one of
            every handling code, and those shown to another agency; empty when it has none.
        body: what is sent.
        places: what else stands in its places.
        query: what is asked.
        owner: code of the agency to which belongs what stands there, when it is no case.
    """

    method: str
    route: str
    duties: tuple[Duty, ...]
    case: str = ""
    body: Any = None
    places: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    owner: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    @property
    def is_rest(self) -> bool:
        return self.route.startswith("/api/")


def web(method: str, route: str, *duties: Duty, case: str = "", **how: Any) -> Row:
    return Row(method, f"/{route}", duties, case, **how)


def rest(method: str, route: str, *duties: Duty, case: str = "", **how: Any) -> Row:
    return Row(method, f"/api/v1{route}", duties, case, **how)


SETTLED = {"matter": "term", "provision": "use.onward", "states": "Stated.", "source": "test"}
TASK = {"number": "{task}"}
HEARD = {"number": "{hearing}"}
SUBJECT = "records/access/<str:reference>/"
ASKED_BY = {"reference": "{subject}"}
FOUND = {**ASKED_BY, "number": 1}
RULE = {"number": "{transfer_rule}"}
END_RULE = "records/transfers/rules/<int:number>/end/"
CORRECTION = "records/transfers/corrections/<str:reference>/<int:number>/"
CORRECTED = {"reference": "{corrected}", "number": "{correction}"}
CORRECTED_OF = {"reference": "{corrected}", "afterword": "{correction}"}
IN_LAW = {"days": 30, "article": "x", "consult_days": 15}
ALERT = {"number": "{alert}"}
PART = {"key": "{part}"}
FIRST = {"number": 1}
FORKED = {"number": "{fork}"}
OF_PART = "/requests/{reference}/parts/{number}"
ALONE = {"number": "{alone}"}
ALONE_READ = {"version": 1, "reason": "danger_to_life", "note": "x"}
REMINDED = {"act": "remind", "means": "telephone"}
ASKED_OF_US = {"number": "{consultation}"}
BODY = {"area": "trafficking", "competent_body": "Border Police"}
HANDED = {"to": "j.alvarez", "count": 0, "reason": "x"}
LEFT = {"number": "D-1", "on": "2026-11-20", "carrier": "post"}
CAME = {"written_on": "2026-11-18", "received_on": "2026-11-20", "number": "12"}
LANGUAGES = {"first": "en", "second": "uk"}
COVERED = {"message_id": "{message}"}
REASON = {"reason": "Because of the test."}
COMING = {
    "kind": "revocation",
    "day": (datetime.now(UTC) + timedelta(days=30)).date().isoformat(),
    **REASON,
}
FAILOVER = {"cause": "failover", **REASON}
ENDS = {"word": "end"}
SUPPLY = {"key": "{supply}"}
WAITS: dict[str, Any] = {"case": "standing", "places": SUPPLY}
STANDING = "requests/<str:reference>/standing"
OF_STANDING = "/requests/{reference}/standing"
PLANS = {"word": "plan"}
PLANNED = {"places": PLANS, "body": PLAN}
READ_PLAN = {"written_at": "2026-11-21T09:30:00Z"}
USE = {"purpose": "duty-assessment", "proceedings": "administrative"}
CONSENT = {"purpose": "statistics", "why": "x"}
CASE = "requests/<str:reference>"
HIT = {"number": "{hit}"}
HEARING = {"matter": "hearing", "day": "2099-12-10"}
STOPPED_CLOCKS = {"reason": "consent", "begins": "2026-11-21"}
SET_DAY = {"number": "{typed_day}"}
PAUSE = {"number": "{pause}"}
FORMER = {"number": "{import}"}
PROPOSED = {"number": "{continuation}"}
BACKGROUND = {"code": "background"}
NO_LINK = {"outcome": "no_link"}
CHANGE = "agreements/changes/<int:number>"
LINES = {"headers": ["Name"], "rows": [["Acme"]]}
NOTE = {"number": "{note}"}
THEIR_NOTE = {"number": "{their_note}"}
READ_FOLDERS = (folders.SEE_EVERY_FOLDER, folders.SEE_AGENCYS_FOLDERS)
FOLDER = {"number": "{folder}"}
INVITED = {"number": "{folder_invited}"}
ADD = "folders/<int:number>/add/<str:kind>"
ADDED = {**FOLDER, "kind": "note"}
ITEM = "folders/items/<int:number>"
NOTED = {"number": "{folder_item}"}
OUR_TASK = {"number": "{folder_task}"}
DECISION = {"number": "{folder_decision}"}
FIGURES = {"number": "{release}", "form": "csv"}
YEAR = {"since": "2026-01-01", "until": "2026-12-21", "digest": "0" * 64}
CHANGED = {"number": "{change}"}
WAITING = {"number": "{waiting}"}
QUESTION = "?requesting=US&requested=UA&kind=origin-and-value&on=2026-11-21"
ASK = "?partner=UA&kind=origin-and-value&on=2026-11-21"

PAGES = (
    web("GET", "", OFFICE),
    web("GET", "absences/", OFFICE),
    web("POST", "absences/", OFFICE),
    web("POST", "absences/end/", officers.RECORD_ABSENCE, body={"number": "{absence}"}),
    web("POST", "absences/stand-in/", NOBODY, body={"officer": "k.ortiz"}),
    web("POST", "absences/stand-down/", OFFICE),
    web("GET", "caseloads/", *HANDS),
    web("POST", "caseloads/", *HANDS, owner="CBP", body={"officer": "k.ortiz", **HANDED}),
    web("GET", "requests/", OFFICE),
    web("POST", "requests/filters/", OFFICE, body={"name": "x", "state": "sent"}),
    web("POST", "requests/filters/<int:number>/delete/", NOBODY, places={"number": "{release}"}),
    web("POST", f"{CASE}/copy/", cases.DRAFT_REQUEST, case="sent"),
    web("GET", f"{CASE}/lines/", cases.SAVE_DRAFT, case="draft"),
    web("POST", f"{CASE}/lines/", cases.SAVE_DRAFT, case="draft", body={"action": "read"}),
    web("GET", "requests/new/", cases.DRAFT_REQUEST),
    web("POST", "requests/new/", cases.DRAFT_REQUEST, body={"action": "save", "partner": "UA"}),
    web("POST", "requests/basis/", cases.DRAFT_REQUEST, body={"partner": "UA"}),
    web("GET", f"{CASE}/", *SEE, case="opened H1"),
    web("GET", f"{CASE}/seen/", oversight.SEE_WHO_LOOKED, case="opened"),
    web("GET", f"{CASE}/letter/", letters.MAKE_LETTER, case="sent"),
    web("POST", f"{CASE}/letter/", letters.MAKE_LETTER, case="sent", body=LANGUAGES),
    web("GET", f"{CASE}/dispatch/", step(Action.DISPATCH), case="to_post"),
    web("POST", f"{CASE}/dispatch/", step(Action.DISPATCH), case="to_post", body=LEFT),
    web("GET", f"{CASE}/reply/", step(Action.REGISTER_ANSWER), case="posted"),
    web("POST", f"{CASE}/reply/", step(Action.REGISTER_ANSWER), case="posted", body=CAME),
    web("GET", "letters/addresses/", cases.SEE_ADDRESSES),
    web("POST", "letters/addresses/", cases.KEEP_ADDRESS, body={"partner": "KE", "name": "KRA"}),
    web("GET", "letters/register/", cases.REGISTER_LETTER),
    web("POST", "letters/register/", cases.REGISTER_LETTER, body=CAME),
    web("GET", f"{CASE}/translate/", cases.NOTE_TRANSLATION, case="draft"),
    web("POST", f"{CASE}/translate/", cases.NOTE_TRANSLATION, case="draft", body={}),
    web("GET", "joining/", cases.SEE_JOINING),
    web("GET", "joining/<str:partner>/", cases.SEE_JOINING),
    web("POST", "joining/<str:partner>/", cases.CARRY_OVER),
    web(
        "POST",
        "joining/<str:partner>/proposals/<int:number>/",
        cases.CARRY_OVER,
        places=PROPOSED,
        body={"action": "decline"},
    ),
    web(
        "POST",
        "joining/<str:partner>/<str:reference>/put-back/",
        cases.CARRY_OVER,
        case="posted",
        body={"reasons": "x"},
    ),
    web("GET", "imports/", cases.SEE_IMPORTS),
    web("POST", "imports/", cases.IMPORT_CASELOAD, body={"action": "check"}),
    web("GET", "imports/<int:number>/", cases.SEE_IMPORTS, places=FORMER),
    web("POST", "imports/<int:number>/", cases.IMPORT_CASELOAD, places=FORMER, body={}),
    web("GET", f"{CASE}/edit/", cases.SAVE_DRAFT, case="draft"),
    web("POST", f"{CASE}/edit/", cases.SAVE_DRAFT, case="draft", body={"action": "save"}),
    web("POST", f"{CASE}/submit/", step(Action.SUBMIT), case="draft"),
    web("POST", f"{CASE}/withdraw/", step(Action.WITHDRAW), case="draft"),
    web("POST", f"{CASE}/close/", step(Action.CLOSE), case="refused"),
    web("GET", f"{CASE}/approve/", step(Action.APPROVE), case="submitted"),
    web("POST", f"{CASE}/approve/", step(Action.APPROVE), case="submitted", body={"version": "1"}),
    web("GET", f"{CASE}/release/", step(Action.RELEASE), case="drafted"),
    web("POST", f"{CASE}/release/", step(Action.RELEASE), case="drafted", body={"version": "1"}),
    web("GET", f"{CASE}/accept/", step(Action.ACCEPT), case="received"),
    web("POST", f"{CASE}/accept/", step(Action.ACCEPT), case="received", body={"agency": "ICE"}),
    web("GET", f"{CASE}/refuse/", step(Action.REFUSE), case="received"),
    web("POST", f"{CASE}/refuse/", step(Action.REFUSE), case="received", body={"reasons": "x"}),
    web("GET", f"{CASE}/complete/", step(Action.ASK_COMPLETION), case="received"),
    web("POST", f"{CASE}/complete/", step(Action.ASK_COMPLETION), case="received", body=LACKS),
    web("GET", f"{CASE}/completed/", step(Action.REGISTER_COMPLETION), case="lacking"),
    web(
        "POST",
        f"{CASE}/completed/",
        step(Action.REGISTER_COMPLETION),
        case="lacking",
        body={"facts": "x"},
    ),
    web("GET", f"{CASE}/postpone/", step(Action.POSTPONE), case="received"),
    web("POST", f"{CASE}/postpone/", step(Action.POSTPONE), case="received", body=PUT_OFF),
    web("GET", f"{CASE}/take-back/", step(Action.TAKE_BACK), case="sent"),
    web("POST", f"{CASE}/take-back/", step(Action.TAKE_BACK), case="sent", body={"reasons": "x"}),
    web("GET", "information/new/", cases.GIVE_INFORMATION),
    web("POST", "information/new/", cases.GIVE_INFORMATION, body={"partner": "UA"}),
    web("GET", "information/register/", cases.REGISTER_INFORMATION),
    web("POST", "information/register/", cases.REGISTER_INFORMATION, body=CAME),
    web("GET", f"{CASE}/information/", step(Action.WRITE_INFORMATION), case="informing"),
    web("POST", f"{CASE}/information/", step(Action.WRITE_INFORMATION), case="informing", body={}),
    web("GET", f"{CASE}/tell/", step(Action.TELL), case="informing"),
    web("POST", f"{CASE}/tell/", step(Action.TELL), case="informing", body={"version": "1"}),
    web("GET", f"{CASE}/allocate/", step(Action.ALLOCATE), case="informed"),
    web("POST", f"{CASE}/allocate/", step(Action.ALLOCATE), case="informed", body={"agency": "?"}),
    web("GET", f"{CASE}/alert/", cases.GIVE_INFORMATION, case="informing"),
    web("POST", f"{CASE}/alert/", cases.GIVE_INFORMATION, case="informing", body={}),
    web("GET", "alerts/<int:number>/", *SEE, owner="CBP", places=ALERT),
    web("POST", "alerts/<int:number>/", cases.RELEASE_ALERT, owner="CBP", places=ALERT),
    web("GET", f"{STANDING}/", *SEE, case="standing"),
    web("POST", f"{STANDING}/send/", cases.BIND_STANDING, case="standing"),
    web("GET", f"{STANDING}/<str:word>/", cases.TELL_STANDING, case="standing", places=ENDS),
    web("POST", f"{STANDING}/<str:word>/", cases.TELL_STANDING, case="standing", places=ENDS),
    web("GET", f"{STANDING}/hand-in/", cases.TELL_STANDING, case="standing"),
    web("POST", f"{STANDING}/hand-in/", cases.TELL_STANDING, case="standing"),
    web("GET", f"{STANDING}/files/<int:key>/", *SEE, **WAITS),
    web("POST", f"{STANDING}/files/<int:key>/", cases.OPEN_EXHIBIT, body=REASON, **WAITS),
    web("POST", f"{STANDING}/files/<int:key>/send/", cases.BIND_STANDING, **WAITS),
    web("POST", f"{STANDING}/files/<int:key>/give-up/", cases.TELL_STANDING, **WAITS),
    web("GET", f"{CASE}/delivery/", *SEE, case="delivery"),
    web("POST", f"{CASE}/delivery/send/", cases.BIND_DELIVERY, case="delivery"),
    web("GET", f"{CASE}/delivery/<str:word>/", cases.TELL_DELIVERY, case="delivery", places=PLANS),
    web("POST", f"{CASE}/delivery/<str:word>/", cases.TELL_DELIVERY, case="delivery", **PLANNED),
    web("GET", f"{CASE}/answer/", step(Action.DRAFT_ANSWER), case="allocated"),
    web("POST", f"{CASE}/answer/", step(Action.DRAFT_ANSWER), case="allocated", body={"text": "x"}),
    web("POST", f"{CASE}/open/", step(Action.OPEN), case="answered"),
    web("POST", f"{CASE}/replies/open/", cases.OPEN_PARTIAL, case="in_part", body={"number": "1"}),
    web("GET", f"{CASE}/question/", cases.WRITE_QUESTION, case="asking"),
    web("POST", f"{CASE}/question/", cases.WRITE_QUESTION, case="asking", body={"question": "x"}),
    web("GET", f"{CASE}/question/put/", cases.PUT_QUESTION, case="asking"),
    web("POST", f"{CASE}/question/put/", cases.PUT_QUESTION, case="asking", body={"version": "1"}),
    web("POST", f"{CASE}/question/drop/", cases.WRITE_QUESTION, case="asking"),
    web("GET", f"{CASE}/feedback/", cases.GIVE_FEEDBACK, case="opened"),
    web("POST", f"{CASE}/feedback/", cases.GIVE_FEEDBACK, case="opened", body=BACKGROUND),
    web("GET", f"{CASE}/use/", cases.USE_ANSWER, case="opened H1"),
    web("POST", f"{CASE}/use/", cases.USE_ANSWER, case="opened H2", body=USE),
    web(
        "GET",
        f"{CASE}/afterwords/<slug:kind>/new/",
        cases.WRITE_AFTERWORD,
        case="opened H1",
        places={"kind": "consent"},
    ),
    web(
        "POST",
        f"{CASE}/afterwords/<slug:kind>/new/",
        cases.WRITE_AFTERWORD,
        case="opened H1",
        places={"kind": "consent"},
        body=CONSENT,
    ),
    web("GET", f"{CASE}/afterwords/<int:afterword>/", *SEE, case="consented"),
    web(
        "POST",
        f"{CASE}/afterwords/<int:afterword>/",
        cases.WRITE_AFTERWORD,
        case="consented",
        body={"act": "drop"},
    ),
    web("GET", f"{CASE}/markings/", cases.ATTACH, case="drafted"),
    web("POST", f"{CASE}/markings/", cases.ATTACH, case="drafted"),
    web("GET", f"{CASE}/exhibits/<str:exhibit>/", *SEE_EXHIBIT, case="draft"),
    web("POST", f"{CASE}/exhibits/<str:exhibit>/", cases.OPEN_EXHIBIT, case="draft", body=REASON),
    web("GET", "clocks/", OFFICE, query="?whose=all&when=all"),
    web("POST", "clocks/noted/", OFFICE),
    web("GET", "clocks/reminders/", OFFICE),
    web("POST", "clocks/reminders/calendar/", OFFICE),
    web("POST", "clocks/reminders/calendar/end/", OFFICE),
    web("POST", "clocks/reminders/mail/", OFFICE, body={"wish": "off"}),
    # Opened by its secret and by no office; this one is nobody's.
    web("GET", "clocks/calendar/<str:secret>.ics", places={"secret": "none"}),
    web("GET", f"{CASE}/clocks/", cases.SET_CLOCKS, case="draft"),
    web("POST", f"{CASE}/clocks/", cases.SET_CLOCKS, case="draft", body=HEARING),
    web("POST", f"{CASE}/clocks/met/", cases.SET_CLOCKS, case="draft", body=SET_DAY),
    web("POST", f"{CASE}/clocks/stop/", cases.SET_CLOCKS, case="draft", body=STOPPED_CLOCKS),
    web("POST", f"{CASE}/clocks/go-on/", cases.SET_CLOCKS, case="draft", body=PAUSE),
    web("GET", f"{CASE}/share/", cases.SHARE, case="opened H1"),
    web("POST", f"{CASE}/share/", cases.SHARE, case="opened H1", body={"agency": "CBP"}),
    web("GET", f"{CASE}/share/<int:number>/end/", cases.SHARE, case="shared"),
    web("POST", f"{CASE}/share/<int:number>/end/", cases.SHARE, case="shared", body=REASON),
    web("GET", "deconfliction/", cases.DECONFLICT),
    web("GET", "deconfliction/<int:number>/", cases.DECONFLICT, places=HIT),
    web("POST", "deconfliction/<int:number>/", cases.DECONFLICT, places=HIT, body=NO_LINK),
    web("GET", f"{CASE}/transfer/", cases.TRANSFER, case="received"),
    web("POST", f"{CASE}/transfer/", cases.TRANSFER, case="received", body={"basis": "x"}),
    web("GET", f"{CASE}/enquiries/", cases.SAVE_DRAFT, case="draft"),
    web("POST", f"{CASE}/enquiries/", cases.SAVE_DRAFT, case="draft", body={"looked": "tax"}),
    web("GET", f"{CASE}/consult/", cases.CONSULT, case="draft"),
    web("POST", f"{CASE}/consult/", cases.CONSULT, case="draft", body={"summary": "x"}),
    web("GET", "consultations/", cases.SEE_CONSULTATIONS),
    web("GET", "consultations/<int:number>/", cases.SEE_EVERY_REQUEST, places=ASKED_OF_US),
    web("POST", "consultations/<int:number>/", cases.WRITE_VIEW, places=ASKED_OF_US),
    web("POST", "consultations/<int:number>/send/", cases.RELEASE_CONSULTATION, places=ASKED_OF_US),
    web("GET", "oral/", OFFICE),
    web("GET", "oral/put/", cases.PUT_ORALLY),
    web("POST", "oral/put/", cases.PUT_ORALLY, body={"partner": "UA"}),
    web("GET", "oral/take/", cases.TAKE_ORALLY),
    web("POST", "oral/take/", cases.TAKE_ORALLY, body={"partner": "UA"}),
    web("GET", f"{CASE}/oral/", *SEE, case="said"),
    web("POST", f"{CASE}/oral/", cases.REMIND_ORAL, case="said", body=REMINDED),
    web("GET", f"{CASE}/alone/", cases.RELEASE_ALONE, case="submitted"),
    web("POST", f"{CASE}/alone/", cases.RELEASE_ALONE, case="submitted", body={"version": "1"}),
    web("GET", "duty-releases/", cases.SEE_ALONE),
    web("GET", "duty-releases/<int:number>/", cases.SEE_ALONE, owner="CBP", places=ALONE),
    web("POST", "duty-releases/<int:number>/", cases.REVIEW_ALONE, owner="CBP", places=ALONE),
    web("GET", "parts/", cases.DECIDE_PART),
    web("GET", "parts/<int:key>/", cases.DECIDE_PART, owner="CBP", places=PART),
    web("POST", "parts/<int:key>/", cases.DECIDE_PART, owner="CBP", places=PART),
    web("GET", f"{CASE}/parts/", *SEE, case="drafted"),
    web("POST", f"{CASE}/parts/", cases.ATTACH, case="drafted"),
    web("GET", f"{CASE}/parts/new/", cases.ATTACH, case="drafted"),
    web("POST", f"{CASE}/parts/new/", cases.ATTACH, case="drafted"),
    web("GET", f"{CASE}/parts/<int:number>/", *SEE, case="drafted", places=FIRST),
    web("POST", f"{CASE}/parts/<int:number>/", cases.ATTACH, case="drafted", places=FIRST),
    web("GET", "tasks/", cases.DO_TASK),
    web("GET", "tasks/<int:number>/", *SEE, cases.DO_TASK, owner="CBP", places=TASK),
    web("POST", "tasks/<int:number>/", cases.DO_TASK, owner="CBP", places=TASK),
    web("GET", "tasks/<int:number>/withdraw/", cases.GIVE_TASK, owner="CBP", places=TASK),
    web("POST", "tasks/<int:number>/withdraw/", cases.GIVE_TASK, owner="CBP", places=TASK),
    web("GET", f"{CASE}/tasks/new/", cases.GIVE_TASK, case="allocated"),
    web("POST", f"{CASE}/tasks/new/", cases.GIVE_TASK, case="allocated", body={"agency": "CBP"}),
    web("GET", "competent-bodies/", cases.SEE_AUTHORITIES),
    web("POST", "competent-bodies/", cases.KEEP_AUTHORITIES, body=BODY),
    web(
        "POST",
        "competent-bodies/<int:number>/end/",
        cases.KEEP_AUTHORITIES,
        places={"number": "{competent_body}"},
    ),
    web("GET", "codes/", OFFICE),
    web("GET", "codes/<slug:name>/", OFFICE, places={"name": "offences"}),
    web("GET", "practices/", practices.READ_NOTES),
    web("GET", "practices/new/", practices.WRITE_NOTE),
    web("POST", "practices/new/", practices.WRITE_NOTE),
    web("GET", "practices/<int:number>/", practices.READ_DRAFTS, owner="CBP", places=NOTE),
    web("GET", "practices/<int:number>/edit/", practices.WRITE_NOTE, owner="CBP", places=NOTE),
    web("POST", "practices/<int:number>/edit/", practices.WRITE_NOTE, owner="CBP", places=NOTE),
    web("GET", "practices/<int:number>/share/", practices.SHARE_NOTE, owner="CBP", places=NOTE),
    web("POST", "practices/<int:number>/share/", practices.SHARE_NOTE, owner="CBP", places=NOTE),
    web("GET", "practices/<int:number>/feedback/", practices.TELL_FEEDBACK, places=THEIR_NOTE),
    web("POST", "practices/<int:number>/feedback/", practices.TELL_FEEDBACK, places=THEIR_NOTE),
    web("GET", "folders/", *READ_FOLDERS),
    web("GET", "folders/new/", folders.OPEN_FOLDER),
    web("POST", "folders/new/", folders.OPEN_FOLDER),
    web("GET", "folders/<int:number>/", *READ_FOLDERS, owner="CBP", places=FOLDER),
    web("GET", "folders/<int:number>/invite/", folders.INVITE, owner="CBP", places=FOLDER),
    web("POST", "folders/<int:number>/invite/", folders.INVITE, owner="CBP", places=FOLDER),
    web("GET", "folders/<int:number>/answer/", folders.ANSWER_INVITATION, places=INVITED),
    web("POST", "folders/<int:number>/answer/", folders.ANSWER_INVITATION, places=INVITED),
    web("POST", "folders/<int:number>/agency/", folders.ADMIT_AGENCY, owner="CBP", places=FOLDER),
    web("POST", "folders/<int:number>/leave/", folders.LEAVE_FOLDER, owner="CBP", places=FOLDER),
    web("POST", "folders/<int:number>/close/", folders.CLOSE_FOLDER, owner="CBP", places=FOLDER),
    web("POST", "folders/<int:number>/erase/", folders.ERASE_FOLDER, places=FOLDER),
    web("GET", f"{ADD}/", folders.WRITE_ITEM, owner="CBP", places=ADDED),
    web("POST", f"{ADD}/", folders.WRITE_ITEM, owner="CBP", places=ADDED),
    web("GET", f"{ITEM}/", *READ_FOLDERS, owner="CBP", places=NOTED),
    web("POST", f"{ITEM}/release/", folders.RELEASE_ITEM, owner="CBP", places=NOTED),
    web("POST", f"{ITEM}/discard/", folders.WRITE_ITEM, owner="CBP", places=NOTED),
    web("POST", f"{ITEM}/done/", folders.FINISH_TASK, owner="CBP", places=OUR_TASK),
    web("POST", f"{ITEM}/word/", folders.GIVE_WORD, owner="CBP", places=DECISION),
    web("GET", "agreements/", OFFICE),
    web("GET", "agreements/compare/", OFFICE),
    web("GET", "agreements/changes/", OFFICE),
    web("GET", "agreements/changes/import/", law.BEGIN_CHANGE),
    web("POST", "agreements/changes/import/", law.BEGIN_CHANGE),
    web("GET", "agreements/changes/new/", law.BEGIN_CHANGE),
    web("POST", "agreements/changes/new/", law.BEGIN_CHANGE),
    web("GET", f"{CHANGE}/", law.SEE_PROPOSALS, places=WAITING),
    web("GET", f"{CHANGE}/text/", law.WRITE_CHANGE, places=WAITING),
    web("POST", f"{CHANGE}/text/", law.WRITE_CHANGE, places=WAITING, body={"text": "x"}),
    web("GET", f"{CHANGE}/propose/", law.SEE_PROPOSALS, places=WAITING),
    web("POST", f"{CHANGE}/propose/", law.PROPOSE_CHANGE, places=WAITING, body=REASON),
    web("GET", f"{CHANGE}/approve/", OFFICE, places=WAITING),
    web("POST", f"{CHANGE}/approve/", law.JUDGE_CHANGE, places=WAITING, body={"revision": "1"}),
    web("GET", f"{CHANGE}/return/", law.SEE_PROPOSALS, places=WAITING),
    web("POST", f"{CHANGE}/return/", law.JUDGE_CHANGE, places=WAITING, body=REASON),
    web("GET", f"{CHANGE}/withdraw/", OFFICE, places=WAITING),
    web("POST", f"{CHANGE}/withdraw/", law.WITHDRAW_CHANGE, places=WAITING),
    *(
        web(
            method,
            f"{CHANGE}/<slug:table>/<slug:position>/",
            law.WRITE_CHANGE,
            places={**WAITING, "table": "head", "position": "0"},
        )
        for method in ("GET", "POST")
    ),
    web("GET", "agreements/gaps/", OFFICE),
    web("GET", "agreements/may/", law.READ_LAW, query=QUESTION),
    web("GET", "agreements/<slug:reference>/", law.READ_LAW),
    web("POST", "agreements/<slug:reference>/edit/", law.BEGIN_CHANGE),
    web("GET", "agreements/<slug:reference>/versions/", law.READ_LAW),
    web("GET", "agreements/<slug:reference>/settle/", law.SETTLE),
    web("POST", "agreements/<slug:reference>/settle/", law.SETTLE),
    web("GET", "own-law/", law.SEE_OWN_LAW),
    web("POST", "own-law/", law.SETTLE),
    web("GET", "own-law/instructions/", law.SEE_OWN_LAW),
    web("GET", "own-law/instructions/new/", law.ISSUE_INSTRUCTION),
    web("POST", "own-law/instructions/new/", law.ISSUE_INSTRUCTION),
    web(
        "GET",
        "own-law/instructions/<int:number>/",
        law.SEE_OWN_LAW,
        places={"number": "{instruction}"},
    ),
    web(
        "POST",
        "own-law/instructions/<int:number>/",
        law.MOVE_INSTRUCTION,
        places={"number": "{instruction}"},
        body={"act": "confirm"},
    ),
    web("GET", "own-law/assurances/", law.SEE_OWN_LAW),
    web("GET", "own-law/assurances/new/", law.RECORD_ASSURANCE),
    web("POST", "own-law/assurances/new/", law.RECORD_ASSURANCE),
    web(
        "GET", "own-law/assurances/<int:number>/", law.SEE_OWN_LAW, places={"number": "{assurance}"}
    ),
    web(
        "POST",
        "own-law/assurances/<int:number>/",
        law.WITHDRAW_ASSURANCE,
        places={"number": "{assurance}"},
        body=REASON,
    ),
    web("GET", "own-law/breaches/", law.SEE_OWN_LAW),
    web("GET", "own-law/breaches/new/", law.REPORT_BREACH),
    web("POST", "own-law/breaches/new/", law.REPORT_BREACH),
    web("GET", "own-law/breaches/<int:number>/", law.SEE_OWN_LAW, places={"number": "{breach}"}),
    web(
        "POST",
        "own-law/breaches/<int:number>/",
        law.REPORT_BREACH,
        places={"number": "{breach}"},
        body={"act": "tell", **REASON},
    ),
    web("GET", "records/", OFFICE),
    web("GET", "records/find/", OFFICE),
    web("POST", "records/verify/", oversight.VERIFY),
    web("POST", "records/verify-listed/", oversight.VERIFY),
    web(
        "GET",
        "records/entries/<str:place>/",
        ledger.READ_ALL,
        ledger.READ_CASES,
        ledger.READ_AGENCY,
        case="draft",
    ),
    *(
        web(method, "records/entries/<str:place>/day/", oversight.OVERSEE, body=body, case="draft")
        for method, body in (("GET", None), ("POST", REASON))
    ),
    web("GET", "records/anchors/", exchange.SEE_ANCHORS),
    web("GET", "health/keys/", exchange.SEE_KEYS),
    *(
        web(
            "POST",
            f"health/keys/<slug:role>/{move}/",
            exchange.TURN_KEYS,
            body=REASON,
            places={"role": "sender"},
        )
        for move in ("rotate", "confirm", "withdraw", "compromised")
    ),
    web("GET", "records/readings/", oversight.OVERSEE),
    web("GET", "records/export/", oversight.OVERSEE),
    web("POST", "records/export/", oversight.OVERSEE, body=REASON),
    web("GET", "records/personal-data/", cases.PROTECT_DATA),
    web("GET", "records/retention/", cases.SEE_RETENTION),
    web(
        "POST",
        "records/retention/",
        cases.PROTECT_DATA,
        body={"days": "9", "reason": "x"},
    ),
    web("GET", "records/retention/<str:reference>/", cases.SEE_RETENTION, case="opened H1"),
    web(
        "POST",
        "records/retention/<str:reference>/",
        cases.HOLD,
        case="opened H1",
        body={"act": "hold", "reason": "x"},
    ),
    web("GET", "records/access/", cases.SEE_SUBJECTS),
    web("POST", "records/access/", cases.KEEP_SUBJECTS),
    web("GET", "records/access/new/", cases.KEEP_SUBJECTS),
    web("POST", "records/access/new/", cases.KEEP_SUBJECTS),
    web("GET", "records/access/consultations/<int:number>/", cases.SEE_SUBJECTS, places=HEARD),
    web("POST", "records/access/consultations/<int:number>/", cases.SEE_SUBJECTS, places=HEARD),
    web("GET", SUBJECT, cases.SEE_SUBJECTS, places=ASKED_BY),
    web("POST", SUBJECT, cases.KEEP_SUBJECTS, places=ASKED_BY),
    web("GET", f"{SUBJECT}correct/", cases.KEEP_SUBJECTS, places=ASKED_BY),
    web("POST", f"{SUBJECT}correct/", cases.KEEP_SUBJECTS, places=ASKED_BY),
    web("GET", f"{SUBJECT}reply/", cases.KEEP_SUBJECTS, places=ASKED_BY),
    web("POST", f"{SUBJECT}reply/letter/", cases.KEEP_SUBJECTS, places=ASKED_BY),
    web("GET", f"{SUBJECT}items/<int:number>/", cases.KEEP_SUBJECTS, places=FOUND),
    web("POST", f"{SUBJECT}items/<int:number>/", cases.KEEP_SUBJECTS, places=FOUND),
    web("POST", "records/retention/left/", cases.ERASE, body={"number": "1"}),
    web(
        "POST",
        "records/retention/supplies/<str:reference>/",
        cases.PROPOSE_ERASURE,
        case="opened H1",
        body={"act": "propose"},
    ),
    web("GET", "records/transfers/rules/", cases.SET_TRANSFER_RULES),
    web("POST", "records/transfers/rules/", cases.SET_TRANSFER_RULES),
    web("POST", "records/transfers/rules/<int:number>/end/", cases.SET_TRANSFER_RULES, places=RULE),
    web("GET", CORRECTION, cases.PROTECT_DATA, places=CORRECTED),
    web("POST", CORRECTION, cases.PROTECT_DATA, places=CORRECTED),
    web("GET", "records/transfers/", cases.PROTECT_DATA),
    web("GET", "records/transfers/waiting/", cases.PROTECT_DATA),
    web("GET", "records/transfers/export/", cases.PROTECT_DATA),
    web("POST", "records/transfers/export/", cases.PROTECT_DATA, body=REASON),
    web("GET", "records/transfers/<str:reference>/", cases.PROTECT_DATA, case="submitted"),
    web(
        "POST",
        "records/transfers/<str:reference>/",
        cases.PROTECT_DATA,
        case="submitted",
        body={"verdict": "approved"},
    ),
    web("GET", "records/personal-data/export/", cases.PROTECT_DATA),
    web("POST", "records/personal-data/export/", cases.PROTECT_DATA, body=REASON),
    web("GET", "records/personal-data/search/", cases.PROTECT_DATA),
    web(
        "POST",
        "records/personal-data/search/",
        cases.PROTECT_DATA,
        body={"text": "Quillwort", **REASON},
    ),
    web("GET", "statistics/", cases.SEE_RELEASED),
    web("GET", "statistics/<str:partner>/", cases.SEE_STATISTICS),
    web("GET", "statistics/<str:partner>/<str:form>/", cases.SEE_STATISTICS, places=FIGURES),
    web("POST", "statistics/<str:partner>/release/", cases.RELEASE_STATISTICS, body=YEAR),
    web("GET", "statistics/released/<int:number>/", cases.SEE_RELEASED, places=FIGURES),
    web("GET", "statistics/released/<int:number>/<str:form>/", cases.SEE_RELEASED, places=FIGURES),
    web("GET", "links/", OFFICE),
    web("POST", "links/set-aside/<slug:message>/retry/", exchange.TAKE_UP_AGAIN),
    web("GET", "links/messages/<uuid:message_id>/", exchange.SEE_TRAFFIC, places=COVERED),
    web("GET", "links/messages/<uuid:message_id>/receipt/", exchange.SEE_TRAFFIC, places=COVERED),
    web("GET", "links/parked/", exchange.SEE_SET_ASIDE),
    web("GET", "links/parked/causes/", exchange.SEE_SET_ASIDE),
    web("POST", "links/parked/retry/", exchange.TAKE_UP_AGAIN, body={"code": "too_late"}),
    web("GET", "links/<slug:partner>/keys/", exchange.SEE_NOTICES),
    web("POST", "links/<slug:partner>/keys/announce/", exchange.ANNOUNCE, body=COMING),
    web("POST", "links/<slug:partner>/keys/openings/", exchange.SET_OPENINGS, body={"told": "no"}),
    web("POST", "links/<slug:partner>/keys/revoke/", exchange.REVOKE_LINK, body=REASON),
    web("POST", "links/<slug:partner>/keys/propose/", exchange.PROPOSE_LINK, body=REASON),
    web("POST", "links/<slug:partner>/keys/confirm/", exchange.CONFIRM_LINK, body=REASON),
    web("GET", "links/<slug:partner>/epochs/", exchange.SEE_TRAFFIC),
    web("POST", "links/<slug:partner>/epochs/propose/", exchange.OPEN_EPOCH, body=FAILOVER),
    web("POST", "links/<slug:partner>/epochs/confirm/", exchange.OPEN_EPOCH),
    web("POST", "links/<slug:partner>/recovery/", exchange.RECOVER),
    web("POST", "links/<slug:partner>/recovery/end/", exchange.RECOVER, body=REASON),
    web("GET", "links/<slug:partner>/forks/<int:number>/", exchange.SEE_TRAFFIC, places=FORKED),
    web("GET", "links/<slug:partner>/files/", exchange.CARRY_BY_MEDIUM),
    web("POST", "links/<slug:partner>/files/write/", exchange.CARRY_BY_MEDIUM),
    web("POST", "links/<slug:partner>/files/read/", exchange.CARRY_BY_MEDIUM),
    web(
        "POST",
        "links/<slug:partner>/files/by-folder/",
        exchange.CARRY_BY_FOLDER,
        body={"by_folder": "no"},
    ),
    web("GET", "links/<slug:partner>/ladder/", interfaces.CLIMB_LADDER),
    web("POST", "links/<slug:partner>/ladder/", interfaces.CLIMB_LADDER),
    web("POST", "links/<slug:partner>/move/", exchange.SUSPEND_LINK, body=REASON),
    web("GET", "health/", interfaces.WATCH_HEALTH),
    web("GET", "links/terms/", law.SEE_TERMS),
    *(
        web(method, "links/terms/propose/", law.PROPOSE_TERMS, **how)
        for method, how in (
            ("GET", {"query": f"?agreement={AGREEMENT}&partner=UA"}),
            ("POST", {"body": {"agreement": AGREEMENT, "partner": "UA"}}),
        )
    ),
    web("GET", "links/terms/differences/<int:difference>/", law.SEE_TERMS),
    web("POST", "links/terms/differences/<int:difference>/", law.DECIDE_DIFFERENCE, body=REASON),
    web("GET", "links/terms/<int:proposal>/", law.SEE_TERMS),
    web("POST", "links/terms/<int:proposal>/countersign/", law.ANSWER_TERMS),
    web("GET", "links/terms/<int:proposal>/decline/", law.ANSWER_TERMS),
    web("POST", "links/terms/<int:proposal>/decline/", law.ANSWER_TERMS, body=REASON),
    web("POST", "links/terms/<int:proposal>/take-over/", law.TAKE_TERMS_OVER),
    web("GET", "search/", OFFICE, query="?q=US-UA"),
    web("GET", "people/", officers.SEE_PEOPLE),
    web("GET", "people/officers/appoint/", officers.APPOINT),
    web("POST", "people/officers/appoint/", officers.APPOINT, body={"name": "x"}),
    web("GET", "people/<str:username>/", officers.SEE_PEOPLE),
    web("GET", "people/<str:username>/offices/", officers.CHANGE_OFFICES),
    web("POST", "people/<str:username>/offices/", officers.CHANGE_OFFICES, body={"roles": "x"}),
    web("GET", "people/<str:username>/name/", officers.CHANGE_NAME),
    web("POST", "people/<str:username>/name/", officers.CHANGE_NAME, body={"name": "x"}),
    web("GET", "people/<str:username>/agency/", officers.CHANGE_AGENCY),
    web("POST", "people/<str:username>/agency/", officers.CHANGE_AGENCY, body={"agency": "x"}),
    web("POST", "people/<str:username>/password/", officers.SET_PASSWORD),
    web("POST", "people/machines/admit/", officers.ADMIT_MACHINE),
    web("POST", "people/machines/<str:client_id>/end/", officers.END_MACHINE),
    web("POST", "people/<str:username>/strike-off/", officers.STRIKE_OFF),
    web("POST", "people/<str:username>/factors/end/", officers.END_FACTORS),
    web("POST", "people/<str:username>/provider/", officers.LINK_PROVIDER, body={"subject": "x"}),
    web("POST", "people/<str:username>/card/", officers.GIVE_CARD, body={"holder": "x"}),
)

BUTTONS = frozenset(row.route for row in PAGES if row.method == "POST") - frozenset(
    row.route for row in PAGES if row.method == "GET"
)
"""Pages that only a button opens: reading their address does nothing, and tells nothing."""

OPERATIONS = (
    rest("GET", "/me", OFFICE),
    rest("GET", "/absences", OFFICE),
    rest("POST", "/absences", OFFICE, body={}),
    rest("POST", "/absences/{number}/end", officers.RECORD_ABSENCE, places={"number": "{absence}"}),
    rest("GET", "/caseloads/{username}", *HANDS, owner="CBP"),
    rest("POST", "/caseloads/{username}/hand-over", *HANDS, owner="CBP", body=HANDED),
    rest("GET", "/links", exchange.SEE_LINKS),
    rest("GET", "/node/health", interfaces.WATCH_HEALTH),
    rest("GET", "/node/keys", exchange.SEE_KEYS),
    *(
        rest(
            "POST",
            f"/node/keys/{{role}}/{move}",
            exchange.TURN_KEYS,
            body=body,
            places={"role": "sender"},
        )
        for move, body in (
            ("rotate", REASON),
            ("confirm", {}),
            ("withdraw", {}),
            ("compromised", {**REASON, "since": "2026-11-01T00:00:00Z"}),
        )
    ),
    rest("POST", "/links/{partner}/revoke", exchange.REVOKE_LINK, body=REASON),
    rest(
        "POST", "/links/{partner}/propose", exchange.PROPOSE_LINK, body={"descriptor": "their file"}
    ),
    rest("POST", "/links/{partner}/confirm", exchange.CONFIRM_LINK, body={"number": "7" * 60}),
    rest("GET", "/links/{partner}/notices", exchange.SEE_NOTICES),
    rest("POST", "/links/{partner}/notices", exchange.ANNOUNCE, body=COMING),
    rest("GET", "/links/{partner}/openings", exchange.SEE_NOTICES),
    rest("POST", "/links/{partner}/openings", exchange.SET_OPENINGS, body={"told": False}),
    rest("GET", "/links/{partner}/epochs", exchange.SEE_TRAFFIC),
    rest("POST", "/links/{partner}/epochs", exchange.OPEN_EPOCH, body=FAILOVER),
    rest("POST", "/links/{partner}/epochs/confirm", exchange.OPEN_EPOCH),
    rest("GET", "/links/{partner}/forks/{number}", exchange.SEE_TRAFFIC, places=FORKED),
    rest("POST", "/links/{partner}/recovery", exchange.RECOVER),
    rest("POST", "/links/{partner}/recovery/end", exchange.RECOVER, body=REASON),
    rest("GET", "/links/set-aside", OFFICE),
    rest("GET", "/links/messages/{message}", exchange.SEE_TRAFFIC),
    rest("GET", "/links/messages/{message}/receipt", exchange.SEE_TRAFFIC),
    rest("GET", "/links/parked", exchange.SEE_SET_ASIDE),
    rest("GET", "/links/parked/causes", exchange.SEE_SET_ASIDE),
    rest("POST", "/links/parked/retry", exchange.TAKE_UP_AGAIN, body={"code": "too_late"}),
    rest("POST", "/links/set-aside/{message}/retry", exchange.TAKE_UP_AGAIN),
    rest("GET", "/links/{partner}/files", exchange.CARRY_BY_MEDIUM),
    rest("POST", "/links/{partner}/files", exchange.CARRY_BY_MEDIUM),
    rest("POST", "/carried-files", exchange.CARRY_BY_MEDIUM),
    rest(
        "POST",
        "/links/{partner}/by-folder",
        exchange.CARRY_BY_FOLDER,
        body={"by_folder": False},
    ),
    rest("POST", "/links/{partner}/ladder", interfaces.CLIMB_LADDER),
    rest("POST", "/links/{partner}/suspend", exchange.SUSPEND_LINK, body=REASON),
    rest("POST", "/links/{partner}/resume", exchange.RESUME_LINK, body=REASON),
    rest("GET", "/record", OFFICE),
    rest("GET", "/record/{about}", OFFICE, case="draft"),
    rest(
        "GET",
        "/record-entries/{place}",
        ledger.READ_ALL,
        ledger.READ_CASES,
        ledger.READ_AGENCY,
        case="draft",
    ),
    rest("POST", "/record-checks", oversight.VERIFY, body={}),
    rest("POST", "/record-exports", oversight.OVERSEE, body=REASON),
    rest(
        "POST",
        "/record-entries/{place}/day-proof",
        oversight.OVERSEE,
        body=REASON,
        case="draft",
    ),
    rest("GET", "/record-anchors", exchange.SEE_ANCHORS),
    rest("GET", "/record-key", OFFICE),
    rest("GET", "/record-readings", oversight.OVERSEE),
    rest("GET", "/requests/{reference}/readings", oversight.SEE_WHO_LOOKED, case="opened H1"),
    rest("GET", "/saved-filters", OFFICE),
    rest("POST", "/saved-filters", OFFICE, body={"name": "x", "state": "sent"}),
    rest("DELETE", "/saved-filters/{number}", NOBODY, places={"number": "{release}"}),
    rest("POST", "/requests/{reference}/copy", cases.DRAFT_REQUEST, case="sent"),
    rest("POST", "/requests/{reference}/lines", cases.SAVE_DRAFT, case="draft", body=LINES),
    rest("GET", "/folders", *READ_FOLDERS),
    rest("POST", "/folders", folders.OPEN_FOLDER, body={}),
    rest("GET", "/folders/{number}", *READ_FOLDERS, owner="CBP", places=FOLDER),
    rest("POST", "/folders/{number}/invite", folders.INVITE, owner="CBP", places=FOLDER, body={}),
    rest(
        "POST",
        "/folders/{number}/agencies",
        folders.ADMIT_AGENCY,
        owner="CBP",
        places=FOLDER,
        body={},
    ),
    rest(
        "POST",
        "/folders/{number}/answer",
        folders.ANSWER_INVITATION,
        places=INVITED,
        body={"joins": False},
    ),
    rest(
        "POST", "/folders/{number}/items", folders.WRITE_ITEM, owner="CBP", places=FOLDER, body={}
    ),
    rest("POST", "/folders/{number}/leave", folders.LEAVE_FOLDER, owner="CBP", places=FOLDER),
    rest("POST", "/folders/{number}/close", folders.CLOSE_FOLDER, owner="CBP", places=FOLDER),
    rest("POST", "/folders/{number}/erase", folders.ERASE_FOLDER, places=FOLDER),
    rest("GET", "/folder-items/{number}", *READ_FOLDERS, owner="CBP", places=NOTED),
    rest("GET", "/folder-items/{number}/reach", *READ_FOLDERS, owner="CBP", places=NOTED),
    rest(
        "POST",
        "/folder-items/{number}/release",
        folders.RELEASE_ITEM,
        owner="CBP",
        places=NOTED,
        body={"version": 1},
    ),
    rest("POST", "/folder-items/{number}/discard", folders.WRITE_ITEM, owner="CBP", places=NOTED),
    rest("POST", "/folder-items/{number}/done", folders.FINISH_TASK, owner="CBP", places=OUR_TASK),
    rest(
        "POST",
        "/folder-items/{number}/word",
        folders.GIVE_WORD,
        owner="CBP",
        places=DECISION,
        body={"agrees": True},
    ),
    rest("GET", "/practices", practices.READ_NOTES),
    rest("POST", "/practices", practices.WRITE_NOTE, body={}),
    rest("GET", "/practices/{number}", practices.READ_DRAFTS, owner="CBP", places=NOTE),
    rest(
        "PATCH",
        "/practices/{number}",
        practices.WRITE_NOTE,
        owner="CBP",
        places=NOTE,
        body={"version": 1},
    ),
    rest(
        "POST",
        "/practices/{number}/share",
        practices.SHARE_NOTE,
        owner="CBP",
        places=NOTE,
        body={"partners": [], "version": 1},
    ),
    rest(
        "POST",
        "/practices/{number}/feedback",
        practices.TELL_FEEDBACK,
        places=THEIR_NOTE,
        body={"usefulness": "x"},
    ),
    rest("GET", "/statistics/{partner}", cases.SEE_STATISTICS),
    rest("GET", "/statistics/{partner}/file", cases.SEE_STATISTICS),
    rest("POST", "/statistics/{partner}/releases", cases.RELEASE_STATISTICS, body=YEAR),
    rest("GET", "/statistics-releases", cases.SEE_RELEASED),
    rest("GET", "/statistics-releases/{number}", cases.SEE_RELEASED, places=FIGURES),
    rest("GET", "/statistics-releases/{number}/file", cases.SEE_RELEASED, places=FIGURES),
    rest("GET", "/personal-data", cases.PROTECT_DATA),
    rest("GET", "/retention", cases.SEE_RETENTION),
    rest("POST", "/retention", cases.PROTECT_DATA, body={"days": 9, "reason": "x"}),
    rest("GET", "/retention/{reference}", cases.SEE_RETENTION, case="opened H1"),
    rest("POST", "/retention/{reference}/hold", cases.HOLD, case="opened H1", body=REASON),
    rest("POST", "/retention/{reference}/lift", cases.HOLD, case="opened H1", body=REASON),
    rest("POST", "/retention/{reference}/propose", cases.PROPOSE_ERASURE, case="opened H1"),
    rest("POST", "/retention/{reference}/erase", cases.ERASE, case="opened H1"),
    rest("POST", "/retention-leftovers", cases.ERASE, body={}),
    rest("GET", "/retention-supplies", cases.SEE_RETENTION),
    rest(
        "POST",
        "/retention-supplies/{reference}/propose",
        cases.PROPOSE_ERASURE,
        case="opened H1",
    ),
    rest("POST", "/retention-supplies/{reference}/erase", cases.ERASE, case="opened H1"),
    rest("GET", "/transfer-rules", cases.SET_TRANSFER_RULES),
    rest("POST", "/transfer-rules", cases.SET_TRANSFER_RULES, body={}),
    rest("POST", "/transfer-rules/{number}/end", cases.SET_TRANSFER_RULES, places=RULE),
    rest(
        "POST",
        "/requests/{reference}/afterwords/{afterword}/word",
        cases.PROTECT_DATA,
        places=CORRECTED_OF,
        body={"verdict": "approved"},
    ),
    rest("GET", "/subject-requests", cases.SEE_SUBJECTS),
    rest("POST", "/subject-requests", cases.KEEP_SUBJECTS, body={}),
    rest("POST", "/subject-requests/law", cases.KEEP_SUBJECTS, body=IN_LAW),
    rest("GET", "/subject-requests/{reference}", cases.SEE_SUBJECTS, places=ASKED_BY),
    rest(
        "POST",
        "/subject-requests/{reference}/moves/{move}",
        cases.KEEP_SUBJECTS,
        places={**ASKED_BY, "move": "search"},
        body={},
    ),
    rest(
        "POST",
        "/subject-requests/{reference}/items/{number}",
        cases.KEEP_SUBJECTS,
        places=FOUND,
        body={},
    ),
    rest(
        "POST",
        "/subject-requests/{reference}/items/{number}/consult",
        cases.KEEP_SUBJECTS,
        places=FOUND,
        body={},
    ),
    rest(
        "POST",
        "/subject-requests/{reference}/corrections",
        cases.KEEP_SUBJECTS,
        places=ASKED_BY,
        body={},
    ),
    rest("GET", "/subject-requests/{reference}/reply", cases.KEEP_SUBJECTS, places=ASKED_BY),
    rest(
        "POST",
        "/subject-requests/{reference}/reply/letter",
        cases.KEEP_SUBJECTS,
        places=ASKED_BY,
        body={},
    ),
    rest("GET", "/access-consultations", cases.SEE_SUBJECTS),
    rest("GET", "/access-consultations/{number}", cases.SEE_SUBJECTS, places=HEARD),
    rest(
        "POST",
        "/access-consultations/{number}/send",
        cases.RELEASE_ACCESS,
        places=HEARD,
        body=READ_PLAN,
    ),
    rest(
        "POST", "/access-consultations/{number}/opinion", cases.GIVE_OPINION, places=HEARD, body={}
    ),
    rest("GET", "/data-transfers", cases.PROTECT_DATA),
    rest("GET", "/data-transfers/waiting", cases.PROTECT_DATA),
    rest("POST", "/data-transfers/exports", cases.PROTECT_DATA, body=REASON),
    rest(
        "POST",
        "/data-transfers/{reference}/word",
        cases.PROTECT_DATA,
        case="submitted",
        body={"verdict": "approved", "version": 1},
    ),
    rest("POST", "/personal-data/exports", cases.PROTECT_DATA, body=REASON),
    rest(
        "POST", "/personal-data/searches", cases.PROTECT_DATA, body={"text": "Quillwort", **REASON}
    ),
    rest(
        "POST",
        "/requests/{reference}/letters",
        letters.MAKE_LETTER,
        case="sent",
        body={"second": "uk"},
    ),
    rest("GET", "/postal-addresses", OFFICE),
    rest(
        "POST",
        "/postal-addresses/{partner}",
        cases.KEEP_ADDRESS,
        places={"partner": "KE"},
        body={"name": "KRA", "lines": "Times Tower"},
    ),
    rest(
        "POST",
        "/requests/{reference}/dispatch",
        step(Action.DISPATCH),
        case="to_post",
        body=LEFT,
    ),
    rest(
        "POST",
        "/requests/{reference}/replies",
        step(Action.REGISTER_ANSWER),
        case="posted",
        body={"kind": "accepted", "came": CAME},
    ),
    rest("POST", "/requests-by-letter", cases.REGISTER_LETTER, body={"draft": {"partner": "KE"}}),
    rest("GET", "/inbox", OFFICE),
    rest("GET", "/clocks", OFFICE, query="?whose=all&when=all"),
    rest("GET", "/requests/{reference}/clocks", *SEE, case="draft"),
    rest("POST", "/requests/{reference}/days", cases.SET_CLOCKS, case="draft", body=HEARING),
    rest(
        "POST",
        "/requests/{reference}/days/{number}/met",
        cases.SET_CLOCKS,
        case="draft",
        places=SET_DAY,
    ),
    rest(
        "POST",
        "/requests/{reference}/pauses",
        cases.SET_CLOCKS,
        case="draft",
        body=STOPPED_CLOCKS,
    ),
    rest(
        "POST",
        "/requests/{reference}/pauses/{number}/end",
        cases.SET_CLOCKS,
        case="draft",
        places=PAUSE,
    ),
    rest("GET", "/search", OFFICE, query="?q=US-UA"),
    rest("GET", "/assistance/kinds", OFFICE),
    rest("GET", "/codes", OFFICE, query="?on=2026-11-21"),
    rest("GET", "/codes/{name}", OFFICE, places={"name": "offences"}),
    rest("GET", "/requests", OFFICE),
    rest("POST", "/requests", cases.DRAFT_REQUEST, body={"partner": "UA"}),
    rest("GET", "/requests/{reference}", *SEE, case=EACH_CODE),
    rest("PATCH", "/requests/{reference}", cases.SAVE_DRAFT, case="draft", body={"subject": "x"}),
    rest("POST", "/requests/{reference}/withdraw", step(Action.WITHDRAW), case="draft"),
    rest("POST", "/requests/{reference}/submit", step(Action.SUBMIT), case="draft"),
    rest(
        "POST", "/requests/{reference}/return", step(Action.RETURN), case="submitted", body=REASON
    ),
    rest(
        "POST",
        "/requests/{reference}/approve",
        step(Action.APPROVE),
        case="submitted",
        body={"version": 1},
    ),
    rest(
        "POST",
        "/requests/{reference}/accept",
        step(Action.ACCEPT),
        case="received",
        body={"agency": "CBP"},
    ),
    rest(
        "POST",
        "/requests/{reference}/ask-completion",
        step(Action.ASK_COMPLETION),
        case="received",
        body=LACKS,
    ),
    rest(
        "POST",
        "/requests/{reference}/postpone",
        step(Action.POSTPONE),
        case="received",
        body=PUT_OFF,
    ),
    rest("POST", "/information", cases.GIVE_INFORMATION, body={"partner": "UA"}),
    rest("POST", "/information-by-letter", cases.REGISTER_INFORMATION, body={"draft": {}}),
    rest(
        "POST",
        "/requests/{reference}/information",
        step(Action.WRITE_INFORMATION),
        case="informing",
        body={"partner": "UA"},
    ),
    rest(
        "POST",
        "/requests/{reference}/tell",
        step(Action.TELL),
        case="informing",
        body={"version": 1},
    ),
    rest(
        "POST",
        "/requests/{reference}/return-information",
        step(Action.RETURN_INFORMATION),
        case="informing",
        body=REASON,
    ),
    rest(
        "POST",
        "/requests/{reference}/allocate",
        step(Action.ALLOCATE),
        case="informed",
        body={"agency": "?"},
    ),
    rest(
        "POST",
        "/requests/{reference}/alert",
        cases.GIVE_INFORMATION,
        case="informing",
        body={"partners": []},
    ),
    rest("GET", "/alerts/{number}", *SEE, owner="CBP", places=ALERT),
    rest("POST", "/alerts/{number}/tell", cases.RELEASE_ALERT, owner="CBP", places=ALERT, body={}),
    rest("GET", "/standing/sets", OFFICE),
    rest("GET", OF_STANDING, *SEE, case="standing"),
    rest(
        "POST",
        f"{OF_STANDING}/words",
        cases.TELL_STANDING,
        case="standing",
        body={"word": "end", "facts": {"note": "x"}},
    ),
    rest("POST", f"{OF_STANDING}/send", cases.BIND_STANDING, case="standing", body=READ_PLAN),
    rest(
        "POST",
        f"{OF_STANDING}/supplies",
        cases.TELL_STANDING,
        case="standing",
        body=b"x",
        query="?period_from=2026-12-02",
    ),
    rest("GET", f"{OF_STANDING}/supplies/{{key}}", *SEE, **WAITS),
    rest(
        "GET",
        f"{OF_STANDING}/supplies/{{key}}/content",
        cases.OPEN_EXHIBIT,
        query="?reason=because",
        **WAITS,
    ),
    rest("POST", f"{OF_STANDING}/supplies/{{key}}/send", cases.BIND_STANDING, **WAITS),
    rest("POST", f"{OF_STANDING}/supplies/{{key}}/give-up", cases.TELL_STANDING, **WAITS),
    rest("GET", "/requests/{reference}/delivery", *SEE, case="delivery"),
    rest(
        "POST",
        "/requests/{reference}/delivery/plan",
        cases.TELL_DELIVERY,
        case="delivery",
        body={"facts": PLAN},
    ),
    rest(
        "POST",
        "/requests/{reference}/delivery/send",
        cases.BIND_DELIVERY,
        case="delivery",
        body=READ_PLAN,
    ),
    rest(
        "POST",
        "/requests/{reference}/delivery/words",
        cases.STOP_DELIVERY,
        case="delivery",
        body={"word": "stop", "plan": 1, "plan_by": "requesting", "facts": {"reasons": "x"}},
    ),
    rest(
        "POST",
        "/requests/{reference}/take-back",
        step(Action.TAKE_BACK),
        case="sent",
        body={"reasons": "x"},
    ),
    rest(
        "POST",
        "/requests/{reference}/transfer",
        cases.TRANSFER,
        case="received",
        body={"basis": "x"},
    ),
    rest("POST", "/requests/{reference}/enquiries", cases.SAVE_DRAFT, case="draft", body={}),
    rest("GET", "/joining", cases.SEE_JOINING),
    rest("GET", "/joining/{partner}", cases.SEE_JOINING),
    rest("POST", "/requests/{reference}/continuation", cases.CARRY_OVER, case="posted"),
    rest("POST", "/requests/{reference}/put-acceptance-back", cases.CARRY_OVER, case="posted"),
    rest("GET", "/continuations/{number}/matters", cases.SEE_JOINING, places=PROPOSED),
    rest("POST", "/continuations/{number}/match", cases.CARRY_OVER, places=PROPOSED, body={}),
    rest("POST", "/continuations/{number}/take-in", cases.CARRY_OVER, places=PROPOSED),
    rest("POST", "/continuations/{number}/decline", cases.CARRY_OVER, places=PROPOSED, body={}),
    rest("POST", "/requests/{reference}/consultations", cases.CONSULT, case="draft", body={}),
    rest("GET", "/consultations", cases.SEE_CONSULTATIONS),
    rest("GET", "/consultations/{number}", cases.SEE_EVERY_REQUEST, places=ASKED_OF_US),
    rest("POST", "/consultations/{number}/view", cases.WRITE_VIEW, places=ASKED_OF_US, body={}),
    rest(
        "POST",
        "/consultations/{number}/send",
        cases.RELEASE_CONSULTATION,
        places=ASKED_OF_US,
        body={"version": 1},
    ),
    rest(
        "POST",
        "/requests/{reference}/register-completion",
        step(Action.REGISTER_COMPLETION),
        case="lacking",
        body={},
    ),
    rest("GET", "/oral", OFFICE),
    rest("POST", "/oral/put", cases.PUT_ORALLY, body={}),
    rest("POST", "/oral/take", cases.TAKE_ORALLY, body={}),
    rest("GET", "/requests/{reference}/oral", *SEE, case="said"),
    rest("POST", "/requests/{reference}/oral/remind", cases.REMIND_ORAL, case="said", body={}),
    rest("POST", "/requests/{reference}/oral/confirm", cases.CONFIRM_ORAL, case="said", body={}),
    rest("POST", "/requests/{reference}/oral/join", cases.CONFIRM_ORAL, case="said", body={}),
    rest("POST", "/requests/{reference}/oral/close", cases.CONFIRM_ORAL, case="said"),
    rest(
        "POST",
        "/requests/{reference}/approve-alone",
        cases.RELEASE_ALONE,
        case="submitted",
        body=ALONE_READ,
    ),
    rest(
        "POST",
        "/requests/{reference}/release-alone",
        cases.RELEASE_ALONE,
        case="drafted",
        body=ALONE_READ,
    ),
    rest("GET", "/duty-releases", cases.SEE_ALONE),
    rest("GET", "/duty-releases/{number}", cases.SEE_ALONE, owner="CBP", places=ALONE),
    rest(
        "POST",
        "/duty-releases/{number}/review",
        cases.REVIEW_ALONE,
        owner="CBP",
        places=ALONE,
        body={},
    ),
    rest("GET", "/parts", cases.DECIDE_PART),
    rest(
        "POST",
        "/parts/{key}/decide",
        cases.DECIDE_PART,
        owner="CBP",
        places=PART,
        body={"consents": True},
    ),
    rest("GET", "/requests/{reference}/parts", *SEE, case="drafted"),
    rest("POST", "/requests/{reference}/parts", cases.ATTACH, case="drafted", body={}),
    rest("POST", f"{OF_PART}", cases.ATTACH, case="drafted", places=FIRST, body={}),
    rest("POST", f"{OF_PART}/leave-out", cases.ATTACH, case="drafted", places=FIRST),
    rest("POST", f"{OF_PART}/withhold", cases.ATTACH, case="drafted", places=FIRST, body={}),
    rest("POST", f"{OF_PART}/take-up", cases.ATTACH, case="drafted", places=FIRST),
    rest("POST", f"{OF_PART}/ask", cases.ATTACH, case="drafted", places=FIRST, body={}),
    rest(
        "POST",
        f"{OF_PART}/note",
        cases.NOTE_PART_CONSENT,
        case="drafted",
        places=FIRST,
        body={"consents": True},
    ),
    rest("POST", "/requests/{reference}/reply-in-part", cases.ATTACH, case="drafted", body={}),
    rest("GET", "/tasks", cases.DO_TASK),
    rest("GET", "/tasks/{number}", *SEE, cases.DO_TASK, owner="CBP", places=TASK),
    rest("POST", "/tasks/{number}/finish", cases.DO_TASK, owner="CBP", places=TASK, body={}),
    rest("POST", "/tasks/{number}/withdraw", cases.GIVE_TASK, owner="CBP", places=TASK, body={}),
    rest("POST", "/requests/{reference}/tasks", cases.GIVE_TASK, case="allocated", body={}),
    rest("GET", "/competent-bodies", cases.SEE_AUTHORITIES),
    rest(
        "POST",
        "/competent-bodies",
        cases.KEEP_AUTHORITIES,
        body={"area": "trafficking", "name": "Border Police"},
    ),
    rest(
        "POST",
        "/competent-bodies/{number}/end",
        cases.KEEP_AUTHORITIES,
        places={"number": "{competent_body}"},
    ),
    rest("POST", "/requests/{reference}/refuse", step(Action.REFUSE), case="received", body={}),
    rest(
        "POST",
        "/requests/{reference}/answer",
        step(Action.DRAFT_ANSWER),
        case="allocated",
        body={"text": "x"},
    ),
    rest(
        "POST",
        "/requests/{reference}/return-answer",
        step(Action.RETURN_ANSWER),
        case="drafted",
        body=REASON,
    ),
    rest(
        "POST",
        "/requests/{reference}/release",
        step(Action.RELEASE),
        case="drafted",
        body={"version": 1},
    ),
    rest("POST", "/requests/{reference}/open", step(Action.OPEN), case="answered"),
    rest(
        "POST",
        "/requests/{reference}/replies/{number}/open",
        cases.OPEN_PARTIAL,
        case="in_part",
        places={"number": "1"},
    ),
    rest(
        "POST",
        "/requests/{reference}/question",
        cases.WRITE_QUESTION,
        case="asking",
        body={"question": "x"},
    ),
    rest(
        "POST",
        "/requests/{reference}/question/put",
        cases.PUT_QUESTION,
        case="asking",
        body={"version": 1},
    ),
    rest(
        "POST",
        "/requests/{reference}/question/return",
        cases.PUT_QUESTION,
        case="asking",
        body=REASON,
    ),
    rest("POST", "/requests/{reference}/question/drop", cases.WRITE_QUESTION, case="asking"),
    rest(
        "POST",
        "/requests/{reference}/feedback",
        cases.GIVE_FEEDBACK,
        case="opened",
        body=BACKGROUND,
    ),
    rest(
        "POST",
        "/requests/{reference}/feedback-by-letter",
        cases.REGISTER_FEEDBACK,
        case="released",
        body=BACKGROUND,
    ),
    rest("POST", "/requests/{reference}/uses", cases.USE_ANSWER, case="opened H1", body=USE),
    rest("GET", "/requests/{reference}/markings", *SEE, case="opened H1"),
    rest("POST", "/requests/{reference}/markings", cases.ATTACH, case="drafted", body={}),
    rest("GET", "/requests/{reference}/afterwords", *SEE, case="consented"),
    rest(
        "POST",
        "/requests/{reference}/afterwords",
        cases.WRITE_AFTERWORD,
        case="opened H1",
        body={"kind": "consent", **CONSENT},
    ),
    rest(
        "POST",
        "/requests/{reference}/afterwords/{afterword}/send",
        cases.SEND_AFTERWORD,
        case="consented",
        body={},
    ),
    rest(
        "POST",
        "/requests/{reference}/afterwords/{afterword}/drop",
        cases.WRITE_AFTERWORD,
        case="consented",
    ),
    rest(
        "POST",
        "/requests/{reference}/afterwords/{afterword}/decide",
        cases.JUDGE_AFTERWORD,
        case="consented",
        body={"given": True},
    ),
    rest(
        "POST",
        "/requests/{reference}/afterwords/{afterword}/withdraw",
        cases.JUDGE_AFTERWORD,
        case="consented",
        body={"reasons": "x"},
    ),
    rest(
        "POST",
        "/requests/{reference}/afterwords/{afterword}/answer",
        cases.JUDGE_AFTERWORD,
        case="consented",
        body={},
    ),
    rest("POST", "/requests/{reference}/close", step(Action.CLOSE), case="refused"),
    rest("POST", "/requests/{reference}/exhibits", cases.ATTACH, case="draft", body=b"x"),
    rest("DELETE", "/requests/{reference}/exhibits/{exhibit_id}", cases.ATTACH, case="draft"),
    rest("GET", "/requests/{reference}/translations", *SEE, case="sent"),
    rest("POST", "/requests/{reference}/translations", cases.NOTE_TRANSLATION, case="draft"),
    rest("POST", "/caseload-imports", cases.IMPORT_CASELOAD, body=b"Subject\nSteel\n"),
    rest("GET", "/caseload-imports", cases.SEE_IMPORTS),
    rest("GET", "/caseload-imports/{number}", cases.SEE_IMPORTS, places=FORMER),
    rest("POST", "/caseload-imports/{number}/confirm", cases.IMPORT_CASELOAD, places=FORMER),
    rest("POST", "/caseload-imports/{number}/end", cases.IMPORT_CASELOAD, places=FORMER),
    rest("GET", "/requests/{reference}/same-matter", *SEE, case="sent"),
    rest("GET", "/deconfliction", cases.DECONFLICT),
    rest("POST", "/deconfliction/{number}", cases.DECONFLICT, places=HIT, body=NO_LINK),
    rest("GET", "/requests/{reference}/shares", *SEE, case="opened H1"),
    rest("POST", "/requests/{reference}/shares", cases.SHARE, case="opened H1", body={}),
    rest(
        "POST",
        "/requests/{reference}/shares/{number}/end",
        cases.SHARE,
        case="shared",
        body=REASON,
    ),
    rest("GET", "/exhibits/{exhibit_id}", *SEE_EXHIBIT, case="draft"),
    rest(
        "GET",
        "/exhibits/{exhibit_id}/content",
        cases.OPEN_EXHIBIT,
        case="draft",
        query="?reason=because",
    ),
    rest("GET", "/register", law.READ_LAW),
    rest("GET", "/register/instruments", law.READ_LAW, query="?on=2026-11-21"),
    rest("GET", "/register/instruments/{reference}", law.READ_LAW, query="?on=2026-11-21"),
    rest("GET", "/register/gaps", law.READ_LAW, query="?on=2026-11-21"),
    rest("GET", "/register/diff", law.READ_LAW, query="?one=us-mx-2000&other=us-ke-2014"),
    rest("GET", "/register/counts", law.READ_LAW, query="?of=US&on=2026-11-21"),
    rest("GET", "/register/{reference}", law.READ_LAW),
    rest("POST", "/register/{reference}/settlements", law.SETTLE, body=SETTLED),
    rest("POST", "/rulings", law.READ_LAW, body={}),
    rest("GET", "/rulings/ask", law.READ_LAW, query=ASK),
    rest("GET", "/rulings/answer", law.READ_LAW, query=ASK),
    rest(
        "GET",
        "/rulings/use",
        *SEE,
        case="opened H1",
        query="?reference={case}&purpose=duty-assessment",
    ),
    rest("GET", "/terms", law.SEE_TERMS),
    rest("POST", "/terms", law.PROPOSE_TERMS, body={"agreement": AGREEMENT, "partner": "UA"}),
    rest("GET", "/terms/differences", law.SEE_TERMS),
    rest("GET", "/terms/differences/{difference}", law.SEE_TERMS),
    rest(
        "POST",
        "/terms/differences/{difference}/decide",
        law.DECIDE_DIFFERENCE,
        body={"reasons": "x"},
    ),
    rest("GET", "/terms/{proposal}", law.SEE_TERMS),
    rest("POST", "/terms/{proposal}/countersign", law.ANSWER_TERMS),
    rest("POST", "/terms/{proposal}/decline", law.ANSWER_TERMS, body={"reasons": "x"}),
    rest("GET", "/own-law/instructions", law.SEE_OWN_LAW),
    rest("POST", "/own-law/instructions", law.ISSUE_INSTRUCTION, body={}),
    rest(
        "GET",
        "/own-law/instructions/{number}",
        law.SEE_OWN_LAW,
        places={"number": "{instruction}"},
    ),
    rest(
        "POST",
        "/own-law/instructions/{number}/{act}",
        law.MOVE_INSTRUCTION,
        places={"number": "{instruction}", "act": "confirm"},
        body={},
    ),
    rest("GET", "/own-law/assurances", law.SEE_OWN_LAW),
    rest("POST", "/own-law/assurances", law.RECORD_ASSURANCE, body={}),
    rest(
        "POST",
        "/own-law/assurances/{number}/withdraw",
        law.WITHDRAW_ASSURANCE,
        places={"number": "{assurance}"},
        body=REASON,
    ),
    rest("GET", "/own-law/breaches", law.SEE_OWN_LAW),
    rest("POST", "/own-law/breaches", law.REPORT_BREACH, body={}),
    rest("GET", "/own-law/breaches/{number}", law.SEE_OWN_LAW, places={"number": "{breach}"}),
    rest(
        "POST",
        "/own-law/breaches/{number}/{act}",
        law.REPORT_BREACH,
        places={"number": "{breach}", "act": "tell"},
        body=REASON,
    ),
)

OPEN = frozenset(
    {"/healthz", "/metrics", "/api/v1/health", "/api/v1/openapi.json", "/api/v1/docs", "/api/v1/"}
    | {
        "/language/",
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/inactive/",
        "/help/",
        "/languages/",
    }
)
"""Open to strangers, or shut to everybody: nothing there is about anybody."""

OWN_ACCOUNT = re.compile(
    r"^/(accounts/(security|provider|reauthenticate|keys)/|_allauth/app/v1/auth/|identity/)"
)
"""Signing in, and what one has for signing in: each sees their own, with an office or without."""


def routes() -> Iterator[str]:
    """Every address of the officers' door but the operations of the API."""
    for route in _below(get_resolver("comity.node.urls")):
        if not route.startswith("/api/v1/") or route in OPEN:
            yield route


def operations() -> Iterator[tuple[str, str]]:
    """Every operation of the API, by method and address."""
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    for path, methods in paths.items():
        for method in methods:
            yield method.upper(), path


def _below(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from _below(each, route)
