"""Entries of the record as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.agreements.terms import EVENTS as AGREEMENTS
from comity.assistance.terms import EVENTS as ASSISTANCE
from comity.evidence.terms import EVENTS as EVIDENCE
from comity.exchange.terms import EVENTS as EXCHANGE
from comity.interfaces.web.telling import tell_template
from comity.ledger.models import LedgerEntry
from comity.officers.terms import EVENTS as OFFICERS

_SENTENCES: Mapping[str, str] = {
    kind.name: kind.sentence for kind in (*OFFICERS, *AGREEMENTS, *EXCHANGE, *EVIDENCE, *ASSISTANCE)
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry with its sentence."""

    entry: LedgerEntry
    sentence: str
    leaf: str


def told(entries: Iterable[LedgerEntry]) -> list[Told]:
    """Return entries with their sentences in the reader's language; an unknown event by name."""
    return [
        Told(
            entry,
            tell_template(_SENTENCES.get(entry.event, entry.event), entry.facts()),
            bytes(entry.leaf_hash).hex(),
        )
        for entry in entries
    ]
