"""Reading one instrument from its file."""

from datetime import date

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

_NEED_A_DAY = {EventType.SUSPENDED, EventType.RESUMED}
_OPENING = {EventType.ENTERED_INTO_FORCE, EventType.PROVISIONALLY_APPLIED}


def read_instrument(table: Table, *, templates: dict[str, Template], digest: str) -> Instrument:
    """Return the instrument a file describes, noting every fault on its page.

    Args:
        table: the whole file.
        templates: the templates of the register, by reference.
        digest: SHA-256 (hex) of the file's encoding.
    """
    parties = tuple(_party(each) for each in table.tables("parties"))
    instrument = Instrument(
        reference=table.reference(),
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
    )
    table.refuse_the_rest()
    _check_parties(table, instrument)
    _check_events(table, instrument)
    _check_scope(table, instrument)
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


def _party(table: Table) -> Party | None:
    code = table.country("code", required=True)
    authorities = tuple(_authority(each) for each in table.tables("authorities"))
    succeeds = table.country("succeeds")
    members = tuple(_member(each) for each in table.tables("members"))
    table.refuse_the_rest()
    if code is None:
        return None
    known = tuple(member for member in members if member is not None)
    return Party(code, authorities, succeeds, known)


def _authority(table: Table) -> Authority:
    found = Authority(table.text("name", required=True), table.period(), table.text("succeeds"))
    table.refuse_the_rest()
    return found


def _member(table: Table) -> Member | None:
    code, period = table.country("code", required=True), table.period()
    table.refuse_the_rest()
    return Member(code, period) if code is not None else None


def _parent(table: Table | None) -> Parent | None:
    if table is None:
        return None
    found = Parent(table.text("reference"), table.text("title"))
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
    if what in _NEED_A_DAY and found.on is None:
        table.fault("", "event_without_day", event=what.value)
    if found.on is not None and (found.no_later_than is not None or found.printed):
        table.fault("on", "day_given_twice")
    return found


def _check_parties(table: Table, instrument: Instrument) -> None:
    codes = [party.code for party in instrument.parties]
    for position, party in enumerate(instrument.parties):
        path = ("parties", position)
        if party.code in codes[:position]:
            table.page.fault((*path, "code"), "party_twice", party=party.code)
        if party.succeeds is not None and party.succeeds not in codes:
            table.page.fault((*path, "succeeds"), "predecessor_no_party", party=party.succeeds)
    if len(codes) < 2 and instrument.kind is not InstrumentKind.MULTILATERAL:
        table.fault("parties", "too_few_parties")


def _check_events(table: Table, instrument: Instrument) -> None:
    """Events stand in the order they happened, and name only parties of the instrument."""
    codes = {party.code for party in instrument.parties}
    last: date | None = None
    for position, event in enumerate(instrument.events):
        path = ("events", position)
        if event.party is not None and event.party not in codes:
            table.page.fault((*path, "party"), "event_of_no_party", party=event.party)
        if event.on is not None and last is not None and event.on < last:
            facts = {"event": event.what.value, "day": event.on, "before": last}
            table.page.fault((*path, "on"), "event_out_of_order", **facts)
        last = event.on or last
    _check_sequence(table, instrument)
    _check_entry(table, instrument)


def _check_sequence(table: Table, instrument: Instrument) -> None:
    """Nothing is signed after it opened, resumed before it rested, or goes on after its end."""
    seen: list[EventType] = []
    for position, event in enumerate(instrument.events):
        general = [what for what in seen if what in _OPENING]
        late = event.what is EventType.SIGNED and general
        idle = event.what is EventType.RESUMED and EventType.SUSPENDED not in seen
        over = EventType.TERMINATED in seen and event.what in {*_OPENING, *_NEED_A_DAY}
        if late or idle or over:
            facts = {
                "event": event.what.value,
                "day": event.on or "",
                "before": seen[-1] if seen else "",
            }
            table.page.fault(("events", position), "event_out_of_order", **facts)
        if event.party is None:
            seen.append(event.what)


def _check_entry(table: Table, instrument: Instrument) -> None:
    """An instrument enters into force once for all parties; who joins later has its own event."""
    entries = [
        position
        for position, event in enumerate(instrument.events)
        if event.what is EventType.ENTERED_INTO_FORCE and event.party is None
    ]
    for position in entries[1:]:
        table.page.fault(("events", position), "entered_twice")


def _check_scope(table: Table, instrument: Instrument) -> None:
    if instrument.scope is not Scope.GENERAL and not instrument.scope_article:
        table.fault("scope", "missing_key", key="scope_article")
