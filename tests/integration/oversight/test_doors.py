"""Every door of oversight × every role: denied by default, and nothing is told sideways."""

import io
import json

import pytest
from django.test import Client

from comity.exchange.duties import SEE_ANCHORS
from comity.interfaces.fact_names import FACT_NAMES
from comity.interfaces.rest import personal_data as rest_personal_data
from comity.interfaces.rest import records as rest_records
from comity.interfaces.web.records import urls
from comity.kernel.rulings import Role
from comity.ledger.exports.checking import check_export
from comity.ledger.exports.report import Pinned
from comity.ledger.models import LedgerEntry
from comity.officers.services import appoint
from tests.integration.assistance.scene import AT, PASSWORD
from tests.integration.oversight.conftest import PERSON, House
from tests.integration.rest.client import Caller, content_of
from tools.print_reference import all_events

OVERSEERS = {Role.AUDITOR, Role.DATA_PROTECTION_OFFICER}
VERIFIERS = {*OVERSEERS, Role.NODE_ADMINISTRATOR}
PROTECTOR = {Role.DATA_PROTECTION_OFFICER}
EVERYBODY = set(Role)
# The first entry is an act of the agency that all who are asked about here belong to.
READERS = {
    Role.REQUEST_OFFICER,
    Role.APPROVER,
    Role.INVESTIGATOR,
    Role.CENTRAL_UNIT,
    *OVERSEERS,
}
WHO_LOOKED = {Role.APPROVER, Role.CENTRAL_UNIT, *OVERSEERS}

# Page, method, and the roles it opens for; everybody else is told that the role does not carry it.
PAGES: dict[str, tuple[str, str, set[Role]]] = {
    "records": ("get", "/records/", EVERYBODY),
    "records_find": ("get", "/records/find/", EVERYBODY),
    "records_entry": ("get", "/records/entries/1-0/", READERS),
    "records_verify": ("post", "/records/verify/", VERIFIERS),
    "records_verify_listed": ("post", "/records/verify-listed/", VERIFIERS),
    "records_readings": ("get", "/records/readings/", OVERSEERS),
    "records_export": ("get", "/records/export/", OVERSEERS),
    "records_prove_day": ("get", "/records/entries/1-0/day/", OVERSEERS),
    "records_anchors": ("get", "/records/anchors/", set(SEE_ANCHORS.roles)),
    "personal_data": ("get", "/records/personal-data/", PROTECTOR),
    "personal_data_export": ("get", "/records/personal-data/export/", PROTECTOR),
    "personal_data_search": ("get", "/records/personal-data/search/", PROTECTOR),
}
OPERATIONS: dict[tuple[str, str], set[Role]] = {
    ("GET", "/record"): EVERYBODY,
    ("GET", "/record/{path:about}"): EVERYBODY,
    ("GET", "/record-entries/{place}"): READERS,
    ("POST", "/record-checks"): VERIFIERS,
    ("POST", "/record-exports"): OVERSEERS,
    ("POST", "/record-entries/{place}/day-proof"): OVERSEERS,
    ("GET", "/record-anchors"): set(SEE_ANCHORS.roles),
    ("GET", "/record-key"): EVERYBODY,
    ("GET", "/record-readings"): OVERSEERS,
    ("GET", "/requests/{reference}/readings"): WHO_LOOKED,
    ("GET", "/personal-data"): PROTECTOR,
    ("POST", "/personal-data/exports"): PROTECTOR,
    ("POST", "/personal-data/searches"): PROTECTOR,
}
BODIES = {
    "/record-entries/{place}/day-proof": {"reason": "x"},
    "/record-exports": {"reason": "x"},
    "/personal-data/exports": {"reason": "x"},
    "/personal-data/searches": {"reason": "x", "text": PERSON},
}
# A secret of the other agency's case; whoever may not see the case must meet none of them.
SECRETS = ("Timber", "HYPERLINK")


def officer_of(role: Role, *, agency: str = "CBP") -> str:
    name = f"{role.value}.{agency.lower()}"
    appoint(name, name=name, agency=agency, roles=[role], password=PASSWORD, by="t", at=AT)
    return name


def call(caller: Caller, method: str, path: str, body: dict[str, str]) -> tuple[int, bytes]:
    answer = caller.get(path) if method == "GET" else caller.post(path, body)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content


def test_every_page_of_the_record_stands_in_the_table() -> None:
    assert {page.name for page in urls.urlpatterns} == set(PAGES)


def test_every_operation_of_the_record_stands_in_the_table() -> None:
    found = {
        (method, path)
        for router in (rest_records.router, rest_personal_data.router)
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }
    assert found == set(OPERATIONS)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_comes_where_it_may_and_nowhere_else(house: House, role: Role) -> None:
    browser = house.browser(officer_of(role))
    for name, (method, path, roles) in PAGES.items():
        status = getattr(browser, method)(path).status_code
        # An entry that may not be seen does not exist; a page that may not be is refused.
        shut = 404 if name == "records_entry" else 403
        assert status == (200 if role in roles else shut), name


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_call_what_its_pages_do(house: House, role: Role) -> None:
    caller = Caller(officer_of(role)).sign_in()
    for (method, path), roles in OPERATIONS.items():
        where = path.replace("{path:about}", house.opened).replace("{reference}", house.opened)
        status, _ = call(caller, method, where.replace("{place}", "1-0"), BODIES.get(path, {}))
        if role in roles:
            # No partner has witnessed a day here yet, and that is what is told.
            assert status == (409 if path.endswith("/day-proof") else 200), path
        else:
            assert status in {403, 404}, path


@pytest.mark.parametrize(
    "role", [Role.REQUEST_OFFICER, Role.APPROVER, Role.INVESTIGATOR, Role.NODE_ADMINISTRATOR]
)
def test_another_agencys_case_is_in_no_list_count_or_search(house: House, role: Role) -> None:
    """The case of the other agency is asked about in every way, and is never there."""
    name = officer_of(role)
    browser, caller = house.browser(name), Caller(name).sign_in()
    for query in (f"about={house.ours}", "by=d.reyes", f"about={house.ours}&by=d.reyes"):
        page = browser.get(f"/records/?{query}").content.decode()
        assert "0 entries" in page, query
        told = caller.get(f"/record?{query}").json()
        assert (told["items"], told["count"], told["before"]) == ([], 0, ""), query
    for secret in SECRETS:
        assert secret not in browser.get("/records/").content.decode()


def test_what_one_may_not_see_is_answered_like_what_is_not_there(house: House) -> None:
    """Errors differ in nothing but what was typed."""
    hidden = LedgerEntry.objects.get(about=house.ours)
    officer = Caller(officer_of(Role.APPROVER)).sign_in()
    browser = house.browser("m.chen")
    pairs = [
        (f"/record-entries/1-{hidden.index}", "/record-entries/1-999999"),
        (f"/requests/{house.ours}/readings", "/requests/US-UA-2026-99999/readings"),
        (f"/record?before=1-{hidden.index}", "/record?before=1-999999"),
    ]
    for there, nowhere in pairs:
        assert call(officer, "GET", there, {}) == call(officer, "GET", nowhere, {}), there
    for there, nowhere in (
        (f"/records/entries/1-{hidden.index}/", "/records/entries/1-999999/"),
        (f"/requests/{house.ours}/seen/", "/requests/US-UA-2026-99999/seen/"),
    ):
        first, second = browser.get(there), browser.get(nowhere)
        assert (first.status_code, second.status_code) == (404, 404)


def test_an_administrator_of_the_machine_meets_no_case(house: House) -> None:
    browser: Client = house.browser("n.okafor")
    page = browser.get("/records/").content.decode()
    for secret in (*SECRETS, house.opened, house.ours, house.received, PERSON):
        assert secret not in page
    listed = browser.post("/records/verify-listed/").content.decode()
    assert house.opened not in listed


def test_an_entry_opens_to_its_facts_its_ruling_and_its_place(house: House) -> None:
    sent = LedgerEntry.objects.get(about=house.opened, event="request.sent")
    place = f"1-{sent.index}"
    page = house.browser("a.hale").get(f"/records/entries/{place}/").content.decode()
    assert "us-ua-2016" in page
    assert "Grounds" in page
    assert bytes(sent.leaf_hash).hex() in page
    told = Caller("a.hale").sign_in().get(f"/record-entries/{place}").json()
    assert told["ruling"]["grounds"]
    assert told["facts"]["under"] == "us-ua-2016"


def test_what_is_listed_is_proved_at_the_page(house: House) -> None:
    page = house.browser("a.hale").post("/records/verify-listed/", {"by": "m.chen"})
    assert "stand" in page.content.decode()
    assert page.content.decode().count("in its place") >= 1
    told = Caller("a.hale").sign_in().post("/record-checks", {"by": "m.chen"}).json()
    assert told["whole"] is True
    assert told["proved"]


def test_what_is_taken_out_at_the_page_is_checked_elsewhere(house: House) -> None:
    browser = house.browser("a.hale")
    refused = browser.post("/records/export/", {"by": "m.chen", "reason": " "})
    assert refused.status_code == 200
    assert not LedgerEntry.objects.filter(event="record.exported").exists()
    answer = browser.post("/records/export/", {"by": "m.chen", "reason": "Sample of November"})
    raw = content_of(answer)
    assert answer["Content-Disposition"].startswith("attachment")
    key = house.scene.keys.ledger.public()
    report = check_export(io.BytesIO(raw), Pinned(fingerprint=key.digest().hex()))
    assert report.whole
    assert report.asked == {"by": "m.chen"}
    entry = LedgerEntry.objects.get(event="record.exported")
    facts = dict(entry.facts())
    assert (facts["entries"], facts["reason"]) == (str(report.entries), "Sample of November")


def test_what_the_api_takes_out_is_the_same_file(house: House) -> None:
    caller = Caller("a.hale").sign_in()
    status, raw = call(caller, "POST", "/record-exports", {"reason": "x", "by": "m.chen"})
    assert status == 200
    assert json.loads(raw.splitlines()[0])["asked"] == {"by": "m.chen"}
    assert call(caller, "POST", "/record-exports", {"reason": ""})[0] == 422
    assert call(caller, "POST", "/record-exports", {"reason": "x", "by": "nobody"})[0] in {409, 422}


def test_a_wrong_day_is_named_and_left_out(house: House) -> None:
    page = house.browser("a.hale").get("/records/?from=yesterday&by=m.chen").content.decode()
    assert "is no day and was left out" in page


def test_days_are_the_nodes_own_and_both_included(house: House) -> None:
    caller = Caller("a.hale").sign_in()
    on_that_day = caller.get("/record", since="2026-11-21", until="2026-11-21").json()
    assert on_that_day["count"] > 5
    assert caller.get("/record", until="2026-11-20").json()["count"] == 0
    assert caller.get("/record", since="2026-11-22", by="m.chen").json()["count"] == 0


def test_every_fact_of_every_kind_of_entry_is_called_something() -> None:
    called = {name for kind in all_events() for name in kind.fields}
    assert called - set(FACT_NAMES) == set()


def test_nobody_is_let_in_who_holds_no_office(house: House) -> None:
    browser = house.browser("nobody")
    for method, path, _ in PAGES.values():
        assert getattr(browser, method)(path).status_code == 403, path
