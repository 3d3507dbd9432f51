"""An administrator appoints an officer, who then signs in."""

from tests.browser.conftest import Officer, confirm
from tests.browser.node import Node


def test_an_administrator_appoints_an_officer_who_then_signs_in(
    officer: Officer, node: Node
) -> None:
    page = officer("n.okafor", afresh=True)
    page.goto("/people/")
    page.click("text=Appoint an officer")
    page.fill("#id_name", "Wanjiru Kamau")
    page.fill("#id_username", "w.kamau")
    page.select_option("#id_agency", "ICE")
    page.check("text=Request officer")
    page.click("main form button[type=submit]")
    confirm(page)
    password = page.locator("main dd bdi.mono").last.inner_text()
    assert "The officer was appointed" in page.inner_text("h1")
    assert password not in page.url
    newcomer = officer("")
    newcomer.goto("/accounts/login/")
    newcomer.fill("#id_login", "w.kamau")
    newcomer.fill("#id_password", password)
    newcomer.click("main button[type=submit]")
    newcomer.wait_for_load_state()
    assert "Inbox" in newcomer.inner_text("h1")
