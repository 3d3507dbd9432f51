"""A production node opens by itself once both administrators have a second factor."""

import http.client
import re
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.authenticator import shown_code
from tests.nodes.own_node import OwnNode, copied, is_served, speaks_to_partners, wait_for
from tests.nodes.ports import OWN_OFFICERS

pytestmark = pytest.mark.nodes
DOOR = "comity.kra.example"
CHANGE, CHOSEN = "/accounts/security/password/", "nine herons at the quay"
_KEY = re.compile(r'<bdi class="mono" dir="ltr">([A-Z2-7 ]+)</bdi>')
_PASSWORD = re.compile(r"^  (a\.otieno|b\.mwangi) +(\S+) ", re.MULTILINE)


class Browser:
    """Cookies of one administrator, kept by hand: they are for https, and this speaks http."""

    def __init__(self) -> None:
        self._cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **form: str) -> tuple[int, str]:
        told = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Host": DOOR, "Cookie": told}
        csrf = next((v for n, v in self._cookies.items() if "comity_csrf" in n), "")
        body = urlencode({**form, "csrfmiddlewaretoken": csrf}) if form else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", OWN_OFFICERS, timeout=30)
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: each.value for name, each in SimpleCookie(line).items()}
        page = answer.read().decode()
        connection.close()
        return answer.status, page

    def enrol(self, username: str, password: str) -> None:
        """Sign in, choose a password, and add an app."""
        self.ask("GET", "/accounts/login/")
        assert self.ask("POST", "/accounts/login/", login=username, password=password)[0] == 302
        assert self.ask("GET", "/requests/")[0] == 302
        assert "Somebody else set the password" in self.ask("GET", CHANGE)[1]
        told = {"current": password, "chosen": CHOSEN, "again": CHOSEN}
        assert self.ask("POST", CHANGE, **told)[0] == 302
        _, page = self.ask("GET", "/accounts/security/app/add/")
        key = _KEY.search(page)
        assert key, page
        code = shown_code(key[1])
        assert self.ask("POST", "/accounts/security/app/add/", code=code)[0] == 302


def test_a_node_enrols_its_administrators_and_then_opens(founded: OwnNode, tmp_path: Path) -> None:
    node = copied(founded, tmp_path)
    passwords = dict(_PASSWORD.findall(node.founding))
    assert len(passwords) == 2, node.founding
    with node.served():
        wait_for(is_served, seconds=60)
        assert "0 of 2 node administrators have a second factor" in node.log()
        assert not speaks_to_partners()
        status, told = Browser().ask("GET", "/api/v1/me")
        assert (status, "node_not_open" in told) == (503, True)
        for username, password in passwords.items():
            Browser().enrol(username, password)
        # It is told when the door that enrolled is closed; until then both answer, and whoever
        # knocks meanwhile is let in by the one or the other.
        knocks: list[bool] = []

        def opens() -> bool:
            knocks.extend(is_served() for _ in range(20))
            return "the node opens" in node.log()

        wait_for(opens, seconds=60)
        assert all(knocks)
        assert speaks_to_partners()
        assert Browser().ask("GET", "/api/v1/me")[0] == 401
