"""A session ends by itself, and a browser keeps nothing of it."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches

from tests.integration.rest.client import Caller, problem_of

SIGN_IN = "/accounts/login/"


@pytest.fixture
def at_a_desk(person: Any, settings: Any) -> Any:
    settings.SECOND_FACTOR_REQUIRED = False
    officer = person("m.chen")
    officer.sign_in()
    assert officer.browser.get("/").status_code == 200
    caches["process"].clear()
    return officer


def last_seen(**ago: float) -> None:
    UserSession.objects.update(last_seen_at=datetime.now(UTC) - timedelta(**ago))


def signed_in_earlier(key: str, hours: float) -> None:
    session = SessionStore(key)
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= hours * 3600
    session.save()


def test_after_an_hour_of_nothing_a_session_is_over(at_a_desk: Any) -> None:
    last_seen(minutes=59)
    assert at_a_desk.browser.get("/").status_code == 200
    caches["process"].clear()
    last_seen(minutes=61)
    assert at_a_desk.browser.get("/")["Location"].startswith(SIGN_IN)


def test_after_a_working_day_it_is_over_however_busy(at_a_desk: Any) -> None:
    key = at_a_desk.browser.session.session_key
    signed_in_earlier(key, 11.9)
    assert at_a_desk.browser.get("/").status_code == 200
    caches["process"].clear()
    signed_in_earlier(key, 0.2)
    assert at_a_desk.browser.get("/")["Location"].startswith(SIGN_IN)
    assert not SessionStore().exists(key)


def test_a_programs_session_ends_alike(at_a_desk: Any) -> None:
    program = Caller("m.chen").sign_in()
    assert program.get("/me").status_code == 200
    caches["process"].clear()
    last_seen(hours=2)
    problem_of(program.get("/me"), 401, "sign_in_needed")
    problem_of(program.get("/me"), 401, "sign_in_needed")


def test_no_page_is_kept_by_a_browser(at_a_desk: Any) -> None:
    for path in ("/", "/requests/", "/api/v1/me", SIGN_IN, "/nothing-there/"):
        assert "no-store" in at_a_desk.browser.get(path)["Cache-Control"]
    asset = at_a_desk.browser.get("/static/vendor/tabler.css")
    assert "no-store" not in asset["Cache-Control"]
    asset.close()


def outside_a_demonstration() -> dict[str, Any]:
    """The settings of a node that is none, read in a process of its own."""
    told = "import json, comity.node.settings as s; print(json.dumps(vars(s), default=str))"
    done = subprocess.run(
        [sys.executable, "-c", told],
        env={**os.environ, "COMITY_DEMO": "false"},
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_outside_a_demonstration_cookies_are_for_https_and_this_host_alone() -> None:
    told = outside_a_demonstration()
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        assert told[f"{kind}_COOKIE_NAME"].startswith("__Host-comity_")
        assert told[f"{kind}_COOKIE_SECURE"] is True
        assert f"{kind}_COOKIE_PATH" not in told
        assert f"{kind}_COOKIE_DOMAIN" not in told
    assert told["MESSAGES_COOKIE_NAME"].startswith("__Host-comity_")
    assert told["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_what_is_told_on_the_next_page_travels_in_a_cookie_of_this_host(at_a_desk: Any) -> None:
    at_a_desk.browser.post("/accounts/logout/")
    assert settings.MESSAGES_COOKIE_NAME in at_a_desk.browser.cookies
    assert "messages" not in at_a_desk.browser.cookies


def test_browsers_are_told_to_run_nothing_foreign(at_a_desk: Any) -> None:
    page = at_a_desk.browser.get("/")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = page["Content-Security-Policy"].split("; ")
    for needed in ("object-src", "base-uri", "frame-ancestors", "frame-src", "worker-src"):
        assert f"{needed} 'none'" in policy
    for needed in ("default-src", "script-src", "style-src", "connect-src"):
        assert f"{needed} 'self'" in policy


@pytest.mark.parametrize("path", ["/", "/api/v1/me", SIGN_IN, "/healthz", "/requests/"])
def test_what_was_sent_is_never_sent_back(at_a_desk: Any, path: str) -> None:
    answer = at_a_desk.browser.trace(path, headers={"X-Told": "secret"})
    assert b"secret" not in b"".join(answer)


def test_a_sign_in_leaves_a_line_without_its_name(
    person: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "comity")
    officer = person("m.chen")
    officer.browser.post(SIGN_IN, {"login": "m.chen", "password": "wrong"})
    officer.sign_in()
    said = [each for each in caplog.records if each.name == "comity.node.sign_in"]
    assert [each.getMessage() for each in said] == ["a sign-in failed", "a sign-in succeeded"]
    assert not any("m.chen" in each.getMessage() for each in caplog.records)
