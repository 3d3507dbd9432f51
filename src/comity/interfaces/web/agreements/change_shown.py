"""What a change of a register file would alter, in words and in the text."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise

from comity.agreements.comparison import Difference, differences
from comity.agreements.models import Proposal
from comity.agreements.queries import file_at, text_at
from comity.agreements.register_files.patching import entries_in
from comity.agreements.terms import EventType, Instrument, ProvisionKind
from comity.interfaces.web.agreements.comparison import grouped
from comity.interfaces.web.agreements.faults import judged, judged_change, told
from comity.interfaces.web.telling import listed
from comity.interfaces.web.words import capital, country_name, name_in

_AROUND = 2
_MOST_PAIRS = 4_000_000  # the longest file shipped has fewer than two hundred lines
_SHORT = 90


_Change = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of two texts laid over one another.

    Attributes:
        sign: `+` only in the new, `-` only in the old, `=` in both, `…` lines left out.
        text: the line.
        line: its number in the new text, or in the old where only that has it.
    """

    sign: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A change as a reader judges it.

    Attributes:
        groups: the differences in words, by where they stand.
        rows: the differences of the text.
        faults: what the reader refuses, by line.
        entries: the parts of the new text that a form can change, by table.
        outdated: the file was changed since this change began.
        is_new: there was no such file.
        instrument: what the new text says; None while it is refused.
    """

    groups: list[tuple[Promise, list[Difference]]]
    rows: tuple[Row, ...]
    faults: list[tuple[int, str]]
    entries: list[tuple[str, list[str]]]
    outdated: bool
    is_new: bool
    instrument: Instrument | None


def change_shown(change: Proposal) -> ChangeShown:
    """Return what a change would alter, and what is wrong with it."""
    before = text_at(change.path, change.base)
    after = judged_change(change)
    old = judged(before, change.path).instrument if before else None
    found = differences(old, after.instrument) if old and after.instrument else ()
    decided = change.version_id is not None
    return ChangeShown(
        groups=grouped(found),
        rows=rows_between(before, change.text),
        faults=told(after.faults),
        entries=_entries(change.text),
        outdated=not decided and file_at(change.path).digest != change.base,
        is_new=not change.base,
        instrument=after.instrument,
    )


def rows_between(before: str, after: str) -> tuple[Row, ...]:
    """Return the lines that differ, each with a little around it."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Row] = []
    for group in _groups_of(old, new):
        if found or group[0][3]:
            found.append(Row("…", ""))
        for tag, one, one_end, other, other_end in group:
            if tag == "equal":
                found += _rows("=", new[other:other_end], other)
                continue
            found += _rows("-", old[one:one_end], one)
            found += _rows("+", new[other:other_end], other)
    return tuple(found)


def _groups_of(old: list[str], new: list[str]) -> Iterable[list[_Change]]:
    """Return the changes from one text to the other, those that stand together as one group.

    Finding the fewest takes time with the product of both lengths, and a partner may have written
    one of them: texts that long are shown as the whole of the old and the whole of the new.
    """
    if len(old) * len(new) > _MOST_PAIRS:
        return [[("replace", 0, len(old), 0, len(new))]] if old != new else []
    return SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND)


def _rows(sign: str, lines: Iterable[str], first: int) -> Iterator[Row]:
    return (Row(sign, text, line) for line, text in enumerate(lines, start=first + 1))


def _entries(text: str) -> list[tuple[str, list[str]]]:
    """Return what stands in the text, a line for each entry; nothing while it is no TOML."""
    try:
        return [
            ("parties", [_party(each) for each in entries_in(text, "parties")]),
            ("events", [_event(each) for each in entries_in(text, "events")]),
            ("provisions", [_provision(each) for each in entries_in(text, "provisions")]),
            ("sources", [_brief(each.get("title")) for each in entries_in(text, "sources")]),
        ]
    except tomllib.TOMLDecodeError:
        return []


def _party(entry: dict[str, Any]) -> str:
    held = entry.get("authorities", [])
    told = held if isinstance(held, list) else []
    names = [_brief(each.get("name")) for each in told if isinstance(each, dict) and each]
    return ": ".join(
        part for part in (country_name(_brief(entry.get("code"))), "; ".join(names)) if part
    )


def _event(entry: dict[str, Any]) -> str:
    what = capital(name_in(EventType, _brief(entry.get("what"))))
    whose = country_name(_brief(entry.get("party"))) if entry.get("party") else ""
    day = entry.get("on") or entry.get("printed") or entry.get("no_later_than") or ""
    return listed(str(part) for part in (what, whose, day) if part)


def _provision(entry: dict[str, Any]) -> str:
    kind = capital(name_in(ProvisionKind, _brief(entry.get("kind"))))
    return listed(part for part in (_brief(entry.get("article")), kind) if part)


def _brief(value: object) -> str:
    text = str(value or "–")
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
