"""Tries are counted, and whoever made too many is told when to try again."""

from typing import Any

import pytest

from tests.integration.officers.people import PASSWORD, SECURITY
from tests.integration.rest.client import JSON, Caller, problem_of

LOGIN = "/accounts/login/"


def test_five_wrong_passwords_of_one_name_and_the_right_one_waits(person: Any) -> None:
    officer = person("m.chen")
    for _ in range(5):
        officer.browser.post(LOGIN, {"login": "m.chen", "password": "wrong"})
    answer = officer.sign_in()
    assert answer.status_code == 200
    assert "Try again in five minutes." in answer.content.decode()
    assert person("j.alvarez").sign_in().status_code == 302


def test_thirty_sign_ins_a_minute_from_one_address_and_the_next_waits(person: Any) -> None:
    officer = person("m.chen")
    for _ in range(30):
        officer.browser.post(LOGIN, {"login": "", "password": ""})
    answer = officer.sign_in()
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Wait one minute, then try again." in answer.content.decode()


@pytest.mark.parametrize(("name", "tries", "seconds"), [("m.chen", 5, 300), ("", 30, 60)])
def test_a_program_is_told_with_a_stable_code(
    person: Any, name: str, tries: int, seconds: int
) -> None:
    caller = Caller("m.chen")
    for _ in range(tries):
        told = {"username": name, "password": "wrong"}
        caller.client.post("/_allauth/app/v1/auth/login", told, content_type=JSON)
    told = {"username": "m.chen", "password": PASSWORD}
    answer = caller.client.post("/_allauth/app/v1/auth/login", told, content_type=JSON)
    problem_of(answer, 429, "too_many_tries")
    assert answer["Retry-After"] == str(seconds)


def test_codes_are_not_guessed(person: Any) -> None:
    officer = person("m.chen").enrol().elsewhere()
    officer.sign_in()
    for guess in range(5):
        officer.type_code(f"{guess:06}")
    # Clearing the cache would forget the tries, so the right code is a recovery code here.
    answer = officer.type_code(officer.codes[0])
    assert "Try again in five minutes." in answer.content.decode()


def test_fresh_sign_ins_are_counted_for_the_officer(person: Any) -> None:
    officer = person("m.chen").enrol()
    for _ in range(10):
        officer.browser.post("/accounts/reauthenticate/", {"password": ""})
    assert officer.confirm().status_code == 429
    assert officer.browser.post(f"{SECURITY}afresh/code/", {"code": "1"}).status_code == 429


def test_passkeys_are_counted_too(person: Any) -> None:
    browser = person("m.chen").browser
    for _ in range(10):
        browser.post(f"{SECURITY}passkey/", {"credential": "{}"})
    assert browser.post(f"{SECURITY}passkey/", {"credential": "{}"}).status_code == 429
