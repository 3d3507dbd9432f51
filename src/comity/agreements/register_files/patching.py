"""Changing one entry in the text of a register file and leaving the rest as people wrote it.

Remarks and layout are no part of an agreement, but they are somebody's reasons. So a change made
in a form touches the lines it changes and no others. Whatever is written is read again and must
say exactly what was meant; a file laid out in a way that defeats this is left alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from comity.agreements.register_files.lines import Path, lines_of
from comity.agreements.register_files.toml_data import toml_data
from comity.agreements.register_files.toml_text import WIDTH, Value, inline, line_for
from comity.kernel.errors import ComityError

Entry = Mapping[str, object]

TABLES = ("parent", "verified", "parties", "events", "provisions", "sources")
"""The tables of an instrument's file, in the order in which every file has them."""


class EntryNeedsTextError(ComityError):
    """The entry cannot be changed without touching something else; it is changed in the text."""

    code = "proposal_entry_needs_text"


def entries_in(text: str, table: str) -> list[dict[str, object]]:
    """Return the entries of an array of tables, as the file has them; [] when it has none."""
    found = toml_data(text).get(table, [])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def head_of(text: str) -> dict[str, object]:
    """Return the values that stand before the first table of a file."""
    return {key: value for key, value in toml_data(text).items() if not _is_nested(value)}


def with_head(text: str, head: Entry) -> str:
    """Return a file with other values before its first table.

    Args:
        text: the file.
        head: every value that shall stand there; what is missing is taken out.

    Raises:
        EntryNeedsTextError: the layout of the file defeats it.
    """
    file = _File(text)
    first = min(file.headers.values(), default=len(file.rows))
    rows = file.patched((), (0, file.content_end(first)), head_of(text), head)
    tables = {key: value for key, value in file.data.items() if _is_nested(value)}
    return _checked([*rows, *file.rows[file.content_end(first) :]], {**head, **tables})


def with_entry(text: str, table: str, position: int, entry: Entry) -> str:
    """Return a file with one entry of an array of tables changed.

    Raises:
        EntryNeedsTextError: the layout of the file defeats it.
    """
    file = _File(text)
    old, path = file.data[table][position], (table, position)
    start, end = file.block(path)
    inner = {key: value for key, value in old.items() if file.stands_apart((*path, key))}
    before = {key: value for key, value in old.items() if key not in inner}
    plain = {
        key: value
        for key, value in entry.items()
        if key not in inner and (not _long(value) or before.get(key) == value)
    }
    own_end = file.own_end(path, end)
    rows = file.patched(path, (start + 1, own_end), before, plain)
    apart = {key: value for key, value in entry.items() if key not in plain}
    told = file.rows[own_end:end] if apart == inner else _apart(table, apart)
    whole = [file.rows[start], *rows, *told]
    entries = list(file.data[table])
    entries[position] = entry
    return _checked([*file.rows[:start], *whole, *file.rows[end:]], {**file.data, table: entries})


def with_new_entry(text: str, table: str, entry: Entry, *, position: int | None = None) -> str:
    """Return a file with one entry more in an array of tables.

    Args:
        text: the file.
        table: the name of the array.
        entry: what is added.
        position: before which entry it stands; None for the end.

    Raises:
        EntryNeedsTextError: the layout of the file defeats it.
    """
    file = _File(text)
    entries = list(file.data.get(table, []))
    where = len(entries) if position is None else position
    plain = {key: value for key, value in entry.items() if not _long(value)}
    apart = {key: value for key, value in entry.items() if key not in plain}
    block = [f"[[{table}]]", *_lines(plain), *_apart(table, apart)]
    at = file.block((table, where))[0] if where < len(entries) else file.end_of(table)
    above = ["", *block] if where == len(entries) else [*block, ""]
    entries.insert(where, entry)
    return _checked([*file.rows[:at], *above, *file.rows[at:]], {**file.data, table: entries})


def without_entry(text: str, table: str, position: int) -> str:
    """Return a file without one entry of an array of tables.

    Raises:
        EntryNeedsTextError: the layout of the file defeats it.
    """
    file = _File(text)
    start, end = file.block((table, position))
    while end < len(file.rows) and not file.rows[end].strip() and _blank_above(file.rows, start):
        end += 1
    entries = list(file.data[table])
    del entries[position]
    left = {**file.data, table: entries} if entries else _without(file.data, table)
    return _checked([*file.rows[:start], *file.rows[end:]], left)


class _File:
    """The rows of a file, and where in them each table and each key stands, counted from 0."""

    def __init__(self, text: str) -> None:
        self.rows = text.splitlines()
        self.data = toml_data(text)
        self.lines = {path: line - 1 for path, line in lines_of(text).items()}
        self.headers = {p: n for p, n in self.lines.items() if _is_header(self.rows[n])}

    def stands_apart(self, path: Path) -> bool:
        """Return whether a table, or the first of an array, has a header of its own."""
        return path in self.headers or (*path, 0) in self.headers

    def block(self, path: Path) -> tuple[int, int]:
        """Return the rows of a table with those inside it, from its header, half-open."""
        if path not in self.headers:
            raise EntryNeedsTextError
        start = self.headers[path]
        after = [n for p, n in self.headers.items() if n > start and p[: len(path)] != path]
        return start, self.content_end(min(after, default=len(self.rows)))

    def own_end(self, path: Path, end: int) -> int:
        """Return where the keys of a table end and the tables inside it begin."""
        start = self.headers[path]
        inside = [n for n in self.headers.values() if start < n < end]
        return self.content_end(min(inside)) if inside else end

    def content_end(self, before: int) -> int:
        """Return the row after the last that says something; remarks above a header are its own."""
        end = before
        while end > 0 and (not self.rows[end - 1].strip() or self.rows[end - 1].startswith("#")):
            end -= 1
        return end

    def end_of(self, table: str) -> int:
        """Return the row after the last entry of an array, or where its first would stand."""
        known = TABLES[: TABLES.index(table) + 1]
        ends = [self.block(p)[1] for p in self.headers if p[0] in known and len(p) <= _TOP]
        first = min(self.headers.values(), default=len(self.rows))
        return max(ends, default=self.content_end(first))

    def patched(self, path: Path, span: tuple[int, int], old: Entry, new: Entry) -> list[str]:
        """Return the rows of a span with keys changed, taken out and added."""
        start, end = span
        keys = {key: self.lines[(*path, key)] for key in old if (*path, key) in self.lines}
        if len(keys) < len(old):
            raise EntryNeedsTextError
        starts = [*sorted(keys.values()), end]
        rows = list(self.rows[start : starts[0]])
        for key, begins in sorted(keys.items(), key=lambda pair: pair[1]):
            next_key = starts[starts.index(begins) + 1]
            ends = max(self.content_end(next_key), begins + 1)
            if old[key] == new.get(key, _GONE):
                rows += self.rows[begins:ends]
            elif key in new:
                rows += _line(key, new[key])
            rows += self.rows[ends:next_key]
        return rows + [row for key in new if key not in old for row in _line(key, new[key])]


_GONE = object()
_TOP = 2  # a path of an entry of an array at the top: its name and its place


def _checked(rows: Sequence[str], meant: Entry) -> str:
    """Return the text, if reading it gives exactly what was meant."""
    text = "\n".join(rows).rstrip("\n") + "\n"
    try:
        read = toml_data(text)
    except ValueError as wrong:
        raise EntryNeedsTextError from wrong
    if _plain(read) != _plain(meant):
        raise EntryNeedsTextError
    return text


def _lines(fields: Entry) -> list[str]:
    return [row for key, value in fields.items() for row in _line(key, value)]


def _line(key: str, value: object) -> list[str]:
    return line_for(key, _value(value)).split("\n")


def _apart(table: str, fields: Entry) -> list[str]:
    """Return tables inside an entry, each beneath a header of its own."""
    rows: list[str] = []
    for key, value in fields.items():
        if isinstance(value, dict):
            rows += ["", f"[{table}.{key}]", *_lines(value)]
        elif isinstance(value, list | tuple):
            for each in value:
                rows += ["", f"[[{table}.{key}]]", *_lines(each)]
    return rows


def _value(value: object) -> Value:
    """Return a value as the writer of TOML takes it."""
    match value:
        case list() | tuple():
            return tuple(str(each) for each in value)
        case dict():
            return {str(key): _value(each) for key, each in value.items()}
        case _:
            assert isinstance(value, str | int | bool | date), "TOML holds nothing else here"
            return value


def _plain(value: object) -> object:
    match value:
        case list() | tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case _:
            return value


def _is_header(row: str) -> bool:
    return row.lstrip().startswith("[")


def _is_nested(value: object) -> bool:
    return isinstance(value, dict) or _is_array(value)


def _is_array(value: object) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(each, dict) for each in value)


def _long(value: object) -> bool:
    """Return whether a value is written beneath a header of its own."""
    if _is_array(value):
        return True
    return isinstance(value, dict) and len(inline(_value(value))) > WIDTH - 20


def _blank_above(rows: Sequence[str], start: int) -> bool:
    return start == 0 or not rows[start - 1].strip()


def _without(data: Entry, table: str) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != table}
