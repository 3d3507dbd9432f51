"""Values of an encoding in words: a day, a list, a code, how a term is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from comity.agreements.terms import (
    CATALOGUE,
    Assumed,
    Effect,
    EventType,
    InstrumentKind,
    Parent,
    ProvisionKind,
    Reading,
    Scope,
    Settled,
    Verified,
)
from comity.agreements.terms.vocabulary import Named
from comity.agreements.wording.names import EVENT_NAMES, KIND_NAMES
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.wording import N_, fill

FLAG_WORDS = (N_("yes"), N_("no"))
COMMA = N_(", ")
_SEMICOLON = N_("; ")
_VERIFIED = N_("verified by {by} on {day} against {source}")
_SETTLED = N_("settled by {by} on {day}: {source}")
_ASSUMED = N_("assumed from {source}")
_PARENT_NOT_KNOWN = N_("not known")
_END_OF_PARENT = {
    True: N_("{parent}, whose end ends it"),
    False: N_("{parent}, whose end does not end it"),
}
_SINCE = N_("from {start}")
_BEFORE = N_("before {end}")
_BETWEEN = N_("from {start}, before {end}")
# By class: codes of two classes may be the same word.
_NAMES: Mapping[type[StrEnum], Mapping[Any, str]] = {
    EventType: EVENT_NAMES,
    InstrumentKind: KIND_NAMES,
    ProvisionKind: {kind: entry.title for kind, entry in CATALOGUE.items()},
    Effect: {Effect.GRANTED: N_("granted"), Effect.EXCLUDED: N_("shut out")},
    Reading: {
        Reading.NONE: N_("the text was not read"),
        Reading.PART: N_("the text was read in part"),
        Reading.WHOLE: N_("the text was read whole"),
    },
    Scope: {
        Scope.GENERAL: N_("assistance in general"),
        Scope.DECLARATION_DATA: N_("declaration data only"),
    },
}


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """How one reader is told what stands in an encoding; English when nothing is given.

    Attributes:
        translate: a sentence of this module into the reader's language.
        day: a day in the reader's writing.
        country: the name of a country or union.
        text: words that stand in the encoding, where some of them are known names.
    """

    translate: Callable[[str], str] = _as_it_is
    day: Callable[[date], str] = date.isoformat
    country: Callable[[CountryCode], str] = lambda code: code.english_name
    text: Callable[[str], str] = _as_it_is


ENGLISH = Words()


def in_words(value: object, *, words: Words = ENGLISH) -> str:
    """Return a value of an encoding in words; empty for what it leaves out.

    Args:
        value: of a field or a parameter.
        words: how the reader is told it.
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _listed([in_words(each, words=words) for each in value], words)
    found = next((tell for kind, tell in _TELLING.items() if isinstance(value, kind)), None)
    return words.text(str(value)) if found is None else found(value, words)


def _listed(values: list[str], words: Words) -> str:
    """Sentences and what has commas of its own are told apart by semicolons."""
    if any(COMMA.strip() in each or each.endswith(".") for each in values):
        return words.translate(_SEMICOLON).join(each.removesuffix(".") for each in values)
    return words.translate(COMMA).join(values)


def _flag(value: bool, words: Words) -> str:
    return words.translate(FLAG_WORDS[0] if value else FLAG_WORDS[1])


def _code(value: StrEnum, words: Words) -> str:
    if isinstance(value, Named):
        return words.translate(value.label)
    known = _NAMES.get(type(value), {}).get(value)
    return words.text(value.value) if known is None else words.translate(known)


def _read(value: Verified | Settled, words: Words) -> str:
    sentence, source = (
        (_VERIFIED, value.against) if isinstance(value, Verified) else (_SETTLED, value.source)
    )
    facts = (("by", value.by), ("day", words.day(value.on)), ("source", source))
    return fill(words.translate(sentence), facts)


def _assumed(value: Assumed, words: Words) -> str:
    return fill(words.translate(_ASSUMED), (("source", value.citation),))


def _parent(value: Parent, words: Words) -> str:
    named = value.reference or value.title or words.translate(_PARENT_NOT_KNOWN)
    if value.ends_with_it is None:
        return named
    return fill(words.translate(_END_OF_PARENT[value.ends_with_it]), (("parent", named),))


def _period(value: Period, words: Words) -> str:
    if value.start is None and value.end is None:
        return ""
    sentence = _BETWEEN if value.start and value.end else _SINCE if value.start else _BEFORE
    days = (("start", value.start), ("end", value.end))
    facts = [(name, words.day(day)) for name, day in days if day is not None]
    return fill(words.translate(sentence), facts)


# The first class that fits tells: a truth value is also a number, and a code also a text.
_TELLING: Mapping[type, Callable[[Any, Words], str]] = {
    bool: _flag,
    StrEnum: _code,
    CountryCode: lambda code, words: words.country(code),
    date: lambda day, words: words.day(day),
    Period: _period,
    Parent: _parent,
    Verified: _read,
    Settled: _read,
    Assumed: _assumed,
}
