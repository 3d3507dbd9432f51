"""Entries of the record as sentences, and the kinds of entries to choose from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from comity.agreements.terms import EVENTS as AGREEMENTS
from comity.assistance.terms import EVENTS as ASSISTANCE
from comity.evidence.terms import EVENTS as EVIDENCE
from comity.exchange.terms import EVENTS as EXCHANGE
from comity.interfaces.fact_names import FACT_NAMES
from comity.interfaces.web.telling import readable, tell_template
from comity.ledger.models import LedgerEntry
from comity.letters.terms import EVENTS as LETTERS
from comity.officers.terms import EVENTS as OFFICERS
from comity.oversight.terms import EVENTS as OVERSIGHT

_SENTENCES: Mapping[str, str] = {
    kind.name: kind.sentence
    for kind in (*OFFICERS, *AGREEMENTS, *EXCHANGE, *EVIDENCE, *ASSISTANCE, *LETTERS, *OVERSIGHT)
}
_WIDTH = 40
_PLACE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Told:
    """One entry with its sentence."""

    entry: LedgerEntry
    sentence: str
    leaf: str
    place: str


def told(entries: Iterable[LedgerEntry]) -> list[Told]:
    """Return entries with their sentences in the reader's language; an unknown event by name."""
    return [
        Told(
            entry,
            tell_template(_SENTENCES.get(entry.event, entry.event), entry.facts()),
            bytes(entry.leaf_hash).hex(),
            f"{entry.epoch}-{entry.index}",
        )
        for entry in entries
    ]


def facts_told(entry: LedgerEntry) -> list[tuple[str, str]]:
    """Return the facts of an entry as a reader reads them, by what they are called."""
    told_facts = readable(entry.facts())
    return [(gettext(FACT_NAMES.get(name, name)), value) for name, value in told_facts]


def kinds(among: Iterable[str] = _SENTENCES) -> list[tuple[str, str]]:
    """Return the kinds of entries by code and in few words, with their places left open."""
    names = sorted(name for name in among if name in _SENTENCES)
    whole = [_PLACE.sub("…", gettext(_SENTENCES[name])) for name in names]
    short = [_in_few_words(sentence) for sentence in whole]
    # Two that begin alike are told whole.
    few = [s if short.count(s) == 1 else w for s, w in zip(short, whole, strict=True)]
    return list(zip(names, few, strict=True))


def _in_few_words(sentence: str) -> str:
    # A hundred whole sentences to choose from would be half of what the page weighs.
    return sentence if len(sentence) <= _WIDTH else f"{sentence[:_WIDTH].rsplit(' ', 1)[0]} …"
