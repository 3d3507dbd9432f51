"""What a translation must say of itself."""

from dataclasses import replace
from datetime import date

import pytest

from comity.assistance.terms.translations import TranslationDraft
from comity.assistance.translation_rules import problems_in_translation

ON = date(2026, 11, 22)
GOOD = TranslationDraft(
    of="answer",
    text="The export value was USD 71 760.",
    from_language="uk",
    into_language="en",
    translator="O. Marchenko, sworn translator",
    translated_on="2026-11-20",
)


def wrong(**change: str) -> set[tuple[str, str]]:
    found = problems_in_translation(replace(GOOD, **change), on=ON)
    return {(problem.field, problem.code) for problem in found}


def test_who_when_and_from_which_language_is_enough() -> None:
    assert wrong() == set()
    assert wrong(certified_by="Notary chamber of Odesa") == set()
    assert wrong(text="Line one.\nLine two.", authority="translation") == set()


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("of", "letter", "unknown_code"),
        ("authority", "both", "unknown_code"),
        ("from_language", "Ukrainian", "translation_language"),
        ("into_language", "", "translation_language"),
        ("into_language", "uk", "translation_same_language"),
        ("text", " ", "missing"),
        ("text", "x" * 20_001, "too_long"),
        ("text", "a\u202eb", "control_characters"),
        ("translator", "", "missing"),
        ("translator", "a\nb", "control_characters"),
        ("certified_by", "x" * 201, "too_long"),
        ("translated_on", "", "missing"),
        ("translated_on", "yesterday", "not_a_day"),
        ("translated_on", "2026-11-23", "day_ahead"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(field: str, typed: str, code: str) -> None:
    assert wrong(**{field: typed}) == {(field, code)}
