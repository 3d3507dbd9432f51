"""What a password may be, what its form gives away, and what a sign-in makes anew."""

from datetime import UTC, datetime
from typing import Any

import pytest

from comity.kernel.rulings import Role
from comity.officers.services import appoint
from tests.integration.officers.people import PASSWORD

SIGN_IN = "/accounts/login/"
LONG = "a word of hundred letters " * 4


@pytest.fixture
def officer(person: Any, settings: Any) -> Any:
    settings.SECOND_FACTOR_REQUIRED = False
    return person("m.chen")


def tried(officer: Any, name: str, password: str) -> Any:
    return officer.browser.post(SIGN_IN, {"login": name, "password": password})


@pytest.mark.parametrize(
    "password", [f"{PASSWORD} ", f" {PASSWORD}", PASSWORD.upper(), PASSWORD[:-1]]
)
def test_a_password_is_taken_exactly_as_typed(officer: Any, password: str) -> None:
    assert tried(officer, "m.chen", password).status_code == 200
    assert tried(officer, "m.chen", PASSWORD).status_code == 302


def test_a_long_password_counts_to_its_last_letter(officer: Any) -> None:
    told: dict[str, Any] = {"name": "L", "agency": "CBP", "roles": [Role.APPROVER], "by": "test"}
    appoint("l.ong", password=LONG + "e", at=datetime.now(UTC), **told)
    assert tried(officer, "l.ong", LONG + "f").status_code == 200
    assert tried(officer, "l.ong", LONG + "e").status_code == 302


def test_a_name_that_is_none_is_answered_like_one_that_is(officer: Any) -> None:
    told = [
        tried(officer, name, "wrong").content.decode().replace(name, "NAME")
        for name in ("m.chen", "m.nobody")
    ]
    assert len(told[0]) == len(told[1])
    assert "alert" in told[0]


def test_the_form_masks_and_lets_managers_fill_in(officer: Any) -> None:
    page = officer.browser.get(SIGN_IN).content.decode()
    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page


def test_each_sign_in_begins_a_session_of_its_own(officer: Any) -> None:
    officer.sign_in()
    before = officer.browser.session.session_key
    officer.browser.post("/accounts/logout/")
    officer.sign_in()
    assert officer.browser.session.session_key != before
    assert "/accounts/logout/" in officer.browser.get("/").content.decode()


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(officer: Any) -> None:
    officer.sign_in()
    cookie = officer.browser.cookies["comity_us"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert officer.browser.cookies["comity_csrf_us"]["samesite"] == "Lax"
    page = officer.browser.get("/", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in page
