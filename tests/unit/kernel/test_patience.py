"""What failed is left alone, each time longer, and never for ever."""

from datetime import UTC, datetime, timedelta

from comity.kernel.patience import Patience

AT = datetime(2026, 11, 22, tzinfo=UTC)


def test_each_failure_doubles_the_wait_up_to_the_longest() -> None:
    patience = Patience(timedelta(seconds=4))
    waits = []
    for _ in range(6):
        pause = patience.pause
        patience.lose(AT)
        assert pause * 0.5 <= patience.until - AT <= pause * 1.5
        waits.append(pause.total_seconds())
    assert waits == [0.5, 1, 2, 4, 4, 4]


def test_nothing_is_left_alone_before_it_failed() -> None:
    assert Patience(timedelta(seconds=4)).until < AT


def test_a_wait_begun_by_a_clock_that_was_set_back_is_over() -> None:
    patience = Patience(timedelta(seconds=4))
    patience.lose(AT)
    assert patience.rests(AT)
    assert not patience.rests(AT + timedelta(seconds=5))
    assert not patience.rests(AT - timedelta(days=1))
