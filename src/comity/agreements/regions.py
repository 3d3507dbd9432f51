"""Agreements by region: with whom in a part of the world something was concluded. Pure."""

from datetime import date

from comity.agreements.terms import Instrument, Party
from comity.kernel.codes import CountryCode
from comity.kernel.regions import Region


def is_with_region(
    instrument: Instrument, region: Region, *, on: date, beside: CountryCode | None = None
) -> bool:
    """Say whether a party to an instrument lies in a region.

    A union lies where its members of that day do; one without recorded members, and a state that
    has ended, lies nowhere.

    Args:
        instrument: which.
        region: where the party must lie.
        on: the civil day, for the members of unions.
        beside: whose partners are meant; the party it is, or acts through, counts for nothing.
    """
    own = None if beside is None else instrument.party_of(beside, on=on)
    others = (party for party in instrument.parties if party is not own)
    return any(_lies_in(party, region, on) for party in others)


def _lies_in(party: Party, region: Region, on: date) -> bool:
    codes = [member.code for member in party.members_on(on)] or [party.code]
    return any(code in region.countries for code in codes)
