"""What must be true of every page: usable by everyone, in both directions, on old screens."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, ViewportSize

from tests.browser.axe import findings
from tests.browser.conftest import Officer
from tests.browser.node import Node
from tests.browser.pages import VISITS, Visit

FIRST_LOAD_BYTES = 120 * 1024
LATER_LOAD_KB = 30
NARROW: ViewportSize = {"width": 360, "height": 740}
SMALL: ViewportSize = {"width": 1280, "height": 720}
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
    "clocks",
    "codes-list",
    "request-asking",
    "request-new",
    "request-returned",
}
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
WEIGHT = """(but) => {
  const all = [...performance.getEntriesByType('navigation'),
               ...performance.getEntriesByType('resource')];
  const counted = all.filter(each => !but || !new RegExp(but).test(each.name));
  // What an earlier page has left in the browser's store weighs here as if it had come anew.
  const weighed = each => Math.max(each.transferSize, each.encodedBodySize);
  return counted.reduce((sum, each) => sum + weighed(each), 0);
}"""
# What every page shares is there already when one comes from another page.
SHARED = r"/(tabler|comity|keys|htmx|icons)[^/]*$"


def scrolls_sideways(page: Page) -> dict[int, int]:
    """Return by how many pixels the page is too wide for an old screen and for a phone."""
    beyond = {}
    for viewport in (SMALL, NARROW):
        page.set_viewport_size(viewport)
        beyond[viewport["width"]] = page.evaluate(TOO_WIDE)
    return {width: pixels for width, pixels in beyond.items() if pixels > 0}


@contextmanager
def heard(page: Page) -> Iterator[list[str]]:
    """Listen to what the browser says of the page."""
    said: list[str] = []

    def console(message: ConsoleMessage) -> None:
        said.append(message.text)

    def fault(error: Error) -> None:
        said.append(str(error))

    page.on("console", console)
    page.on("pageerror", fault)
    yield said
    page.remove_listener("console", console)
    page.remove_listener("pageerror", fault)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_everyone_can_use_the_page(
    standing: Officer, node: Node, visit: Visit, language: str
) -> None:
    page = standing(visit.officer, language=language)
    page.set_viewport_size(SMALL)
    with heard(page) as said:
        visit.go(page, node)
        found = findings(page)
    # The browser reports the status of pages that rightly are not there or not allowed; what is
    # left would be a fault, or something that the page's own policy forbids.
    assert [text for text in said if "status of 40" not in text] == []
    assert found == []
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    assert page.get_attribute("html", "lang") == language
    assert 0 < page.evaluate(WEIGHT, SHARED) <= LATER_LOAD_KB * 1024
    assert scrolls_sideways(page) == {}


@pytest.mark.parametrize(
    "visit", [each for each in VISITS if each.name in WITH_LONG_WORDS], ids=str
)
def test_long_words_push_nothing_sideways_and_are_not_too_heavy(
    standing: Officer, node: Node, visit: Visit
) -> None:
    """Ukrainian has the longest words, in two bytes a letter: what is long or heavy is walked."""
    page = standing(visit.officer, language="uk")
    page.set_viewport_size(SMALL)
    visit.go(page, node)
    assert 0 < page.evaluate(WEIGHT, SHARED) <= LATER_LOAD_KB * 1024
    assert scrolls_sideways(page) == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_page_loads_on_a_slow_line(officer: Officer, language: str) -> None:
    page = officer("", language=language)
    page.goto("/accounts/login/")
    assert 0 < page.evaluate(WEIGHT) <= FIRST_LOAD_BYTES
