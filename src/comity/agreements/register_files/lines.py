"""Where a key stands in a TOML text: the standard reader keeps no lines, people need them."""

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\-\"]+)\s*=(.*)$", re.DOTALL)
# Texts of either kind, remarks, brackets, ends of lines; a bracket in a text or remark is none.
_TOKENS = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[\[\]{}\n]''',
    re.DOTALL,
)

Path = tuple[str | int, ...]


def lines_of(text: str) -> dict[Path, int]:
    """Return the line of every table and key in a TOML text that has already been read.

    Paths are keys and, for arrays of tables, positions: `("events", 1, "on")`. What stands inside
    an inline table or a list is found under the key that holds it.
    """
    found: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    inside = _lines_inside(text)
    for number, line in enumerate(text.split("\n"), start=1):
        if number in inside:
            continue
        if header := _HEADER.match(line):
            table = _table(header[1], header[2], counts)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_names(key[1])), number)
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest table around it."""
    for length in range(len(path), 0, -1):
        around = path[:length]
        found = lines.get(around) or lines.get((*around, 0))
        if found is not None:
            return found
    return 1


def _names(dotted: str) -> Path:
    return tuple(name.strip('"') for name in dotted.split("."))


def _table(bracket: str, dotted: str, counts: dict[Path, int]) -> Path:
    """Return the path a header opens; a doubled bracket opens the next table of an array."""
    names = _names(dotted)
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, names[-1])
    if bracket == "[[":
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


def _lines_inside(text: str) -> frozenset[int]:
    """Return the lines that begin inside a value: in a text or a list of several lines."""
    inside: set[int] = set()
    line, depth = 1, 0
    for token in _TOKENS.finditer(text):
        match token[0]:
            case "\n":
                line += 1
                if depth:
                    inside.add(line)
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case words:
                breaks = words.count("\n")
                inside.update(range(line + 1, line + breaks + 1))
                line += breaks
    return frozenset(inside)
