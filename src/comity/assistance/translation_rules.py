"""What is wrong with a translation as typed. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from comity.assistance.paper_rules import NAME_LIMIT, day_typed
from comity.assistance.terms.translations import Authority, TextOf, TranslationDraft
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters

TEXT_LIMIT = 20_000
_LANGUAGE = re.compile("[a-z]{2,3}")


def problems_in_translation(draft: TranslationDraft, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with a translation.

    Args:
        draft: as typed.
        on: the civil day; nothing was translated on a later one.
    """
    return tuple(_problems(draft, on))


def _problems(draft: TranslationDraft, on: date) -> Iterator[Problem]:
    for name, known in (("of", frozenset(TextOf)), ("authority", frozenset(Authority))):
        if getattr(draft, name) not in known:
            yield Problem("unknown_code", name)
    yield from _languages(draft)
    for name, limit, owed in (
        ("text", TEXT_LIMIT, True),
        ("translator", NAME_LIMIT, True),
        ("certified_by", NAME_LIMIT, False),
    ):
        yield from _text(getattr(draft, name), name, limit=limit, owed=owed)
    day = day_typed(draft.translated_on)
    if day is None:
        yield Problem("not_a_day" if draft.translated_on else "missing", "translated_on")
    elif day > on:
        yield Problem("day_ahead", "translated_on", (("day", day.isoformat()),))


def _languages(draft: TranslationDraft) -> Iterator[Problem]:
    for name in ("from_language", "into_language"):
        if _LANGUAGE.fullmatch(getattr(draft, name)) is None:
            yield Problem("translation_language", name)
    if draft.from_language == draft.into_language:
        yield Problem("translation_same_language", "into_language")


def _text(text: str, field: str, *, limit: int, owed: bool) -> Iterator[Problem]:
    if owed and not text.strip():
        yield Problem("missing", field)
    if len(text) > limit:
        yield Problem("too_long", field, (("limit", str(limit)), ("length", str(len(text)))))
    if has_hidden_characters(text, lines=field == "text"):
        yield Problem("control_characters", field)
