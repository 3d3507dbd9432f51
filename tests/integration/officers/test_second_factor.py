"""Outside a demonstration nobody does anything before a second factor stands."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from tests.integration.officers.people import SECURITY, code_of, entries
from tests.integration.rest.client import JSON, Caller, problem_of


def test_whoever_has_only_a_password_is_led_to_set_up_a_second_factor(person: Any) -> None:
    officer = person("m.chen")
    assert officer.sign_in()["Location"] == "/"
    for address in ("/", "/requests/", "/agreements/", "/records/"):
        assert officer.browser.get(address)["Location"] == SECURITY
    assert officer.browser.post("/requests/new/", {"subject": "x"})["Location"] == SECURITY
    page = officer.browser.get(SECURITY).content.decode()
    assert "Nothing else is open to you until then." in page


def test_a_part_of_a_page_leads_there_too(person: Any) -> None:
    officer = person("m.chen")
    officer.sign_in()
    answer = officer.browser.post("/requests/basis/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == SECURITY


def test_the_api_is_shut_until_then_by_cookie_and_by_token(person: Any) -> None:
    officer = person("m.chen")
    officer.sign_in()
    problem_of(officer.browser.get("/api/v1/me"), 403, "second_factor_needed")
    caller = Caller("m.chen").sign_in()
    for answer in (caller.get("/me"), caller.get("/requests"), caller.post("/requests", {})):
        problem_of(answer, 403, "second_factor_needed")


def test_with_an_app_set_up_the_same_session_goes_on(person: Any) -> None:
    officer = person("m.chen").enrol()
    assert officer.browser.get("/requests/").status_code == 200
    assert officer.browser.get("/api/v1/me").status_code == 200
    assert [entry.about for entry in entries("officer.factor_added")] == ["m.chen"]


def test_the_next_sign_in_asks_the_code_and_then_opens(person: Any) -> None:
    officer = person("m.chen").enrol().elsewhere()
    assert officer.sign_in()["Location"] == f"{SECURITY}factor/"
    assert officer.browser.get("/requests/")["Location"].startswith("/accounts/login/")
    assert officer.browser.get(f"{SECURITY}factor/").status_code == 200
    wrong = officer.type_code("000000")
    assert "Incorrect code" in wrong.content.decode()
    assert officer.type_code()["Location"] == "/"
    assert officer.browser.get("/requests/").status_code == 200


def test_a_code_is_taken_once(person: Any) -> None:
    officer = person("m.chen").enrol()
    first, second = officer.elsewhere(), officer.elsewhere()
    first.sign_in()
    second.sign_in()
    code = code_of(officer.secret)
    assert first.type_code(code).status_code == 302
    assert second.type_code(code).status_code == 200


def test_a_session_of_before_the_factor_is_ended_by_it(person: Any) -> None:
    stranger = person("m.chen")
    stranger.sign_in()
    person("m.chen").enrol()
    for address in ("/requests/", SECURITY, f"{SECURITY}app/add/", f"{SECURITY}passkeys/add/"):
        assert stranger.browser.get(address)["Location"].startswith("/accounts/login/")


def test_a_program_signs_in_by_password_and_code(person: Any) -> None:
    officer = person("m.chen").enrol()
    caller = Caller("m.chen")
    told = {"username": "m.chen", "password": "calm-harbour-31"}
    begun = caller.client.post("/_allauth/app/v1/auth/login", told, content_type=JSON)
    assert begun.status_code == 401
    caller.token = begun.json()["meta"]["session_token"]
    problem_of(caller.get("/me"), 401, "sign_in_needed")
    done = caller.client.post(
        "/_allauth/app/v1/auth/2fa/authenticate",
        {"code": code_of(officer.secret)},
        content_type=JSON,
        headers={"X-Session-Token": caller.token},
    )
    assert done.status_code == 200
    caller.token = done.json()["meta"].get("session_token", caller.token)
    assert caller.get("/me").json()["username"] == "m.chen"


def test_recovery_codes_are_shown_once_and_each_signs_in_once(person: Any) -> None:
    officer = person("m.chen").enrol()
    assert len(officer.codes) == 10
    assert officer.show_codes() == []
    again = officer.elsewhere()
    again.sign_in()
    assert again.type_code(officer.codes[0])["Location"] == "/"
    last = officer.elsewhere()
    last.sign_in()
    assert last.type_code(officer.codes[0]).status_code == 200
    (used,) = entries("officer.recovery_code_used")
    assert '"left":9' in bytes(used.body).decode()


def test_new_codes_end_the_earlier_ones(person: Any) -> None:
    officer = person("m.chen").enrol()
    officer.confirm()
    officer.browser.post(f"{SECURITY}codes/new/")
    assert set(officer.show_codes()).isdisjoint(officer.codes)
    assert len(entries("officer.recovery_codes_made")) == 1


def test_adding_and_taking_away_asks_a_fresh_sign_in(person: Any) -> None:
    officer = person("m.chen").enrol().elsewhere()
    officer.sign_in()
    officer.type_code()
    for step in ("app/remove/", "passkeys/add/", "codes/new/"):
        answer = officer.browser.get(f"{SECURITY}{step}")
        assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_the_last_factor_stays(person: Any) -> None:
    officer = person("m.chen").enrol()
    officer.confirm()
    answer = officer.browser.post(f"{SECURITY}app/remove/", follow=True)
    assert "This is your last second factor" in answer.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()
    assert entries("officer.factor_removed") == []


def test_in_a_demonstration_the_factor_is_free_and_may_go(person: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    officer = person("m.chen")
    officer.sign_in()
    assert officer.browser.get("/requests/").status_code == 200
    officer.add_app()
    officer.confirm()
    officer.browser.post(f"{SECURITY}app/remove/")
    assert not Authenticator.objects.exists()
    assert len(entries("officer.factor_removed")) == 1


def test_no_secret_stands_in_the_database_or_in_the_record(person: Any) -> None:
    officer = person("m.chen")
    officer.sign_in()
    secret = officer.read_key().replace(" ", "")
    sessions = [str(each.get_decoded()) for each in Session.objects.all()]
    assert not any(secret in told for told in sessions)
    officer.browser.post(f"{SECURITY}app/add/", {"code": code_of(secret)})
    codes = officer.show_codes()
    kept = [str(each.data) for each in Authenticator.objects.all()]
    recorded = [bytes(each.body).decode() for each in entries("officer.factor_added")]
    told = "".join([*kept, *recorded, *(str(s.get_decoded()) for s in Session.objects.all())])
    assert secret not in told
    assert not any(code in told for code in codes)


def test_a_fresh_sign_in_is_taken_from_the_app_as_well(person: Any) -> None:
    officer = person("m.chen").enrol()
    assert officer.browser.get("/api/v1/me").json()["signed_in_afresh_at"] is None
    officer.browser.post(f"{SECURITY}afresh/code/", {"code": code_of(officer.secret)})
    assert officer.browser.get("/api/v1/me").json()["signed_in_afresh_at"] is not None


def test_enrolment_is_not_open_to_an_unattended_desk(
    person: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = person("m.chen")
    officer.sign_in()
    later = time.time() + settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1
    monkeypatch.setattr(time, "time", lambda: later)
    answer = officer.browser.get(f"{SECURITY}app/add/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
