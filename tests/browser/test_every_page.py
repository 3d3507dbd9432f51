"""What must be true of every page: usable by everyone, in both directions, on old screens."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import findings
from tests.browser.conftest import Officer
from tests.browser.node import Node
from tests.browser.pages import VISITS, Visit

FIRST_LOAD_BYTES = 120 * 1024
LATER_LOAD_KB = 30
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
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
WEIGHT = """(but) => {
  const all = [...performance.getEntriesByType('navigation'),
               ...performance.getEntriesByType('resource')];
  const counted = all.filter(each => !but || !new RegExp(but).test(each.name));
  return counted.reduce((sum, each) => sum + each.transferSize, 0);
}"""
# What every page shares is there already when one comes from another page.
SHARED = r"/(tabler|comity|keys|htmx)[^/]*$"


def scrolls_sideways(page: Page) -> dict[int, int]:
    """Return by how many pixels the page is too wide for an old screen and for a phone."""
    beyond = {}
    for viewport in (SMALL, NARROW):
        page.set_viewport_size(viewport)
        beyond[viewport["width"]] = page.evaluate(TOO_WIDE)
    return {width: pixels for width, pixels in beyond.items() if pixels > 0}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_everyone_can_use_the_page(
    officer: Officer, node: Node, visit: Visit, language: str
) -> None:
    page = officer(visit.officer, language=language)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    visit.go(page, node)
    # The browser reports the status of pages that rightly are not there or not allowed; what is
    # left would be a fault, or something that the page's own policy forbids.
    assert [text for text in said if "status of 40" not in text] == []
    assert findings(page) == []
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    assert page.get_attribute("html", "lang") == language
    assert 0 < page.evaluate(WEIGHT, SHARED) <= LATER_LOAD_KB * 1024
    assert scrolls_sideways(page) == {}


@pytest.mark.parametrize(
    "visit", [each for each in VISITS if each.name in WITH_LONG_WORDS], ids=str
)
def test_long_words_push_nothing_sideways(officer: Officer, node: Node, visit: Visit) -> None:
    """Ukrainian has the longest words; the pages with tables, forms and panels are walked in it."""
    page = officer(visit.officer, language="uk")
    visit.go(page, node)
    assert scrolls_sideways(page) == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_page_loads_on_a_slow_line(officer: Officer, language: str) -> None:
    page = officer("", language=language)
    page.goto("/accounts/login/")
    assert 0 < page.evaluate(WEIGHT) <= FIRST_LOAD_BYTES
