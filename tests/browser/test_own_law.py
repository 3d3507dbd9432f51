"""Own law that lives in the node, with a browser: two officers, forms that keep what was typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import findings
from tests.browser.conftest import Officer
from tests.browser.node import Node

# A partner that no other walk through this node speaks of.
PARTNER = "UY"
NUMBER = "CIRC-2026/77"
ASK = "/agreements/may/?requesting=US&requested=UY&kind=origin-and-value"
NARROW = {"width": 360, "height": 740}


def fill(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.fill(f"#id_{name}", text)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def sound(page: Page) -> None:
    """Nothing that axe finds, and nothing beyond the edge of the screen."""
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def entered(page: Page) -> str:
    """Enter a hold, first with something missing; return its address."""
    page.goto("/own-law/instructions/new/")
    fill(page, office="Office of the Secretary", reference=NUMBER, source="Sealed letter, safe 3")
    fill(page, text="Nothing to Uruguay before the talks have ended.", from_on="2026-11-01")
    fill(page, dated="30 October")
    page.select_option("#id_effect", "hold")
    page.select_option("#id_to", "treaty_desk")
    page.select_option("#id_another", PARTNER)
    page.get_by_label("Asking", exact=True).check()
    press(page, "Enter for confirmation")
    expect(page.locator(".error-summary")).to_contain_text("This is no day")
    assert page.input_value("#id_dated") == "30 October"
    assert page.input_value("#id_reference") == NUMBER
    expect(page.get_by_label("Asking", exact=True)).to_be_checked()
    fill(page, dated="2026-10-30")
    press(page, "Enter for confirmation")
    expect(page.locator("main")).to_contain_text("waits for a second officer", ignore_case=True)
    return page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_two_officers_hold_something_and_let_it_go_again(officer: Officer, scripts: bool) -> None:
    desk = officer("t.brooks", java_script_enabled=scripts)
    desk.goto("/")
    desk.get_by_role("link", name="Own law and instructions").click()
    place = entered(desk)
    expect(desk.locator(".why-not").first).to_contain_text("Two officers do this together")
    assert desk.get_by_role("button", name="Confirm", exact=True).count() == 0
    asker = officer("j.alvarez")
    asker.goto(ASK)
    assert "national instruction" not in asker.inner_text("main")

    unit = officer("m.chen", java_script_enabled=scripts)
    unit.goto(place)
    press(unit, "Confirm")
    asker.goto(ASK)
    expect(asker.locator("main")).to_contain_text("A national instruction holds")
    assert NUMBER not in asker.content()
    assert "Office of the Secretary" not in asker.content()

    press(unit, "Ask for its withdrawal")
    expect(unit.locator(".error-summary")).to_contain_text("This must be stated")
    fill(unit, reason="The talks have ended.")
    press(unit, "Ask for its withdrawal")
    desk.goto(place)
    press(desk, "Withdraw it")
    expect(desk.locator("main")).to_contain_text("The talks have ended.")
    asker.goto(ASK)
    assert "national instruction" not in asker.inner_text("main")

    # Pages that need nothing to be there are looked at with all the others.
    reader = officer("t.brooks", language="ar", viewport=NARROW)
    for path in (place, "/own-law/instructions/"):
        reader.goto(path)
        sound(reader)


def test_others_find_no_way_in(officer: Officer) -> None:
    page = officer("j.alvarez")
    page.goto("/")
    assert page.get_by_role("link", name="Own law and instructions").count() == 0
    for path in ("/own-law/", "/own-law/instructions/", "/own-law/breaches/new/"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 403
    answer = page.goto("/own-law/instructions/1/")
    assert answer is not None
    assert answer.status == 404


def test_a_promise_is_recorded_and_withdrawn(officer: Officer) -> None:
    desk = officer("t.brooks")
    desk.goto("/own-law/assurances/new/")
    desk.select_option("#id_partner", PARTNER)
    desk.select_option("#id_assurance", "confidentiality")
    fill(desk, given_by="Director of customs, Montevideo", document="Note 12/2026")
    fill(desk, given_on="2026-01-10", from_on="2026-01-10")
    press(desk, "Record")
    sound(desk)
    fill(desk, reason="Note 14/2026 takes it back.")
    press(desk, "Withdraw and record")
    expect(desk.locator("main")).to_contain_text("Note 14/2026 takes it back.")
    desk.goto(f"/own-law/assurances/?partner={PARTNER}")
    expect(desk.locator("main .pill").first).to_contain_text("withdrawn")


def test_who_reports_a_breach_does_not_judge_it(officer: Officer) -> None:
    unit = officer("m.chen")
    unit.goto("/own-law/breaches/new/")
    unit.select_option("#id_partner", PARTNER)
    fill(unit, item="US-UY-2026-00001", what="Handed to a newspaper.", source="The newspaper")
    fill(unit, known_on="2026-11-20")
    press(unit, "Report and record")
    place = unit.url
    expect(unit.locator("main")).to_contain_text("Alleged")
    expect(unit.locator(".why-not").first).to_contain_text("Establish the breach")
    fill(unit, reason="Letter to Montevideo of 21 November.")
    press(unit, "Record that the partner was told")
    judge = officer("p.singh")
    judge.goto(place)
    sound(judge)
    fill(judge, reason="They admit it.")
    press(judge, "Establish the breach")
    expect(judge.locator("main")).to_contain_text("Established")
    fill(judge, reason="Copies were destroyed; note 15/2026.")
    press(judge, "Record that it was put right")
    expect(judge.locator(".page-head .pill")).to_contain_text("Put right")


def test_a_case_is_shown_to_another_agency_only_by_a_ruling(officer: Officer, node: Node) -> None:
    place = f"/requests/{node.places['opened']}/"
    other = officer("d.reyes")
    answer = other.goto(place)
    assert answer is not None
    assert answer.status == 404
    approver = officer("m.chen")
    approver.goto(place)
    approver.get_by_role("link", name="Share with another agency").click()
    sound(approver)
    approver.select_option("#id_agency", "ICE")
    approver.select_option("#id_purpose", "duty-assessment")
    press(approver, "Ask, and share if permitted")
    expect(approver.locator(".ruling-head").first).to_be_visible()
    expect(approver.locator("#shares-title")).to_be_visible()
    sound(approver)
    answer = other.goto(place)
    assert answer is not None
    assert answer.status == 404
