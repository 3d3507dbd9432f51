"""Comparing two encodings of agreements, article by article and field by field.

One comparison serves two versions of one file, two different agreements, and the encodings that
two partners have of one agreement. Provisions are matched by what they are about first and by
their article as far as possible, so that a renumbered article shows as one difference and not as
a provision lost and another found.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Generic, TypeVar

from comity.agreements.terms import (
    Authority,
    Event,
    Instrument,
    Member,
    Party,
    Provision,
    ProvisionKind,
    Source,
)
from comity.agreements.wording.comparison import FIELD_NAMES
from comity.agreements.wording.values import COMMA, ENGLISH, Words, in_words

Entry = TypeVar("Entry", Party, Authority, Member, Event, Provision, Source)

# The name of a file and the digest of its encoding differ whenever anything does; the rest is
# compared entry by entry below.
_NOT_HEADER = frozenset({"reference", "digest", "parties", "events", "provisions", "sources"})
_NOT_BINDING = frozenset(
    {
        "also_titled",
        "note",
        "open_points",
        "provenance",
        "public",
        "says",
        "settled",
        "short_title",
        "source",
    }
)


class Place(StrEnum):
    """Where in an encoding a difference stands."""

    HEADER = "header"
    PARTIES = "parties"
    EVENTS = "events"
    PROVISIONS = "provisions"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing two encodings do not say alike; the sentence of its code stands in `wording`.

    Attributes:
        code: stable code.
        place: where in the encoding it stands.
        subject: the party, event, matter or source concerned, in words; empty in the header.
        field: the field or parameter that differs; empty when only one side has the entry.
        one: what the first says, in words; empty when it says nothing.
        other: what the second says, in words; empty when it says nothing.
        kind: the kind of provision, where it stands in one.
        articles: the articles the provision has in the first and in the second; one when alike.
        values: what the first and the second say, as they are encoded.
        about: what `subject` tells, as it is encoded; the event's day only where both have one.
    """

    code: str
    place: Place
    subject: str = ""
    field: str = ""
    one: str = ""
    other: str = ""
    kind: ProvisionKind | None = None
    articles: tuple[str, ...] = ()
    values: tuple[object, object] = (None, None)
    about: tuple[object, ...] = ()

    @property
    def article(self) -> str:
        """The article, or both of them, in words; the matter where no article is cited."""
        return " / ".join(each for each in self.articles if each) or self.subject

    @property
    def binds(self) -> bool:
        """Whether it is about the law; sources, remarks and how a term is known are not."""
        return self.place is not Place.SOURCES and self.field not in _NOT_BINDING

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Named values for the sentence of the code; what a side does not say is a dash."""
        return self.facts_in(ENGLISH)

    def facts_in(self, words: Words) -> tuple[tuple[str, str], ...]:
        """Return the named values as a reader is told them.

        Args:
            words: how the reader is told what stands in an encoding.
        """
        subject = _told(self.about, self.place, words=words)
        one, other = (in_words(value, words=words) for value in self.values)
        return (
            ("subject", subject),
            ("article", " / ".join(each for each in self.articles if each) or subject),
            ("field", words.translate(FIELD_NAMES.get(self.field, self.field))),
            ("one", one or "–"),
            ("other", other or "–"),
        )


def _told(about: tuple[object, ...], place: Place, *, words: Words = ENGLISH) -> str:
    told = (in_words(each, words=words) for each in about)
    between = ": " if place is Place.PARTIES else words.translate(COMMA)
    return between.join(each for each in told if each)


@dataclass(frozen=True, slots=True)
class _Pair(Generic[Entry]):
    """What the two sides have of one entry; at least one of them has it."""

    one: Entry | None
    other: Entry | None

    @property
    def known(self) -> Entry:
        """The entry of the side that has it."""
        found = self.one if self.one is not None else self.other
        assert found is not None, "one side has the entry"
        return found


def differences(one: Instrument, other: Instrument) -> tuple[Difference, ...]:
    """Return everything two encodings do not say alike: header, parties, events, provisions.

    Args:
        one: the first, usually one's own or the older.
        other: the second, usually the partner's or the newer.

    Returns:
        The differences in the order of the encoding; none when both say the same, whatever their
        references, their comments and their order of entries.
    """
    return (
        *_fields(one, other, "header_differs", Place.HEADER, without=_NOT_HEADER),
        *_parties(one, other),
        *_events(one, other),
        *_provisions(one, other),
        *_sources(one, other),
    )


def _parties(one: Instrument, other: Instrument) -> Iterator[Difference]:
    inner = frozenset({"authorities", "members"})
    for pair in _matched(one.parties, other.parties, lambda party: party.code):
        yield from _entry(pair, "party", Place.PARTIES, (pair.known.code,), without=inner)
        if pair.one is not None and pair.other is not None:
            yield from _acting_for(pair.one, pair.other)


def _acting_for(one: Party, other: Party) -> Iterator[Difference]:
    """Compare the authorities of a party, and the members a union acts through."""
    for pair in _matched(one.authorities, other.authorities, lambda each: each.name):
        yield from _entry(pair, "authority", Place.PARTIES, (one.code, pair.known.name))
    for member in _matched(one.members, other.members, lambda each: each.code):
        yield from _entry(member, "member", Place.PARTIES, (one.code, member.known.code))


def _events(one: Instrument, other: Instrument) -> Iterator[Difference]:
    pairs = _matched(
        one.events,
        other.events,
        lambda each: (each.what, each.party, each.parts, each.on, each.by),
        lambda each: (each.what, each.party, each.parts),
        lambda each: (each.what, each.party),
    )
    for pair in pairs:
        event = pair.known
        # By its day only where the two do not tell that differently.
        days = {each.on for each in (pair.one, pair.other) if each is not None}
        day = event.on if len(days) == 1 else None
        yield from _entry(pair, "event", Place.EVENTS, (event.what, event.party, day))


def _provisions(one: Instrument, other: Instrument) -> Iterator[Difference]:
    pairs = _matched(
        one.provisions,
        other.provisions,
        lambda each: (each.kind, each.part, each.article, each.period, each.parameters),
        lambda each: (each.kind, each.part, each.article, each.period),
        lambda each: (each.kind, each.part, each.article),
        lambda each: (each.kind, each.part),
        lambda each: each.kind,
    )
    for pair in pairs:
        kind, sides = pair.known.kind, (pair.one, pair.other)
        articles = tuple(dict.fromkeys(each.article for each in sides if each is not None))
        for found in _provision(pair, (kind,)):
            yield replace(found, kind=kind, articles=articles)


def _provision(pair: _Pair[Provision], about: tuple[object, ...]) -> Iterator[Difference]:
    apart = frozenset({"parameters"})
    yield from _entry(pair, "provision", Place.PROVISIONS, about, without=apart)
    if pair.one is None or pair.other is None:
        return
    mine, theirs = dict(pair.one.parameters), dict(pair.other.parameters)
    for name in sorted({*mine, *theirs}):
        values = mine.get(name), theirs.get(name)
        if in_words(values[0]) != in_words(values[1]):
            found = _differing("parameter_differs", Place.PROVISIONS, name, values)
            yield _concerning(found, about)


def _sources(one: Instrument, other: Instrument) -> Iterator[Difference]:
    for pair in _matched(one.sources, other.sources, lambda each: each, lambda each: each.title):
        yield from _entry(pair, "source", Place.SOURCES, (pair.known.title,))


def _entry(
    pair: _Pair[Entry],
    what: str,
    place: Place,
    about: tuple[object, ...],
    *,
    without: frozenset[str] = frozenset(),
) -> Iterator[Difference]:
    """Compare one entry that both have, or say who alone has it."""
    if pair.other is None:
        yield _concerning(Difference(f"{what}_only_in_first", place), about)
    elif pair.one is None:
        yield _concerning(Difference(f"{what}_only_in_second", place), about)
    else:
        for found in _fields(pair.one, pair.other, f"{what}_differs", place, without=without):
            yield _concerning(found, about)


def _fields(
    one: Instrument | Entry,
    other: Instrument | Entry,
    code: str,
    place: Place,
    *,
    without: frozenset[str],
) -> Iterator[Difference]:
    for field in fields(one):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.compare and field.name not in without and mine != theirs:
            yield _differing(code, place, field.name, (mine, theirs))


def _differing(code: str, place: Place, field: str, values: tuple[object, object]) -> Difference:
    one, other = map(in_words, values)
    return Difference(code, place, field=field, one=one, other=other, values=values)


def _concerning(found: Difference, about: tuple[object, ...]) -> Difference:
    return replace(found, subject=_told(about, found.place), about=about)


def _matched(
    one: Sequence[Entry], other: Sequence[Entry], *keys: Callable[[Entry], Hashable]
) -> list[_Pair[Entry]]:
    """Pair the entries of two lists, by the strictest key first; each is paired once at most."""
    partner: dict[int, int] = {}
    for key in keys:
        free: dict[Hashable, list[int]] = {}
        taken = set(partner.values())
        for place in reversed(range(len(other))):
            if place not in taken:
                free.setdefault(key(other[place]), []).append(place)
        for place, entry in enumerate(one):
            if place not in partner and (places := free.get(key(entry))):
                partner[place] = places.pop()
    pairs: list[_Pair[Entry]] = []
    for place, entry in enumerate(one):
        pairs.append(_Pair(entry, other[partner[place]] if place in partner else None))
    left = set(range(len(other))) - set(partner.values())
    pairs.extend(_Pair(None, other[place]) for place in sorted(left))
    return pairs
