"""The story in a real browser: officers on two running nodes, from the draft to the opened answer.

A request officer at the US node and one at the Ukrainian node do what they would do at their desks;
their approvers and the central unit do their part. Nothing is set up behind their backs but what
the treaty desks settle, which they do through the API as in the demonstration.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from comity.node.demo.running import Running
from comity.node.demo.story import DRAFT, INVOICE
from tests.browser.desks import Desk, come_back_until, desks, press_afresh, running_nodes

TYPED = [
    "subject",
    "facts",
    "asked",
    "legal_elements",
    "enquiries_made",
    "goods_description",
    "hs_code",
    "value_amount",
    "value_currency",
    "consignment_reference",
    "parties",
    "intended_use",
]
CHOSEN = ("partner", "kind", "purpose", "proceedings_nature")


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    with running_nodes(tmp_path_factory.mktemp("story")) as (running, _story):
        yield running


@pytest.fixture
def desk(nodes: dict[str, Running], browser: Browser) -> Iterator[Desk]:
    with desks(nodes, browser) as opened:
        yield opened


def draft(page: Page) -> str:
    """Fill in the form, see the ruling while typing, and submit; return the reference."""
    page.goto("/requests/new/")
    for name in CHOSEN:
        page.select_option(f"#id_{name}", str(DRAFT[name]))
    for name in TYPED:
        page.fill(f"#id_{name}", str(DRAFT[name]))
    page.check("#id_reciprocity")
    expect(page.locator("#basis .ruling-permitted")).to_be_visible()
    expect(page.locator("#basis")).to_contain_text("2016")
    page.get_by_role("button", name="Submit for approval").click()
    page.wait_for_url(re.compile(r"/requests/US-UA-[0-9]{4}-[0-9]{5}/$"))
    return page.url.rstrip("/").rsplit("/", 1)[1]


def test_two_officers_on_two_nodes_ask_and_answer(desk: Desk) -> None:
    alvarez = desk("us", "j.alvarez")
    reference = draft(alvarez)

    chen = desk("us", "m.chen")
    chen.goto("/?tab=to_approve")
    chen.get_by_role("link", name=str(DRAFT["subject"])).click()
    chen.goto(f"/requests/{reference}/approve/")
    press_afresh(chen, "Approve and seal")
    chen.goto(f"/requests/{reference}/")
    timeline = chen.locator(".timeline")
    come_back_until(chen, lambda: "elivered" in timeline.inner_text())

    kovalenko = desk("ua", "o.kovalenko")
    kovalenko.goto("/?tab=from_partners")
    title = kovalenko.get_by_role("link", name=str(DRAFT["subject"]))
    come_back_until(kovalenko, lambda: title.count() > 0)
    title.first.click()
    kovalenko.goto(f"/requests/{reference}/accept/")
    kovalenko.select_option("#id_agency", "SCS")
    kovalenko.get_by_role("button", name="Accept and tell the partner").click()

    bondar = desk("ua", "i.bondar")
    answer(bondar, reference)

    shevchenko = desk("ua", "n.shevchenko")
    shevchenko.goto(f"/requests/{reference}/release/")
    press_afresh(shevchenko, "Release and seal")

    alvarez.goto(f"/requests/{reference}/")
    button = alvarez.get_by_role("button", name="Open the answer")
    come_back_until(alvarez, lambda: button.count() > 0)
    button.click()
    expect(alvarez.locator("main")).to_contain_text("71 760.00")
    read_exhibit(alvarez)
    stop_at_another_use(alvarez, reference)


def answer(page: Page, reference: str) -> None:
    """Answer with one PDF exhibit and a condition of use."""
    page.goto(f"/requests/{reference}/answer/")
    page.set_input_files(
        "#id_file",
        files=FilePayload(name="invoice.pdf", mimeType="application/pdf", buffer=INVOICE),
    )
    page.fill("#id_source", "export declaration file")
    page.get_by_role("button", name="Attach the file").click()
    expect(page.locator("main")).to_contain_text("invoice.pdf")
    page.fill("#id_text", "The declared value is USD 71 760.00; the origin is Ukraine.")
    page.get_by_label("assessment of duties").check()
    page.get_by_label("administrative").check()
    page.get_by_role("button", name="Save the answer for release").click()
    page.wait_for_url(re.compile(rf"/requests/{reference}/$"))


def read_exhibit(page: Page) -> None:
    """The exhibit arrives beside the message; its digest is checked again when it is taken out."""
    link = page.get_by_role("link", name="invoice.pdf")
    come_back_until(page, lambda: link.count() > 0)
    link.first.click()
    download_button = page.get_by_role("button", name="Check the digest and download")
    come_back_until(page, lambda: download_button.count() > 0 and download_button.is_enabled())
    page.fill("#id_reason", "To assess the customs value of the consignment.")
    with page.expect_download() as caught:
        download_button.click()
    assert caught.value.path().read_bytes() == INVOICE


def stop_at_another_use(page: Page, reference: str) -> None:
    """Use for a purpose outside the condition is refused, in words."""
    page.goto(f"/requests/{reference}/use/")
    page.select_option("#id_purpose", "immigration")
    page.select_option("#id_proceedings", "administrative")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".ruling-refused").first).to_be_visible()


def test_special_surveillance_asked_of_kenya_stops_at_the_treaty_desk(desk: Desk) -> None:
    reyes = desk("us", "d.reyes")
    reyes.goto("/requests/new/")
    reyes.select_option("#id_partner", "KE")
    reyes.select_option("#id_kind", "special-surveillance")
    panel = reyes.locator("#basis .ruling-referred")
    expect(panel).to_be_visible()
    expect(reyes.locator("#basis")).to_contain_text("2014")
