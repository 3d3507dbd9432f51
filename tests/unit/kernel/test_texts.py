"""Characters that hide or reorder are found; letters of every script are not."""

import re

import pytest

from comity.kernel.texts import CLEAN_LINE_PATTERN, CLEAN_PATTERN, has_hidden_characters


@pytest.mark.parametrize(
    "text", ["\x00", "a\x7fb", "\u202e", "\u2067", "\ufeff", "\ud800", "\u2028"]
)
def test_what_hides_is_found_with_and_without_lines(text: str) -> None:
    assert has_hidden_characters(text)
    assert has_hidden_characters(text, lines=True)
    assert re.search(CLEAN_PATTERN, text) is None
    assert re.search(CLEAN_LINE_PATTERN, text) is None


def test_breaks_and_tabs_are_for_texts_of_several_lines() -> None:
    assert has_hidden_characters("a\nb")
    assert not has_hidden_characters("a\n\tb", lines=True)
    assert re.search(CLEAN_PATTERN, "a\n\tb")
    assert not re.search(CLEAN_LINE_PATTERN, "a\nb")


def test_letters_of_every_script_stay() -> None:
    for text in ("Київ", "شركة \u200fالنيل", "café", "日本", "👍"):
        assert not has_hidden_characters(text)
