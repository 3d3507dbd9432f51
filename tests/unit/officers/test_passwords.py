"""What a chosen password may not be, and how long a given one is good."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from comity.officers.passwords import MOST_CHARACTERS, has_lapsed, problems_in

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KNOWN = ("a.otieno", "Akinyi Otieno", "Kenya Revenue Authority", "Kenya", "KRA", "comity")


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        ("nine herons at the quay", []),
        ("Akinyi likes nine herons", []),
        ("AkinyiOtieno-2026", ["password_of_known_words"]),
        ("kenya kenya kenya!", ["password_of_known_words"]),
        ("Comity.Revenue.Authority.KRA", ["password_of_known_words"]),
        ("--------------------", ["password_repeats"]),
        ("abcabcabcabcabcabc", ["password_repeats"]),
        ("abcabcabcabcabcabd", []),
        ("herons " * 19, ["password_too_long"]),
    ],
)
def test_what_is_wrong_with_a_password(chosen: str, codes: list[str]) -> None:
    assert list(problems_in(chosen, known_words=KNOWN)) == codes


@given(some.text(min_size=15, max_size=MOST_CHARACTERS), some.lists(some.text(max_size=30)))
def test_any_text_is_judged_at_once_and_no_more_than_once(chosen: str, known: list[str]) -> None:
    assert len(list(problems_in(chosen, known_words=known))) <= 1


@pytest.mark.parametrize(("days", "over"), [(0, False), (7, False), (8, True)])
def test_a_given_password_is_good_for_its_days(days: int, *, over: bool) -> None:
    assert has_lapsed(AT - timedelta(days=days), days=7, at=AT) is over


def test_one_of_ones_own_never_lapses() -> None:
    assert not has_lapsed(None, days=1, at=AT)
