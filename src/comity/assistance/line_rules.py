"""Making text of a draft from the lines of a table. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence

from comity.assistance.terms.lines import (
    FIELDS_OF_LINES,
    HEADERS,
    MOST_LINES,
    Meaning,
    MeaningTwiceError,
    NoColumnKnownError,
    TooManyLinesError,
)
from comity.kernel.search_words import words_in

_BY_HEADER = {words_in(name): meaning for meaning, names in HEADERS.items() for name in names}
# What cells without a word of their own are called in the text, where a name would be missed.
_CALLED = {
    Meaning.HS_CODE: "HS",
    Meaning.SEAL: "seal",
    Meaning.ORIGIN: "origin",
    Meaning.CONTAINER: "container",
    Meaning.DECLARATION: "declaration",
    Meaning.INVOICE: "invoice",
    Meaning.WAYBILL: "B/L",
    Meaning.BORN: "born",
}
# These follow the one before them without a sign between.
_FOLLOWING = frozenset({Meaning.UNIT, Meaning.CURRENCY})
_LINE_ENDS = re.compile(r"\s+")


def recognised(headers: Iterable[str]) -> tuple[Meaning | None, ...]:
    """Return what each column means by its header; the first one that means a thing has it."""
    found: list[Meaning | None] = []
    for header in headers:
        meaning = _BY_HEADER.get(words_in(header))
        found.append(None if meaning in found else meaning)
    return tuple(found)


def text_of_lines(
    meanings: Sequence[Meaning | None], rows: Sequence[Sequence[str]]
) -> Mapping[str, str]:
    """Return what each field of a draft takes from the lines of a table, one line for each row.

    Args:
        meanings: of the columns; None leaves a column out.
        rows: cells, as many as there are columns.

    Raises:
        NoColumnKnownError, MeaningTwiceError, TooManyLinesError: nothing can be made of it.
    """
    known = [each for each in meanings if each is not None]
    if not known:
        raise NoColumnKnownError
    if len(set(known)) < len(known):
        raise MeaningTwiceError
    if len(rows) > MOST_LINES:
        raise TooManyLinesError(most=MOST_LINES)
    lines = [dict(zip(meanings, row, strict=True)) for row in rows]
    made = {
        field: "\n".join(filter(None, (_line(each, wanted) for each in lines)))
        for field, wanted in FIELDS_OF_LINES.items()
    }
    return {field: text for field, text in made.items() if text}


def added(before: str, text: str) -> str:
    """Return what a field holds with lines added beneath what stood there."""
    return f"{before.rstrip()}\n{text}" if before.strip() else text


def _line(cells: Mapping[Meaning | None, str], wanted: Iterable[Meaning]) -> str:
    parts: list[str] = []
    for meaning in wanted:
        told = _LINE_ENDS.sub(" ", cells.get(meaning, "")).strip()
        if not told:
            continue
        called = _CALLED.get(meaning)
        if meaning in _FOLLOWING and parts:
            parts[-1] = f"{parts[-1]} {told}"
        else:
            parts.append(f"{called} {told}" if called else told)
    return "; ".join(parts)
