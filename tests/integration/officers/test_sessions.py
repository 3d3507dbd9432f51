"""Sessions are seen and ended: by the officer, and by an administrator's striking off."""

from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.usersessions.models import UserSession

from comity.kernel.errors import NotAllowedError
from comity.officers.people import people_seen_by
from comity.officers.services import end_factors, strike_off
from comity.officers.terms import NotOneselfError, TooFewAdministratorsError
from tests.integration.officers.people import SECURITY, entries
from tests.integration.rest.client import Caller, problem_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def two(person: Any, settings: Any) -> Any:
    """One officer at two desks, in a demonstration."""
    settings.SECOND_FACTOR_REQUIRED = False
    here, there = person("m.chen"), person("m.chen")
    there.browser.defaults |= {"HTTP_USER_AGENT": FIREFOX, "REMOTE_ADDR": "10.9.8.7"}
    here.sign_in()
    there.sign_in()
    return here, there


def test_an_officer_sees_where_they_are_signed_in(two: Any) -> None:
    page = two[0].browser.get(SECURITY).content.decode()
    assert "Firefox, Linux" in page
    assert "10.9.8.7" in page
    assert page.count("this one") == 1


def test_one_session_is_ended_and_the_others_go_on(two: Any) -> None:
    here, there = two
    other = UserSession.objects.get(ip="10.9.8.7")
    here.browser.post(f"{SECURITY}sessions/{other.pk}/end/")
    assert there.browser.get("/")["Location"].startswith("/accounts/login/")
    assert here.browser.get("/").status_code == 200
    assert len(entries("officer.sessions_ended")) == 1


def test_all_others_are_ended_and_this_one_stays(two: Any) -> None:
    here, there = two
    token = Caller("m.chen").sign_in()
    here.browser.post(f"{SECURITY}sessions/end/")
    assert there.browser.get("/")["Location"].startswith("/accounts/login/")
    problem_of(token.get("/me"), 401, "sign_in_needed")
    assert here.browser.get("/").status_code == 200


def test_nobody_ends_the_session_of_another(two: Any, person: Any) -> None:
    stranger = person("j.alvarez")
    stranger.sign_in()
    other = UserSession.objects.get(ip="10.9.8.7")
    assert stranger.browser.post(f"{SECURITY}sessions/{other.pk}/end/").status_code == 404
    assert two[1].browser.get("/").status_code == 200


def test_last_seen_is_noted_once_a_minute(two: Any) -> None:
    UserSession.objects.update(last_seen_at=AT)
    here = two[0]
    here.browser.get("/")
    here.browser.get("/requests/")
    assert UserSession.objects.filter(last_seen_at__gt=AT).count() <= 1


def test_striking_off_ends_every_session_at_once(two: Any, person: Any) -> None:
    token = Caller("m.chen").sign_in()
    administrator = person("n.okafor")
    administrator.sign_in()
    asked = administrator.browser.post("/people/m.chen/strike-off/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    administrator.confirm()
    administrator.browser.post("/people/m.chen/strike-off/")
    for desk in two:
        assert desk.browser.get("/")["Location"].startswith("/accounts/login/")
    problem_of(token.get("/me"), 401, "sign_in_needed")
    assert not UserSession.objects.filter(user__username="m.chen").exists()
    assert [entry.about for entry in entries("officer.struck_off")] == ["m.chen"]


@pytest.mark.parametrize("act", [strike_off, end_factors])
def test_only_an_administrator_does_so(person: Any, act: Any) -> None:
    with pytest.raises(NotAllowedError):
        act("j.alvarez", by=person("m.chen").officer.as_viewer(), at=AT)
    assert people_seen_by(person("m.chen").officer.as_viewer()) == []


def test_nobody_strikes_off_themselves(person: Any) -> None:
    with pytest.raises(NotOneselfError):
        strike_off("n.okafor", by=person("n.okafor").officer.as_viewer(), at=AT)


def test_two_administrators_who_can_sign_in_always_stay(person: Any) -> None:
    third = person("n.third").officer.as_viewer()
    for name in ("n.okafor", "n.second"):
        person(name).enrol()
    with pytest.raises(TooFewAdministratorsError):
        strike_off("n.second", by=third, at=AT)
    with pytest.raises(TooFewAdministratorsError):
        end_factors("n.second", by=third, at=AT)
    person("n.third").enrol()
    strike_off("n.second", by=third, at=AT)


def test_lost_factors_are_taken_away_and_set_up_anew(person: Any) -> None:
    officer = person("m.chen").enrol()
    end_factors("m.chen", by=person("n.okafor").officer.as_viewer(), at=AT)
    assert officer.browser.get("/")["Location"].startswith("/accounts/login/")
    again = officer.elsewhere()
    assert again.sign_in()["Location"] == "/"
    assert again.browser.get("/")["Location"] == SECURITY
    assert len(entries("officer.factors_ended")) == 1


def test_the_page_is_the_administrators_alone(person: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    officer, administrator = person("m.chen"), person("n.okafor")
    officer.sign_in()
    administrator.sign_in()
    assert officer.browser.get("/people/").status_code == 403
    assert "People and machines" not in officer.browser.get("/").content.decode()
    assert "Name of m.chen" in administrator.browser.get("/people/").content.decode()
