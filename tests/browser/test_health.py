"""The ladder of a partner and the health of the node, as an administrator meets them."""

import pytest

from tests.browser.axe import findings
from tests.browser.conftest import Officer
from tests.browser.node import Node

NARROW = {"width": 360, "height": 740}
SMALL = {"width": 1280, "height": 720}


@pytest.mark.parametrize("viewport", [SMALL, NARROW], ids=["1280", "360"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_button_climbs_the_ladder_and_names_what_is_broken(
    officer: Officer, node: Node, language: str, viewport: dict[str, int]
) -> None:
    page = officer("n.okafor", language=language, viewport=viewport)
    page.goto("/links/UA/ladder/")
    page.click("main form.actions button")
    page.wait_for_selector("main table.table")
    assert page.locator("main table.table tbody tr").count() == 20
    assert page.locator(".ruling-refused").count() == 1
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_rail_leads_an_administrator_to_the_nodes_health(officer: Officer, node: Node) -> None:
    page = officer("n.okafor")
    page.goto("/")
    page.click("nav.rail a[href='/health/']")
    page.wait_for_selector("main table.table")
    assert page.locator("main table.table tbody tr").count() == 15
    other = officer("j.alvarez")
    other.goto("/")
    assert other.locator("nav.rail a[href='/health/']").count() == 0
