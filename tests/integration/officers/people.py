"""Officers as they sit before a browser, outside a demonstration."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core.cache import cache
from django.test import Client

from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from comity.officers.queries import officer_named
from comity.officers.services import appoint, choose_password, found_administration
from tests.authenticator import shown_code

FIRST_PASSWORD = "given-by-somebody-else"
PASSWORD = "calm-harbour-31"
SECURITY = "/accounts/security/"
CHANGE = f"{SECURITY}password/"
PEOPLE = {
    "j.alvarez": Role.REQUEST_OFFICER,
    "m.chen": Role.APPROVER,
    "n.okafor": Role.NODE_ADMINISTRATOR,
    "n.second": Role.NODE_ADMINISTRATOR,
    "n.third": Role.NODE_ADMINISTRATOR,
}
_KEY = re.compile(r'<bdi class="mono" dir="ltr">([A-Z2-7 ]+)</bdi>')
_CODE = re.compile(r'<bdi class="mono" dir="ltr">([0-9]{8})</bdi>')


def appoint_people() -> None:
    found_administration("US", name="US customs", agencies=[("CBP", "CBP"), ("ICE", "ICE")])
    at = datetime.now(UTC)
    for username, role in PEOPLE.items():
        appoint(
            username,
            name=f"Name of {username}",
            agency="CBP",
            roles=[role],
            password=FIRST_PASSWORD,
            by="test",
            at=at,
        )
        choose_password(username, current=FIRST_PASSWORD, chosen=PASSWORD, at=at)


def code_of(secret: str) -> str:
    """What an app that read `secret` shows now; the last one shown may be typed again."""
    cache.clear()
    return shown_code(secret)


def entries(event: str) -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(event=event).order_by("index"))


@dataclass
class Person:
    """One officer before a browser."""

    username: str
    browser: Client = field(default_factory=Client)
    secret: str = ""
    codes: list[str] = field(default_factory=list)

    @property
    def officer(self) -> Officer:
        return officer_named(self.username)

    def sign_in(self, password: str = PASSWORD) -> Any:
        told = {"login": self.username, "password": password}
        return self.browser.post("/accounts/login/", told)

    def confirm(self, password: str = PASSWORD) -> Any:
        return self.browser.post("/accounts/reauthenticate/", {"password": password})

    def choose(self, chosen: str, *, current: str = PASSWORD, again: str | None = None) -> Any:
        """Open the page for it, and change the password there."""
        self.browser.get(CHANGE)
        told = {"current": current, "chosen": chosen, "again": chosen if again is None else again}
        return self.browser.post(CHANGE, told)

    def read_key(self) -> str:
        """The key of the app being set up, as the page shows it."""
        page = self.browser.get(f"{SECURITY}app/add/").content.decode()
        found = _KEY.search(page)
        assert found, page
        return found[1]

    def add_app(self) -> Any:
        self.secret = self.read_key()
        return self.browser.post(f"{SECURITY}app/add/", {"code": code_of(self.secret)})

    def show_codes(self) -> list[str]:
        return _CODE.findall(self.browser.get(f"{SECURITY}codes/").content.decode())

    def enrol(self) -> "Person":
        """Sign in, add an app, write the codes down."""
        self.sign_in()
        assert self.add_app().status_code == 302
        self.codes = self.show_codes()
        return self

    def type_code(self, code: str = "") -> Any:
        return self.browser.post(f"{SECURITY}factor/", {"code": code or code_of(self.secret)})

    def elsewhere(self) -> "Person":
        """The same officer before another browser."""
        return Person(self.username, secret=self.secret, codes=self.codes)
