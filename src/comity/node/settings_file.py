"""`comity.toml` as a text with lines: what it says, where it says it, or why it cannot be read."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.agreements.register_files.lines import line_of, lines_of
from comity.agreements.register_files.toml_data import toml_data
from comity.kernel.errors import Problem

MOST_BYTES = 256 * 1024
_AT_LINE = re.compile(
    r"^(?P<reason>.*?) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$"
)


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings file as it was read.

    Attributes:
        path: where it stands.
        values: what it says; empty when there is none or it cannot be read.
        problems: why it cannot be read.
    """

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    _lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def holds(self, path: tuple[str | int, ...]) -> bool:
        """Tell whether the file says something at that path."""
        held: Any = self.values
        for step in path:
            try:
                held = held[step]
            except (KeyError, IndexError, TypeError):
                return False
        return True

    def place_of(self, path: tuple[str | int, ...]) -> str:
        """Return `comity.toml:LINE` of a key, or of the table around it."""
        return f"{self.path}:{line_of(dict(self._lines), path)}"


def read_settings_file(path: Path) -> SettingsFile:
    """Read a settings file; what is wrong with it as a file stands in its problems."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return SettingsFile(path)
    except OSError as error:
        return _unreadable(path, os.strerror(error.errno or 0))
    if len(raw) > MOST_BYTES:
        return _unreadable(path, f"it is longer than {MOST_BYTES} bytes")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return _unreadable(path, "it is not UTF-8", line=raw[: error.start].count(b"\n") + 1)
    try:
        values = toml_data(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.match(str(error))
        last = text.count("\n") + 1
        line = int(found["line"] or last) if found else 1
        return _unreadable(path, found["reason"] if found else str(error), line=line)
    return SettingsFile(path, values, (), lines_of(text))


def _unreadable(path: Path, reason: str, *, line: int = 0) -> SettingsFile:
    place = f"{path}:{line}" if line else str(path)
    facts = (("reason", reason),)
    return SettingsFile(path, problems=(Problem("settings_unreadable", place, facts),))
