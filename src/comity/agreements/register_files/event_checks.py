"""What a list of events cannot say: the impossible, the doubled, what comes before its cause."""

from collections.abc import Iterator, Mapping
from datetime import date

from comity.agreements.register_files.tables import Page
from comity.agreements.terms import Event, EventType, Instrument, Party
from comity.kernel.codes import CountryCode

_SIGNING = frozenset({EventType.NEGOTIATED, EventType.INITIALLED, EventType.SIGNED})
_OPENING = frozenset({EventType.ENTERED_INTO_FORCE, EventType.PROVISIONALLY_APPLIED})
_ENDS = frozenset({EventType.TERMINATED, EventType.SUPERSEDED})
_TURNS = frozenset({EventType.SUSPENDED, EventType.RESUMED})
_NOTICES = frozenset({EventType.NOTICE_GIVEN, EventType.NOTICE_WITHDRAWN})
_RESERVATIONS = frozenset({EventType.RESERVED, EventType.RESERVATION_WITHDRAWN})
_OF_ONE_PARTY = frozenset({EventType.ACCEPTED, EventType.SUCCEEDED}) | _RESERVATIONS
_WITH_PARTS = frozenset({EventType.ACCEPTED}) | _RESERVATIONS
_WITH_ANOTHER = frozenset({EventType.AMENDED, EventType.SUPERSEDED})

# What must have been recorded before, and what must not.
_AFTER: Mapping[EventType, EventType] = {
    EventType.RESUMED: EventType.SUSPENDED,
    EventType.NOTICE_WITHDRAWN: EventType.NOTICE_GIVEN,
    EventType.RESERVATION_WITHDRAWN: EventType.RESERVED,
}
_NOT_AFTER: Mapping[EventType, frozenset[EventType]] = {
    EventType.NEGOTIATED: frozenset({EventType.INITIALLED, EventType.SIGNED}) | _OPENING | _ENDS,
    EventType.INITIALLED: frozenset({EventType.SIGNED}) | _OPENING | _ENDS,
    EventType.SIGNED: _OPENING | _ENDS,
    EventType.PROVISIONALLY_APPLIED: frozenset({EventType.ENTERED_INTO_FORCE}) | _ENDS,
    EventType.ENTERED_INTO_FORCE: _ENDS,
    **dict.fromkeys(_TURNS | _NOTICES, _ENDS),
}


def check_events(page: Page, instrument: Instrument) -> None:
    """Note every event that cannot be: of nobody, out of order, doubled, without its cause."""
    last: date | None = None
    seen = _Seen()
    for position, event in enumerate(instrument.events):
        for key, code, facts in _faults_in(event, instrument):
            page.fault(("events", position, key) if key else ("events", position), code, **facts)
        if event.on is not None and last is not None and event.on < last:
            told = {"event": event.what.value, "day": event.on, "before": last}
            page.fault(("events", position, "on"), "event_out_of_order", **told)
        _check_place(page, position, event, seen)
        last = event.on or last
        seen.add(event)


class _Seen:
    """What a list has said so far, kept so that each event is held to all before it at once."""

    def __init__(self) -> None:
        self.last: Event | None = None
        self._kinds: dict[CountryCode | None, set[EventType]] = {}
        self._said: set[tuple[object, ...]] = set()

    def kinds_of(self, party: CountryCode | None) -> set[EventType]:
        """Return the types of event seen about one party, or about all together (None)."""
        return self._kinds.get(party, set())

    def has(self, event: Event) -> bool:
        """Return whether the same was said before."""
        return _said_by(event) in self._said

    def add(self, event: Event) -> None:
        """Go on with the next event."""
        self.last = event
        self._kinds.setdefault(event.party, set()).add(event.what)
        self._said.add(_said_by(event))


_Fault = tuple[str, str, Mapping[str, object]]


def _faults_in(event: Event, instrument: Instrument) -> Iterator[_Fault]:
    """Return what is wrong with an event by itself: the key, the code and its facts."""
    parties = {party.code: party for party in instrument.parties}
    if event.party is None and event.what in _OF_ONE_PARTY:
        yield "", "event_without_party", {"event": event.what.value}
    elif event.party is not None and event.party not in parties:
        yield "party", "event_of_no_party", {"party": event.party}
    elif event.party is not None:
        yield from _faults_of_party(event, parties[event.party], instrument)
    yield from _faults_of_day(event)
    yield from _faults_of_reach(event, instrument)


def _faults_of_day(event: Event) -> Iterator[_Fault]:
    told = {"event": event.what.value}
    if event.what in _TURNS | _NOTICES and event.on is None:
        yield "", "event_without_day", told
    if event.on is not None and (event.no_later_than is not None or event.printed):
        yield "on", "day_given_twice", told


def _faults_of_reach(event: Event, instrument: Instrument) -> Iterator[_Fault]:
    """Parts and other instruments are named by the events that speak of them, and exist."""
    told = {"event": event.what.value}
    if event.by and (event.what not in _WITH_ANOTHER or event.by == instrument.reference):
        yield "by", "event_by_another", told
    if event.parts and event.what not in _WITH_PARTS:
        yield "parts", "event_with_parts", told
    if not event.parts:
        return
    known = {name for each in instrument.provisions for name in (each.part, each.article)}
    for part in event.parts:
        if part not in known:
            yield "parts", "unknown_part", {"part": part}


def _faults_of_party(event: Event, party: Party, instrument: Instrument) -> Iterator[_Fault]:
    told = {"party": party.code.english_name}
    if event.what is EventType.SUCCEEDED and party.succeeds is None:
        yield "party", "succession_of_nobody", told
    if event.what is EventType.ACCEPTED and not instrument.by_acceptance:
        yield "what", "acceptance_not_asked", told


def _check_place(page: Page, position: int, event: Event, seen: _Seen) -> None:
    """Hold one event to what the list has said before of the same party, and of all."""
    own = seen.kinds_of(event.party)
    before = own | seen.kinds_of(None)
    cause = _AFTER.get(event.what)
    # What ended for one party alone leaves the others, and a later acceptance brings it back.
    barred = _NOT_AFTER.get(event.what, frozenset()) & (before if event.party is None else own)
    if barred or (cause is not None and cause not in before):
        told = {
            "event": event.what.value,
            "day": event.on or "",
            "before": seen.last.what.value if seen.last is not None else "",
        }
        page.fault(("events", position), "event_out_of_order", **told)
    if event.what is not EventType.ENTERED_INTO_FORCE and seen.has(event):
        page.fault(("events", position), "event_twice", event=event.what.value)
    elif event.what is EventType.ENTERED_INTO_FORCE and event.what in own:
        page.fault(("events", position), "entered_twice")


def _said_by(event: Event) -> tuple[object, ...]:
    return event.what, event.party, event.on, event.printed, event.parts, event.no_later_than
