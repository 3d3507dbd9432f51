"""Instruments: agreements with their parties, events, provisions and sources."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from comity.agreements.terms.courses import NONE, Course
from comity.agreements.terms.happenings import Event, EventType
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


@dataclass(frozen=True, slots=True)
class Told:
    """How an instrument, and what is in it, is told of; what rules have told once stays here.

    What is found by identity stands beside what was told of it, so that its identity is not used
    again for another.

    Attributes:
        name: the two facts by which it is named: its short title, its reference.
        citations: how an event or a provision of it is cited, by identity.
        standings: the code, the citation and the day of a force, by its reason and the identity
            of the event it rests on.
    """

    name: tuple[tuple[str, str], tuple[str, str]]
    citations: dict[int, tuple[Event | Provision | Citation, Citation]]
    standings: dict[tuple[str, int], tuple[str, Citation, tuple[str, str]]]


@dataclass(frozen=True)
class Instrument:
    """One agreement, whichever lists name it.

    What every ruling asks of it (who is party, the course of its events, the surest provision of a
    kind) is found when it is made; what few ask is found once and stays with it, for which it has
    no slots.

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
        told: how it is told of; found of itself, as what follows.
        course: what its events come to, whatever the day.
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
    told: Told = field(init=False, repr=False, compare=False)
    course: Course = field(init=False, repr=False, compare=False)
    _party_by_code: Mapping[CountryCode, Party] = field(init=False, repr=False, compare=False)
    _unions: tuple[Party, ...] = field(init=False, repr=False, compare=False)
    _surest: Mapping[ProvisionKind, Provision] = field(init=False, repr=False, compare=False)
    _shut_out: frozenset[ProvisionKind] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        name = ("instrument", self.short_title), ("reference", self.reference)
        course = Course.of(self.events, self.parties, by_acceptance=self.by_acceptance)
        by_code = {party.code: party for party in reversed(self.parties)}
        unions = tuple([party for party in self.parties if party.members])
        object.__setattr__(self, "told", Told(name, {}, {}))
        object.__setattr__(self, "course", course)
        object.__setattr__(self, "_party_by_code", by_code)
        object.__setattr__(self, "_unions", unions)
        shut_out = [p.kind for p in self.provisions if p.effect is Effect.EXCLUDED]
        object.__setattr__(self, "_surest", _surest_of(self.provisions))
        object.__setattr__(self, "_shut_out", frozenset(shut_out) if shut_out else NONE)

    def party_of(self, country: CountryCode, *, on: date) -> Party | None:
        """Return the party that `country` is, or is a member of, on that day."""
        party = self._party_by_code.get(country)
        if party is not None or not self._unions:
            return party
        return next((each for each in self._unions if each.acts_for(country, on=on)), None)

    def names(self, country: CountryCode) -> bool:
        """Return whether `country` is a party itself, and not only through a union."""
        return country in self._party_by_code

    def events_about(self, party: CountryCode | None) -> tuple[Event, ...]:
        """Return what happened to one party, or to all together (None), in order."""
        return self._events_by_party.get(party, ())

    def last_event(self, what: EventType, party: CountryCode | None = None) -> Event | None:
        """Return the last event of a type, for one party or for all; a settled one comes last."""
        return self._last_events.get((what, party))

    def acceptance_of(self, party: CountryCode) -> Opening:
        """Return how a party's own acceptance opens force for it."""
        found = self._acceptances.get(party)
        if found is None:
            accepted = self.last_event(EventType.ACCEPTED, party)
            found = self._acceptances[party] = Opening.by(accepted, Way.ACCEPTANCE)
        return found

    def succession_of(self, party: CountryCode) -> Opening:
        """Return how a party's succession to another opens force for it."""
        return Opening.by(self.last_event(EventType.SUCCEEDED, party), Way.SUCCESSION)

    @property
    def name_facts(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The two facts by which grounds and roads name it: its short title, its reference."""
        return self.told.name

    def links(self, one: CountryCode, other: CountryCode, *, on: date) -> bool:
        """Return whether the two stand on different sides of it; force is another question.

        Two members of one union are on its side both. So is a state that is party beside the union
        and a member of it on that day, as one that has acceded since or has not yet withdrawn.
        """
        first, second = self.party_of(one, on=on), self.party_of(other, on=on)
        if first is None or second is None or first.side == second.side:
            return False
        return not (first.acts_for(second.code, on=on) or second.acts_for(first.code, on=on))

    def links_on_every_day(self, one: CountryCode, other: CountryCode) -> bool | None:
        """Return whether the two are linked whatever the day; None when it turns on the day.

        Who is a party itself is one on every day; who is a member of one may come and go.
        """
        first, second = self._party_by_code.get(one), self._party_by_code.get(other)
        if first is None or second is None:
            return None
        if first.side == second.side:
            return False
        return None if first.may_act_for(second.code) or second.may_act_for(first.code) else True

    def provisions_on(self, kind: ProvisionKind, *, on: date) -> tuple[Provision, ...]:
        """Return the provisions of a kind that apply on a day, the surest first."""
        return tuple(p for p in self._of_kind(kind) if on in p.period)

    def provision_on(self, kind: ProvisionKind, *, on: date) -> Provision | None:
        """Return the surest provision of a kind on a day, or None when the register has none."""
        surest = self._surest.get(kind)
        if surest is None or surest.period is ALWAYS or on in surest.period:
            return surest
        return next((p for p in self._of_kind(kind) if on in p.period), None)

    @property
    def kinds(self) -> Set[ProvisionKind]:
        """What it provides for at all, on any day."""
        return self._surest.keys()

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
        if kind not in self._shut_out:
            return None
        shut = (p for p in self._of_kind(kind) if p.effect is Effect.EXCLUDED)
        return next((p for p in shut if on in p.period), None)

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
    def _acceptances(self) -> dict[CountryCode, Opening]:
        return {}

    def _of_kind(self, kind: ProvisionKind) -> list[Provision]:
        """Return the provisions of a kind, the surest first."""
        return sorted((p for p in self.provisions if p.kind is kind), key=_doubt)


def _surest_of(provisions: Iterable[Provision]) -> dict[ProvisionKind, Provision]:
    """Return the surest provision of each kind: mostly the only one, and for all days."""
    found: dict[ProvisionKind, Provision] = {}
    for provision in provisions:
        before = found.setdefault(provision.kind, provision)
        if before is not provision and _doubt(provision) < _doubt(before):
            found[provision.kind] = provision
    return found


def _doubt(provision: Provision) -> int:
    """Order provisions of one kind: what the treaty desk settled, then verified, then assumed."""
    if isinstance(provision.provenance, Settled):
        return 0
    return 2 if provision.is_assumed else 1
