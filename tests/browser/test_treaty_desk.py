"""The treaty desk with a browser, in English and Arabic: register, comparison, change, settling."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Officer, confirm

LANGUAGES = ["en", "ar"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_is_looked_at_in_three_ways_under_one_filter(
    officer: Officer, language: str
) -> None:
    page = officer("j.alvarez", language=language)
    page.goto("/agreements/")
    page.select_option("#one", "UA")
    page.fill("#on", "2016-12-13")
    page.locator(".filters button").click()
    expect(page.locator("main")).to_contain_text("us-ua-2016")
    found = page.inner_text("#found-title")
    tabs = page.locator(".tabs a")
    tabs.nth(1).click()
    expect(page.locator(".years")).to_contain_text("2016")
    tabs.nth(2).click()
    expect(page.locator("figure.map svg.map-world")).to_be_visible()
    assert page.inner_text("#found-title") == found
    assert page.input_value("#on") == "2016-12-13"
    expect(page.locator("#state-US a[href*='us-ua-2016']")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_beneath_the_map_is_reached_by_keyboard(officer: Officer, language: str) -> None:
    page = officer("j.alvarez", language=language)
    page.goto("/agreements/?view=map&one=UA")
    page.locator(".tabs a").nth(2).focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#states') !== null"):
            break
    assert page.evaluate("document.activeElement.closest('#states') !== null")
    assert page.evaluate("document.activeElement.closest('figure.map') === null")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_of_the_matrix_opens_its_ruling(officer: Officer, language: str) -> None:
    page = officer("t.brooks", language=language)
    page.goto("/agreements/us-ua-2016/?on=2016-12-12")
    expect(page.locator(".ruled-refused").first).to_be_visible()
    page.goto("/agreements/us-ua-2016/")
    page.locator(".ruled-referred").first.click()
    page.wait_for_url("**/agreements/may/**")
    expect(page.locator(".ruling-referred").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_are_ticked_and_compared(officer: Officer, language: str) -> None:
    page = officer("t.brooks", language=language)
    page.goto("/agreements/?one=US&words=of")
    page.locator("input[name=pick]").nth(0).check()
    page.locator("input[name=pick]").nth(1).check()
    page.locator("form[action$='/compare/'] button").click()
    expect(page.locator("#articles-title")).to_be_visible()
    page.select_option("#show", "all")
    page.locator(".filters button").click()
    assert "show=all" in page.url


@pytest.mark.parametrize(("language", "agreement"), [("en", "us-bg-2000"), ("ar", "us-lv-1998")])
def test_one_writes_and_another_approves(officer: Officer, language: str, agreement: str) -> None:
    desk = officer("t.brooks", language=language)
    change = begin(desk, agreement)
    desk.locator(f"a[href='{change}events/0/']").click()
    desk.fill("#id_on", "no day")
    desk.locator("button[value=write]").click()
    expect(desk.locator(".error-summary")).to_be_visible()
    assert desk.input_value("#id_on") == "no day"
    desk.goto(f"{change}events/0/")
    desk.fill("#id_place", "Geneva")
    desk.locator("button[value=write]").click()
    expect(desk.locator(".difference-list")).to_contain_text("Geneva")
    desk.locator("form[action$='/propose/'] button").click()
    expect(desk.locator(".error-summary")).to_be_visible()
    desk.fill("#id_reason", "Read in the treaty series.")
    desk.locator("form[action$='/propose/'] button").click()
    expect(desk.locator("main")).to_contain_text("Read in the treaty series.")
    assert desk.locator("form[action$='/approve/']").count() == 0

    other = officer("l.grant", language=language, afresh=True)
    other.goto("/agreements/changes/")
    other.locator(f"a[href='{change}']").click()
    other.fill("#id_reason", "Which page?")
    other.locator("form[action$='/return/'] button").click()
    desk.goto(change)
    expect(desk.locator("main")).to_contain_text("Which page?")
    desk.fill("#id_reason", "Page 12 of the treaty series.")
    desk.locator("form[action$='/propose/'] button").click()
    other.goto(change)
    other.locator("form[action$='/approve/'] button").click()
    if "/accounts/reauthenticate/" in other.url:
        confirm(other)
    expect(other.locator(".message-success")).to_be_visible()
    other.goto(f"/agreements/{agreement}/")
    expect(other.locator("main")).to_contain_text("Geneva")
    other.goto(f"/agreements/{agreement}/versions/")
    expect(other.locator("main")).to_contain_text("Louise Grant")


@pytest.mark.parametrize(("language", "agreement"), [("en", "us-kr-1986"), ("ar", "us-co-1999")])
def test_the_text_is_kept_right_or_wrong_and_thrown_away(
    officer: Officer, language: str, agreement: str
) -> None:
    desk = officer("t.brooks", language=language)
    change = begin(desk, agreement)
    desk.goto(f"{change}text/")
    desk.fill("#id_text", 'reference = "half')
    desk.locator(".file-form button").click()
    expect(desk.locator("#judged-title + .count")).to_be_visible()
    assert desk.input_value("#id_text").startswith('reference = "half')
    desk.goto(change)
    desk.locator("form[action$='/withdraw/'] button").click()
    expect(desk.locator("main")).not_to_contain_text(agreement)


@pytest.mark.parametrize(("language", "term"), [("en", "use.proceedings"), ("ar", "conf.level")])
def test_an_open_point_is_settled_from_the_list_of_all(
    officer: Officer, language: str, term: str
) -> None:
    desk = officer("t.brooks", language=language)
    desk.goto("/agreements/gaps/?one=MX&group=matter")
    desk.locator(f"a[href*='us-mx-2000'][href*='provision={term}']").first.click()
    assert desk.input_value("#id_provision") == term
    desk.fill("#id_article", "Art. 9")
    desk.fill("#id_states", f"Stated of {term}.")
    desk.fill("#id_source", "TIAS 13103, page 4")
    desk.locator("form[action$='/settle/'] button").click()
    expect(desk.locator(".message-success")).to_be_visible()
    expect(desk.locator("#settled-title")).to_be_visible()
    expect(desk.locator("main")).to_contain_text("TIAS 13103, page 4")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explorer_is_asked_for_a_day(officer: Officer, language: str) -> None:
    page = officer("j.alvarez", language=language)
    page.goto("/agreements/may/?requesting=US&requested=UA&kind=origin-verification&on=2016-12-12")
    expect(page.locator(".ruling-referred").first).to_be_visible()


def begin(desk: Page, agreement: str) -> str:
    """Begin to change an instrument; returns the address of the change."""
    desk.goto(f"/agreements/{agreement}/")
    desk.locator(f"form[action='/agreements/{agreement}/edit/'] button").click()
    desk.wait_for_url("**/agreements/changes/*/")
    return desk.url[desk.url.index("/agreements/") :]
