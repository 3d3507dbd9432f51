"""Working days, where every calendar that counts has one."""

from datetime import date, timedelta

import pytest

from comity.kernel.working_days import (
    Calendar,
    Weekends,
    is_working_day,
    months_after,
    working_days_after,
    working_days_between,
)

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
PLAIN = Calendar("KE", Weekends())
GULF = Calendar("BH", frozenset({FRIDAY, date(2026, 11, 21)}))


def test_a_weekend_is_passed_over() -> None:
    assert working_days_after(FRIDAY, 1, [PLAIN]) == MONDAY
    assert working_days_after(FRIDAY, 6, [PLAIN]) == date(2026, 11, 30)


def test_no_days_are_the_day_itself_worked_on_or_not() -> None:
    assert working_days_after(date(2026, 11, 21), 0, [PLAIN]) == date(2026, 11, 21)


def test_a_day_counts_only_where_all_work() -> None:
    assert is_working_day(FRIDAY, [PLAIN])
    assert not is_working_day(FRIDAY, [PLAIN, GULF])
    assert working_days_after(date(2026, 11, 19), 1, [PLAIN, GULF]) == MONDAY


def test_days_between_leave_out_the_first_and_count_the_last() -> None:
    assert working_days_between(FRIDAY, MONDAY, [PLAIN]) == 1
    assert working_days_between(FRIDAY, FRIDAY, [PLAIN]) == 0
    assert working_days_between(MONDAY, FRIDAY, [PLAIN]) == -1


def test_counting_forth_and_back_agree() -> None:
    for number in range(40):
        due = working_days_after(FRIDAY, number, [PLAIN, GULF])
        assert working_days_between(FRIDAY, due, [PLAIN, GULF]) == number


@pytest.mark.parametrize("end", [date(2024, 12, 31), date(2025, 1, 1), date(2029, 3, 1)])
def test_over_years_and_leap_days_it_is_the_same_as_counting_each_day(end: date) -> None:
    start = date(2024, 2, 28)
    days = [start + timedelta(days=past) for past in range(1, (end - start).days + 1)]
    counted = sum(is_working_day(day, [PLAIN, GULF]) for day in days)
    assert working_days_between(start, end, [PLAIN, GULF]) == counted


def test_a_month_ends_where_the_shorter_one_does() -> None:
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 22), 12) == date(2027, 11, 22)


class _Never:
    def __contains__(self, day: object) -> bool:
        return True


def test_a_calendar_of_no_work_at_all_ends_the_counting() -> None:
    with pytest.raises(ValueError, match="no working day"):
        working_days_after(FRIDAY, 1, [Calendar("XX", _Never())])
