"""Every picture of the documentation can be taken of the pages as they are now.

What the pictures show changes with every page, so they are not compared point by point; that each
page of them is there, for its officer and in its language, and fills the size it is shown in, is.
"""

import os
import struct
from pathlib import Path

import pytest

from tests.browser.conftest import Officer
from tests.browser.node import Node
from tests.browser.screenshots import KEPT, SHOTS, TAKEN, Shot

_SIZE_OF_PNG = struct.Struct(">8s8xII")


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG file, as its first chunk tells them."""
    _, width, height = _SIZE_OF_PNG.unpack(picture.read_bytes()[: _SIZE_OF_PNG.size])
    return width, height


@pytest.mark.parametrize("shot", TAKEN, ids=lambda shot: shot.name)
def test_each_picture_is_taken_of_the_page_as_it_is(
    shot: Shot, node: Node, officer: Officer, tmp_path: Path
) -> None:
    width, height = shot.size
    page = officer(
        shot.officer, language=shot.language, viewport={"width": width, "height": height}
    )
    answered = page.goto(shot.path.format(**node.places))
    assert answered is not None
    assert answered.status == 200
    assert page.locator("html").get_attribute("lang") == shot.language
    taken = Path(os.environ.get(KEPT, tmp_path)) / f"{shot.name}.png"
    page.screenshot(path=taken)
    assert size_of(taken) == size_of(SHOTS / f"{shot.name}.png") == shot.size


def test_nothing_else_lies_among_the_pictures() -> None:
    assert {each.stem for each in SHOTS.glob("*.png")} == {each.name for each in TAKEN}
