"""A letter, from the request's page to a file that anybody can check."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
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


def test_a_partner_without_a_node_is_asked_by_letter_and_its_reply_registered(
    officer: Officer, node: Node
) -> None:
    reference = node.places["to_post"]
    day = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    unit = officer("m.chen")
    unit.goto(f"/requests/{reference}/")
    unit.get_by_role("link", name="Record that the letter left").click()
    unit.fill("#id_number", "D-2026/120")
    unit.fill("#id_on", day)
    unit.select_option("#id_carrier", "post")
    unit.set_input_files(
        "#id_scan", {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    unit.get_by_role("button", name="Record that it left").click()
    expect(unit.locator("main")).to_contain_text("sent by letter")
    expect(unit.locator("main")).to_contain_text("signed.pdf")
    unit.get_by_role("link", name="Register their letter").click()
    unit.select_option("#id_kind", "answer")
    for name in ("written_on", "received_on"):
        unit.fill(f"#id_{name}", day)
    unit.fill("#id_number", "GACC 2026-88")
    unit.fill("#id_text", "The export declaration states USD 4.10.")
    unit.get_by_role("button", name="Register the letter").click()
    expect(unit.locator(".error-summary")).to_contain_text("It may be used for")
    unit.check("input[name=purposes][value=duty-assessment]")
    unit.get_by_role("button", name="Register the letter").click()
    expect(unit.locator("main")).not_to_contain_text("USD 4.10")
    reader = officer("j.alvarez")
    reader.goto(f"/requests/{reference}/")
    reader.get_by_role("button", name="Open the answer").click()
    expect(reader.locator("main")).to_contain_text("USD 4.10")
