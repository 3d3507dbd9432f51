"""A request written, approved, answered and released by keys alone, in both directions of writing.

Nobody touches a mouse here: every field, link and button is come to with Tab and worked with keys.
"""

import pytest
from playwright.sync_api import Page, expect

from comity.node.demo.cast import PASSWORD
from comity.node.demo.story import DRAFT
from tests.browser.conftest import Officer
from tests.browser.node import Node

MOST_STOPS = 300
FITS = "wanted => document.activeElement.matches(wanted)"
CHOSEN = "() => document.activeElement.value"
SELECTS = ("partner", "kind", "purpose", "proceedings_nature")
both_ways = pytest.mark.parametrize("language", ["en", "ar"])


def come_to(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(FITS, wanted):
            return
    raise AssertionError(f"Tab does not lead to {wanted} on {page.url}")


def choose(page: Page, name: str, value: str) -> None:
    """Come to a list of choices, and go down in it to one."""
    come_to(page, f"#id_{name}")
    for _ in range(MOST_STOPS):
        if page.evaluate(CHOSEN) == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {value} in {name}")


def press(page: Page, wanted: str) -> None:
    """Come to a link or a button, press it, and wait for what follows."""
    come_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write_in(page: Page, name: str, text: str) -> None:
    come_to(page, f"#id_{name}")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def give_the_password_again(page: Page) -> None:
    expect(page.locator("#id_password")).to_be_visible()
    if not page.evaluate(FITS, "#id_password"):
        come_to(page, "#id_password")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@both_ways
def test_a_request_is_written_and_approved(officer: Officer, language: str) -> None:
    subject = f"Written by keys, {language}"
    drafter = officer("j.alvarez", language=language)
    drafter.goto("/requests/")
    written = {"en": "ltr", "ar": "rtl"}[language]
    assert drafter.locator("html").get_attribute("dir") == written
    press(drafter, "main a[href='/requests/new/']")
    fields = {**DRAFT, "subject": subject}
    in_order = drafter.locator("main [id^=id_]").evaluate_all("all => all.map(e => e.name)")
    for name in sorted(set(in_order) & fields.keys() - {"under"}, key=in_order.index):
        typed = str(fields[name])
        choose(drafter, name, typed) if name in SELECTS else write_in(drafter, name, typed)
    press(drafter, "button[name=action][value=submit]")
    expect(drafter.locator(".messages")).to_be_visible()
    reference = drafter.locator(".overline bdi").first.inner_text()
    approver = officer("m.chen", language=language, afresh=True)
    approver.goto("/?tab=to_approve")
    press(approver, f"main a[href='/requests/{reference}/']")
    press(approver, f"main a[href='/requests/{reference}/approve/']")
    press(approver, "main .btn-primary[type=submit]")
    give_the_password_again(approver)
    expect(approver.locator(".messages")).to_be_visible()
    assert approver.url.endswith(f"/requests/{reference}/")
    expect(approver.locator(".timeline")).to_be_visible()


@both_ways
def test_an_answer_is_written_and_released(officer: Officer, node: Node, language: str) -> None:
    reference = node.places[f"incoming_by_keys_{language}"]
    unit = officer("m.chen", language=language, afresh=True)
    unit.goto(f"/requests/{reference}/")
    press(unit, f"main a[href='/requests/{reference}/accept/']")
    choose(unit, "agency", "CBP")
    press(unit, "main form .btn-primary[type=submit]")
    expect(unit.locator(".messages")).to_be_visible()
    writer = officer("j.alvarez", language=language)
    writer.goto(f"/requests/{reference}/")
    press(writer, f"main a[href='/requests/{reference}/answer/']")
    write_in(writer, "text", "The certificate is genuine.")
    for name, value in (("purposes", "duty-assessment"), ("proceedings", "administrative")):
        come_to(writer, f"input[name={name}][value={value}]")
        if not writer.evaluate("() => document.activeElement.checked"):
            writer.keyboard.press("Space")
    press(writer, "main form button.btn-primary[type=submit]")
    expect(writer.locator(".messages")).to_be_visible()
    unit.goto(f"/requests/{reference}/")
    press(unit, f"main a[href='/requests/{reference}/release/']")
    press(unit, "main .btn-primary[type=submit]")
    give_the_password_again(unit)
    expect(unit.locator(".messages")).to_be_visible()
    assert unit.url.endswith(f"/requests/{reference}/")
