"""The course of an instrument: what its events come to whatever the day, found in one walk.

A ruling asks for it of every agreement between two administrations. It is one value rather than
one remembered answer a question, because an instrument that remembers many things one by one
takes four times the memory, and two thousand of them no longer stay near the processor.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from comity.agreements.terms.happenings import CLOSING, CONCLUDING, Event, EventType
from comity.agreements.terms.openings import Entry
from comity.agreements.terms.parties import Party
from comity.kernel.codes import CountryCode

# One for all the instruments of which nothing of a sort is recorded.
NONE: frozenset[Any] = frozenset()


@dataclass(frozen=True, slots=True)
class Course:
    """What the events of one instrument come to.

    Attributes:
        entry: what opens its force for all parties at once.
        closers: whom an event concerns that ends force, rests it or gives notice; None stands for
            all parties.
        concluded_on: the last known day of signature or entry into force; the first of all days
            when none is known.
        has_reservations: whether any party has ever reserved anything.
        has_successors: whether any party took the place of another.
        is_alike: whether its force is the same between any two of its parties, and without an
            end: its entry then tells it.
    """

    entry: Entry
    closers: frozenset[CountryCode | None]
    concluded_on: date
    has_reservations: bool
    has_successors: bool
    is_alike: bool

    @classmethod
    def of(cls, events: Iterable[Event], parties: Iterable[Party], *, by_acceptance: bool) -> Self:
        """Return the course of an instrument.

        Args:
            events: what happened to it, in the order it happened.
            parties: who is bound.
            by_acceptance: whether each party joins by its own acceptance.
        """
        last: dict[EventType, Event] = {}
        closers, concluded_on, has_reservations = set(), date.min, False
        for event in events:
            if event.party is None:
                last[event.what] = event
            if event.what in CLOSING:
                closers.add(event.party)
            elif event.what in CONCLUDING and event.on is not None:
                concluded_on = max(concluded_on, event.on)
            elif event.what is EventType.RESERVED:
                has_reservations = True
        has_successors = any(party.succeeds is not None for party in parties)
        return cls(
            entry=Entry.by(
                last.get(EventType.ENTERED_INTO_FORCE),
                last.get(EventType.PROVISIONALLY_APPLIED),
                last.get(EventType.SIGNED),
            ),
            closers=frozenset(closers) if closers else NONE,
            concluded_on=concluded_on,
            has_reservations=has_reservations,
            has_successors=has_successors,
            is_alike=not (by_acceptance or has_successors or closers),
        )
