"""Reading TOML that a stranger may have written, within bounds of time and depth.

The standard reader takes time with the square of the parts of a dotted key, and lets such a key
nest deeper than anything that walks its result can follow. No register file needs either.
"""

import re
import tomllib
from typing import Any

MOST_PARTS = 16
DEEPEST = 16

_MANY_DOTS = re.compile(rf"(?:\.[^.\n]*){{{MOST_PARTS}}}")
# Texts of either kind, and remarks; one that nothing closes goes on to the end, so that every
# character is looked at once.
_WORDS = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?(?:\"{3,5}|\\?\Z)|'{3}.*?(?:'{3,5}|\Z)"""
    r"""|"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|\#[^\n]*""",
    re.DOTALL,
)
# What ends a key, or stands beside one.
_BETWEEN_KEYS = re.compile(r"[,=\[\]{}\n]")


def toml_data(text: str) -> dict[str, Any]:
    """Return what a TOML text holds.

    Raises:
        TOMLDecodeError: it is no TOML, or nests deeper than any register file.
    """
    # Prose has many dots in a line now and then; only such a text is looked at closely.
    if _MANY_DOTS.search(text) and _has_endless_key(text):
        raise tomllib.TOMLDecodeError("nested too deeply")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("nested too deeply") from None
    if _is_deep(data):
        raise tomllib.TOMLDecodeError("nested too deeply")
    return data


def _has_endless_key(text: str) -> bool:
    keys = _BETWEEN_KEYS.split(_WORDS.sub(_lines_only, text))
    return any(key.count(".") >= MOST_PARTS for key in keys)


def _lines_only(words: re.Match[str]) -> str:
    return "\n" * ("\n" in words[0])


def _is_deep(data: dict[str, Any]) -> bool:
    """Tell whether tables and lists nest too deeply, without recursing."""
    level: list[dict[str, Any] | list[Any]] = [data]
    for _ in range(DEEPEST):
        inner = (value for held in level for value in _values(held))
        level = [value for value in inner if isinstance(value, dict | list)]
        if not level:
            return False
    return True


def _values(held: dict[str, Any] | list[Any]) -> list[Any]:
    return list(held.values()) if isinstance(held, dict) else held
