"""Instruments: agreements with their parties, events, provisions and sources."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.provisions import Effect, Provision, Settled
from comity.kernel.codes import CountryCode
from comity.kernel.periods import ALWAYS, Period


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
        return self not in {InstrumentKind.MRA, InstrumentKind.COMMITTEE_DECISION}


class Scope(StrEnum):
    """How much an instrument can carry at all."""

    GENERAL = "general"
    DECLARATION_DATA = "declaration-data"


class Reading(StrEnum):
    """How far the text behind a register entry was read."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


class EventType(StrEnum):
    """What can happen to an instrument."""

    SIGNED = "signed"
    PROVISIONALLY_APPLIED = "provisionally-applied"
    ENTERED_INTO_FORCE = "entered-into-force"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    NOTICE_GIVEN = "notice-given"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"
    SUCCEEDED = "succeeded"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    title: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an instrument.

    Attributes:
        what: what happened.
        on: the day, or None when no source prints it.
        printed: what a source prints when it prints less than a day, as "2007-06".
        no_later_than: a day on which a dated source already says it has happened.
        party: the party it concerns; None when it concerns all.
        parts: annexes or parts accepted, for an instrument taken in parts.
        place: where.
        signatories: who signed.
        by: reference of the instrument that superseded or amended this one.
        source: where it was read.
        note: a remark for people.
        settled: the act of the treaty desk that recorded it, if it was not read in a file.
    """

    what: EventType
    on: date | None = None
    printed: str = ""
    no_later_than: date | None = None
    party: CountryCode | None = None
    parts: tuple[str, ...] = ()
    place: str = ""
    signatories: tuple[str, ...] = ()
    by: str = ""
    source: str = ""
    note: str = ""
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """The service that acts for a party during a period."""

    name: str
    period: Period = ALWAYS
    succeeds: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A state through which a union acts during a period."""

    code: CountryCode
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Party:
    """One party to an instrument.

    Attributes:
        code: the country or union.
        authorities: the services that act for it, dated.
        succeeds: the party whose place it took, for a successor state.
        members: the states a union acts through, dated; empty when not recorded.
    """

    code: CountryCode
    authorities: tuple[Authority, ...] = ()
    succeeds: CountryCode | None = None
    members: tuple[Member, ...] = ()

    @property
    def side(self) -> CountryCode:
        """The side of the table it sits on: its own, or that of the state it succeeded."""
        return self.succeeds or self.code

    def acts_for(self, country: CountryCode, *, on: date) -> bool:
        """Return whether `country` is this party, or one of its members on that day."""
        if country == self.code:
            return True
        return any(member.code == country and on in member.period for member in self.members)


@dataclass(frozen=True, slots=True)
class Parent:
    """The instrument another hangs from.

    Attributes:
        reference: its reference here; empty when it is not in the register.
        title: its title, when it is not in the register.
    """

    reference: str = ""
    title: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the text says which instrument it hangs from."""
        return bool(self.reference or self.title)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One agreement, whichever lists name it.

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

    def party_of(self, country: CountryCode, *, on: date) -> Party | None:
        """Return the party that `country` is, or is a member of, on that day."""
        exact = [party for party in self.parties if party.code == country]
        through = [party for party in self.parties if party.acts_for(country, on=on)]
        return next(iter(exact + through), None)

    def links(self, one: CountryCode, other: CountryCode, *, on: date) -> bool:
        """Return whether the two stand on different sides of it; force is another question."""
        first, second = self.party_of(one, on=on), self.party_of(other, on=on)
        return first is not None and second is not None and first.side != second.side

    def provisions_on(self, kind: ProvisionKind, *, on: date) -> tuple[Provision, ...]:
        """Return the provisions of a kind that apply on a day, the surest first."""
        found = [p for p in self.provisions if p.kind is kind and on in p.period]
        return tuple(sorted(found, key=_doubt))

    def provision_on(self, kind: ProvisionKind, *, on: date) -> Provision | None:
        """Return the surest provision of a kind on a day, or None when the register has none."""
        return next(iter(self.provisions_on(kind, on=on)), None)

    def excludes(self, kind: ProvisionKind, *, on: date) -> Provision | None:
        """Return the provision that shuts a matter out on a day, if there is one."""
        found = self.provisions_on(kind, on=on)
        return next((p for p in found if p.effect is Effect.EXCLUDED), None)


def _doubt(provision: Provision) -> int:
    """Order provisions of one kind: what the treaty desk settled, then verified, then assumed."""
    if isinstance(provision.provenance, Settled):
        return 0
    return 2 if provision.is_assumed else 1
