"""Names and days as the pages print them, in the language they are made in."""

from datetime import date
from enum import StrEnum
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils import formats
from django.utils.translation import get_language, gettext

from comity.agreements.overview import status_of
from comity.agreements.terms import Event, EventType, Instrument, InstrumentKind, PublishedFigure
from comity.agreements.wording.names import EVENT_NAMES, KIND_NAMES
from comity.interfaces.maps import SENTENCES as MAP_SENTENCES
from comity.interfaces.maps import MapStatus
from comity.interfaces.public.listing import NOT_YET
from comity.interfaces.sentences import sentence
from comity.kernel.countries import NAMES


@lru_cache(maxsize=16)
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def country_name(code: str) -> str:
    """Return the name of a country or union."""
    language = (get_language() or "en").split("-")[0]
    # The register's own English names are the ones officers agreed on.
    known = {} if language == "en" else _territories(language)
    return known.get(code) or NAMES.get(code, code)


def name_of(code: StrEnum) -> str:
    """Return the name of a kind, of an event or of a standing."""
    match code:
        case InstrumentKind():
            return gettext(KIND_NAMES[code])
        case EventType():
            return gettext(EVENT_NAMES[code])
        case MapStatus():
            return gettext(MAP_SENTENCES[f"map_{code}"])
        case _:
            return str(code)


def standing_name(code: str) -> str:
    """Return the one word for how an instrument or a country stands."""
    return gettext("not yet signed") if code == NOT_YET else name_of(MapStatus(code))


def status_in_words(instrument: Instrument, *, on: date) -> str:
    """Return how an instrument stands on a day, with the day it rests on."""
    told = status_of(instrument, on=on)
    facts = [(name, _day_in(value)) for name, value in told.facts]
    return sentence(told.code, facts, translate=gettext)


def day_in_words(day: date) -> str:
    """Return a day as `1 Dec 2026`."""
    return str(formats.date_format(day, "DATE_FORMAT"))


def when_in_words(dated: Event | PublishedFigure) -> str:
    """Return when something happened, as far as a source prints it."""
    if dated.on is not None:
        return day_in_words(dated.on)
    if dated.printed:
        return dated.printed
    if dated.no_later_than is not None:
        return gettext("by %(day)s") % {"day": day_in_words(dated.no_later_than)}
    return gettext("day not recorded")


def capital(words: str) -> str:
    """Return words as they begin a line."""
    return words[:1].upper() + words[1:]


def _day_in(value: str) -> str:
    try:
        return day_in_words(date.fromisoformat(value))
    except ValueError:
        return value
