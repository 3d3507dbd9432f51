"""An officer chooses the password: freshly signed in, by the rules, and out go all others."""

import time
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from comity.officers.machines import programs_let_in
from comity.officers.models import Officer
from comity.officers.services import appoint, give_program_token, know_command_line, set_password
from tests.integration.officers.people import (
    CHANGE,
    FIRST_PASSWORD,
    PASSWORD,
    SECURITY,
    Person,
    entries,
)
from tests.integration.rest.client import JSON, Caller, problem_of

OWN = "nine herons at the quay"
REFUSED = {
    "herons at quay": "15 characters at least",
    "herons " * 19: "128 characters at most",
    "1q2w3e4r5t6y7u8i9o0p": "many people use",
    "Dragon-123456789": "many people use",
    "qwertyuiopasdfghjkl": "many people use",
    "aB3aB3aB3aB3aB3aB3": "over and over",
    "Comity-US-Customs-2026": "names that anybody would try",
    "United States customs administration": "names that anybody would try",
    "Name of M.Chen 1984!": "names that anybody would try",
    PASSWORD: "the password you have now",
}
TAKEN = [
    OWN,
    "  blanks count, too  ",
    "дев'ять чапель на молу",
    "١٢٣ أرصفة الميناء الهادئ",
    "x1" + "herons-" * 18,
]


@pytest.fixture
def officer(person: Any) -> Person:
    """One officer with app and a password of their own, signed in afresh."""
    enrolled: Person = person("m.chen").enrol()
    enrolled.confirm()
    return enrolled


@pytest.fixture
def newcomer(person: Any) -> Person:
    """One who was appointed today, and signed in by what the administrator told."""
    appoint(
        "w.kamau",
        name="W",
        agency="CBP",
        roles=[],
        password=FIRST_PASSWORD,
        by="test",
        at=datetime.now(UTC),
    )
    found: Person = person("w.kamau")
    found.sign_in(FIRST_PASSWORD)
    return found


def given(days_ago: int) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=days_ago)
    Officer.objects.filter(username="w.kamau").update(password_given_at=long_ago)


def test_the_page_is_linked_and_asks_a_fresh_sign_in(person: Any) -> None:
    officer = person("m.chen").enrol()
    assert f'href="{CHANGE}"' in officer.browser.get(SECURITY).content.decode()
    asked = officer.browser.get(CHANGE)
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    officer.confirm()
    page = officer.browser.get(CHANGE).content.decode()
    assert page.count('autocomplete="new-password"') == 2
    assert page.count('autocomplete="current-password"') == 1


def test_what_is_sent_without_a_fresh_sign_in_is_kept_nowhere(person: Any) -> None:
    officer = person("m.chen").enrol()
    told = {"current": PASSWORD, "chosen": OWN, "again": OWN}
    assert officer.browser.post(CHANGE, told)["Location"] == CHANGE
    assert not any(OWN in str(each.get_decoded()) for each in Session.objects.all())
    assert officer.officer.check_password(PASSWORD)


def test_a_chosen_password_counts_at_once_and_ends_everything_else(officer: Person) -> None:
    elsewhere = officer.elsewhere()
    elsewhere.sign_in()
    elsewhere.type_code()
    know_command_line()
    give_program_token(officer.officer, at=datetime.now(UTC))
    assert officer.choose(OWN)["Location"] == SECURITY
    page = officer.browser.get(SECURITY).content.decode()
    assert "Your password was changed" in page
    assert page.count("this one") == 1
    assert elsewhere.browser.get(SECURITY)["Location"].startswith("/accounts/login/")
    assert programs_let_in(officer.officer) == []
    assert officer.elsewhere().sign_in().status_code == 200
    assert officer.elsewhere().sign_in(OWN).status_code == 302


def test_one_entry_tells_it_and_no_secret(officer: Person) -> None:
    before = len(entries("officer.password_chosen"))
    officer.choose(OWN)
    (entry,) = entries("officer.password_chosen")[before:]
    assert entry.facts() == (("officer", "Name of m.chen"),)
    assert entry.by == "Name of m.chen"


@pytest.mark.parametrize(("chosen", "why"), REFUSED.items())
def test_a_poor_password_is_refused_in_a_sentence(officer: Person, chosen: str, why: str) -> None:
    page = officer.choose(chosen).content.decode()
    assert why in page
    assert chosen not in page.replace(officer.username, "")
    assert officer.officer.check_password(PASSWORD)


@pytest.mark.parametrize("chosen", TAKEN)
def test_any_characters_are_taken_exactly_as_typed(officer: Person, chosen: str) -> None:
    assert officer.choose(chosen).status_code == 302
    assert officer.officer.check_password(chosen)
    assert not officer.officer.check_password(chosen.strip() + " ")


def test_the_present_password_and_two_like_entries_are_asked(officer: Person) -> None:
    assert "not the password you have now" in officer.choose(OWN, current="x").content.decode()
    assert "are not the same" in officer.choose(OWN, again=OWN + "s").content.decode()
    assert officer.officer.check_password(PASSWORD)


def test_the_present_password_is_not_guessed_there(officer: Person) -> None:
    tries = [officer.choose(OWN, current=f"guess {number}").status_code for number in range(11)]
    assert tries == [200] * 10 + [429]


def test_a_given_password_opens_nothing_but_the_choice_of_another(newcomer: Person) -> None:
    for address in ("/", "/requests/", SECURITY, f"{SECURITY}app/add/", "/people/"):
        assert newcomer.browser.get(address)["Location"] == CHANGE
    problem_of(newcomer.browser.get("/api/v1/me"), 403, "password_not_own")
    program = Caller("w.kamau").sign_in(FIRST_PASSWORD)
    problem_of(program.get("/me"), 403, "password_not_own")
    assert "Somebody else set the password" in newcomer.browser.get(CHANGE).content.decode()
    assert newcomer.choose(OWN, current=FIRST_PASSWORD)["Location"] == SECURITY
    assert "Set up a second factor to go on" in newcomer.browser.get(SECURITY).content.decode()
    assert newcomer.browser.get("/")["Location"] == SECURITY


def test_keeping_the_given_one_is_no_choice(newcomer: Person) -> None:
    page = newcomer.choose(FIRST_PASSWORD, current=FIRST_PASSWORD).content.decode()
    assert "Choose another" in page


def test_a_given_password_lapses_with_a_word_whom_to_ask(newcomer: Person) -> None:
    given(days_ago=8)
    page = newcomer.elsewhere().sign_in(FIRST_PASSWORD).content.decode()
    assert "has lapsed. Ask an administrator of this node" in page
    assert "lapsed" not in newcomer.elsewhere().sign_in("not it at all").content.decode()
    begun = newcomer.choose(OWN, current=FIRST_PASSWORD).content.decode()
    assert "has lapsed" in begun


def test_it_lapses_for_programs_and_for_a_fresh_sign_in_too(newcomer: Person) -> None:
    given(days_ago=8)
    told = {"username": "w.kamau", "password": FIRST_PASSWORD}
    path = "/_allauth/app/v1/auth/login"
    answer = Caller("w.kamau").client.post(path, told, content_type=JSON)
    assert answer.status_code == 400
    assert [each["code"] for each in answer.json()["errors"]] == ["password_lapsed"]
    assert "has lapsed" in newcomer.confirm(FIRST_PASSWORD).content.decode()


def test_a_week_less_a_day_is_time_enough(newcomer: Person) -> None:
    given(days_ago=6)
    assert newcomer.elsewhere().sign_in(FIRST_PASSWORD)["Location"] == "/"


def test_one_of_ones_own_never_lapses(officer: Person, settings: Any) -> None:
    assert officer.officer.password_given_at is None
    assert settings.NODE.sign_in.given_password_days == 7


def test_another_given_later_is_chosen_anew_behind_the_second_factor(
    officer: Person, person: Any
) -> None:
    administrator = person("n.okafor").officer.as_viewer()
    set_password("m.chen", password=FIRST_PASSWORD, by=administrator, at=datetime.now(UTC))
    again = officer.elsewhere()
    assert again.sign_in(FIRST_PASSWORD)["Location"] == f"{SECURITY}factor/"
    assert again.browser.get(CHANGE)["Location"].startswith("/accounts/login/")
    again.type_code()
    assert again.browser.get("/")["Location"] == CHANGE
    again.choose(OWN, current=FIRST_PASSWORD)
    assert again.browser.get("/").status_code == 200


def test_whoever_needs_no_password_is_not_asked_for_one(newcomer: Person, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    newcomer.browser.force_login(newcomer.officer)
    session = newcomer.browser.session
    session["account_authentication_methods"] = [{"method": "smart_card", "at": time.time()}]
    session.save()
    assert newcomer.browser.get(SECURITY).status_code == 200


def test_in_a_demonstration_the_given_passwords_stay(newcomer: Person, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = settings.OWN_PASSWORD_REQUIRED = False
    given(days_ago=400)
    again = newcomer.elsewhere()
    assert again.sign_in(FIRST_PASSWORD)["Location"] == "/"
    assert again.browser.get(SECURITY).status_code == 200


def test_after_an_upgrade_every_password_counts_as_given(officer: Person) -> None:
    """No officer could choose one before; the days count from the upgrade."""
    migration = import_module("comity.officers.migrations.0004_passwords")
    Officer.objects.update(password_given_at=None)
    migration.count_as_given(apps, None)
    given_at = officer.officer.password_given_at
    assert given_at is not None
    assert abs(datetime.now(UTC) - given_at) < timedelta(minutes=1)
    assert officer.browser.get("/")["Location"] == CHANGE
