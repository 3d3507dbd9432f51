"""Asking, with a browser: the law answers while one types, and nothing typed is lost."""

from playwright.sync_api import Page, expect

from comity.node.demo.story import DRAFT
from tests.browser.conftest import Officer, confirm, sign_in
from tests.browser.node import Node

SELECTS = ("partner", "kind", "purpose", "proceedings_nature")
LONG_FACTS = 'First line, with an umlaut: Käse.\nSecond line, "quoted" & <marked>.'


def write(page: Page, **changes: str) -> None:
    """Fill the form of a request as the story has it, but for `changes`."""
    page.goto("/requests/new/")
    for name, value in ({**DRAFT, **changes}).items():
        if isinstance(value, str) and name != "under":
            control = page.locator(f"#id_{name}")
            control.select_option(value) if name in SELECTS else control.fill(value)


def test_the_law_answers_while_one_chooses(officer: Officer) -> None:
    page = officer("j.alvarez")
    page.goto("/requests/new/")
    page.select_option("#id_partner", "UA")
    page.select_option("#id_kind", "origin-and-value")
    expect(page.locator("#basis .ruling-permitted")).to_contain_text("United States–Ukraine")
    page.select_option("#id_partner", "KE")
    page.select_option("#id_kind", "special-surveillance")
    expect(page.locator("#basis .ruling-referred").first).to_contain_text("Treaty desk")
    expect(page.locator("#basis")).to_contain_text("special surveillance")


def test_the_fields_of_a_kind_appear_and_what_is_typed_in_them_stays(officer: Officer) -> None:
    page = officer("j.alvarez")
    page.goto("/requests/new/")
    page.select_option("#id_kind", "special-surveillance")
    page.fill("#id_places", "Port of Odesa")
    page.select_option("#id_kind", "controlled-delivery")
    page.fill("#id_route", "Odesa to Gdansk")
    page.select_option("#id_proceedings_nature", "criminal")
    expect(page.locator(".checking")).to_be_hidden()
    assert page.input_value("#id_route") == "Odesa to Gdansk"
    page.select_option("#id_kind", "presence")
    expect(page.locator("#id_places")).to_have_value("Port of Odesa")


def test_without_javascript_the_check_button_answers(officer: Officer) -> None:
    page = officer("j.alvarez", java_script_enabled=False)
    write(page, asked="")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#basis .ruling-permitted")).to_be_visible()
    expect(page.locator(".error-summary")).to_contain_text("Exactly what is asked for")
    assert page.input_value("#id_facts") == DRAFT["facts"]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(officer: Officer) -> None:
    page = officer("j.alvarez")
    write(page, facts=LONG_FACTS, value_amount="12,50", reply_wanted_on="31.2.2027")
    page.get_by_role("button", name="Submit for approval").click()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("Write the amount in digits")
    summary.get_by_role("link", name="Reply wished by").click()
    expect(page.locator("#id_reply_wanted_on")).to_be_focused()
    assert page.input_value("#id_reply_wanted_on") == "31.2.2027"
    assert page.input_value("#id_facts") == LONG_FACTS
    assert "may not be true" not in page.content()


def test_a_request_travels_from_draft_to_sealed_under_four_eyes(officer: Officer) -> None:
    drafter, approver = officer("j.alvarez"), officer("m.chen", afresh=True)
    write(drafter, subject="Four eyes on one request")
    drafter.get_by_role("button", name="Submit for approval").click()
    expect(drafter.locator(".messages")).to_contain_text("Submitted")
    reference = drafter.locator(".overline bdi").first.inner_text()
    expect(drafter.get_by_role("button", name="Approve and seal")).to_have_attribute(
        "aria-disabled", "true"
    )
    approver.goto("/?tab=to_approve")
    approver.get_by_role("link", name="Four eyes on one request").click()
    approver.get_by_role("link", name="Approve and seal").click()
    approver.get_by_role("button", name="Approve and seal").click()
    expect(approver.locator("h1")).to_contain_text("Confirm that it is you")
    confirm(approver)
    expect(approver.locator(".messages")).to_contain_text("recorded for delivery")
    assert approver.url.endswith(f"/requests/{reference}/")
    expect(approver.locator(".timeline")).to_contain_text("no signed receipt of Ukraine yet")


def test_what_is_returned_says_why_and_comes_back_to_its_drafter(officer: Officer) -> None:
    drafter, approver = officer("j.alvarez"), officer("m.chen")
    write(drafter, subject="Returned once")
    drafter.get_by_role("button", name="Submit for approval").click()
    reference = drafter.locator(".overline bdi").first.inner_text()
    approver.goto(f"/requests/{reference}/approve/")
    approver.get_by_role("button", name="Return to the drafter").click()
    expect(approver.locator(".error-summary")).to_contain_text("This is needed")
    approver.fill("#id_reason", "Name the consignee.")
    approver.get_by_role("button", name="Return to the drafter").click()
    expect(approver.locator(".messages")).to_contain_text("Returned")
    drafter.goto(f"/requests/{reference}/edit/")
    expect(drafter.locator("main")).to_contain_text("Name the consignee.")


def test_a_form_sent_after_the_session_has_ended_comes_back(officer: Officer) -> None:
    page = officer("j.alvarez", afresh=True)
    write(page, subject="Typed through the night", facts=LONG_FACTS)
    page.context.clear_cookies(name="comity_us")
    page.get_by_role("button", name="Save draft").click()
    sign_in(page, "j.alvarez")
    expect(page.locator(".messages")).to_contain_text("Your session had ended")
    assert page.input_value("#id_subject") == "Typed through the night"
    assert page.input_value("#id_facts") == LONG_FACTS


def test_it_does_not_come_back_to_somebody_else(officer: Officer) -> None:
    page = officer("j.alvarez", afresh=True)
    write(page, subject="Not for other eyes")
    page.context.clear_cookies(name="comity_us")
    page.get_by_role("button", name="Save draft").click()
    sign_in(page, "d.reyes")
    assert page.input_value("#id_subject") == ""
    assert "Not for other eyes" not in page.content()


def test_another_agency_does_not_see_that_there_is_a_request(officer: Officer, node: Node) -> None:
    page = officer("d.reyes")
    for place in ("", "edit/", "approve/", "use/", "answer/"):
        answer = page.goto(f"/requests/{node.places['opened']}/{place}")
        assert answer is not None
        assert answer.status == 404
    page.goto("/requests/?search=bearings")
    expect(page.locator("main")).to_contain_text("No request fits")


def test_the_keyboard_gets_past_the_frame(officer: Officer) -> None:
    page = officer("j.alvarez")
    page.goto("/requests/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
