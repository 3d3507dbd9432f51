"""TOML as the register writes it: the standard library reads the format and does not write it."""

from collections.abc import Iterable
from datetime import date

Value = str | int | bool | date | tuple[str, ...] | dict[str, "Value"]

# An inline table cannot be broken over lines; one that would run past this is written as a table.
WIDTH = 100
_ESCAPES = {"\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def line_for(key: str, value: Value) -> str:
    """Return `key = value` as a line, or as several where a text or a list is long."""
    return f"{_key(key)} = {_written(value)}"


def inline(value: Value) -> str:
    """Return a value in one line, as it stands inside an inline table or a list."""
    match value:
        case str():
            return _quoted(value)
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case dict():
            told = ", ".join(f"{_key(key)} = {inline(each)}" for key, each in value.items())
            return f"{{ {told} }}"
        case _:
            return f"[{', '.join(map(inline, value))}]"


def _written(value: Value) -> str:
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        return _in_lines(value)
    if isinstance(value, tuple) and len(told := inline(value)) > WIDTH // 2:
        return _listed(value) if len(value) > 1 or len(told) > WIDTH else told
    return inline(value)


def _listed(values: Iterable[str]) -> str:
    rows = "".join(f"  {_quoted(each)},\n" for each in values)
    return f"[\n{rows}]"


def _in_lines(text: str) -> str:
    """Return a text of several lines; the break after the opening mark is not part of it."""
    stem = text.rstrip('"')
    rows = (_escaped(row, quotes=False) for row in stem.split("\n"))
    body = "\n".join(rows).replace('"""', '""\\"')
    # Quotation marks at the end would run into the closing ones.
    last = '\\"' * (len(text) - len(stem))
    return f'"""\n{body}{last}"""'


def _quoted(text: str) -> str:
    return f'"{_escaped(text, quotes=True)}"'


def _escaped(text: str, *, quotes: bool) -> str:
    known = {**_ESCAPES, '"': '\\"'} if quotes else _ESCAPES
    return "".join(known.get(char) or _plain(char) for char in text)


def _plain(char: str) -> str:
    """Return a character as it is, or its escape where TOML takes no such character bare."""
    return char if char.isprintable() or ord(char) > 0x9F else f"\\u{ord(char):04x}"


def _key(name: str) -> str:
    return name if name and _BARE.issuperset(name) else _quoted(name)
