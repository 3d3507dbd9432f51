"""One search over requests, partners and the register, for pages and API alike.

Each group is limited before it is counted, so that nothing is told but what is shown, and that
there is more of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from comity.agreements.queries import RegisterNotImportedError, current_register
from comity.agreements.terms import Instrument, Register
from comity.assistance.queries import FoundRequests, SearchedWord, found_requests
from comity.assistance.queries.texts import FoundTexts, found_in_texts
from comity.exchange.queries import linked_codes
from comity.kernel.codes import CountryCode
from comity.kernel.countries import NAMES
from comity.kernel.search_words import folded, searched_words
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

MOST_PARTNERS = 10
MOST_INSTRUMENTS = 10


@dataclass(frozen=True, slots=True)
class FoundPartner:
    """An administration that was found.

    Attributes:
        code: of its country.
        linked: its node is linked with this one.
    """

    code: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; nothing was searched when there are no words.

    Attributes:
        words: what was searched for, folded.
        requests: those that may be seen.
        texts: others in whose texts every word stands, as far as they may be read.
        partners: linked, or in an agreement with this administration.
        instruments: of the register, this administration's own first.
        more_instruments: there are more than are shown.
    """

    words: tuple[str, ...] = ()
    requests: FoundRequests = field(default_factory=FoundRequests)
    texts: FoundTexts = field(default_factory=FoundTexts)
    partners: tuple[FoundPartner, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    more_instruments: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether no group has anything in it."""
        some = self.requests.requests or self.requests.more or self.texts.items
        return not (some or self.partners or self.instruments)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    parties: frozenset[str]
    instrument: Instrument


def search(typed: str, *, seen_by: Viewer, on: date, name_of: Callable[[str], str]) -> Found:
    """Return what has every word that was typed.

    Args:
        typed: as typed.
        seen_by: who looks.
        on: the civil day, for who is partner to whom.
        name_of: the name of a country in the reader's language; the English one is found as well.
    """
    typed_words = searched_words(typed)
    if not typed_words:
        return Found()
    names = _words_of_names(tuple(name_of(code) for code in NAMES))
    words = tuple(SearchedWord(word, _codes(word, names)) for word in typed_words)
    instruments = _instruments(words)
    requests = found_requests(words, seen_by=seen_by)
    return Found(
        words=typed_words,
        requests=requests,
        texts=_texts(typed_words, requests, seen_by, on),
        partners=_partners(words, on),
        instruments=instruments[:MOST_INSTRUMENTS],
        more_instruments=len(instruments) > MOST_INSTRUMENTS,
    )


@lru_cache(maxsize=16)
def _words_of_names(told: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the words of each country's name, as told and in English, folded once a language."""
    return {
        code: folded(f"{name} {NAMES[code]}").split()
        for code, name in zip(NAMES, told, strict=True)
    }


def _codes(word: str, names: dict[str, list[str]]) -> tuple[str, ...]:
    """Return whose name has a word that begins so, or whose code it is."""
    return tuple(
        code
        for code, parts in names.items()
        if folded(code) == word or any(part.startswith(word) for part in parts)
    )


def _texts(typed: Sequence[str], requests: FoundRequests, seen_by: Viewer, on: date) -> FoundTexts:
    """Return others in whose texts the words stand; none where more are named so than are shown.

    Whoever finds so many adds a word, and texts would only add to them.
    """
    if requests.more:
        return FoundTexts()
    named = [each.pk for each in requests.requests]
    return found_in_texts(typed, seen_by=seen_by, on=on, without=named)


def _partners(words: Sequence[SearchedWord], on: date) -> tuple[FoundPartner, ...]:
    named = set.intersection(*(set(each.partners) for each in words))
    if not named:
        return ()
    own, linked, register = CountryCode(own_administration().code), linked_codes(), _register()
    known = (
        FoundPartner(code, code in linked)
        for code in sorted(named - {own})
        if code in linked or (register and register.linking(own, CountryCode(code), on=on))
    )
    return tuple(sorted(known, key=lambda each: not each.linked))[:MOST_PARTNERS]


def _instruments(words: Sequence[SearchedWord]) -> tuple[Instrument, ...]:
    register = _register()
    if register is None:
        return ()
    own = own_administration().code
    fitting = [line for line in _lines(register) if all(_has(line, word) for word in words)]
    fitting.sort(key=lambda line: own not in line.parties)
    return tuple(line.instrument for line in fitting[: MOST_INSTRUMENTS + 1])


def _has(line: _Line, searched: SearchedWord) -> bool:
    return searched.word in line.text or not line.parties.isdisjoint(searched.partners)


@lru_cache(maxsize=2)
def _lines(register: Register) -> tuple[_Line, ...]:
    """Return what instruments are found by, folded once for as long as a register stands."""
    return tuple(_line(each) for each in register.instruments)


def _line(instrument: Instrument) -> _Line:
    titles = (instrument.title, instrument.short_title, *instrument.also_titled)
    text = folded("\n".join((instrument.reference, *titles)))
    return _Line(text, frozenset(str(party.code) for party in instrument.parties), instrument)


def _register() -> Register | None:
    try:
        return current_register()
    except RegisterNotImportedError:
        return None
