"""Every file says under which licence it is, and the text of each licence is there (REUSE)."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ANNOTATIONS = tomllib.loads((ROOT / "REUSE.toml").read_text())["annotations"]


def named(expression: str) -> set[str]:
    """The licences of an SPDX expression."""
    return set(re.split(r" (?:AND|OR|WITH) ", expression.replace("(", "").replace(")", "")))


def test_one_line_tells_of_every_file_that_none_tells_of_more_closely() -> None:
    told = {pattern for each in ANNOTATIONS for pattern in _paths(each)}
    assert "**" in told
    for each in ANNOTATIONS:
        assert each["SPDX-FileCopyrightText"]
        assert named(each["SPDX-License-Identifier"])


def test_what_is_told_of_more_closely_is_there() -> None:
    missing = [
        pattern for each in ANNOTATIONS for pattern in _paths(each) if not any(ROOT.glob(pattern))
    ]
    assert missing == []


def test_the_text_of_each_licence_is_there_and_of_no_other() -> None:
    used = set().union(*(named(each["SPDX-License-Identifier"]) for each in ANNOTATIONS))
    assert {path.stem for path in (ROOT / "LICENSES").glob("*.txt")} == used
    assert all(path.stat().st_size > 400 for path in (ROOT / "LICENSES").glob("*.txt"))


def _paths(annotation: dict[str, Any]) -> list[str]:
    told: str | list[str] = annotation["path"]
    return [told] if isinstance(told, str) else told
