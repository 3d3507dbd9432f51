"""One node, one browser, and officers who are signed in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from comity.node.demo.cast import PASSWORD
from tests.browser.node import Node, free_port, start

# The same engine without a window: a page costs it half of the processor time.
CHROMIUM = "/usr/bin/chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE: ViewportSize = {"width": 1366, "height": 768}
Officer = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in Path(str(item.fspath)).parent.name:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    running = start(tmp_path_factory.mktemp("node") / "home", free_port())
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """Cookies of officers who have signed in already."""
    return {}


@contextmanager
def pages_of_officers(node: Node, browser: Browser, sessions: dict[str, Any]) -> Iterator[Officer]:
    """Give new pages, and close them in the end."""
    opened: list[BrowserContext] = []

    def page_of(
        username: str, *, language: str = "en", afresh: bool = False, **options: Any
    ) -> Page:
        state = None if afresh else sessions.get(username)
        settings = {"viewport": WIDE, "base_url": node.address, **options}
        context = browser.new_context(storage_state=state, **settings)
        opened.append(context)
        context.add_cookies([{"name": "comity_language", "value": language, "url": node.address}])
        page = context.new_page()
        page.set_default_timeout(8000)
        if username and state is None:
            sign_in(page, username)
            sessions.setdefault(username, context.storage_state())
        return page

    yield page_of
    for context in opened:
        context.close()


@pytest.fixture
def officer(node: Node, browser: Browser, sessions: dict[str, Any]) -> Iterator[Officer]:
    """Give a new page of an officer: `officer("j.alvarez", language="ar")`; "" is nobody."""
    with pages_of_officers(node, browser, sessions) as page_of:
        yield page_of


@pytest.fixture(scope="module")
def standing(node: Node, browser: Browser, sessions: dict[str, Any]) -> Iterator[Officer]:
    """Give the page of an officer in a language, the same one each time, to whoever only looks.

    A new window, and what it reads for the first time, cost more than most pages do.
    """
    with pages_of_officers(node, browser, sessions) as page_of:
        yield cache(page_of)


def sign_in(page: Page, username: str) -> None:
    """Type name and password on the sign-in page, wherever the browser is."""
    if "/accounts/login/" not in page.url:
        page.goto("/accounts/login/")
    page.fill("#id_login", username)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def confirm(page: Page) -> None:
    """Give the password again."""
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
