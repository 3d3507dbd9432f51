"""Instruments: agreements with their parties, events, provisions and sources."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from comity.agreements.terms.happenings import CLOSING, CONCLUDING, Event, EventType
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.openings import Opening, Way
from comity.agreements.terms.parties import Party
from comity.agreements.terms.provisions import Effect, Provision, Settled
from comity.kernel.codes import CountryCode
from comity.kernel.periods import ALWAYS
from comity.kernel.rulings import Citation


class InstrumentKind(StrEnum):
    """What an instrument is."""

    CMAA = "cmaa"
    MRA = "mra"
    MULTILATERAL = "multilateral"
    PROTOCOL = "protocol"
    MOU = "mou"
    DATA_EXCHANGE = "data-exchange"
    COMMITTEE_DECISION = "committee-decision"

    @property
    def carries_assistance(self) -> bool:
        """Whether a request for assistance may be made under it; recognition alone does not."""
        return self not in _CARRYING_NONE


_CARRYING_NONE = frozenset({InstrumentKind.MRA, InstrumentKind.COMMITTEE_DECISION})


class Scope(StrEnum):
    """How much an instrument can carry at all."""

    GENERAL = "general"
    DECLARATION_DATA = "declaration-data"


class Reading(StrEnum):
    """How far the text behind a register entry was read."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    title: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """The instrument another hangs from.

    Attributes:
        reference: its reference here; empty when it is not in the register.
        title: its title, when it is not in the register.
        ends_with_it: whether the text ends with the instrument it hangs from; None when nobody
            has seen what it says. Only True ends it: anything else is for its manager to decide.
    """

    reference: str = ""
    title: str = ""
    ends_with_it: bool | None = None

    @property
    def is_known(self) -> bool:
        """Whether the text says which instrument it hangs from."""
        return bool(self.reference or self.title)


@dataclass(frozen=True)
class Instrument:
    """One agreement, whichever lists name it.

    It has no slots: what is found in it once (a party among the dozens of a convention, the events
    about it) stays with it, and goes with it.

    Attributes:
        reference: short stable name, as `us-ua-2016`.
        kind: what it is.
        title: as printed.
        short_title: as officers call it; stands in citations.
        parties: who is bound.
        events: what happened to it, in the order it happened.
        provisions: its articles as far as they are encoded.
        scope: whether it carries assistance in general or declaration data only.
        scope_article: the article that says so.
        by_acceptance: whether each party joins by its own acceptance.
        reading: how far the text was read; a matter missing from a text read whole is not covered,
            a matter missing from another is unknown.
        binding: whether it binds in law; None when not known.
        parent: the instrument it hangs from; None when it stands alone.
        languages: of the authentic texts.
        also_titled: other titles its sources give it.
        sources: where it was read.
        open_points: what is still to be found out.
        note: a remark for people.
        digest: SHA-256 (hex) of the encoding in its file.
        public: whether it may stand in the public register; what is not marked never does.
    """

    reference: str
    kind: InstrumentKind
    title: str
    short_title: str
    parties: tuple[Party, ...]
    events: tuple[Event, ...] = ()
    provisions: tuple[Provision, ...] = ()
    scope: Scope = Scope.GENERAL
    scope_article: str = ""
    by_acceptance: bool = False
    reading: Reading = Reading.NONE
    binding: bool | None = None
    parent: Parent | None = None
    languages: tuple[str, ...] = ()
    also_titled: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    open_points: tuple[str, ...] = ()
    note: str = ""
    digest: str = ""
    public: bool = False

    def party_of(self, country: CountryCode, *, on: date) -> Party | None:
        """Return the party that `country` is, or is a member of, on that day."""
        return self._party_by_code.get(country) or next(
            (party for party in self._unions if party.acts_for(country, on=on)), None
        )

    def events_about(self, party: CountryCode | None) -> tuple[Event, ...]:
        """Return what happened to one party, or to all together (None), in order."""
        return self._events_by_party.get(party, ())

    def last_event(self, what: EventType, party: CountryCode | None = None) -> Event | None:
        """Return the last event of a type, for one party or for all; a settled one comes last."""
        return self._last_events.get((what, party))

    def opening(self, what: EventType, way: Way, party: CountryCode | None = None) -> Opening:
        """Return how the last event of a type opens force, for one party or for all."""
        found = self._openings.get((way, party))
        if found is None:
            found = self._openings[way, party] = Opening.by(self.last_event(what, party), way)
        return found

    @cached_property
    def citations(self) -> dict[int, tuple[Event | Provision | Citation, Citation]]:
        """How it and what is in it are cited, by identity, as far as rules have told it.

        Each stands beside its citation, so that its identity is not used again for another.
        """
        return {}

    @cached_property
    def name_facts(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The two facts by which grounds and roads name it: its short title, its reference."""
        return ("instrument", self.short_title), ("reference", self.reference)

    @cached_property
    def closers(self) -> frozenset[CountryCode | None]:
        """Whom an event concerns that ends force, rests it or gives notice; None stands for all."""
        return frozenset(event.party for event in self.events if event.what in CLOSING)

    @cached_property
    def concluded_on(self) -> date:
        """The last known day of signature or entry into force; the first of all days when none."""
        days = (event.on for event in self.events if event.what in CONCLUDING and event.on)
        return max(days, default=date.min)

    @cached_property
    def has_reservations(self) -> bool:
        """Whether any party has ever reserved anything."""
        return any(event.what is EventType.RESERVED for event in self.events)

    def links(self, one: CountryCode, other: CountryCode, *, on: date) -> bool:
        """Return whether the two stand on different sides of it; force is another question."""
        first, second = self.party_of(one, on=on), self.party_of(other, on=on)
        return first is not None and second is not None and first.side != second.side

    def links_on_every_day(self, one: CountryCode, other: CountryCode) -> bool | None:
        """Return whether the two are linked whatever the day; None when it turns on the day.

        Who is a party itself is one on every day; who is a member of one may come and go.
        """
        first, second = self._party_by_code.get(one), self._party_by_code.get(other)
        if first is None or second is None:
            return None
        return first.side != second.side

    def provisions_on(self, kind: ProvisionKind, *, on: date) -> tuple[Provision, ...]:
        """Return the provisions of a kind that apply on a day, the surest first."""
        return tuple(p for p in self._by_kind.get(kind, ()) if on in p.period)

    def provision_on(self, kind: ProvisionKind, *, on: date) -> Provision | None:
        """Return the surest provision of a kind on a day, or None when the register has none."""
        for provision in self._by_kind.get(kind, ()):
            if provision.period is ALWAYS or on in provision.period:
                return provision
        return None

    def terms_on(self, on: date) -> tuple[Provision, ...]:
        """Return every provision that applies on a day, as amended by then, in the file's order."""
        return tuple(each for each in self.provisions if on in each.period)

    def as_of(self, on: date) -> "Instrument":
        """Return it as it stood on a day: what had happened, who acted, which terms applied.

        Events without a day stand on every day: nobody knows on which they do not.
        """
        happened = (e for e in self.events if e.on is None or e.on <= on)
        return replace(
            self,
            parties=tuple(party.as_of(on) for party in self.parties),
            events=tuple(happened),
            provisions=self.terms_on(on),
        )

    def excludes(self, kind: ProvisionKind, *, on: date) -> Provision | None:
        """Return the provision that shuts a matter out on a day, if there is one."""
        for provision in self._by_kind.get(kind, ()):
            if provision.effect is Effect.EXCLUDED and on in provision.period:
                return provision
        return None

    @cached_property
    def _party_by_code(self) -> dict[CountryCode, Party]:
        return {party.code: party for party in reversed(self.parties)}

    @cached_property
    def _unions(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if party.members)

    @cached_property
    def _events_by_party(self) -> dict[CountryCode | None, tuple[Event, ...]]:
        found: dict[CountryCode | None, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.party, []).append(event)
        return {party: tuple(events) for party, events in found.items()}

    @cached_property
    def _last_events(self) -> dict[tuple[EventType, CountryCode | None], Event]:
        return {(event.what, event.party): event for event in self.events}

    @cached_property
    def _openings(self) -> dict[tuple[Way, CountryCode | None], Opening]:
        return {}

    @cached_property
    def _by_kind(self) -> dict[ProvisionKind, tuple[Provision, ...]]:
        """The provisions of each kind, the surest first."""
        found: dict[ProvisionKind, list[Provision]] = {}
        for provision in self.provisions:
            found.setdefault(provision.kind, []).append(provision)
        return {kind: tuple(sorted(each, key=_doubt)) for kind, each in found.items()}


def _doubt(provision: Provision) -> int:
    """Order provisions of one kind: what the treaty desk settled, then verified, then assumed."""
    if isinstance(provision.provenance, Settled):
        return 0
    return 2 if provision.is_assumed else 1
