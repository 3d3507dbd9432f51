"""Periods: the first day is inside, the last is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.periods import ALWAYS, Period

NEW_YEAR, NEXT_YEAR = date(2020, 1, 1), date(2021, 1, 1)
YEAR = Period(NEW_YEAR, NEXT_YEAR)
ENDS = st.none() | st.dates()


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(ENDS), draw(ENDS)
    if start is not None and end is not None and end <= start:
        end = None
    return Period(start, end)


def test_the_first_day_is_inside_and_the_last_is_not() -> None:
    assert NEW_YEAR in YEAR
    assert date(2020, 12, 31) in YEAR
    assert NEXT_YEAR not in YEAR
    assert date(2019, 12, 31) not in YEAR


def test_an_open_end_has_no_last_day() -> None:
    assert date.max in Period(NEW_YEAR)
    assert date.min in Period(None, NEW_YEAR)
    assert NEW_YEAR in ALWAYS


@pytest.mark.parametrize("end", [NEW_YEAR, date(2019, 6, 1)])
def test_a_period_that_would_hold_no_day_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        Period(NEW_YEAR, end)


@pytest.mark.parametrize("text", ["2020-01-01", "today/", "2020-13-01/", "2021-01-01/2020-01-01"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a period|Invalid isoformat|month must be|must end"):
        Period.parse(text)


@given(period=periods())
def test_reading_what_was_written_gives_the_same_period(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(one=periods(), other=periods(), day=st.dates())
def test_periods_overlap_when_they_share_a_day(one: Period, other: Period, day: date) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if day in one and day in other:
        assert one.overlaps(other)


def test_joined_periods_share_no_day() -> None:
    assert not YEAR.overlaps(Period(NEXT_YEAR))
    assert not Period(NEXT_YEAR).overlaps(YEAR)
