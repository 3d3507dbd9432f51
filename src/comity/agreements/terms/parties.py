"""Parties: who is bound, which services act for them, and through whom a union acts."""

from dataclasses import dataclass, replace
from datetime import date

from comity.kernel.codes import CountryCode
from comity.kernel.periods import ALWAYS, Period


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

    def may_act_for(self, country: CountryCode) -> bool:
        """Return whether `country` is this party, or one of its members on any day at all."""
        return country == self.code or any(member.code == country for member in self.members)

    def as_of(self, on: date) -> "Party":
        """Return it with the services and members of a day."""
        return replace(self, authorities=self.authorities_on(on), members=self.members_on(on))

    def members_on(self, on: date) -> tuple[Member, ...]:
        """Return the states through which this party acts on a day."""
        return tuple(member for member in self.members if on in member.period)

    def authorities_on(self, on: date) -> tuple[Authority, ...]:
        """Return the services that act for this party on a day.

        A service whose place another has taken acts until that day, even when its own end is not
        written down. Where the day of the change is not recorded either, both are returned:
        nobody knows which of the two it was.
        """
        return tuple(each for each in self.authorities if on in self._tenure(each))

    def _tenure(self, authority: Authority) -> Period:
        starts = [
            each.period.start
            for each in self.authorities
            if each.succeeds == authority.name and each.period.start is not None
        ]
        period = authority.period
        if period.end is not None or not starts:
            return period
        # Several may share the place of one (as CBP and ICE did); the first to come ends it.
        last = min(starts)
        if period.start is not None and last <= period.start:
            return period
        return replace(period, end=last)
