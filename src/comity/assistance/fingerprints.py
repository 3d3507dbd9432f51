"""By what two matters may be recognised as the same: numbers, goods and names as compared. Pure.

A fingerprint says that something stands in a matter, never what the matter is. Two that are alike
are shown to people, who judge; nothing here joins anything.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from types import MappingProxyType

from comity.assistance.terms import RequestDraft
from comity.assistance.terms.kind_fields import persons_in
from comity.assistance.terms.same_matter import Mark
from comity.kernel.search_words import words_in
from comity.subjects.rules import recognised, spotted
from comity.subjects.terms import Scheme, normalised

MOST_OF_A_MATTER = 40
KEY_BYTES = 16
# Texts in which somebody may name a number; a reference of ours is no mark of the matter.
_TEXTS = ("consignment_reference", "parties", "goods_description", "facts", "asked", "own_text")
_OURS = re.compile(r"\b[A-Z]{2}-[A-Z]{2}-[0-9]{4}-[0-9]{5}\b")
_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_ANY_DAY = re.compile(r"[0-9]{1,4}([-/])[0-9]{1,2}\1[0-9]{1,4}")
_DAY_FIELDS = ("period_from", "period_until", "delivery_from")
_PLATE = re.compile(
    r"\b(?i:plates?|number plates?|registration)[ :.]{1,3}(?i:no\.? ?)?"
    r"([A-Z]{1,3}[ -]?[0-9]{2,5}(?:[ -]?[A-Z]{1,3})?)\b"
)
# Long enough, and with figures enough, to be no word and no amount: plates of every country,
# numbers of registers and accounts are among them, whatever the language around them.
_NUMBER = re.compile(r"\b[A-Za-z0-9][A-Za-z0-9/-]{5,38}[A-Za-z0-9]\b")
_LONGEST = 20_000
_ONLY_FIGURES = 8
_WITH_LETTERS = 4
_ROUND = 1000
_MOST_WORTH = 10**15
_CENTS = Decimal("0.01")
_NAME_ENDS = re.compile(r"[,;:(\t]| [-\u2013\u2014] ")
_LONGEST_NAME = 8
# What stands in the name of every second company, and how people are addressed.
_SAYS_NOTHING = frozenset(
    words_in(
        "ltd limited llc llp inc plc corp corporation co company gmbh ag sa sarl srl spa bv nv oy"
        " ab as pty pvt ooo tov the and mr mrs ms dr"
    )
)
_OF_SCHEME: Mapping[Scheme, Mark] = MappingProxyType(
    {
        Scheme.MRN: Mark.DECLARATION,
        Scheme.CONTAINER: Mark.CONTAINER,
        Scheme.IMO: Mark.VESSEL,
        Scheme.MMSI: Mark.VESSEL,
        Scheme.VIN: Mark.VEHICLE,
        Scheme.IBAN: Mark.ACCOUNT,
        Scheme.LEI: Mark.COMPANY,
    }
)
_ORDER = {mark: place for place, mark in enumerate(Mark)}


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that stands in a matter.

    Attributes:
        mark: what it is.
        value: as it is compared.
    """

    mark: Mark
    value: str

    @property
    def key(self) -> bytes:
        """By what it is found, of one length: a number is the same whatever it was taken for."""
        sort = self.mark.value if self.mark in {Mark.GOODS, Mark.NAME} else Mark.NUMBER.value
        return blake2b(f"{sort}\x00{self.value}".encode(), digest_size=KEY_BYTES).digest()


def traces_in(draft: RequestDraft) -> tuple[Trace, ...]:
    """Return by what a matter may be recognised, the most telling first, each value once.

    Args:
        draft: as typed, or as a partner's message tells; it may be hostile.
    """
    found: dict[bytes, Trace] = {}
    for trace in sorted(_traces(draft), key=lambda each: _ORDER[each.mark]):
        found.setdefault(trace.key, trace)
    return tuple(found.values())[:MOST_OF_A_MATTER]


def marks_in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks, the most telling first, each once."""
    return tuple(sorted(set(marks), key=_ORDER.__getitem__))


def _traces(draft: RequestDraft) -> Iterator[Trace]:
    yield from _of_consignment(draft.consignment_reference)
    text = _OURS.sub(" ", "\n".join(_texts_of(draft)))[:_LONGEST]
    for identifier in spotted(text):
        yield Trace(_OF_SCHEME[identifier.scheme], identifier.normalised)
    for plate in _PLATE.finditer(text):
        yield Trace(Mark.VEHICLE, normalised(plate[1]))
    yield from _numbers_in(text)
    yield from _goods_of(draft, text)
    yield from _names_in(persons_in(draft.parties, draft.particulars))


def _texts_of(draft: RequestDraft) -> Iterator[str]:
    for name in _TEXTS:
        yield "\n".join(draft.particulars.values()) if name == "own_text" else getattr(draft, name)


def _of_consignment(reference: str) -> Iterator[Trace]:
    plain = normalised(reference)
    if len(plain) < _WITH_LETTERS or _OURS.fullmatch(reference.strip()):
        return
    scheme = recognised(reference, among=(Scheme.CONTAINER, Scheme.MRN))
    mark = _OF_SCHEME[scheme] if scheme else Mark.CONSIGNMENT
    yield Trace(mark, plain)


def _numbers_in(text: str) -> Iterator[Trace]:
    for found in _NUMBER.finditer(text):
        typed = found[0]
        plain = normalised(typed)
        figures = sum(each.isdigit() for each in plain)
        least = _ONLY_FIGURES if figures == len(plain) else _WITH_LETTERS
        if figures >= least and not _ANY_DAY.fullmatch(typed):
            scheme = recognised(typed, among=(Scheme.CONTAINER, Scheme.MRN))
            yield Trace(_OF_SCHEME[scheme] if scheme else Mark.NUMBER, plain)


def _goods_of(draft: RequestDraft, text: str) -> Iterator[Trace]:
    """Yield goods of one code and value: on a day, or on none when the value is no round one."""
    code, amount = normalised(draft.hs_code)[:6], _amount_of(draft)
    if len(code) < _WITH_LETTERS or not code.isdigit() or amount is None:
        return
    told = f"{code} {amount} {draft.value_currency}"
    days = {draft.particulars.get(name, "") for name in _DAY_FIELDS} | set(_DAY.findall(text))
    for day in sorted(filter(_DAY.fullmatch, days)):
        yield Trace(Mark.GOODS, f"{told} {day}")
    if amount % _ROUND:
        yield Trace(Mark.GOODS, told)


def _amount_of(draft: RequestDraft) -> Decimal | None:
    """Return a value that goods can have, with its cents; a hostile one is none."""
    amount = draft.amount
    if amount is None or not 0 < amount < _MOST_WORTH:
        return None
    return amount.quantize(_CENTS)


def _names_in(persons: str) -> Iterator[Trace]:
    for line in re.split(r"[\n;]", persons[:_LONGEST]):
        words = words_in(_NAME_ENDS.split(line, maxsplit=1)[0])
        telling = sorted(word for word in words if word not in _SAYS_NOTHING)
        if 2 <= len(words) <= _LONGEST_NAME and telling:
            yield Trace(Mark.NAME, " ".join(telling))
