"""Take the screenshots of `docs/screenshots`: python -m tests.browser.screenshots

Run by maintainers when pages change; the node is the one the browser tests visit.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, sign_in
from tests.browser.node import Node, free_port, start

SHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
WIDE = (1366, 768)
NARROW = (360, 740)


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    officer: str
    path: str
    language: str = "en"
    size: tuple[int, int] = WIDE


PAGES = (
    ("sign-in", "", "/accounts/login/"),
    ("inbox", "j.alvarez", "/"),
    ("request-new", "j.alvarez", "/requests/{draft}/edit/"),
    ("request-referred", "j.alvarez", "/requests/{kenya}/edit/"),
    ("request", "j.alvarez", "/requests/{opened}/"),
    ("approve", "m.chen", "/requests/{submitted}/approve/"),
    ("agreements", "j.alvarez", "/agreements/"),
    ("register-map", "j.alvarez", "/agreements/?view=map"),
    ("register-timeline", "j.alvarez", "/agreements/?view=timeline"),
    ("compared", "t.brooks", "/agreements/compare/?one=us-mx-2000&other=us-ke-2014"),
    ("change", "t.brooks", "/agreements/changes/{change_waiting}/"),
    ("agreement", "t.brooks", "/agreements/us-ua-2016/"),
    ("folder", "j.alvarez", "/folders/{folder}/"),
)
TAKEN = (
    *(Shot(f"{name}-en", who, path) for name, who, path in PAGES),
    *(Shot(f"{name}-ar", who, path, "ar") for name, who, path in PAGES),
    Shot("inbox-narrow", "j.alvarez", "/", size=NARROW),
    Shot("request-narrow", "j.alvarez", "/requests/{opened}/", size=NARROW),
    Shot("records-en", "a.hale", "/records/"),
    Shot("help-en", "j.alvarez", "/help/"),
    Shot("search-en", "j.alvarez", "/search/?q=ukraine"),
    Shot("search-ar", "j.alvarez", "/search/?q=ukraine", "ar"),
    Shot("absences-en", "j.alvarez", "/absences/"),
    Shot("caseload-ar", "m.chen", "/caseloads/?officer=j.alvarez&to=d.reyes", "ar"),
    Shot("clocks-en", "m.chen", "/clocks/"),
    Shot("delivery-en", "m.chen", "/requests/{delivery}/delivery/"),
    Shot("delivery-ar", "m.chen", "/requests/{delivery}/delivery/", "ar"),
    Shot("statistics-en", "m.chen", "/statistics/UA/"),
    Shot("exhibit-en", "j.alvarez", "/requests/{opened}/exhibits/{exhibit}/"),
)


def take(browser: Browser, node: Node, shot: Shot) -> None:
    width, height = shot.size
    context = browser.new_context(
        base_url=node.address, viewport={"width": width, "height": height}
    )
    context.add_cookies([{"name": "comity_language", "value": shot.language, "url": node.address}])
    page: Page = context.new_page()
    if shot.officer:
        sign_in(page, shot.officer)
    page.goto(shot.path.format(**node.places))
    page.screenshot(path=SHOTS / f"{shot.name}.png")
    context.close()


def main() -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        node = start(Path(folder) / "home", free_port())
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for shot in TAKEN:
                take(browser, node, shot)
            browser.close()
        finally:
            node.stop()


if __name__ == "__main__":
    main()
