"""Clocks: the agreement says by when, and what stops the count.

The day of the beginning is not counted. What an article says is a legal clock; what is only the
custom of the house is told as administrative, and what an officer sets is the officer's own.

Picture: clocks-en: What is due, by whose rule, and which act meets it.
"""

from collections.abc import Mapping
from datetime import date

from comity.assistance.clock_facts import ClockFacts
from comity.assistance.clock_reckoning import due_day
from comity.assistance.clock_rules import Clockwork, clocks_of
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.clocks import (
    Clock,
    ClockMatter,
    ClockUnit,
    Customary,
    Pause,
    PauseReason,
)
from comity.kernel.working_days import Calendar, Weekends
from tests.spec.language import agreement, day, register, with_parameters
from tests.spec.moves import assert_rows

TODAY = day("2026-11-16")


class _WithHoliday(Weekends):
    def __contains__(self, on: object) -> bool:
        return on == date(2026, 11, 19) or super().__contains__(on)


def calendar_of(country: str) -> Calendar:
    return Calendar(country, _WithHoliday() if country == "UA" else Weekends())


def due(row: Mapping[str, str]) -> str:
    length, _, unit = row["within"].partition(" ")
    begins, _, ends = row["stopped"].partition(" to ")
    stop = Pause(PauseReason.CONSENT, day(begins), day(ends) if ends else None) if begins else None
    found = due_day(
        day(row["from"]),
        int(length),
        ClockUnit(unit.replace(" ", "_")),
        pauses=[stop] if stop else [],
        calendars=[calendar_of(country) for country in row["holidays of"].split()],
    )
    return found.isoformat() if found else "nobody knows yet"


def test_days_are_counted_as_the_article_counts_them() -> None:
    """Ukraine has a holiday on 19 November 2026 in this table."""
    table = """
        from       | within         | holidays of | stopped                  | due
        2026-11-16 | 90 days        |             |                          | 2027-02-14
        2026-11-16 | 3 months       |             |                          | 2027-02-16
        2026-11-16 | 5 working days | US          |                          | 2026-11-23
        2026-11-16 | 5 working days | US UA       |                          | 2026-11-24
        2026-11-16 | 10 days        |             | 2026-11-17 to 2026-11-19 | 2026-11-28
        2026-11-16 | 10 days        |             | 2026-12-01 to 2026-12-05 | 2026-11-26
        2026-11-16 | 10 days        |             | 2026-11-18               | nobody knows yet
    """
    assert_rows(table, due)


DEADLINE = agreement(covers={"Art. 12": "exe.deadline"})


def answer_clock(days: int | None) -> Clock:
    instrument = DEADLINE if days is None else with_parameters(DEADLINE, "exe.deadline", days=days)
    facts = ClockFacts(
        side=Party.REQUESTED,
        state=RequestState.RECEIVED,
        by_letter=False,
        kind="origin-and-value",
        own="UA",
        partner="KE",
        relied_on=instrument.reference,
        received_on=TODAY,
        stands_since=TODAY,
    )
    by = Clockwork(Customary(), calendar_of)
    clocks = clocks_of(facts, register(instrument), on=TODAY, by=by)
    (found,) = [clock for clock in clocks if clock.matter is ClockMatter.ANSWER]
    return found


def test_an_article_with_days_makes_the_answer_a_legal_clock() -> None:
    legal = answer_clock(60)
    assert (legal.kind, legal.due_on) == ("legal", day("2027-01-15"))
    assert answer_clock(None).kind == "administrative"
