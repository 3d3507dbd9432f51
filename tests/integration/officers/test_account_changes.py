"""After a sign-in the officer is told what was done to the account, until they say it was them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from comity.officers.services import set_password
from tests.integration.officers.people import FIRST_PASSWORD, SECURITY, Person, entries

PUT_AWAY = "/accounts/security/changes/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TOLD = "This was done to your account since you last looked"


@pytest.fixture
def officer(person: Any) -> Person:
    """One officer who has signed in once, and added an app then."""
    enrolled: Person = person("m.chen").enrol()
    return enrolled


def signed_in(officer: Person) -> Person:
    """The same officer and the same browser, signed in again."""
    officer.browser.post("/accounts/logout/")
    officer.sign_in()
    officer.type_code()
    return officer


def page_of(officer: Person) -> str:
    page: str = officer.browser.get("/").content.decode()
    return page


def test_nothing_is_told_in_the_session_that_did_it(officer: Person) -> None:
    assert TOLD not in page_of(officer)


def test_a_new_factor_is_told_at_the_next_sign_in_and_put_away_once(officer: Person) -> None:
    page = page_of(signed_in(officer))
    assert TOLD in page
    assert "Name of m.chen added a second factor: Authenticator app" in page
    assert officer.browser.post(PUT_AWAY)["Location"] == "/"
    assert TOLD not in page_of(officer)
    assert TOLD not in page_of(signed_in(officer))


def test_it_is_told_again_until_it_is_put_away(officer: Person) -> None:
    for _ in range(2):
        assert TOLD in page_of(signed_in(officer))


def test_a_password_set_by_somebody_else_is_told_when_another_is_chosen(
    officer: Person, person: Any
) -> None:
    administrator = person("n.okafor").officer.as_viewer()
    set_password("m.chen", password=FIRST_PASSWORD, by=administrator, at=datetime.now(UTC))
    officer.sign_in(FIRST_PASSWORD)
    officer.type_code()
    assert TOLD not in officer.browser.get("/", follow=True).content.decode()
    officer.choose("nine herons at the quay", current=FIRST_PASSWORD)
    page = officer.browser.get(SECURITY).content.decode()
    assert "Name of m.chen was given a new password" in page
    assert "chose a new password" not in page


def test_nothing_is_told_where_one_confirms_or_signs_out(officer: Person) -> None:
    signed_in(officer)
    for address in ("/accounts/logout/", "/accounts/reauthenticate/"):
        assert TOLD not in officer.browser.get(address).content.decode()
    assert TOLD in officer.browser.get(SECURITY).content.decode()


def test_a_browser_never_seen_is_told_to_the_next_one(officer: Person) -> None:
    stranger = officer.elsewhere()
    stranger.browser.defaults["HTTP_USER_AGENT"] = FIREFOX
    stranger.sign_in()
    stranger.type_code()
    assert "Firefox, Linux" not in page_of(stranger)
    stranger.browser.post(PUT_AWAY)
    assert "not seen before: Firefox, Linux" in page_of(signed_in(officer))
    assert len(entries("officer.new_browser")) == 1


def test_a_browser_is_new_to_each_officer_once(officer: Person, person: Any) -> None:
    signed_in(officer)
    officer.browser.post("/accounts/logout/")
    for _ in range(2):
        other = Person("j.alvarez", browser=officer.browser)
        other.sign_in()
        other.browser.post("/accounts/logout/")
    assert entries("officer.new_browser") == []


def test_a_forged_mark_makes_no_browser_known(officer: Person) -> None:
    stranger = officer.elsewhere()
    stranger.browser.cookies["comity_seen_us"] = "eyJhIjoxfQ:forged:mark"
    stranger.sign_in()
    stranger.type_code()
    assert len(entries("officer.new_browser")) == 1


def test_the_mark_is_out_of_reach_and_names_nobody(officer: Person) -> None:
    cookie = officer.browser.cookies["comity_seen_us"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "chen" not in cookie.value


def test_another_officer_is_told_nothing_of_it(officer: Person, person: Any) -> None:
    other = person("j.alvarez").enrol()
    signed_in(other)
    assert "m.chen" not in page_of(other)


def test_in_a_demonstration_nothing_is_told(officer: Person, settings: Any) -> None:
    settings.ACCOUNT_CHANGES_TOLD = False
    assert TOLD not in page_of(signed_in(officer))
