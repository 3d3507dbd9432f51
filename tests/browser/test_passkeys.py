"""Passkeys in a real browser, at a node that is no demonstration, under its own strict policy."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from comity.node.demo.cast import PASSWORD
from tests.browser.authenticator import give_authenticator
from tests.browser.axe import findings
from tests.browser.conftest import WIDE, confirm, sign_in
from tests.browser.house import NEWCOMER
from tests.browser.node import Node, free_port, start

SECURITY = "/accounts/security/"
CHOSEN = "nine herons at the quay"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp("house") / "home"
    running = start(folder, free_port(), world="tests.browser.house", demo=False)
    yield running
    running.stop()


@pytest.fixture
def desk(house: Node, browser: Browser) -> Iterator[Page]:
    """A browser with a platform authenticator whose holder is always there."""
    context = browser.new_context(viewport=WIDE, base_url=house.address)
    page = context.new_page()
    page.set_default_timeout(8000)
    give_authenticator(page)
    yield page
    context.close()


def complaints(page: Page) -> list[str]:
    """What the browser says of the page, as it is said."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def add_passkey(page: Page, name: str) -> None:
    page.goto(f"{SECURITY}passkeys/add/")
    page.fill("#id_name", name)
    page.check("#id_passwordless")
    page.click("#passkey_add")
    page.wait_for_url("**/codes/")


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.click("main button[type=submit]")
    page.wait_for_url("**/accounts/login/")


def test_an_officer_sets_up_a_passkey_and_then_signs_in_with_it_alone(desk: Page) -> None:
    said = complaints(desk)
    sign_in(desk, "m.chen")
    assert desk.url.endswith(SECURITY)
    add_passkey(desk, "Desk 4")
    assert desk.locator("ol.codes li").count() == 10
    desk.goto(SECURITY)
    assert "Desk 4" in desk.inner_text("main")
    sign_out(desk)
    desk.click("#passkey_login")
    desk.wait_for_url(lambda url: "/accounts/" not in url)
    assert "Inbox" in desk.inner_text("h1")
    assert said == []


def test_a_passkey_is_the_second_step_and_the_fresh_sign_in_too(desk: Page) -> None:
    sign_in(desk, "j.alvarez")
    add_passkey(desk, "Desk 5")
    sign_out(desk)
    sign_in(desk, "j.alvarez")
    assert desk.url.endswith(f"{SECURITY}factor/")
    desk.click("#passkey_use")
    desk.wait_for_url(lambda url: "/accounts/" not in url)
    desk.goto(f"{SECURITY}codes/new/")
    desk.click("text=Use a passkey or security key")
    desk.click("#passkey_afresh")
    desk.wait_for_url("**/codes/new/")
    assert "Make new recovery codes" in desk.inner_text("h1")
    desk.goto(SECURITY)
    assert "This was done to your account" in desk.inner_text("main")
    # Last, because the check takes the authenticator's wire from the page.
    for step in ("", "afresh/passkey/", "codes/", "codes/new/"):
        desk.goto(f"{SECURITY}{step}")
        assert findings(desk) == []
    sign_out(desk)
    assert findings(desk) == []
    sign_in(desk, "j.alvarez")
    assert findings(desk) == []


def test_a_newcomer_chooses_a_password_before_anything_else(desk: Page) -> None:
    sign_in(desk, NEWCOMER)
    assert "Choose a password of your own" in desk.inner_text("h1")
    desk.fill("#id_current", PASSWORD)
    desk.fill("#id_chosen", "too short")
    desk.fill("#id_again", "too short")
    desk.click("main button[type=submit]")
    assert "15 characters at least" in desk.inner_text(".error-summary")
    for field, typed in {"current": PASSWORD, "chosen": CHOSEN, "again": CHOSEN}.items():
        desk.fill(f"#id_{field}", typed)
    desk.click("main button[type=submit]")
    desk.wait_for_url(f"**{SECURITY}")
    assert "Your password was changed" in desk.inner_text("main")
    assert findings(desk) == []


@pytest.mark.parametrize("step", ["", "app/add/", "passkeys/add/"])
def test_axe_finds_nothing_where_factors_are_set_up(desk: Page, step: str) -> None:
    sign_in(desk, "t.brooks")
    desk.goto(f"{SECURITY}{step}")
    assert findings(desk) == []


def test_a_browser_without_passkeys_is_offered_none(browser: Browser, house: Node) -> None:
    context: Any = browser.new_context(base_url=house.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "a.hale")
    page.goto(f"{SECURITY}passkeys/add/")
    assert not page.is_visible("#passkey_add")
    assert "works without it" in page.inner_text("main")
    context.close()


def test_the_command_line_signs_in_by_a_code_typed_on_a_page(
    desk: Page, house: Node, tmp_path: Path
) -> None:
    sign_in(desk, "e.park")
    add_passkey(desk, "Desk 6")
    kept = {name: told for name, told in os.environ.items() if not name.startswith("COMITY_")}
    environment = kept | {"XDG_CONFIG_HOME": str(tmp_path)}
    comity = [sys.executable, "-m", "comity.node.main"]
    waiting = subprocess.Popen(
        [*comity, "sign-in", house.address], env=environment, stderr=subprocess.PIPE, text=True
    )
    assert waiting.stderr is not None
    page, code = (waiting.stderr.readline().split()[-1] for _ in range(2))
    desk.goto(page)
    desk.fill("#id_code", code)
    desk.click("main button[type=submit]")
    desk.click("main button[value=confirm]")
    confirm(desk)
    assert "The program may act for you" in desk.inner_text("main")
    assert waiting.wait(timeout=30) == 0
    waiting.stderr.close()
    session = tmp_path / "comity" / "session.json"
    assert stat.S_IMODE(session.stat().st_mode) == 0o600
    told = subprocess.run([*comity, "who-am-i"], env=environment, capture_output=True, text=True)
    assert "Ellen Park" in told.stdout, told.stderr
    subprocess.run([*comity, "sign-out"], env=environment, check=True, capture_output=True)
    desk.goto(SECURITY)
    assert "Programs that act for you" not in desk.inner_text("main")
