"""Reads the tutorial as whoever follows it does: shell to run, words to expect, steps to take."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "first-hour.md"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^\d+\. (.+)$", re.MULTILINE)
_AGAIN = re.compile(
    r"^(?:Then all of it once more|Do the seventeen steps above) as `(\S+?)`(.*)$", re.M
)


@dataclass(frozen=True)
class Shell:
    """Commands to run, exactly so."""

    commands: str


@dataclass(frozen=True)
class Expected:
    """What the commands before it print; `…` stands for whatever differs."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Steps:
    """What is done in the browser, one after the other."""

    steps: tuple[str, ...]


Part = Shell | Expected | Steps


def parts(page: str) -> list[Part]:
    """Return everything the page has one do, in its order."""
    found = [*_fences(page), *_lists(page)]
    found += _repeats(page, found)
    return [part for _, part in sorted(found, key=lambda placed: placed[0])]


def _fences(page: str) -> Iterator[tuple[int, Part]]:
    for fence in _FENCE.finditer(page):
        kind, text = fence.groups()
        if kind == "sh":
            yield fence.start(), Shell(text)
        else:
            assert kind == "text", f"a block of {kind} is neither run nor expected"
            yield fence.start(), Expected(tuple(text.splitlines()))


def _lists(page: str) -> Iterator[tuple[int, Part]]:
    for block in re.finditer(r"(?:^\d+\. .+\n)+", page, re.MULTILINE):
        yield block.start(), Steps(tuple(_STEP.findall(block[0])))


def _repeats(page: str, found: list[tuple[int, Part]]) -> Iterator[tuple[int, Part]]:
    (first, *_) = [
        part for _, part in sorted(found, key=lambda at: at[0]) if isinstance(part, Steps)
    ]
    assert len(first.steps) == 17
    for again in _AGAIN.finditer(page):
        username, rest = again.groups()
        steps = [step.replace("a.hale", username) for step in first.steps]
        yield again.start(), Steps(tuple(steps[:-1] if "leave the last one out" in rest else steps))
