"""What is wrong with the fields that only some kinds of assistance have. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date

from comity.assistance.terms.kind_fields import FIELDS, Entry, KindField
from comity.assistance.terms.kinds import kind_of
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters

# The first day and the last that belong together.
_PERIODS = (("period_from", "period_until"), ("present_from", "present_until"))


def problems_in_particulars(
    kind: str, particulars: Mapping[str, str], *, on: date
) -> Iterator[Problem]:
    """Yield what is wrong with what was typed into own fields.

    What was typed for another kind is kept, so it is judged only by whether it can be.

    Args:
        kind: chosen; may be unknown.
        particulars: by the names of the fields.
        on: the civil day.
    """
    for name, typed in particulars.items():
        yield from _unstorable(name, typed)
    entry = kind_of(kind)
    for field in () if entry is None else entry.own_fields:
        typed = particulars.get(field.name, "")
        if typed.strip():
            yield from _wrong(field, typed, on)
        elif entry is not None and field.name in entry.minimum:
            yield Problem("missing", field.name)
    if entry is not None:
        yield from _turned(particulars, {field.name for field in entry.own_fields})


def _unstorable(name: str, typed: str) -> Iterator[Problem]:
    field = FIELDS.get(name)
    if field is None:
        yield Problem("unknown_key", "particulars", (("key", name[:40]),))
        return
    if len(typed) > field.limit:
        facts = (("limit", str(field.limit)), ("length", str(len(typed))))
        yield Problem("too_long", name, facts)
    if has_hidden_characters(typed, lines=field.entry is Entry.TEXT):
        yield Problem("control_characters", name)


def _wrong(field: KindField, typed: str, on: date) -> Iterator[Problem]:
    if field.entry is Entry.CODE and typed not in field.codes:
        yield Problem("unknown_code", field.name)
    if field.entry is not Entry.DAY:
        return
    day = day_in(typed)
    if day is None:
        yield Problem("not_a_day", field.name)
    elif field.ahead and day < on:
        yield Problem("day_passed", field.name, (("day", day.isoformat()),))


def _turned(particulars: Mapping[str, str], shown: set[str]) -> Iterator[Problem]:
    for first, last in _PERIODS:
        start, end = day_in(particulars.get(first, "")), day_in(particulars.get(last, ""))
        if last in shown and start is not None and end is not None and end < start:
            yield Problem("period_turned", last)


def particulars_in(told: object) -> dict[str, str]:
    """Return the own fields that somebody else's data holds; what is not known is passed over."""
    if not isinstance(told, dict):
        return {}
    known = {name: told[name] for name in FIELDS if name in told}
    return {name: typed for name, typed in known.items() if isinstance(typed, str)}


def day_in(typed: str) -> date | None:
    """Return the day that was typed as year-month-day; None when it is none."""
    # The library would read week dates as well, which nobody types here.
    if len(typed) != len("2026-12-01"):
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.isoformat() == typed else None
