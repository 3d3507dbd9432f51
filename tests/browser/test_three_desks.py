"""One joint folder over three running nodes: what two may share, the third is not shown."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from comity.node.demo.running import Running
from tests.browser.desks import (
    Desk,
    come_back_for,
    come_back_until,
    desks,
    press_afresh,
    running_nodes,
)
from tests.browser.three_desks import let_share

pytestmark = pytest.mark.nodes
BASE_PORT = 18131
TITLE = "Bearings through three ports"
OF_UKRAINE = "Two drivers were seen at the yard in Odesa."
DECISION = "Watch the yard until Friday"


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    with running_nodes(tmp_path_factory.mktemp("three"), BASE_PORT) as (running, story):
        let_share(story)
        yield running


@pytest.fixture
def desk(nodes: dict[str, Running], browser: Browser) -> Iterator[Desk]:
    with desks(nodes, browser) as opened:
        yield opened


def open_folder(page: Page) -> str:
    """Open a folder, and return the address of its page at that node."""
    page.goto("/folders/new/")
    page.fill("#id_title", TITLE)
    page.fill("#id_mandate", "Bearings declared below their value in three ports.")
    page.get_by_role("button", name="Open the folder").click()
    expect(page.locator("h1")).to_have_text(TITLE)
    return page.url


def follow(page: Page, link: str) -> None:
    """Wait for a link, follow it, and stand on the page it leads to."""
    found = page.get_by_role("link", name=link)
    come_back_until(page, lambda: found.count() > 0)
    found.first.click()
    page.wait_for_load_state()


def join(page: Page, agency: str) -> str:
    """Take an invitation up, as the central unit does; return the folder's address there."""
    page.goto("/folders/")
    follow(page, TITLE)
    follow(page, "Join or decline")
    page.select_option("#id_agency", agency)
    press_afresh(page, "Join the folder")
    expect(page.locator(".page-head")).to_contain_text("open")
    return page.url


def put_in(page: Page, folder: str, kind: str, title: str, text: str) -> str:
    """Put something into the folder, and return the address of its page."""
    page.goto(f"{folder}add/{kind}/")
    page.fill("#id_title", title)
    page.fill("#id_text", text)
    page.get_by_role("button", name="Keep it for release").click()
    expect(page.locator("h1")).to_have_text(title)
    return page.url


def release(page: Page, item: str) -> None:
    page.goto(item)
    press_afresh(page, "Release it to them")
    expect(page.locator("main")).to_contain_text("Who may see it, and why")


def test_an_item_of_one_partner_is_hidden_from_the_other_with_the_reason(desk: Desk) -> None:
    alvarez, chen = desk("us", "j.alvarez"), desk("us", "m.chen")
    folder = open_folder(alvarez)
    for partner in ("Ukraine", "Kenya"):
        chen.goto(f"{folder}invite/")
        press_afresh(chen, f"Invite {partner}")
        expect(chen.locator("main")).to_contain_text(f"{partner} is invited.")
    kovalenko, kamau = desk("ua", "o.kovalenko"), desk("ke", "w.kamau")
    in_kyiv, in_nairobi = join(kovalenko, "SCS"), join(kamau, "KRA")

    bondar, shevchenko = desk("ua", "i.bondar"), desk("ua", "n.shevchenko")
    bondar.goto(in_kyiv)
    come_back_for(bondar, "Kenya")
    seen = put_in(bondar, in_kyiv, "note", "Drivers at the yard", OF_UKRAINE)
    expect(bondar.locator("aside")).to_contain_text("Hidden from: Kenya")
    release(shevchenko, seen)

    alvarez.goto(folder)
    follow(alvarez, "Drivers at the yard")
    expect(alvarez.locator("main")).to_contain_text(OF_UKRAINE)
    expect(alvarez.locator("aside")).to_contain_text("Hidden from: Kenya")

    kamau.goto(in_nairobi)
    come_back_for(kamau, "Hidden from us")
    page = kamau.locator("main")
    expect(page).to_contain_text("Article 12")
    expect(page).not_to_contain_text("Drivers at the yard")

    decided = put_in(alvarez, folder, "decision", DECISION, "Each at its own yard.")
    expect(alvarez.locator("aside")).to_contain_text("May see it: Kenya")
    release(chen, decided)
    for officer, place in ((shevchenko, in_kyiv), (kamau, in_nairobi)):
        officer.goto(place)
        follow(officer, DECISION)
        press_afresh(officer, "We agree")
    alvarez.goto(decided)
    come_back_until(alvarez, lambda: alvarez.get_by_text("Agrees").count() == 2)
