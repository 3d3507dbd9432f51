"""Sentences for a reader: codes among their facts by name, days as days, countries by their name.

What a ruling or a record keeps is the same for every reader; here it is turned into the language
and the writing of days of the one who looks.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import get_language_bidi, gettext

from comity.agreements.comparison import Difference
from comity.agreements.terms import (
    CATALOGUE,
    ActKind,
    AssistanceKind,
    DataCategory,
    Leave,
    Proceedings,
    Purpose,
)
from comity.agreements.wording import (
    DAY_NOT_RECORDED,
    EVENT_PHRASES,
    MISSING_EVENTS,
    SOME_EVENT,
)
from comity.agreements.wording.comparison import FIELD_NAMES
from comity.agreements.wording.matters import PHRASES
from comity.agreements.wording.names import KIND_NAMES
from comity.agreements.wording.values import FLAG_WORDS, Words
from comity.interfaces.names import NAMES, in_words
from comity.interfaces.phrases import PHRASES_OF_FAULTS
from comity.interfaces.sentences import (
    SENTENCES,
    cited,
    sentence,
    sentence_of_partners_refusal,
)
from comity.interfaces.web.parameter_names import parameter_name
from comity.interfaces.web.words import country_name, day_name, instant_name, name_in
from comity.kernel.countries import COUNTRIES
from comity.kernel.countries import NAMES as COUNTRY_NAMES
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Citation, Outcome
from comity.kernel.wording import fill

# A comma before “unless” belongs to the name it stands in.
_COMMA_OF_A_LIST = re.compile(r", (?!unless )")
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?: UTC|Z|[+-]\d\d:\d\d)"
)
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
Facts = Iterable[tuple[str, str]]

_LABELLED = (*AssistanceKind, *Purpose, *Proceedings, *Leave, *DataCategory)
_NAMES_OF_THE_LAW: Mapping[str, str] = {
    **{code.label: code.label for code in _LABELLED},
    **{entry.title: entry.title for entry in CATALOGUE.values()},
    **{code.value: code.label for code in (*AssistanceKind, *Purpose)},
    **{what.value.replace("-", " "): phrase for what, phrase in EVENT_PHRASES.items()},
    **{phrase: phrase for phrase in (*EVENT_PHRASES.values(), *MISSING_EVENTS.values())},
    **{phrase: phrase for phrase in (SOME_EVENT, DAY_NOT_RECORDED, *PHRASES)},
    **{act.label: act.label for act in ActKind},
    **{name: name for name in (*FIELD_NAMES.values(), *FLAG_WORDS)},
}
_KINDS: Mapping[str, str] = {
    **{kind.value: name for kind, name in KIND_NAMES.items()},
    **{kind.value: entry.title for kind, entry in CATALOGUE.items()},
    **{code.value: code.label for code in AssistanceKind},
}
_CODE_OF_COUNTRY = {name: code for code, name in COUNTRY_NAMES.items()}


def tell(code: str, facts: Facts = ()) -> str:
    """Return the sentence of a code in the reader's language."""
    return sentence(code, readable(facts), translate=gettext)


def tell_citation(citation: Citation) -> str:
    """Return what a part of a ruling rests on, in the reader's language."""
    return cited(citation, translate=gettext, readable=readable)


def tell_error(error: ComityError) -> str:
    """Return the sentence of an anticipated error."""
    return tell(error.code, error.facts)


def tell_template(template: str, facts: Facts) -> str:
    """Return a sentence that is kept outside the tables of codes, such as an event's."""
    return fill(gettext(template), readable(facts))


def tell_difference(found: Difference) -> str:
    """Return one thing two encodings do not say alike, in the reader's language."""
    facts = dict(found.facts_in(_WORDS))
    if found.code == "parameter_differs":
        facts["field"] = parameter_name(found.field)
    told = ((name, isolated(value)) for name, value in facts.items())
    return sentence(found.code, told, translate=gettext)


def readable(facts: Facts) -> list[tuple[str, str]]:
    """Return facts as a reader reads them, each kept in its own direction of writing."""
    return [(name, isolated(_readable(name, value))) for name, value in facts]


def isolated(value: str) -> str:
    """Keep a name in another script from pulling the punctuation of the sentence around it."""
    if not value or not get_language_bidi():
        return value
    return f"{_FIRST_STRONG_ISOLATE}{value}{_POP_ISOLATE}"


def readable_value(value: str) -> str:
    """Return a value that stands alone as a reader reads it."""
    return _readable("", value)


def _readable(name: str, value: str) -> str:
    if not value:
        return value
    if name in _BY_NAME:
        return listed(_BY_NAME[name](part) for part in value.split(", "))
    if name in NAMES:
        return in_words(name, value, translate=gettext)
    return _day(value) or _instant(value) or _country(value) or _translated(value)


def _instant(value: str) -> str:
    """Return an instant with a zone as pages write it; empty for everything else."""
    if not _INSTANT.fullmatch(value):
        return ""
    try:
        return instant_name(datetime.fromisoformat(value.replace(" UTC", "Z")))
    except (ValueError, OverflowError):  # at an end of the calendar there is no other zone
        return ""


def _day(value: str) -> str:
    try:
        return day_name(date.fromisoformat(value)) if "-" in value else ""
    except ValueError:
        return ""


def _country(value: str) -> str:
    code = _CODE_OF_COUNTRY.get(value)
    return country_name(code) if code else ""


def _translated(value: str) -> str:
    """Translate a name of the law, or a list of them; everything else is somebody's own words."""
    if value in _NAMES_OF_THE_LAW:
        return gettext(_NAMES_OF_THE_LAW[value])
    # A name of the law may have a comma of its own; a list has them between names, or days.
    parts = _COMMA_OF_A_LIST.split(value)
    if not all(part in _NAMES_OF_THE_LAW or _day(part) for part in parts):
        return value
    return listed(
        gettext(_NAMES_OF_THE_LAW[part]) if part in _NAMES_OF_THE_LAW else _day(part)
        for part in parts
    )


def listed(parts: Iterable[str]) -> str:
    """Return several words or names as the reader's language parts them."""
    return gettext(", ").join(parts)


def _administration(value: str) -> str:
    return country_name(value) if value in COUNTRIES else value


def _cause(value: str) -> str:
    return gettext(SENTENCES[value]) if value in SENTENCES else value


def _outcome(value: str) -> str:
    return name_in(Outcome, value)


def _kind(value: str) -> str:
    return gettext(_KINDS[value]) if value in _KINDS else _translated(value)


def _phrase(value: str) -> str:
    if value in PHRASES_OF_FAULTS:
        return gettext(value)
    # One fault may name the code of another, which is what lies beneath it.
    known = value in SENTENCES
    return sentence_of_partners_refusal(value, translate=gettext) if known else _translated(value)


def _of_an_encoding(text: str) -> str:
    return _readable("", text)


_WORDS = Words(
    translate=gettext,
    day=day_name,
    country=country_name,
    text=_of_an_encoding,
)

_BY_NAME: Mapping[str, Callable[[str], str]] = {
    "partner": _administration,
    "own": _administration,
    "cause": _cause,
    "outcome": _outcome,
    "kind": _kind,
    "counted": _kind,
    "part": _phrase,
    "wanted": _phrase,
    "what": _phrase,
}
