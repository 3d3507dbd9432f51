"""The public register as its readers meet it: from a plain web server, and from a folder."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from comity.interfaces.public import Edition, publish
from tests.browser.axe import findings
from tests.spec.language import SHIPPED

EDITION = Edition("Register of customs agreements", "Customs", date(2026, 11, 22))
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 360, "height": 740}
PAGES = (
    "index.html",
    "map.html",
    "timeline.html",
    "about.html",
    "administrations/index.html",
    "administrations/US.html",
    "instruments/us-ua-2016.html",
    "signings/us-ke-2014.html",
)


class Quiet(SimpleHTTPRequestHandler):
    """Python's own file server, without a line for every request."""

    def log_message(self, *_told: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site") / "public"
    publish(SHIPPED, made, edition=EDITION)
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_address[1]}/"
    served.shutdown()
    served.server_close()


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page without scripts: the register must not need any."""
    context = browser.new_context(
        base_url=address, viewport=request.param, java_script_enabled=False
    )
    yield context.new_page()
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    browser: Browser, address: str, path: str, size: ViewportSize
) -> None:
    context = browser.new_context(base_url=address, viewport=size)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert not [url for url in asked if not url.startswith(address)]
    context.close()


def test_axe_finds_nothing_when_written_from_right_to_left(
    browser: Browser, tmp_path: Path
) -> None:
    publish(SHIPPED, tmp_path / "ar", edition=Edition("سجل", "جمارك", EDITION.on, "ar"))
    page = browser.new_page(viewport=NARROW)
    for path in ("index.html", "map.html", "signings/us-ke-2014.html"):
        page.goto((tmp_path / "ar" / path).as_uri())
        assert findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.close()


def test_the_list_is_filtered_from_the_keyboard_without_scripts(page: Page) -> None:
    page.goto("index.html")
    rows = page.locator("tr.row:visible")
    expect(rows).to_have_count(len(SHIPPED.files))
    page.locator("#kind-all").focus()
    page.keyboard.press("ArrowDown")
    agreements = [each for each in SHIPPED.files if each.kind == "cmaa"]
    expect(rows).to_have_count(len(agreements))
    page.locator("#standing-in-force").check()
    expect(page.locator("tr.row.kind-cmaa.standing-in-force:visible").first).to_be_visible()
    expect(page.locator("tr.row.standing-not-recorded:visible")).to_have_count(0)
    expect(page.locator("tr.row.kind-mra:visible")).to_have_count(0)


def test_the_skip_link_comes_first_and_the_map_is_passed_over(page: Page) -> None:
    page.goto("map.html")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.locator("nav a").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator("table a").first).to_be_focused()


def test_the_map_leads_to_an_administration_and_says_that_it_takes_no_position(
    page: Page,
) -> None:
    page.goto("map.html")
    expect(page.get_by_text("imply no position")).to_be_visible()
    expect(page.locator("ul.map-key li")).not_to_have_count(0)
    page.locator('svg a[href="administrations/KE.html"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenya")


def test_the_timeline_leads_by_the_agreement_to_its_signing(page: Page) -> None:
    page.goto("timeline.html")
    year = page.locator("#y2014")
    year.get_by_role("link", name="United States–Kenya agreement of 2014").first.click()
    page.get_by_role("link", name="Signed", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signature of the")
    for words in ("Washington", "Henry Rotich (Treasury)", "71"):
        expect(page.locator("main")).to_contain_text(words)


def test_printed_numbers_stand_beside_the_register_s_own(page: Page) -> None:
    page.goto("administrations/US.html")
    for number, day in (("71", "6 Aug 2014"), ("77", "23 May 2016")):
        row = page.locator("tr.row", has=page.get_by_role("rowheader", name=number, exact=True))
        expect(row).to_contain_text(day)
        expect(row).to_contain_text("and perhaps")
    expect(page.get_by_text("Why the numbers differ.").first).to_be_visible()


def test_the_feed_the_table_and_the_data_are_served(page: Page) -> None:
    page.goto("index.html")
    feed = page.request.get("feed.xml")
    assert feed.ok
    parsed = ElementTree.fromstring(feed.body())  # noqa: S314  our own text, just made
    assert len(parsed.findall("{http://www.w3.org/2005/Atom}entry")) == 100
    assert page.request.get("register.json").json()["as_of"] == "2026-11-22"
    assert page.request.get("register.csv").text().startswith("reference,kind,")
    linked = page.locator('head link[type="application/atom+xml"]')
    assert linked.get_attribute("href") == "feed.xml"


def test_the_register_can_be_read_from_a_folder_and_be_printed(
    browser: Browser, folder: Path
) -> None:
    page = browser.new_page(viewport=WIDE)
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Administrations", exact=True).click()
    page.get_by_role("link", name="Ukraine", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ukraine")
    page.get_by_role("link", name="Agreements", exact=True).click()
    assert page.locator("body").evaluate("one => getComputedStyle(one).marginBlockStart") == "0px"
    page.emulate_media(media="print")
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator("table")).to_be_visible()
    page.close()
