"""What the treaty desk still has to find out or settle about an instrument: its blanks, listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comity.agreements.terms import (
    CATALOGUE,
    Event,
    EventType,
    Force,
    Instrument,
    Party,
    ProvisionKind,
    Reading,
    Register,
    standing_of,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said of an instrument; the sentence of its code stands in `wording`."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


# What real agreements differ in: where a text was read in part, a blank here is work.
MATTERS = (
    ProvisionKind.SCOPE_PURPOSES,
    ProvisionKind.USE_PROCEEDINGS,
    ProvisionKind.USE_OTHER,
    ProvisionKind.CONF_LEVEL,
    ProvisionKind.DATA_PERSONAL,
    ProvisionKind.REQ_FORM,
    ProvisionKind.REQ_LANGUAGE,
    ProvisionKind.ACT_PRESENCE,
    ProvisionKind.ACT_RECOVERY,
    ProvisionKind.ACT_EXPERTS_WITNESSES,
    ProvisionKind.COST_WAIVE,
    ProvisionKind.END_TERM,
)


def gaps_in(
    instrument: Instrument, *, on: date, register: Register | None = None
) -> tuple[Statement, ...]:
    """Return what the treaty desk still has to find out or settle about an instrument.

    Args:
        instrument: which.
        on: the civil day force and terms are asked for.
        register: where the instrument it hangs from is looked up; None leaves that out.
    """
    return (
        *_in_force(instrument, on=on),
        *_in_parent(instrument, register, on=on),
        *_in_parties(instrument),
        *_in_events(instrument),
        *_in_terms(instrument, on=on),
        *(Statement("gap_open_point", (("point", point),)) for point in instrument.open_points),
    )


def _in_force(instrument: Instrument, *, on: date) -> Iterator[Statement]:
    if standing_of(instrument, on=on).force is Force.NOT_RECORDED:
        yield Statement("gap_force", (("instrument", instrument.short_title),))


def _in_parent(
    instrument: Instrument, register: Register | None, *, on: date
) -> Iterator[Statement]:
    parent = instrument.parent
    if parent is None:
        return
    if not parent.is_known:
        yield Statement("gap_parent")
    elif register is not None and register.has(parent.reference):
        above = register.instrument(parent.reference)
        if standing_of(above, on=on).code == "ended" and parent.ends_with_it is None:
            yield Statement("gap_parent_ended", (("parent", above.short_title),))


def _in_parties(instrument: Instrument) -> Iterator[Statement]:
    if not instrument.parties:
        yield Statement("gap_parties")
    for party in instrument.parties:
        told = (("party", party.code.english_name),)
        if party.succeeds is not None:
            if not _has(instrument, EventType.SUCCEEDED, party):
                yield Statement("gap_succession", told)
        elif instrument.by_acceptance and not _has(instrument, EventType.ACCEPTED, party):
            yield Statement("gap_acceptance", told)
        yield from _in_members(party)


def _in_members(party: Party) -> Iterator[Statement]:
    told = ("party", party.code.english_name)
    if party.code.is_union and not party.members:
        yield Statement("gap_members", (told,))
    # Without its first day a member counts as one on every day before its last: that is to be said.
    for member in party.members:
        if member.period.start is None:
            yield Statement("gap_member_day", (("member", member.code.english_name), told))


def _in_events(instrument: Instrument) -> Iterator[Statement]:
    signed = [e for e in instrument.events if e.what is EventType.SIGNED]
    if instrument.events and not signed:
        yield Statement("gap_signature")
    if any(event.on is None for event in signed):
        yield Statement("gap_signature_day")
    for event in instrument.events:
        if event.what is EventType.AMENDED and not _is_encoded(instrument, event):
            day = event.on.isoformat() if event.on is not None else event.printed
            yield Statement("gap_amendment", (("day", day),))


def _in_terms(instrument: Instrument, *, on: date) -> Iterator[Statement]:
    if not instrument.kind.carries_assistance:
        return
    sure = {p.kind for p in instrument.terms_on(on) if not p.is_assumed}
    assumed = {p.kind for p in instrument.terms_on(on) if p.is_assumed}
    for kind in ProvisionKind:
        told = (("term", CATALOGUE[kind].title),)
        if kind in assumed - sure:
            yield Statement("gap_term_assumed", told)
        elif instrument.reading is Reading.PART and kind in MATTERS and kind not in sure:
            yield Statement("gap_matter", told)
    if instrument.reading is not Reading.WHOLE:
        yield Statement(f"gap_reading_{instrument.reading}")


def _has(instrument: Instrument, what: EventType, party: Party) -> bool:
    return any(e.what is what and e.party == party.code for e in instrument.events)


def _is_encoded(instrument: Instrument, amendment: Event) -> bool:
    """Return whether any term begins or ends on the day of an amendment."""
    days = {day for p in instrument.provisions for day in (p.period.start, p.period.end)}
    return amendment.on is not None and amendment.on in days
