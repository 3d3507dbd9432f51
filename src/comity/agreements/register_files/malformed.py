"""What is wrong with a file as a text: no TOML, an impossible day, characters nobody can see."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from comity.agreements.register_files.faults import Fault
from comity.agreements.register_files.lines import Path
from comity.agreements.register_files.tables import Page
from comity.kernel.texts import has_hidden_characters

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)$")
_LIKE_A_DAY = re.compile(r"=\s*(\d{4}-\d{2}-\d{2})\b")


def fault_of_toml(name: str, text: str, wrong: ValueError) -> Fault:
    """Return the fault of a text the standard reader refuses.

    The reader takes 2016-13-40 for a number with a tail, and says nothing of days.

    Args:
        name: of the file.
        text: all of it.
        wrong: what the reader raised.
    """
    said = str(wrong)
    found = _AT_LINE.search(said)
    line = int(found[1]) if found else text.count("\n") + 1
    reason = _AT_LINE.sub("", said).strip()
    rows = text.split("\n")
    written = _LIKE_A_DAY.search(rows[line - 1]) if line <= len(rows) else None
    if written is not None and not _is_day(written[1]):
        return Fault(name, line, "impossible_date", (("reason", written[1]),))
    code = "impossible_date" if "date" in reason else "not_toml"
    return Fault(name, line, code, (("reason", reason),))


def note_hidden_characters(page: Page, text: str, data: Mapping[str, object]) -> None:
    """Note characters that cannot be seen or that reorder what is seen.

    Both as they stand in the file, remarks included, and written as an escape in a value.
    """
    # The whole first: nearly every file is clean, and a register has thousands.
    if has_hidden_characters(text.replace("\r\n", "\n"), lines=True):
        for number, row in enumerate(text.split("\n"), start=1):
            if has_hidden_characters(row.removesuffix("\r"), lines=True):
                page.faults.append(Fault(page.file, number, "hidden_characters"))
    if page.faults:
        return
    for path, value in _texts(data):
        if has_hidden_characters(value.replace("\r\n", "\n"), lines=True):
            page.fault(path, "hidden_characters")


def _texts(data: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """Walk every key and every text of a file, without recursing by the depth of the file."""
    waiting: list[tuple[Path, object]] = [((), data)]
    while waiting:
        where, held = waiting.pop()
        match held:
            case str():
                yield where, held
            case dict():
                for key, inner in held.items():
                    yield (*where, key), key
                    waiting.append(((*where, key), inner))
            case list():
                waiting += [((*where, n), inner) for n, inner in enumerate(held)]
            case _:
                pass  # numbers, days and truths are no text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
