"""Who gets in, what strangers find, and that hostile input meets a sentence."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from comity.agreements.services import import_register
from comity.interfaces.web import kept
from comity.kernel.rulings import Role
from comity.officers.models import Officer
from comity.officers.queries import officer_named
from comity.officers.services import appoint, found_administration

PASSWORD = "calm-harbour-31"
ARGUMENTS = {
    "reference": "US-UA-2026-00001",
    "exhibit": "not-an-id",
    "message_id": "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11",
}
OPEN_TO_STRANGERS = frozenset(
    {"set_language", "account_login", "account_logout", "account_inactive", "help"}
    # Opened by the secret in its address.
    | {"calendar"}
    # Without a provider, as here, these two are not there for anybody.
    | {"card_sign_in", "openid_connect_login", "openid_connect_callback"}
)
HOSTILE = [
    "\x00",
    "\u202eevil",
    "9" * 400,
    "' OR 1=1 --",
    "<script>",
    "../../etc/passwd",
    "%s%n",
    "🜁",
]


@pytest.fixture
def desk(db: None, at: datetime, register_folder: Path) -> Client:
    """A node with one officer of each office, and a browser."""
    found_administration("US", name="US customs", agencies=[("CBP", "CBP"), ("ICE", "ICE")])
    for role in Role:
        appoint(
            role.value,
            name=role.value,
            agency="CBP",
            roles=[role],
            password=PASSWORD,
            by="test",
            at=at,
        )
    with transaction.atomic():
        import_register(register_folder, by="test", at=at)
    translation.activate("en")
    return Client()


def enter(client: Client, username: str) -> None:
    client.force_login(officer_named(username))


def filled(route: str) -> str:
    """Put something in every place of an address; what it names need not exist."""
    return re.sub(r"<(\w+):(\w+)>", lambda place: ARGUMENTS.get(place[2], "1"), route)


def pages(resolver: URLResolver | None = None, before: str = "") -> list[tuple[str, str]]:
    """Every address of the officers' pages, with its name."""
    found = []
    for pattern in (resolver or get_resolver("comity.interfaces.web.urls")).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append((pattern.name or "", f"/{filled(route)}"))
        else:
            found += pages(pattern, route)
    return found


def test_a_stranger_is_sent_to_sign_in_from_every_page(desk: Client) -> None:
    shut = [(name, address) for name, address in pages() if name not in OPEN_TO_STRANGERS]
    assert len(shut) > 100
    for name, address in shut:
        for answer in (desk.get(address), desk.post(address, {"subject": "x"})):
            assert answer.status_code in {302, 405}, (name, address)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/accounts/login/"), (name, address)


@pytest.mark.parametrize(
    "address",
    ["signup/", "password/reset/", "password/change/", "email/", "login/code/", ""],
)
def test_nobody_makes_an_account_or_gets_a_password_by_mail(desk: Client, address: str) -> None:
    assert desk.get(f"/accounts/{address}").status_code == 404
    enter(desk, "request_officer")
    assert desk.get(f"/accounts/{address}").status_code == 404


def test_a_password_is_changed_in_one_place_by_whoever_signs_in_afresh(desk: Client) -> None:
    enter(desk, "request_officer")
    asked = desk.get("/accounts/security/password/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    desk.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert desk.get("/accounts/security/password/").status_code == 200


def test_who_holds_no_office_sees_nothing(desk: Client) -> None:
    officer = officer_named("auditor")
    officer.appointments.all().delete()
    desk.force_login(officer)
    answer = desk.get("/records/")
    assert answer.status_code == 403
    assert "You hold no office here" in answer.content.decode()


def test_who_was_struck_off_does_not_get_in(desk: Client) -> None:
    Officer.objects.filter(username="auditor").update(is_active=False)
    answer = desk.post("/accounts/login/", {"login": "auditor", "password": PASSWORD})
    assert answer.status_code != 302 or "inactive" in answer["Location"]
    assert desk.get("/")["Location"].startswith("/accounts/login/")


def test_a_stale_token_is_told_in_the_frame(desk: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "nothing was changed or sent" in answer.content.decode()


@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_no_filter_is_upset_by_what_is_typed_into_an_address(desk: Client, value: str) -> None:
    enter(desk, "auditor")
    for address in ("/", "/requests/", "/agreements/", "/agreements/may/", "/records/"):
        names = "tab side state partner search page one other kind force words on about before"
        told = dict.fromkeys([*names.split(), "requesting", "requested", "purpose"], value)
        assert desk.get(address, told).status_code == 200
    assert desk.get("/agreements/no-such-thing/").status_code == 404


@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_a_form_answers_hostile_text_beside_its_field(desk: Client, value: str) -> None:
    enter(desk, "request_officer")
    for action in ("check", "save", "submit"):
        names = ("partner", "kind", "purpose", "hs_code", "value_amount", "reply_wanted_on")
        told = dict.fromkeys(names, value) | {"subject": value[:100], "action": action}
        answer = desk.post("/requests/new/", told)
        assert answer.status_code in {200, 302}
        assert desk.post("/requests/basis/", told).status_code == 200


def test_too_much_text_is_told_and_shown_again(desk: Client) -> None:
    enter(desk, "request_officer")
    answer = desk.post("/requests/new/", {"facts": "x" * 9000, "action": "save"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "at most 8000 characters" in page
    assert "x" * 9000 in page


def test_more_than_a_form_takes_is_refused_in_words(desk: Client) -> None:
    enter(desk, "request_officer")
    answer = desk.post("/requests/new/", {"facts": "x" * 3_000_000, "action": "save"})
    assert answer.status_code == 400
    assert "more than this form takes" in answer.content.decode()


def test_a_stranger_cannot_fill_the_session_table(desk: Client) -> None:
    forged = signing.dumps(1, salt="another salt")
    for mark in ("", "rubbish", forged):
        answer = desk.post("/requests/new/", {"subject": "x", kept.MARK: mark})
        assert answer.status_code == 302
        assert not Session.objects.exists()


def test_the_frame_speaks_the_language_chosen(desk: Client) -> None:
    enter(desk, "request_officer")
    answer = desk.post("/language/", {"language": "ar", "next": "/requests/"}, follow=True)
    page = answer.content.decode()
    assert 'dir="rtl"' in page
    assert "vendor/tabler.rtl.css" in page
