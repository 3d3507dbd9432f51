"""The register and the record, with a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Officer
from tests.browser.node import Node

CHINA = "/agreements/may/?requesting=US&requested=CN&kind=offence-information&on="


@pytest.mark.parametrize(
    ("day", "words"),
    [("2003-04-09", "was not in force on 9 Apr 2003"), ("2003-04-10", "since 10 Apr 2003")],
)
def test_the_register_answers_for_the_day_it_is_asked(
    officer: Officer, day: str, words: str
) -> None:
    page = officer("j.alvarez")
    page.goto(CHINA + day)
    expect(page.locator("main")).to_contain_text(words)
    page.goto(f"/agreements/us-cn-1999/?on={day}")
    in_force = page.locator("aside .pill-good")
    expect(in_force).to_have_count(1 if day.endswith("10") else 0)


def test_between_kenya_and_ukraine_nothing_carries_it_and_the_way_out_is_named(
    officer: Officer,
) -> None:
    page = officer("j.alvarez")
    page.goto("/agreements/may/?requesting=KE&requested=UA&kind=special-surveillance&on=2026-11-21")
    expect(page.locator(".ruling-refused")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Trade Facilitation Agreement, Article 12")


def test_the_treaty_desk_settles_a_point_and_it_never_hides(officer: Officer) -> None:
    desk = officer("t.brooks")
    desk.goto("/agreements/us-ke-2014/")
    desk.select_option("#id_matter", "event")
    desk.select_option("#id_event", "entered-into-force")
    desk.fill("#id_event_on", "1 March 2015")
    desk.fill("#id_states", "Entered into force on 1 March 2015.")
    desk.get_by_role("button", name="Settle and record").click()
    expect(desk.locator(".error-summary")).to_contain_text("This is not a day")
    assert desk.input_value("#id_states") == "Entered into force on 1 March 2015."
    desk.fill("#id_event_on", "2015-03-01")
    desk.get_by_role("button", name="Settle and record").click()
    expect(desk.locator(".error-summary")).to_contain_text("Source")
    desk.fill("#id_source", "Gazette 2015, page 12")
    desk.get_by_role("button", name="Settle and record").click()
    expect(desk.locator("main")).to_contain_text("Gazette 2015, page 12")
    expect(desk.locator("main .pill-wait")).to_contain_text("settled")


def test_only_the_treaty_desk_may_settle(officer: Officer) -> None:
    page = officer("j.alvarez")
    page.goto("/agreements/us-ke-2014/")
    assert page.get_by_role("button", name="Settle and record").count() == 0
    answer = page.goto("/agreements/us-ke-2014/settle/")
    assert answer is not None
    assert answer.status == 403


def test_an_auditor_proves_the_record_whole(officer: Officer) -> None:
    page = officer("a.hale")
    page.goto("/records/")
    page.get_by_role("button", name="Verify now").click()
    expect(page.locator("main")).to_contain_text("Whole up to entry")
    expect(page.locator("main")).to_contain_text("Channel to Ukraine")
    assert "Not whole" not in page.content()


def test_a_link_shows_what_each_side_holds(officer: Officer, node: Node) -> None:
    page = officer("n.okafor")
    page.goto("/links/")
    expect(page.locator("main")).to_contain_text("their receipt covers")
    answer = page.goto(f"/requests/{node.places['opened']}/")
    assert answer is not None
    assert answer.status == 404
