"""Every page an officer can come to, and who looks at it; checks walk this list."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.conftest import confirm
from tests.browser.node import Node


@dataclass(frozen=True)
class Visit:
    """A page: whose, and where; {names} are cases of the node, and some ask to sign in afresh."""

    name: str
    officer: str
    path: str
    status: int = 200
    afresh: bool = False

    def __str__(self) -> str:
        return self.name

    def go(self, page: Page, node: Node) -> None:
        """Open the page, and see that it is the one that was meant."""
        answer = page.goto(self.path.format(**node.places))
        assert answer is not None
        assert answer.status == self.status, f"{answer.status} at {page.url}"
        if self.afresh and not page.url.endswith(self.path):
            confirm(page)
            assert page.url.endswith(self.path)


VISITS = (
    Visit("sign-in", "", "/accounts/login/"),
    Visit("sign-out", "j.alvarez", "/accounts/logout/"),
    Visit("confirm", "m.chen", "/accounts/reauthenticate/"),
    Visit("security", "j.alvarez", "/accounts/security/"),
    Visit("password", "e.park", "/accounts/security/password/", afresh=True),
    Visit("people", "n.okafor", "/people/"),
    Visit("people-not-allowed", "j.alvarez", "/people/", 403),
    Visit("people-none", "n.okafor", "/people/?words=nobody"),
    Visit("person", "n.okafor", "/people/j.alvarez/"),
    Visit("person-oneself", "n.okafor", "/people/n.okafor/"),
    Visit("person-appoint", "n.okafor", "/people/officers/appoint/"),
    Visit("person-offices", "n.okafor", "/people/j.alvarez/offices/"),
    Visit("person-name", "n.okafor", "/people/j.alvarez/name/"),
    Visit("person-agency", "n.okafor", "/people/j.alvarez/agency/"),
    Visit("absences", "j.alvarez", "/absences/"),
    Visit("absences-for-others", "n.okafor", "/absences/"),
    Visit("caseload", "m.chen", "/caseloads/"),
    Visit("caseload-read", "m.chen", "/caseloads/?officer=j.alvarez&to=d.reyes"),
    Visit("caseload-numbers", "n.okafor", "/caseloads/?officer=j.alvarez&to=d.reyes"),
    Visit("caseload-not-allowed", "j.alvarez", "/caseloads/", 403),
    Visit("program", "j.alvarez", "/identity/device/"),
    Visit("program-wrong-code", "j.alvarez", "/identity/device/?code=WRONG"),
    Visit("inbox", "j.alvarez", "/"),
    Visit("inbox-to-approve", "m.chen", "/?tab=to_approve"),
    Visit("inbox-empty", "e.park", "/"),
    Visit("requests", "j.alvarez", "/requests/"),
    Visit("requests-none", "j.alvarez", "/requests/?search=nothing-of-the-kind"),
    Visit("request-new", "j.alvarez", "/requests/new/"),
    Visit("request-new-kind", "j.alvarez", "/requests/new/?kind=controlled-delivery&form=short"),
    Visit("request-edit", "j.alvarez", "/requests/{draft}/edit/?check=1"),
    Visit("request-edit-referred", "j.alvarez", "/requests/{kenya}/edit/"),
    Visit("request-draft", "j.alvarez", "/requests/{draft}/"),
    Visit("request-submitted", "j.alvarez", "/requests/{submitted}/"),
    Visit("request-delivered", "j.alvarez", "/requests/{delivered}/"),
    Visit("request-letter", "j.alvarez", "/requests/{delivered}/letter/"),
    Visit("request-posted", "m.chen", "/requests/{posted}/"),
    Visit("dispatch", "m.chen", "/requests/{to_post}/dispatch/"),
    Visit("reply", "m.chen", "/requests/{posted}/reply/"),
    Visit("letter-register", "m.chen", "/letters/register/"),
    Visit("postal-addresses", "m.chen", "/letters/addresses/"),
    Visit("postal-addresses-read", "j.alvarez", "/letters/addresses/"),
    Visit("request-accepted", "j.alvarez", "/requests/{accepted}/"),
    Visit("request-refused", "j.alvarez", "/requests/{refused}/"),
    Visit("request-answered", "j.alvarez", "/requests/{answered}/"),
    Visit("request-opened", "j.alvarez", "/requests/{opened}/"),
    Visit("request-incoming", "m.chen", "/requests/{incoming}/"),
    Visit("approve", "m.chen", "/requests/{submitted}/approve/"),
    Visit("accept", "m.chen", "/requests/{incoming}/accept/"),
    Visit("refuse", "m.chen", "/requests/{incoming}/refuse/"),
    Visit("request-returned", "j.alvarez", "/requests/{returned}/"),
    Visit("request-complete", "j.alvarez", "/requests/{returned}/edit/"),
    Visit("request-completed", "m.chen", "/requests/{completed}/"),
    Visit("ask-completion", "m.chen", "/requests/{incoming}/complete/"),
    Visit("postpone", "m.chen", "/requests/{incoming}/postpone/"),
    Visit("take-back", "m.chen", "/requests/{delivered}/take-back/"),
    Visit("answer", "j.alvarez", "/requests/{incoming_allocated}/answer/?check=1"),
    Visit("release", "m.chen", "/requests/{incoming_drafted}/release/"),
    Visit("use", "j.alvarez", "/requests/{opened}/use/"),
    Visit("exhibit", "j.alvarez", "/requests/{opened}/exhibits/{exhibit}/"),
    Visit("agreements", "j.alvarez", "/agreements/"),
    Visit("agreements-none", "j.alvarez", "/agreements/?words=nothing-of-the-kind"),
    Visit("register-timeline", "j.alvarez", "/agreements/?view=timeline&one="),
    Visit("register-map", "j.alvarez", "/agreements/?view=map"),
    Visit("register-map-other", "j.alvarez", "/agreements/?view=map&one=EU&on=2015-01-01"),
    Visit("register-region", "j.alvarez", "/agreements/?view=map&region=europe"),
    Visit("register-wrong-day", "j.alvarez", "/agreements/?view=timeline&on=yesterday"),
    Visit("agreements-compare", "j.alvarez", "/agreements/compare/"),
    Visit(
        "agreements-compared",
        "j.alvarez",
        "/agreements/compare/?one=us-mx-2000&other=us-ke-2014&show=all",
    ),
    Visit("gaps", "t.brooks", "/agreements/gaps/"),
    Visit("gaps-none", "j.alvarez", "/agreements/gaps/?one=ZW&group=parent"),
    Visit("versions", "j.alvarez", "/agreements/us-br-2002/versions/"),
    Visit("changes", "t.brooks", "/agreements/changes/"),
    Visit("changes-none", "j.alvarez", "/agreements/changes/"),
    Visit("change-import", "t.brooks", "/agreements/changes/import/"),
    Visit("change-new", "t.brooks", "/agreements/changes/new/"),
    Visit("change-draft", "t.brooks", "/agreements/changes/{change_draft}/"),
    Visit("change-faulty", "t.brooks", "/agreements/changes/{change_faulty}/"),
    Visit("change-text", "t.brooks", "/agreements/changes/{change_faulty}/text/"),
    Visit("change-waiting", "t.brooks", "/agreements/changes/{change_waiting}/"),
    Visit("change-returned", "t.brooks", "/agreements/changes/{change_returned}/"),
    Visit("change-approved", "a.hale", "/agreements/changes/{change_approved}/"),
    Visit("change-head", "t.brooks", "/agreements/changes/{change_draft}/head/0/"),
    Visit("change-party", "t.brooks", "/agreements/changes/{change_draft}/parties/0/"),
    Visit("change-event", "t.brooks", "/agreements/changes/{change_draft}/events/0/"),
    Visit("change-source", "t.brooks", "/agreements/changes/{change_draft}/sources/new/"),
    Visit("change-kind", "t.brooks", "/agreements/changes/{change_draft}/provisions/new/"),
    Visit(
        "change-provision",
        "t.brooks",
        "/agreements/changes/{change_draft}/provisions/new/?kind=use.proceedings",
    ),
    Visit("agreement", "j.alvarez", "/agreements/us-ua-2016/"),
    Visit("agreement-settle", "t.brooks", "/agreements/us-ke-2014/"),
    Visit(
        "agreement-settle-term",
        "t.brooks",
        "/agreements/us-ke-2014/?matter=term&provision=use.proceedings",
    ),
    Visit("agreement-many-parties", "j.alvarez", "/agreements/wto-tfa/"),
    Visit("agreement-many-parties-asked", "j.alvarez", "/agreements/wto-tfa/?asked=KE"),
    Visit(
        "may",
        "j.alvarez",
        "/agreements/may/?requesting=UA&requested=KE&kind=special-surveillance&on=2026-11-21",
    ),
    Visit("may-wrong", "j.alvarez", "/agreements/may/?requesting=&requested=&kind=&on=yesterday"),
    Visit("own-law", "t.brooks", "/own-law/"),
    Visit("own-law-instructions", "a.hale", "/own-law/instructions/"),
    Visit("own-law-instruction-new", "t.brooks", "/own-law/instructions/new/"),
    Visit("own-law-assurances", "m.chen", "/own-law/assurances/"),
    Visit("own-law-assurance-new", "m.chen", "/own-law/assurances/new/"),
    Visit("own-law-breaches", "p.singh", "/own-law/breaches/"),
    Visit("own-law-breach-new", "p.singh", "/own-law/breaches/new/"),
    Visit("own-law-not-allowed", "j.alvarez", "/own-law/", 403),
    Visit("share", "m.chen", "/requests/{opened}/share/"),
    Visit("records", "a.hale", "/records/"),
    Visit("records-find", "a.hale", "/records/find/?about={opened}&event=request.sent"),
    Visit("records-about", "a.hale", "/records/?about={opened}"),
    Visit(
        "records-found", "a.hale", "/records/?by=Marcus+Chen&basis=us-ua-2016&event=request.sent"
    ),
    Visit("records-nothing", "a.hale", "/records/?about=nowhere&from=yesterday"),
    Visit("records-entry", "a.hale", "/records/entries/1-60/"),
    Visit("records-readings", "a.hale", "/records/readings/"),
    Visit("records-readings-none", "a.hale", "/records/readings/?about=nowhere"),
    Visit("records-export", "a.hale", "/records/export/?about={opened}"),
    Visit("records-export-refused", "m.chen", "/records/export/", 403),
    Visit("seen", "m.chen", "/requests/{opened}/seen/"),
    Visit("seen-nobody", "m.chen", "/requests/{draft}/seen/"),
    Visit("personal-data", "p.singh", "/records/personal-data/"),
    Visit("personal-data-none", "p.singh", "/records/personal-data/?overdue=1"),
    Visit("personal-data-export", "p.singh", "/records/personal-data/export/?partner=UA"),
    Visit("personal-data-search", "p.singh", "/records/personal-data/search/"),
    Visit("links", "n.okafor", "/links/"),
    Visit("link-ladder", "n.okafor", "/links/UA/ladder/"),
    Visit("link-ladder-not-allowed", "j.alvarez", "/links/UA/ladder/", 403),
    Visit("health", "n.okafor", "/health/"),
    Visit("terms", "t.brooks", "/links/terms/"),
    Visit("terms-none", "j.alvarez", "/links/terms/?agreement=us-ke-2014"),
    Visit("terms-propose", "t.brooks", "/links/terms/propose/?agreement=us-ua-2016&partner=UA"),
    Visit("terms-shown", "t.brooks", "/links/terms/{terms}/"),
    Visit("terms-difference", "t.brooks", "/links/terms/differences/{terms_difference}/"),
    Visit("search", "j.alvarez", "/search/?q=bearings"),
    Visit("search-partner", "j.alvarez", "/search/?q=ukraine"),
    Visit("search-nothing", "j.alvarez", "/search/?q=nothing-of-the-kind"),
    Visit("search-begun", "j.alvarez", "/search/"),
    Visit("codes", "j.alvarez", "/codes/"),
    Visit("codes-list", "j.alvarez", "/codes/offences/"),
    Visit("codes-none", "j.alvarez", "/codes/offences/?words=nothing-of-the-kind&on=yesterday"),
    Visit("help", "j.alvarez", "/help/"),
    Visit("help-signed-out", "", "/help/"),
    Visit("languages", "j.alvarez", "/languages/"),
    Visit("not-there", "j.alvarez", "/requests/US-UA-2026-99999/", 404),
    Visit("not-allowed", "a.hale", "/requests/new/", 403),
)
