"""Unions: the states through which each acts, in every agreement it is party to.

An agreement with a union binds its members of the day, and rarely names them. Who they are is
known once for all its agreements, so it stands in one file of the union.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from comity.agreements.terms.instruments import Instrument, Source
from comity.agreements.terms.parties import Member, Party
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class Membership:
    """One stretch of one state's membership.

    Attributes:
        member: the state, with its days.
        source: where the days were read.
    """

    member: Member
    source: str


@dataclass(frozen=True, slots=True)
class Union:
    """The members of a union, as far as they are recorded.

    Attributes:
        reference: short stable name, as `eu-members`.
        code: of the union.
        title: what is listed.
        memberships: who is a member and when; a state that left and came back stands twice.
        sources: where it was read.
        open_points: what is still to be found out.
        note: a remark for people.
    """

    reference: str
    code: CountryCode
    title: str
    memberships: tuple[Membership, ...]
    sources: tuple[Source, ...] = ()
    open_points: tuple[str, ...] = ()
    note: str = ""

    @property
    def members(self) -> tuple[Member, ...]:
        """The states with their days, as a party holds them."""
        return tuple(each.member for each in self.memberships)


def with_members(
    instrument: Instrument, members: Mapping[CountryCode, tuple[Member, ...]]
) -> Instrument:
    """Return an instrument whose unions have members: those of its own file, or else these.

    Args:
        instrument: as its file has it.
        members: the members of each union.
    """
    parties = tuple(_filled(party, members) for party in instrument.parties)
    # Nearly every instrument is without a union, and a register has thousands.
    if all(filled is party for filled, party in zip(parties, instrument.parties, strict=True)):
        return instrument
    return replace(instrument, parties=parties)


def _filled(party: Party, members: Mapping[CountryCode, tuple[Member, ...]]) -> Party:
    if party.members or party.code not in members:
        return party
    return replace(party, members=members[party.code])
