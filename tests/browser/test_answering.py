"""Deciding, answering and using, with a browser."""

from playwright.sync_api import expect

from tests.browser.conftest import Officer, confirm
from tests.browser.node import Node


def test_the_central_unit_accepts_and_the_agency_sees_it(officer: Officer, node: Node) -> None:
    unit = officer("m.chen")
    unit.goto(f"/requests/{node.places['incoming_to_accept']}/")
    unit.get_by_role("link", name="Accept and allocate").click()
    unit.get_by_role("button", name="Accept and tell the partner").click()
    expect(unit.locator(".error-summary")).to_contain_text("Agency that answers")
    unit.select_option("#id_agency", "CBP")
    unit.get_by_role("button", name="Accept and tell the partner").click()
    expect(unit.locator(".messages")).to_contain_text("Accepted")
    agent = officer("j.alvarez")
    agent.goto(f"/requests/{node.places['incoming_to_accept']}/")
    expect(agent.get_by_role("link", name="Write the answer")).to_be_visible()


def test_a_refusal_names_its_ground_and_says_why(officer: Officer, node: Node) -> None:
    unit = officer("m.chen")
    unit.goto(f"/requests/{node.places['incoming_to_refuse']}/refuse/")
    unit.select_option("#id_ground", "ex.burden")
    unit.get_by_role("button", name="Refuse and tell the partner").click()
    expect(unit.locator(".error-summary")).to_contain_text("Reasons")
    unit.fill("#id_reasons", "Forty declarations of five years; name the ones that matter.")
    unit.get_by_role("button", name="Refuse and tell the partner").click()
    expect(unit.locator("main")).to_contain_text("out of proportion")
    expect(unit.locator("main")).to_contain_text("Forty declarations")


def test_an_answer_is_written_with_its_exhibit_and_released(officer: Officer, node: Node) -> None:
    reference = node.places["incoming_to_answer"]
    writer = officer("j.alvarez")
    writer.goto(f"/requests/{reference}/answer/")
    writer.fill("#id_text", "The certificate is genuine.")
    writer.set_input_files(
        "#id_file",
        {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"},
    )
    writer.fill("#id_source", "Files of the exporter")
    writer.get_by_role("button", name="Attach the file").click()
    expect(writer.locator("main")).to_contain_text("certificate.pdf")
    assert writer.input_value("#id_text") == "The certificate is genuine."
    writer.get_by_role("button", name="Save the answer for release").click()
    expect(writer.locator(".messages")).to_contain_text("a colleague releases it")
    expect(writer.get_by_role("button", name="Release the answer")).to_have_attribute(
        "aria-disabled", "true"
    )
    releaser = officer("m.chen", afresh=True)
    releaser.goto(f"/requests/{reference}/release/")
    expect(releaser.locator("main")).to_contain_text("certificate.pdf")
    releaser.get_by_role("button", name="Release and seal").click()
    confirm(releaser)
    expect(releaser.locator(".messages")).to_contain_text("recorded for delivery")


def test_an_answer_without_text_is_kept_and_says_what_is_missing(
    officer: Officer, node: Node
) -> None:
    page = officer("j.alvarez")
    page.goto(f"/requests/{node.places['incoming_allocated']}/answer/")
    page.fill("#id_retention_days", "a year")
    page.get_by_role("button", name="Save the answer for release").click()
    expect(page.locator(".error-summary")).to_contain_text("Give a number of days")
    assert page.input_value("#id_retention_days") == "a year"
    page.fill("#id_retention_days", "365")
    page.get_by_role("button", name="Save the answer for release").click()
    expect(page.locator(".messages")).to_contain_text("cannot be released yet")
    expect(page.locator(".error-summary")).to_contain_text("Answer: This is needed")


def test_an_answer_is_opened_before_it_is_read(officer: Officer, node: Node) -> None:
    page = officer("j.alvarez")
    page.goto(f"/requests/{node.places['answered']}/")
    assert "USD 71 760" not in page.content()
    page.get_by_role("button", name="Open the answer").click()
    expect(page.locator("main")).to_contain_text("USD 71 760")
    expect(page.locator("main")).to_contain_text("only with the supplier's consent")


def test_a_use_outside_its_conditions_is_refused_in_words(officer: Officer, node: Node) -> None:
    page = officer("j.alvarez")
    page.goto(f"/requests/{node.places['opened']}/use/")
    page.select_option("#id_purpose", "immigration")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".ruling-refused")).to_contain_text("Refused")
    expect(page.locator(".bears-against")).to_be_visible()
    page.select_option("#id_purpose", "duty-assessment")
    page.select_option("#id_proceedings", "administrative")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".ruling-permitted")).to_be_visible()


def test_a_copy_is_taken_against_a_reason_only(officer: Officer, node: Node) -> None:
    page = officer("j.alvarez")
    page.goto(f"/requests/{node.places['opened']}/exhibits/{node.places['exhibit']}/")
    page.get_by_role("button", name="Check the digest and download").click()
    expect(page.locator(".error-summary")).to_contain_text("This is needed")
    page.fill("#id_reason", "To compare the invoice with ours")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Check the digest and download").click()
    assert taken.value.suggested_filename == "invoice-2026-1187.pdf"
    page.reload()
    expect(page.locator(".timeline")).to_contain_text("To compare the invoice with ours")
