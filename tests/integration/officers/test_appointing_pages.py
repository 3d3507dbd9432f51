"""The pages on which an administrator appoints officers and changes what they hold."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from comity.officers.duties import ADMINISTRATORS
from comity.officers.models import Agency, Officer
from comity.officers.queries import officer_named
from comity.officers.services import admit_machine
from tests.integration.officers.people import PASSWORD, entries
from tests.integration.officers.test_machines import token_for

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
APPOINT = "/people/officers/appoint/"
WANJIRU = {
    "username": " w.kamau ",
    "name": "Wanjiru Kamau",
    "agency": "ICE",
    "roles": ["request_officer", "approver"],
}
_SHOWN = re.compile(r'<bdi class="mono" dir="ltr">(.+?)</bdi>')


@pytest.fixture
def administrator(person: Any) -> Any:
    return person("n.okafor").enrol()


def page_of(answer: Any) -> str:
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def gone_on(administrator: Any, asked: Any) -> Any:
    """Sign in afresh where one was led to, and come back to what was being done."""
    return administrator.browser.post(asked["Location"], {"password": PASSWORD})


def test_an_appointment_asks_a_fresh_sign_in_and_loses_nothing_over_it(administrator: Any) -> None:
    asked = administrator.browser.post(APPOINT, WANJIRU)
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert not Officer.objects.filter(username="w.kamau").exists()
    answer = gone_on(administrator, asked)
    shown = _SHOWN.findall(page_of(answer))
    assert shown[0] == "w.kamau"
    assert officer_named("w.kamau").check_password(shown[1])
    assert officer_named("w.kamau").as_viewer().roles == {"request_officer", "approver"}


def test_the_first_password_is_shown_once_and_kept_nowhere(administrator: Any) -> None:
    administrator.confirm()
    answer = administrator.browser.post(APPOINT, WANJIRU)
    password = _SHOWN.findall(page_of(answer))[1]
    assert answer["Cache-Control"] == "no-store"
    assert password not in str(dict(administrator.browser.session.items()))
    assert password not in str(administrator.browser.cookies)
    for address in ("/people/", "/people/w.kamau/"):
        page = page_of(administrator.browser.get(address))
        assert "Wanjiru Kamau" in page
        assert password not in page
    page = page_of(administrator.browser.get("/people/w.kamau/"))
    assert "the first one still, good until" in page


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    administrator: Any,
) -> None:
    administrator.confirm()
    wrong = {**WANJIRU, "username": "m.chen", "agency": "", "roles": ["auditor", "approver"]}
    page = page_of(administrator.browser.post(APPOINT, wrong))
    assert "somebody signs in by it already" in page
    assert "Auditors and data protection officers hold no other office" in page
    assert page.count('class="field-error"') == 3
    assert 'value="Wanjiru Kamau"' in page
    assert page.count(" checked") == 2


def test_every_office_says_what_it_may_do(administrator: Any) -> None:
    page = page_of(administrator.browser.get(APPOINT))
    assert page.count('type="checkbox"') == 10
    assert "never what they wrote" in page


def test_offices_are_changed_on_a_page_of_the_officer(administrator: Any) -> None:
    administrator.confirm()
    address = "/people/m.chen/offices/"
    assert page_of(administrator.browser.get(address)).count(" checked") == 1
    page = page_of(administrator.browser.post(address, {"roles": []}))
    assert "Choose an office." in page
    told = {"roles": ["approver", "central_unit"]}
    assert administrator.browser.post(address, told)["Location"] == "/people/m.chen/"
    assert len(entries("officer.offices_changed")) == 1
    shown = page_of(administrator.browser.get("/people/m.chen/"))
    assert "Approver, Central unit" in shown
    assert "the first one still" not in shown


def test_a_name_is_changed(administrator: Any) -> None:
    administrator.confirm()
    address = "/people/m.chen/name/"
    page = page_of(administrator.browser.post(address, {"name": "Name of j.alvarez"}))
    assert "Another officer has this name" in page
    administrator.browser.post(address, {"name": "Mei Chen-Park"})
    assert "Mei Chen-Park" in page_of(administrator.browser.get("/people/"))


def test_a_new_first_password_is_shown_once(administrator: Any, person: Any) -> None:
    officer = person("m.chen").enrol()
    asked = administrator.browser.post("/people/m.chen/password/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    answer = gone_on(administrator, asked)
    assert answer["Cache-Control"] == "no-store"
    assert officer.officer.check_password(_SHOWN.findall(page_of(answer))[1])
    assert officer.browser.get("/")["Location"].startswith("/accounts/login/")
    assert len(entries("officer.password_set")) == 1


def test_about_oneself_and_who_was_struck_off_no_act_is_offered(administrator: Any) -> None:
    own = page_of(administrator.browser.get("/people/n.okafor/"))
    assert "Change offices" not in own
    assert "Strike off" not in own
    administrator.confirm()
    refused = administrator.browser.post("/people/n.okafor/offices/", {"roles": ["approver"]})
    assert "Another administrator has to do this for you." in page_of(refused)
    administrator.browser.post("/people/m.chen/strike-off/")
    gone = page_of(administrator.browser.get("/people/m.chen/"))
    assert "<form" not in gone.partition("<main")[2].partition("</main>")[0]
    for act in ("offices", "name"):
        assert administrator.browser.get(f"/people/m.chen/{act}/").status_code == 404
    assert administrator.browser.post("/people/m.chen/password/").status_code == 404


def test_the_pages_are_the_administrators_alone(person: Any) -> None:
    officer = person("m.chen").enrol()
    officer.confirm()
    for address in (APPOINT, "/people/j.alvarez/", "/people/j.alvarez/offices/"):
        assert officer.browser.get(address).status_code == 403
    for act in ("offices", "name", "password"):
        assert officer.browser.post(f"/people/j.alvarez/{act}/").status_code == 403
    assert officer.browser.post(APPOINT, WANJIRU).status_code == 403


def test_officers_are_searched_and_paged(administrator: Any) -> None:
    agency = Agency.objects.get(code="ICE")
    Officer.objects.bulk_create(
        Officer(username=f"o.{number}", name=f"Étienne {number}", agency=agency)
        for number in range(60)
    )
    first = page_of(administrator.browser.get("/people/"))
    assert first.count('class="row-link"') == 50
    assert "1 to 50 of 65" in first
    found = page_of(administrator.browser.get("/people/?words=etienne+ice&page=2"))
    assert found.count('class="row-link"') == 10
    assert "words=etienne+ice&amp;page=1" in found
    none = page_of(administrator.browser.get("/people/?words=nobody"))
    assert "No officer is found by these words" in none


def test_an_officer_is_told_of_other_offices_at_the_next_sign_in(
    administrator: Any, person: Any
) -> None:
    officer = person("m.chen").enrol()
    administrator.confirm()
    administrator.browser.post("/people/m.chen/offices/", {"roles": ["investigator"]})
    officer.sign_in()
    officer.type_code()
    told = "holds these offices from now on: Investigator. Until now: Approver."
    assert told in page_of(officer.browser.get("/"))


def test_a_machine_comes_to_none_of_these_pages(administrator: Any) -> None:
    boss = administrator.officer.as_viewer()
    machine = admit_machine("ACE", officer="n.second", roles=list(ADMINISTRATORS), by=boss, at=AT)
    token = token_for(*machine).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    for address in (APPOINT, "/people/m.chen/offices/", "/people/m.chen/password/"):
        answer = Client().post(address, WANJIRU, headers=headers)
        assert answer["Location"].startswith("/accounts/login/")
    assert not Officer.objects.filter(username="w.kamau").exists()
