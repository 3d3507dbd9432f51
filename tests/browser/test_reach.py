"""The pages by keys alone, on paper, and on a slow line."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Officer
from tests.browser.node import Node

FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const name = at.getAttribute('aria-label') || at.innerText || at.id || at.tagName;
  return {name: name.trim(), tag: at.tagName, href: at.getAttribute('href') || '', id: at.id,
          main: at.closest('main') !== null, seen, outlined};
}"""
MAIN_PAGES = {
    "inbox": "/",
    "requests": "/requests/",
    "request": "/requests/{opened}/",
    "request-new": "/requests/new/",
    "agreements": "/agreements/",
    "folder": "/folders/{folder}/",
}
ON_PAPER = {
    "request": ("j.alvarez", "/requests/{opened}/"),
    "ruling": (
        "j.alvarez",
        "/agreements/may/?requesting=UA&requested=KE&kind=presence",
    ),
    "record": ("a.hale", "/records/?about={opened}"),
    "folder": ("j.alvarez", "/folders/{folder}/"),
}
VISIBLE = "() => [...document.querySelectorAll('{}')].filter(e => e.checkVisibility()).length"


def stops(page: Page, most: int = 60) -> Iterator[dict[str, object]]:
    """Each stop of the Tab key, in order."""
    for _ in range(most):
        page.keyboard.press("Tab")
        yield page.evaluate(FOCUSED)


@pytest.mark.parametrize("path", MAIN_PAGES.values(), ids=MAIN_PAGES)
def test_tab_walks_a_page_in_order_and_is_always_seen(
    officer: Officer, node: Node, path: str
) -> None:
    # Where each stop is, is asked at once: nothing may still be scrolling.
    page = officer("j.alvarez", reduced_motion="reduce")
    page.goto(path.format(**node.places))
    walked = []
    for stop in stops(page):
        if stop["tag"] == "BODY":
            break
        assert stop["seen"], stop
        assert stop["outlined"], stop
        walked.append(stop)
    assert walked[0]["href"] == "#content"
    # Bar, rail, content, foot: once in the content, Tab leaves it only for the foot of the page.
    inside = [bool(stop["main"]) for stop in walked]
    assert True in inside
    assert "/languages/" in str(walked[-1]["href"]) or len(walked) == 60
    first = inside.index(True)
    last = len(inside) - 1 - inside[::-1].index(True)
    assert all(inside[first : last + 1])


def test_the_skip_link_leads_past_bar_and_rail(officer: Officer) -> None:
    page = officer("j.alvarez")
    page.goto("/requests/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["main"]


def test_a_request_is_found_opened_and_left_by_keys_alone(officer: Officer, node: Node) -> None:
    page = officer("j.alvarez")
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate(FOCUSED)["id"] == "find"
    # In the field a key is a letter.
    page.keyboard.type("g?/" + node.places["opened"])
    assert page.input_value("#find") == "g?/" + node.places["opened"]
    page.keyboard.press("Control+a")
    page.keyboard.type(node.places["opened"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.keyboard.press("Tab")
    for stop in stops(page):
        if str(stop["href"]).endswith(f"/requests/{node.places['opened']}/"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/requests/{node.places['opened']}/")
    page.keyboard.press("?")
    page.wait_for_url("**/help/#request")
    for letter, path in (("i", "/"), ("r", "/requests/"), ("a", "/agreements/"), ("l", "/links/")):
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(re.compile(f"//[^/]+{path}$"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_something_is_put_into_a_joint_folder_by_keys_alone(
    officer: Officer, node: Node, language: str
) -> None:
    page = officer("j.alvarez", language=language)
    page.goto(f"/folders/{node.places['folder_empty']}/")
    typed = {"id_title": "Shipper of the second mark", "id_text": "The same warehouse."}
    for stop in stops(page):
        if str(stop["href"]).endswith("/add/note/"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/note/")
    for stop in stops(page):
        page.keyboard.type(typed.get(str(stop["id"]), ""))
        if stop["tag"] == "BUTTON" and stop["main"]:
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/folders/items/*/")
    assert page.inner_text("h1") == typed["id_title"]


def test_a_menu_opens_and_closes_by_keys(officer: Officer) -> None:
    page = officer("j.alvarez")
    page.goto("/")
    page.focus(".language-menu summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["tag"] == "BUTTON"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.get_attribute(".language-menu", "open") is None


def test_single_keys_do_nothing_once_they_are_off(officer: Officer) -> None:
    page = officer("j.alvarez", afresh=True)
    page.goto("/accounts/security/")
    page.get_by_role("button", name="Switch single keys off").press("Enter")
    page.get_by_role("button", name="Switch single keys on").wait_for()
    page.keyboard.press("?")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.keyboard.press("/")
    assert page.evaluate(FOCUSED)["id"] != "find"
    assert page.url.endswith("/accounts/security/")


def test_search_and_help_work_without_javascript(officer: Officer, node: Node) -> None:
    page = officer("j.alvarez", java_script_enabled=False)
    page.goto("/")
    page.fill("#find", node.places["opened"])
    page.press("#find", "Enter")
    page.get_by_role("link", name="Help", exact=True).click()
    assert page.url.endswith("/help/#search")


@pytest.mark.parametrize("name", ON_PAPER)
def test_a_page_on_paper_has_its_content_and_nothing_to_press(
    officer: Officer, node: Node, name: str
) -> None:
    who, path = ON_PAPER[name]
    page = officer(who)
    page.goto(path.format(**node.places))
    page.emulate_media(media="print")
    for pressed in ("button", ".rail", "#find", ".btn", "main form:not(.on-paper)"):
        assert page.evaluate(VISIBLE.format(pressed)) == 0, pressed
    assert page.evaluate(VISIBLE.format("h1")) == 1
    if name == "ruling":
        assert page.locator("#id_kind").is_visible()
        # What was not said is not printed as if it had been.
        assert not page.locator("#id_purpose").is_visible()
        assert page.locator("input[type=checkbox]:visible").count() == 0
    inner = page.evaluate(
        "() => [...document.querySelectorAll('main a[href^=\"/\"]')]"
        ".map(a => getComputedStyle(a, '::after').content).filter(c => c.includes('/'))"
    )
    assert inner == []
    printed = page.pdf(format="A4")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 8


def test_what_a_ruling_cites_is_read_in_the_direction_of_the_page(
    officer: Officer, node: Node
) -> None:
    """It begins with an agreement's English title, and is an Arabic sentence all the same."""
    page = officer("j.alvarez", language="ar")
    page.goto(f"/requests/{node.places['opened']}/")
    cited = page.locator(".cites").filter(has_text="United States–Ukraine")
    assert cited.count() > 0
    ask = "all => all.map(e => getComputedStyle(e.querySelector('bdi') || e).direction)"
    assert set(cited.evaluate_all(ask)) == {"rtl"}
