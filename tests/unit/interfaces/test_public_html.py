"""Every page of the public register is valid HTML, by HTML Tidy, and every drawing sound XML.

Tidy knows neither what may stand in an inline drawing nor `aria-current`, which is younger than it
is; both are taken out before it looks, and drawings are read by an XML parser instead.
"""

import re
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from comity.interfaces.public import Edition, files_of, public_part
from tests.spec.language import SHIPPED

DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def complaints(folder: Path, pages: dict[str, str]) -> list[str]:
    """Return what Tidy says of pages, each under its name."""
    for name, page in pages.items():
        known = DRAWING.sub("", page).replace(' aria-current="page"', "")
        (folder / name).write_text(known)
    asked = ["tidy", "-errors", "-quiet", "--gnu-emacs", "yes", "-utf8", *pages]
    told = subprocess.run(asked, cwd=folder, capture_output=True, text=True)
    return told.stderr.splitlines()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_valid(language: str, tmp_path: Path) -> None:
    edition = Edition("Register", "Customs", date(2026, 11, 22), language)
    files = files_of(public_part(SHIPPED), edition=edition)
    pages = {
        path.replace("/", "-"): body.decode()
        for path, body in files.items()
        if path.endswith(".html")
    }
    assert complaints(tmp_path, pages) == []
    drawings = [drawing for page in pages.values() for drawing in DRAWING.findall(page)]
    assert drawings
    for drawing in drawings:
        ElementTree.fromstring(drawing)  # noqa: S314  our own text, just made


@pytest.mark.parametrize(
    "fault",
    ["<section><p>never closed</p>", '<a id="content" href="x">twice</a>', "<blink>x</blink>"],
)
def test_the_validator_sees_a_fault(fault: str, tmp_path: Path) -> None:
    edition = Edition("Register", "Customs", date(2026, 11, 22))
    page = files_of(public_part(SHIPPED), edition=edition)["about.html"].decode()
    broken = page.replace("</main>", f"{fault}</main>")
    assert complaints(tmp_path, {"about.html": broken})
