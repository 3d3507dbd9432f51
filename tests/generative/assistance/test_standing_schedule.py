"""Laws of a standing exchange: its days, and what two records make of the same words."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comity.assistance.lifecycle.standing import may_say_standing, standing_stage
from comity.assistance.terms import Party
from comity.assistance.terms.standing import StandingSaid, StandingWord, TermsName
from comity.assistance.terms.standing_said import (
    in_force,
    next_suspension,
    open_suspension,
    proposal,
    spans_of,
)
from comity.assistance.terms.standing_schedule import (
    Rhythm,
    Schedule,
    day_begins,
    due_on,
    ends_at,
    is_period,
    owed_until,
    periods_in,
)
from comity.kernel.periods import Period
from comity.kernel.working_days import Calendar, Weekends

W = StandingWord
OTHER = {Party.REQUESTING: Party.REQUESTED, Party.REQUESTED: Party.REQUESTING}
# Where clocks are put forward at midnight, in summer of the south, by half an hour, and never.
ZONES = (
    "America/Asuncion",
    "America/New_York",
    "Africa/Cairo",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Europe/Kyiv",
    "Pacific/Apia",
    "UTC",
)
DAYS = st.dates(date(2011, 1, 1), date(2040, 12, 31))
RHYTHMS = st.sampled_from([each for each in Rhythm if each is not Rhythm.BEFORE_ARRIVAL])
SCHEDULES = st.builds(
    lambda rhythm, day, grace: Schedule(
        rhythm, (day - 1) % 7 + 1 if rhythm is Rhythm.WEEKLY else day, grace
    ),
    RHYTHMS,
    st.integers(1, 31),
    st.integers(1, 10),
)
SPANS = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length)), DAYS, st.integers(1, 800)
)
CALENDARS = (Calendar("UA", Weekends()), Calendar("US", Weekends()))


@given(schedule=SCHEDULES, span=SPANS)
def test_periods_leave_no_day_out_and_have_none_twice(schedule: Schedule, span: Period) -> None:
    periods = list(periods_in(schedule, span))
    assert periods[0].start == span.start
    assert periods[-1].end == span.end
    assert all(one.end == other.start for one, other in pairwise(periods))
    assert all(is_period(schedule, span, period) for period in periods)


@given(schedule=SCHEDULES, span=SPANS, first=DAYS, length=st.integers(1, 40))
def test_what_is_no_period_of_the_schedule_is_none(
    schedule: Schedule, span: Period, first: date, length: int
) -> None:
    asked = Period(first, first + timedelta(days=length))
    assert is_period(schedule, span, asked) is (asked in list(periods_in(schedule, span)))


@given(span=SPANS, day=st.integers(1, 31))
def test_a_month_is_turned_once_however_short_it_is(span: Period, day: int) -> None:
    first, *rest = [p.start for p in periods_in(Schedule(Rhythm.ON_DAY, day), span)]
    months = [(each.year, each.month) for each in rest if each is not None]
    assert len(set(months)) == len(months)
    assert first == span.start


@given(schedule=SCHEDULES, span=SPANS, zone=st.sampled_from(ZONES))
def test_periods_follow_each_other_in_time_and_no_file_is_owed_before_its_period_is_over(
    schedule: Schedule, span: Period, zone: str
) -> None:
    periods = list(periods_in(schedule, span))
    ends = [ends_at(period, zone) for period in periods]
    assert all(one <= other for one, other in pairwise(ends))
    for period, over in zip(periods[:5], ends, strict=False):
        assert owed_until(due_on(period, schedule, CALENDARS), zone) >= over


@given(day=DAYS, zone=st.sampled_from(ZONES))
def test_a_day_begins_where_the_one_before_it_ends(day: date, zone: str) -> None:
    length = day_begins(day + timedelta(days=1), zone) - day_begins(day, zone)
    # A day that a country left out of its calendar, as Samoa did, has no time.
    assert timedelta(0) <= length <= timedelta(hours=25)
    assert day_begins(day, zone).tzinfo is UTC


def test_the_nights_on_which_clocks_change() -> None:
    assert day_begins(date(2026, 3, 9), "America/New_York") == datetime(2026, 3, 9, 4, tzinfo=UTC)
    assert day_begins(date(2026, 3, 8), "America/New_York") == datetime(2026, 3, 8, 5, tzinfo=UTC)
    leap = list(
        periods_in(Schedule(Rhythm.ON_DAY, 31), Period(date(2028, 1, 31), date(2028, 5, 1)))
    )
    assert [each.end for each in leap] == [
        date(2028, 2, 29),
        date(2028, 3, 31),
        date(2028, 4, 30),
        date(2028, 5, 1),
    ]


def terms(first: date, days: int) -> dict[str, str]:
    ends = first + timedelta(days=days)
    return {"starts_on": first.isoformat(), "ends_on": ends.isoformat()}


@given(
    versions=st.lists(st.tuples(DAYS, st.integers(1, 400)), min_size=1, max_size=5),
    agreed=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_no_day_is_gone_by_two_versions(
    versions: list[tuple[date, int]], agreed: list[bool]
) -> None:
    said = [
        StandingSaid(W.TERMS, Party.REQUESTED, number, of_requested=True, facts=terms(*days))
        for number, days in enumerate(versions, 1)
    ]
    said += [
        StandingSaid(W.AGREE, Party.REQUESTING, each.number, of_requested=True)
        for each, by_both in zip(list(said), agreed, strict=False)
        if by_both
    ]
    spans = sorted((days for days, _ in spans_of(said)), key=lambda days: days.start or date.min)
    assert all(not one.overlaps(other) for one, other in pairwise(spans))
    last = in_force(said)
    assert last is None or any(held.name == last.name for _, held in spans_of(said))


class Record:
    """What one side knows, with what it has said and how much of the other it has heard."""

    def __init__(self, party: Party) -> None:
        self.party, self.heard = party, 0
        self.said: list[StandingSaid] = []
        self.sent: list[StandingSaid] = []

    def say(self, word: StandingWord) -> None:
        if not may_say_standing(word, self.said, by=self.party):
            return
        name = TermsName(1, of_requested=False)
        if word is W.TERMS:
            highest = max((each.number for each in self.said if each.word is W.TERMS), default=0)
            name = TermsName.by(self.party, highest + 1)
        elif word is W.AGREE:
            open_terms = proposal(self.said)
            assert open_terms is not None
            name = open_terms.name
        elif word is W.SUSPEND:
            name = TermsName(next_suspension(self.said), of_requested=False)
        elif word is W.RESUME:
            name = TermsName(open_suspension(self.said) or 0, of_requested=False)
        told = StandingSaid(
            word, self.party, name.number, name.of_requested, terms(date(2026, 1, 1), 9)
        )
        self.said.append(told)
        self.sent.append(told)

    def hear(self, other: "Record") -> None:
        if self.heard < len(other.sent):
            self.said.append(other.sent[self.heard])
            self.heard += 1


TURNS = st.lists(
    st.tuples(st.sampled_from(Party), st.none() | st.sampled_from(StandingWord)), max_size=50
)


@given(turns=TURNS)
def test_whatever_crosses_on_the_road_both_records_stand_alike(
    turns: list[tuple[Party, StandingWord | None]],
) -> None:
    records = {party: Record(party) for party in Party}
    for party, word in turns:
        if word is None:
            records[party].hear(records[OTHER[party]])
        else:
            records[party].say(word)
    for party, record in records.items():
        while record.heard < len(records[OTHER[party]].sent):
            record.hear(records[OTHER[party]])
    one, other = (record.said for record in records.values())
    assert standing_stage(one) is standing_stage(other)
    assert in_force(one) == in_force(other)
    assert proposal(one) == proposal(other)
    assert open_suspension(one) == open_suspension(other)
