"""What one instrument cannot say of its parties, its terms and its sources."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from comity.agreements.register_files.lines import Path
from comity.agreements.register_files.tables import Page
from comity.agreements.terms import (
    Authority,
    Instrument,
    InstrumentKind,
    Member,
    Party,
    PerSide,
    Provision,
    Scope,
)
from comity.kernel.codes import CountryCode


def check_parties(page: Page, instrument: Instrument) -> None:
    """Note parties that stand twice, succeed nobody, or leave nobody on the other side."""
    codes = [party.code for party in instrument.parties]
    heirs: dict[str, str] = {p.code: p.succeeds for p in instrument.parties if p.succeeds}
    for position, party in enumerate(instrument.parties):
        path: Path = ("parties", position)
        if party.code in codes[:position]:
            page.fault((*path, "code"), "party_twice", party=party.code)
        if party.succeeds is not None and party.succeeds not in codes:
            page.fault((*path, "succeeds"), "predecessor_no_party", party=party.succeeds)
        elif goes_round(party.code, heirs):
            page.fault((*path, "succeeds"), "cyclic_successions", party=party.code)
        _check_authorities(page, path, party)
        check_members(page, path, code=party.code, members=party.members)
        if party.members and not party.code.is_union:
            page.fault((*path, "members"), "no_union", party=party.code.english_name)
    sides = {party.side for party in instrument.parties}
    if len(sides) < 2 and instrument.kind is not InstrumentKind.MULTILATERAL:
        page.fault(("parties",), "too_few_parties")


def check_terms(page: Page, instrument: Instrument) -> None:
    """Note terms that stand twice for one day, and terms for a side that is no party."""
    seen: dict[Hashable, list[Provision]] = {}
    codes = {party.code for party in instrument.parties}
    for position, provision in enumerate(instrument.provisions):
        path: Path = ("provisions", position)
        same = seen.setdefault((provision.kind, provision.part), [])
        if any(provision.period.overlaps(each.period) for each in same):
            page.fault(path, "provision_twice", kind=provision.kind.value)
        same.append(provision)
        for name, value in provision.parameters:
            for side in sorted(_sides_of(value) - codes):
                page.fault((*path, "parameters", name), "side_no_party", party=side)


def check_scope(page: Page, instrument: Instrument) -> None:
    """Note a limited scope without its article, and an article that limits nothing."""
    if instrument.scope is not Scope.GENERAL and not instrument.scope_article:
        page.fault(("scope",), "missing_key", key="scope_article")
    if instrument.scope is Scope.GENERAL and instrument.scope_article:
        page.fault(("scope_article",), "missing_key", key="scope")


def check_sources(page: Page, instrument: Instrument) -> None:
    """Note a source that stands twice in the same words."""
    for position, source in enumerate(instrument.sources):
        if source in instrument.sources[:position]:
            page.fault(("sources", position), "source_twice", title=source.title)


def check_members(page: Page, above: Path, *, code: CountryCode, members: Sequence[Member]) -> None:
    """Note members of a union that stand twice for a day, or that are unions themselves.

    Args:
        page: of the file.
        above: where the table that holds the members stands; () for the file itself.
        code: of the union.
        members: in the order of the file.
    """
    for position, member in enumerate(members):
        path = (*above, "members", position, "code")
        earlier = [each for each in members[:position] if each.code == member.code]
        if _overlaps(member, earlier):
            page.fault(path, "member_twice", party=member.code)
        if member.code == code:
            page.fault(path, "member_of_itself", party=member.code)
        elif member.code.is_union:
            page.fault(path, "member_is_union", party=member.code.english_name)


def goes_round(start: str, above: Mapping[str, str]) -> bool:
    """Return whether following a chain upwards from one comes back to it."""
    seen = {start}
    current = above.get(start)
    while current is not None and current not in seen:
        seen.add(current)
        current = above.get(current)
    return current == start


def _check_authorities(page: Page, party_path: Path, party: Party) -> None:
    names = {authority.name for authority in party.authorities}
    heirs = {each.name: each.succeeds for each in party.authorities if each.succeeds}
    for position, authority in enumerate(party.authorities):
        path = (*party_path, "authorities", position)
        if _is_held(authority, party.authorities[:position]):
            page.fault((*path, "name"), "authority_twice", name=authority.name)
        if authority.succeeds and authority.succeeds not in names:
            page.fault((*path, "succeeds"), "unknown_authority", name=authority.succeeds)
        elif goes_round(authority.name, heirs):
            page.fault((*path, "succeeds"), "cyclic_successions", party=authority.name)


def _is_held(authority: Authority, earlier: Sequence[Authority]) -> bool:
    return _overlaps(authority, [each for each in earlier if each.name == authority.name])


def _overlaps(one: Authority | Member, others: Iterable[Authority | Member]) -> bool:
    return any(one.period.overlaps(other.period) for other in others)


def _sides_of(value: object) -> frozenset[CountryCode]:
    if not isinstance(value, PerSide):
        return frozenset()
    return frozenset(side for side, _ in value.sides)
