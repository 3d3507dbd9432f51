"""What must be true of every page: usable by everyone, in both directions, on old screens."""

import pytest

from tests.browser.axe import findings
from tests.browser.conftest import Officer
from tests.browser.node import Node
from tests.browser.pages import VISITS, Visit

FIRST_LOAD_BYTES = 120 * 1024
NARROW = {"width": 360, "height": 740}
SMALL = {"width": 1280, "height": 720}
WITH_LONG_WORDS = {
    "sign-in",
    "inbox",
    "request-edit",
    "request-edit-referred",
    "request-opened",
    "approve",
    "agreements",
    "register-timeline",
    "register-map",
    "agreements-compared",
    "change-waiting",
    "agreement-settle",
    "may",
    "own-law",
    "records",
    "links",
    "languages",
}
WEIGHT = """() => {
  const all = [...performance.getEntriesByType('navigation'),
               ...performance.getEntriesByType('resource')];
  return all.reduce((sum, each) => sum + each.transferSize, 0);
}"""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_axe_finds_nothing(officer: Officer, node: Node, visit: Visit, language: str) -> None:
    page = officer(visit.officer, language=language)
    visit.go(page, node)
    assert findings(page) == []
    direction = "rtl" if language == "ar" else "ltr"
    assert page.get_attribute("html", "dir") == direction
    assert page.get_attribute("html", "lang") == language


@pytest.mark.parametrize("viewport", [SMALL, NARROW], ids=["1280", "360"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_scrolls_sideways(
    officer: Officer, node: Node, language: str, viewport: dict[str, int]
) -> None:
    wide = []
    for who in sorted({visit.officer for visit in VISITS}):
        page = officer(who, language=language, viewport=viewport)
        for visit in VISITS:
            if visit.officer == who:
                visit.go(page, node)
                beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                wide += [(visit.name, beyond)] if beyond > 0 else []
    assert wide == []


@pytest.mark.parametrize("viewport", [SMALL, NARROW], ids=["1280", "360"])
def test_long_words_push_nothing_sideways(
    officer: Officer, node: Node, viewport: dict[str, int]
) -> None:
    """Ukrainian has the longest words; the pages with tables, forms and panels are walked in it."""
    wide = []
    for visit in (each for each in VISITS if each.name in WITH_LONG_WORDS):
        page = officer(visit.officer, language="uk", viewport=viewport)
        visit.go(page, node)
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wide += [(visit.name, beyond)] if beyond > 0 else []
    assert wide == []


def test_no_page_asks_for_what_its_own_policy_forbids(officer: Officer, node: Node) -> None:
    said: list[str] = []
    for who in sorted({visit.officer for visit in VISITS}):
        page = officer(who)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for visit in VISITS:
            if visit.officer == who:
                visit.go(page, node)
    # The browser reports the status of pages that rightly are not there or not allowed.
    assert [text for text in said if "status of 40" not in text] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_page_loads_on_a_slow_line(officer: Officer, language: str) -> None:
    page = officer("", language=language)
    page.goto("/accounts/login/")
    assert 0 < page.evaluate(WEIGHT) <= FIRST_LOAD_BYTES
