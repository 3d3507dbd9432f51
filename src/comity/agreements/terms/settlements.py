"""Settlements: one sourced act of the treaty desk that makes an unknown rulable.

It turns an assumed term into a stated one, records an event no file has, or states own law that
is not encoded. It never hides: whatever rests on it says so.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.act_kinds import ActKind
from comity.agreements.terms.assistance import AssistanceKind
from comity.agreements.terms.happenings import EventType
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.provisions import Effect, Settled
from comity.agreements.terms.shapes import ParameterValue
from comity.kernel.codes import CountryCode


class Matter(StrEnum):
    """What a settlement is about."""

    TERM = "term"
    EVENT = "event"
    OWN_LAW = "own-law"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One sourced act of the treaty desk.

    Attributes:
        about: reference of the instrument, or of own law as `domestic/ua`.
        matter: what is settled.
        states: what is stated, in a sentence.
        source: where the treaty desk read it.
        by: who settled it.
        on: the civil day it was settled.
        provision: for a term: which kind of provision.
        article: for a term: the article as read; for own law: the section. May be empty.
        effect: for a term: granted or excluded.
        parameters: for a term: as the catalogue lists them; empty keeps those of the template.
        event: for an event: which.
        event_on: for an event: the day it happened.
        party: for an event: whom it concerns.
        parts: for an acceptance or a reservation: the parts it takes, or keeps out of.
        kinds: for own law: the assistance it opens; empty for all.
        acts: for own law: the acts it opens; empty for those by which a partner is told something.
    """

    about: str
    matter: Matter
    states: str
    source: str
    by: str
    on: date
    provision: ProvisionKind | None = None
    article: str = ""
    effect: Effect = Effect.GRANTED
    parameters: tuple[tuple[str, ParameterValue], ...] = ()
    event: EventType | None = None
    event_on: date | None = None
    party: CountryCode | None = None
    parts: tuple[str, ...] = ()
    kinds: frozenset[AssistanceKind] = frozenset()
    acts: frozenset[ActKind] = frozenset()

    @property
    def settled(self) -> Settled:
        """The mark every ground resting on it carries."""
        return Settled(by=self.by, on=self.on, source=self.source)
