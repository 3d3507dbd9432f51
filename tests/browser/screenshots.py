"""The screenshots of the documentation: which there are, and renewing them all.

    python -m tests.browser.screenshots

`test_screenshots` takes every one of them wherever the suites run; this command keeps what it took
in `docs/screenshots`. Run it when pages change; the node is the one the browser tests visit.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
KEPT = "COMITY_SCREENSHOTS"
"""Names the folder in which the test keeps what it takes; by default a passing one."""
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


def main() -> int:
    """Take all of them, on a node that no other test has changed, into `docs/screenshots`."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "tests/browser/test_screenshots.py"]
    return subprocess.run(command, env={**os.environ, KEPT: str(SHOTS)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
