"""What is wrong with a word about a standing exchange, and what act a file of it is. Pure."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from comity.agreements.terms import Contents, DataCategory, ExchangeAutomatically
from comity.assistance.delivery_rules import day_in
from comity.assistance.terms.kind_fields import Entry, KindField
from comity.assistance.terms.moves import Party
from comity.assistance.terms.standing import Direction, StandingTerms, StandingWord, names_in
from comity.assistance.terms.standing_fields import STANDING_FIELDS, is_needed_in_standing
from comity.assistance.terms.standing_schedule import LONGEST_MONTH, WEEKDAYS, Rhythm, zones
from comity.assistance.terms.standing_sets import DATA_SETS
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters

# What only the calendar of who writes can tell: a partner's may be a day ahead of ours.
OF_DAYS: Final = frozenset({"day_passed"})
LONGEST_EXCHANGE: Final = timedelta(days=366 * 20)
_MOST: Final = {"lead_hours": 24 * 60, "grace": 60, "retention_days": 36_525, "number": 1_000_000}
_DAY_OF: Final = {Rhythm.WEEKLY: WEEKDAYS, Rhythm.ON_DAY: LONGEST_MONTH}


def problems_in_standing(
    word: StandingWord, facts: Mapping[str, str], *, on: date
) -> tuple[Problem, ...]:
    """Return what is wrong with what was filled in for a word.

    Args:
        word: what is said.
        facts: as typed, by the names of the fields.
        on: the civil day; terms begin after it.
    """
    found = [
        problem
        for each in STANDING_FIELDS[word]
        for problem in _in_field(each, facts.get(each.name, ""), on)
    ]
    if word is StandingWord.TERMS:
        for look in _OF_TERMS:
            found += look(facts)
    return tuple(found)


def _in_field(asked: KindField, text: str, on: date) -> Iterator[Problem]:
    if not text.strip():
        if is_needed_in_standing(asked.name):
            yield Problem("missing", asked.name)
        return
    if len(text) > asked.limit:
        facts = (("limit", str(asked.limit)), ("length", str(len(text))))
        yield Problem("too_long", asked.name, facts)
    if has_hidden_characters(text, lines=asked.entry is Entry.TEXT):
        yield Problem("control_characters", asked.name)
    if asked.entry is Entry.CODE and text not in asked.codes:
        yield Problem("unknown_code", asked.name)
    if asked.entry is Entry.DAY:
        yield from _in_day(asked, text, on)
    if asked.name in _MOST:
        yield from _in_number(asked.name, text, _MOST[asked.name])


def _in_day(asked: KindField, text: str, on: date) -> Iterator[Problem]:
    day = day_in(text)
    if day is None:
        yield Problem("not_a_day", asked.name)
    elif asked.ahead and day < on:
        yield Problem("day_passed", asked.name, (("day", day.isoformat()),))
    elif abs(day - on) > LONGEST_EXCHANGE:
        yield Problem("day_too_far", asked.name, (("day", day.isoformat()),))


def _in_number(field: str, text: str, most: int) -> Iterator[Problem]:
    figures = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    if not figures or not 1 <= int(text) <= most:
        yield Problem("standing_number_wrong", field, (("most", str(most)),))


def _columns(facts: Mapping[str, str]) -> Iterator[Problem]:
    data_set = DATA_SETS.get(facts.get("data_set", ""))
    names = names_in(facts.get("columns", ""))
    if data_set is None or not names:
        return
    for name in names:
        if data_set.field(name) is None:
            yield Problem("standing_column_unknown", "columns", (("column", name[:60]),))
    if len(set(names)) < len(names):
        yield Problem("standing_column_twice", "columns")


def _schedule(facts: Mapping[str, str]) -> Iterator[Problem]:
    told, day = facts.get("schedule", ""), facts.get("schedule_day", "")
    if told not in set(Rhythm):
        return
    rhythm = Rhythm(told)
    if rhythm in _DAY_OF and not day.strip():
        yield Problem("missing", "schedule_day")
    elif rhythm in _DAY_OF:
        yield from _in_number("schedule_day", day, _DAY_OF[rhythm])
    if rhythm is Rhythm.BEFORE_ARRIVAL and not facts.get("lead_hours", "").strip():
        yield Problem("missing", "lead_hours")
    if rhythm is not Rhythm.BEFORE_ARRIVAL and not facts.get("grace", "").strip():
        yield Problem("missing", "grace")


def _zones(facts: Mapping[str, str]) -> Iterator[Problem]:
    towards = facts.get("direction", "")
    owing = {
        Direction.TO_REQUESTING.value: {Party.REQUESTED},
        Direction.TO_REQUESTED.value: {Party.REQUESTING},
        Direction.BOTH.value: set(Party),
    }.get(towards, set())
    for party in Party:
        field = f"zone_{party.value}"
        zone = facts.get(field, "")
        if not zone and party in owing:
            yield Problem("missing", field)
        elif zone and zone not in zones():
            yield Problem("standing_zone_unknown", field)


def _days(facts: Mapping[str, str]) -> Iterator[Problem]:
    first, last = day_in(facts.get("starts_on", "")), day_in(facts.get("ends_on", ""))
    if first is not None and last is not None and last <= first:
        yield Problem("period_turned", "ends_on")


_OF_TERMS: Final[tuple[Callable[[Mapping[str, str]], Iterator[Problem]], ...]] = (
    _columns,
    _schedule,
    _zones,
    _days,
)


def supply_in(terms: StandingTerms, *, supplier: str, recipient: str) -> ExchangeAutomatically:
    """Return the act that a file under these terms is.

    Args:
        terms: both sides' version, or the one that would be.
        supplier: code of the administration that supplies.
        recipient: code of the other.
    """
    personal = any(column.personal for column in terms.columns)
    categories = frozenset({DataCategory.PERSONAL} if personal else ())
    return ExchangeAutomatically(
        supplier=CountryCode(supplier),
        recipient=CountryCode(recipient),
        dataset=terms.facts.get("listed_as", ""),
        fields=frozenset(column.name for column in terms.columns),
        contents=Contents(categories=categories, assurances=terms.assurances),
    )
