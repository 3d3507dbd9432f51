"""How grounds cite: an article, a recorded or missing event, or the register's silence."""

from typing import assert_never

from comity.agreements.terms import (
    CATALOGUE,
    Assumed,
    Event,
    EventType,
    Instrument,
    Matter,
    Provision,
    Settled,
    Settlement,
    Verified,
)

_HAPPENED = {
    EventType.SIGNED: "signed",
    EventType.PROVISIONALLY_APPLIED: "provisionally applied",
    EventType.ENTERED_INTO_FORCE: "entered into force",
    EventType.ACCEPTED: "accepted",
    EventType.AMENDED: "amended",
    EventType.SUSPENDED: "suspended",
    EventType.RESUMED: "resumed",
    EventType.NOTICE_GIVEN: "notice given",
    EventType.TERMINATED: "terminated",
    EventType.SUPERSEDED: "superseded",
    EventType.SUCCEEDED: "succeeded to",
}


def cite_provision(instrument: Instrument, provision: Provision) -> str:
    """Return the article a provision stands in, or the template an assumed one was taken from."""
    match provision.provenance:
        case Verified():
            return f"{instrument.short_title}, {provision.article}"
        case Assumed(citation=citation):
            return f"assumed from {citation}"
        case Settled() as settled:
            matter = provision.article or CATALOGUE[provision.kind].title
            return f"{instrument.short_title}, {matter}; {settled}"
        case _:
            assert_never(provision.provenance)


def cite_event(instrument: Instrument, event: Event | None, *, missing: str = "") -> str:
    """Return a recorded event with its day and source, or name the one that is missing."""
    if event is None:
        return f"{instrument.short_title}: no {missing} recorded"
    day = _day_of(event)
    whom = f" by {event.party.english_name}" if event.party is not None else ""
    told = f"; {event.settled}" if event.settled is not None else _source_of(event)
    return f"{instrument.short_title}: {_HAPPENED[event.what]}{whom}{day}{told}"


def _day_of(event: Event) -> str:
    if event.on is not None:
        return f" on {event.on.isoformat()}"
    if event.no_later_than is not None:
        return f" no later than {event.no_later_than.isoformat()}"
    return f" in {event.printed}, day not recorded" if event.printed else ", day not recorded"


def _source_of(event: Event) -> str:
    return f" ({event.source})" if event.source else ""


def article_of(provision: Provision) -> str:
    """Return the article alone, or the name of the matter where none was stated."""
    return provision.article or CATALOGUE[provision.kind].title


_MATTERS = {
    Matter.TERM: "a term",
    Matter.EVENT: "an event",
    Matter.OWN_LAW: "what own law allows",
    Matter.ASSURANCE: "an assurance",
}


def subject_of(settlement: Settlement) -> str:
    """Return in words what a settlement settles."""
    if settlement.provision is not None:
        return CATALOGUE[settlement.provision].title
    told = _HAPPENED[settlement.event] if settlement.event else _MATTERS[settlement.matter]
    whom = f" by {settlement.party.english_name}" if settlement.party is not None else ""
    return told + whom
