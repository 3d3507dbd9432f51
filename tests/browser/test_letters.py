"""A letter, from the request's page to a file that anybody can check."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import expect

from comity.letters.checking import check_letter
from tests.browser.conftest import Officer
from tests.browser.node import Node


def test_an_officer_makes_a_letter_in_two_languages(officer: Officer, node: Node) -> None:
    reference = node.places["delivered"]
    page = officer("j.alvarez")
    page.goto(f"/requests/{reference}/")
    page.get_by_role("link", name="Letter").click()
    expect(page.locator("#id_second")).to_have_value("uk")
    page.select_option("#id_second", "ar")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Make the letter").click()
    assert downloaded.value.suggested_filename == f"{reference}-en-ar.pdf"
    made = Path(downloaded.value.path()).read_bytes()
    # The browser's driver keeps the loop of this thread; pyHanko wants one of its own.
    with ThreadPoolExecutor() as beside:
        found = beside.submit(check_letter, made).result()
    assert (found.whole, found.reference) == (True, reference)
    page.goto(f"/requests/{reference}/")
    expect(page.locator("main")).to_contain_text("A sealed letter of the request")
