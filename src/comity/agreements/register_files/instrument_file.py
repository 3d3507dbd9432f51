"""Reading one instrument from its file."""

from comity.agreements.register_files.event_checks import check_events
from comity.agreements.register_files.instrument_checks import (
    check_parties,
    check_scope,
    check_sources,
    check_terms,
)
from comity.agreements.register_files.provision_tables import read_provisions
from comity.agreements.register_files.tables import Table
from comity.agreements.terms import (
    Authority,
    Event,
    EventType,
    Instrument,
    InstrumentKind,
    Member,
    Parent,
    Party,
    Reading,
    Scope,
    Source,
    Template,
)


def read_instrument(table: Table, *, templates: dict[str, Template], digest: str) -> Instrument:
    """Return the instrument a file describes, noting every fault on its page.

    Args:
        table: the whole file.
        templates: the templates of the register, by reference.
        digest: SHA-256 (hex) of the file's encoding.
    """
    parties = tuple(_party(each) for each in table.tables("parties"))
    instrument = Instrument(
        reference=table.name_of_file(),
        kind=table.choice("kind", InstrumentKind, required=True) or InstrumentKind.CMAA,
        title=table.text("title", required=True),
        short_title=table.text("short_title", required=True),
        parties=tuple(party for party in parties if party is not None),
        events=tuple(_event(each) for each in table.tables("events")),
        provisions=read_provisions(table, templates=templates),
        scope=table.choice("scope", Scope) or Scope.GENERAL,
        scope_article=table.text("scope_article"),
        by_acceptance=table.flag("by_acceptance") or False,
        reading=table.choice("reading", Reading, required=True) or Reading.NONE,
        binding=table.flag("binding"),
        parent=_parent(table.table("parent")),
        languages=table.texts("languages"),
        also_titled=table.texts("also_titled"),
        sources=read_sources(table),
        open_points=table.texts("open_points"),
        note=table.text("note"),
        digest=digest,
        public=table.flag("public") or False,
    )
    table.refuse_the_rest()
    check_parties(table.page, instrument)
    check_events(table.page, instrument)
    check_terms(table.page, instrument)
    check_scope(table.page, instrument)
    check_sources(table.page, instrument)
    return instrument


def read_sources(table: Table) -> tuple[Source, ...]:
    """Return the sources of a file; a file without one is refused."""
    found = []
    for each in table.tables("sources"):
        found.append(Source(each.text("title", required=True), each.text("says")))
        each.refuse_the_rest()
    if not found:
        table.fault("", "no_source")
    return tuple(found)


def read_member(table: Table) -> Member | None:
    """Return one member of a union with its days; None when no country can be made out."""
    code, period = table.country("code", required=True), table.period()
    table.refuse_the_rest()
    return Member(code, period) if code is not None else None


def _party(table: Table) -> Party | None:
    code = table.country("code", required=True)
    authorities = tuple(_authority(each) for each in table.tables("authorities"))
    succeeds = table.country("succeeds")
    members = tuple(read_member(each) for each in table.tables("members"))
    table.refuse_the_rest()
    if code is None:
        return None
    known = tuple(member for member in members if member is not None)
    return Party(code, authorities, succeeds, known)


def _authority(table: Table) -> Authority:
    found = Authority(table.text("name", required=True), table.period(), table.text("succeeds"))
    table.refuse_the_rest()
    return found


def _parent(table: Table | None) -> Parent | None:
    if table is None:
        return None
    ends_with_it = table.flag("ends_with_it")
    found = Parent(table.text("reference"), table.text("title"), ends_with_it)
    unknown = table.flag("unknown") or False
    table.refuse_the_rest()
    if found.is_known is unknown:
        table.fault("", "parent_unclear")
    return found


def _event(table: Table) -> Event:
    what = table.choice("what", EventType, required=True) or EventType.SIGNED
    found = Event(
        what=what,
        on=table.day("on"),
        printed=table.text("printed"),
        no_later_than=table.day("no_later_than"),
        party=table.country("party"),
        parts=table.texts("parts"),
        place=table.text("place"),
        signatories=table.texts("signatories"),
        by=table.text("by"),
        source=table.text("source", required=True),
        note=table.text("note"),
    )
    table.refuse_the_rest()
    return found
