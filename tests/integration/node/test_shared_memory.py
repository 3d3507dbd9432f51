"""What processes remember together, and whose turn some work is; threads stand for processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection

from comity.exchange.threads import DatabaseThreads
from comity.node.models import Remembered
from comity.node.shared_memory import forget_lapsed
from comity.node.turns import turn_at

TOGETHER = 4


@contextmanager
def others(number: int) -> Iterator[DatabaseThreads]:
    """Threads with connections of their own, which are closed at the end."""
    threads = DatabaseThreads(number, name="other")
    try:
        yield threads
    finally:
        threads.end()


@pytest.mark.django_db(transaction=True)
def test_of_several_that_come_at_once_one_is_first() -> None:
    ready = Barrier(TOGETHER)

    def claim(_number: int) -> bool:
        ready.wait(10)
        return cache.add("claimed", True, 60)

    with others(TOGETHER) as threads:
        told = list(threads.map(claim, range(TOGETHER)))
    assert sorted(told) == [False] * (TOGETHER - 1) + [True]


@pytest.mark.django_db
def test_what_lapsed_is_forgotten_and_may_be_claimed_anew() -> None:
    cache.set("tries", [1.5, 2.5], 60)
    assert cache.get("tries") == [1.5, 2.5] and not cache.add("tries", [], 60)
    Remembered.objects.update(until=datetime.now(UTC) - timedelta(seconds=1))
    assert cache.get("tries") is None
    assert cache.add("tries", ["again"], 60) and cache.get("tries") == ["again"]
    cache.set("gone", 1, 0)
    assert forget_lapsed(datetime.now(UTC)) == 1
    assert cache.delete("tries") and not cache.delete("tries")
    assert not Remembered.objects.exists()


@pytest.mark.django_db
def test_no_secret_stands_in_a_name_and_nothing_but_json_in_a_value() -> None:
    cache.set("device_code[only-the-terminal-knows]", {"granted": None}, 60)
    kept = Remembered.objects.get()
    assert "terminal" not in kept.name and kept.value == '{"granted": null}'
    with pytest.raises(TypeError):
        cache.set("an object", object(), 60)


@pytest.mark.django_db(transaction=True)
def test_a_turn_is_had_by_one_and_given_back() -> None:
    def tried() -> bool:
        with turn_at("some work") as mine:
            return mine

    # With SQLite a node has one worker, and every turn is its own.
    alone = connection.vendor != "postgresql"
    with others(1) as threads:
        with turn_at("some work") as mine:
            assert mine
            assert threads.submit(tried).result() is alone
            with turn_at("other work") as another:
                assert another
        assert threads.submit(tried).result()
