"""Two running nodes, and officers at their desks on either side."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from comity.node.demo.cast import places
from comity.node.demo.patience import Patience
from comity.node.demo.road import settle_terms
from comity.node.demo.running import Running
from comity.node.demo.story import Story
from comity.node.demo.supervisor import three_nodes
from tests.browser.conftest import WIDE, confirm, sign_in
from tests.nodes.databases import own_database

BASE_PORT = 18121
PATIENCE_MS = 30_000
# The page of an officer at a node, signed in: `desk("us", "j.alvarez")`.
Desk = Callable[[str, str], Page]


@contextmanager
def running_nodes(
    folder: Path, base_port: int = BASE_PORT
) -> Iterator[tuple[dict[str, Running], Story]]:
    """Run the three nodes, with what the treaty desks settle; the story speaks to their doors."""
    register = Path(__file__).resolve().parents[2] / "register"
    where = places(base_port)
    databases = {place.cast.name: own_database() for place in where}
    with three_nodes(folder, where, register=register, say=print, databases=databases) as running:
        story = Story({name: node.place for name, node in running.items()}, Patience())
        settle_terms(story)
        yield running, story


@contextmanager
def desks(nodes: dict[str, Running], browser: Browser) -> Iterator[Desk]:
    """Open desks as they are asked for, and close them all."""
    opened: list[BrowserContext] = []

    def page_of(node: str, username: str) -> Page:
        context = browser.new_context(viewport=WIDE, base_url=nodes[node].place.address)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        sign_in(page, username)
        return page

    yield page_of
    for context in opened:
        context.close()


def come_back_until(page: Page, look: Callable[[], bool]) -> None:
    """Reload as an officer would who waits for a partner."""
    for _ in range(60):
        if look():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"waited in vain at {page.url}")


def come_back_for(page: Page, words: str) -> None:
    """Reload until the page says something."""
    main = page.locator("main")
    come_back_until(page, lambda: words in main.inner_text())


def press_afresh(page: Page, name: str) -> None:
    """Press a button that asks for the password again, and give it."""
    before = page.url
    page.get_by_role("button", name=name).click()
    if "/accounts/reauthenticate/" in page.url:
        confirm(page)
    if page.url == before and page.get_by_role("button", name=name).count():
        page.get_by_role("button", name=name).click()
