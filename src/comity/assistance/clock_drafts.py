"""What officers type of clocks, and what is wrong with it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comity.assistance.paper_rules import day_typed
from comity.assistance.rules import LONGEST_WAIT
from comity.assistance.terms.clocks import OWN_MATTERS, TYPED_REASONS
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters

LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class DayDraft:
    """A day to be set, as typed.

    Attributes:
        matter: a code of `OWN_MATTERS`.
        day: as year-month-day.
        note: in words; may stay empty.
    """

    matter: str = ""
    day: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PauseDraft:
    """A pause, as typed.

    Attributes:
        reason: a code of `TYPED_REASONS`.
        begins: first day that does not count, as year-month-day.
        ends: first day that counts again; empty while nobody knows.
        note: in words; may stay empty.
    """

    reason: str = ""
    begins: str = ""
    ends: str = ""
    note: str = ""


def problems_in_day(draft: DayDraft, *, on: date) -> tuple[Problem, ...]:
    """Return what is wrong with a day to be set; it may be today, and never one that has passed."""
    found = [*_unknown(draft.matter, "matter", [each.value for each in OWN_MATTERS])]
    found += _wrong_day(draft.day, "day", first=on, last=on + LONGEST_WAIT * _YEARS)
    return (*found, *_wrong_note(draft.note))


def problems_in_pause(draft: PauseDraft, *, on: date) -> tuple[Problem, ...]:
    """Return what is wrong with a pause; it begins within a year, and ends after it began."""
    found = [*_unknown(draft.reason, "reason", [each.value for each in TYPED_REASONS])]
    found += _wrong_day(draft.begins, "begins", first=on - LONGEST_WAIT, last=on + LONGEST_WAIT)
    begins = day_typed(draft.begins)
    if draft.ends.strip():
        last = on + LONGEST_WAIT * _YEARS
        found += _wrong_day(draft.ends, "ends", first=None, last=last)
        ends = day_typed(draft.ends)
        if begins and ends and ends <= begins:
            found.append(Problem("pause_ends_first", "ends"))
    return (*found, *_wrong_note(draft.note))


# Limitation of action is counted in years, and a wait in one.
_YEARS = 30


def _unknown(code: str, field: str, known: list[str]) -> Iterator[Problem]:
    if code not in known:
        yield Problem("unknown_code" if code else "missing", field)


def _wrong_day(typed: str, field: str, *, first: date | None, last: date) -> Iterator[Problem]:
    if not typed.strip():
        yield Problem("missing", field)
        return
    day = day_typed(typed)
    if day is None:
        yield Problem("not_a_day", field)
    elif first is not None and day < first:
        yield Problem("day_passed", field, (("day", day.isoformat()),))
    elif day > last:
        yield Problem("day_too_far", field, (("day", day.isoformat()),))


def _wrong_note(note: str) -> Iterator[Problem]:
    if len(note) > LONGEST_NOTE:
        facts = (("limit", str(LONGEST_NOTE)), ("length", str(len(note))))
        yield Problem("too_long", "note", facts)
    if has_hidden_characters(note):
        yield Problem("control_characters", "note")
