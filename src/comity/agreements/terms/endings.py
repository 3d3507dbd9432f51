"""How force ends or rests: for all parties, for one that leaves, or for a while.

Days are half-open: the day of the event is the first without force. A party that denounces ends
its own bonds and no others; one that accepts anew is bound again.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from comity.agreements.terms.happenings import Event, EventType
from comity.agreements.terms.instruments import Instrument
from comity.agreements.terms.kinds import ProvisionKind
from comity.kernel.codes import CountryCode

_ENDS = frozenset({EventType.TERMINATED, EventType.SUPERSEDED})
_TURNS = frozenset({EventType.SUSPENDED, EventType.RESUMED})
_NOTICES = frozenset({EventType.NOTICE_GIVEN, EventType.NOTICE_WITHDRAWN})
# A party that has left comes back by one of these, recorded after its end.
_RETURNS = frozenset({EventType.ACCEPTED, EventType.ENTERED_INTO_FORCE, EventType.SUCCEEDED})


class Ending(StrEnum):
    """Why there is no force, or none that is sure; the code of its reason in `wording`."""

    ENDED = "ended"
    SUSPENDED = "suspended"
    DAY_NOT_RECORDED = "end_day_not_recorded"


def ending_of(
    instrument: Instrument, bound: Iterable[CountryCode], *, on: date
) -> tuple[Ending, Event] | None:
    """Return what ended an instrument, or laid it to rest, by a day; None when nothing did.

    Args:
        instrument: which.
        bound: the parties whose own denunciation or suspension counts, beside what concerns all.
        on: the civil day.
    """
    concerned = [party for party in (None, *bound) if party in instrument.course.closers]
    for party in concerned:
        if found := _end_for(instrument, party, on=on):
            return found
    for party in concerned:
        turn = _latest(_of(instrument, _TURNS, party), on=on)
        if turn is not None and turn.what is EventType.SUSPENDED:
            return Ending.SUSPENDED, turn
    overdue = (notice_running_out(instrument, party, on=on) for party in concerned)
    return next(((Ending.DAY_NOT_RECORDED, notice) for notice in overdue if notice), None)


def party_has_left(instrument: Instrument, *, on: date) -> tuple[Ending, Event] | None:
    """Return the end by which fewer than two sides were left; None while two remain.

    A bilateral agreement that one side denounces is at its end; a convention goes on between the
    others.
    """
    left = {
        party.code: found
        for party in instrument.parties
        if (found := _end_for(instrument, party.code, on=on))
    }
    staying = {party.side for party in instrument.parties if party.code not in left}
    if not left or len(staying) > 1:
        return None
    # What is sure comes first: an end without its day may still lie ahead.
    order = (Ending.ENDED, Ending.DAY_NOT_RECORDED)
    return min(left.values(), key=lambda found: order.index(found[0]))


def notice_of(
    instrument: Instrument, bound: Iterable[CountryCode] = (), *, on: date
) -> Event | None:
    """Return the notice of termination that runs on a day, or None."""
    for party in (None, *bound) if instrument.course.closers else ():
        latest = _latest(_of(instrument, _NOTICES, party), on=on)
        if latest is not None and latest.what is EventType.NOTICE_GIVEN:
            return latest
    return None


def notice_running_out(
    instrument: Instrument, party: CountryCode | None, *, on: date
) -> Event | None:
    """Return a notice whose time is up by a day although no end is recorded, or None.

    The text says how many months pass from notice to the end. When they have passed, force is not
    to be taken for granted: the end was not recorded, or the notice was withdrawn.
    """
    notice = _latest(_of(instrument, _NOTICES, party), on=on)
    if notice is None or notice.what is not EventType.NOTICE_GIVEN or notice.on is None:
        return None
    if any(event.what in _ENDS for event in _of(instrument, _ENDS, party)):
        return None  # the end has a day of its own
    term = instrument.provision_on(ProvisionKind.END_TERM, on=on)
    months = None if term is None or term.is_assumed else term.number("notice_months")
    if months is None or on < _months_after(notice.on, months):
        return None
    return notice


def _end_for(
    instrument: Instrument, party: CountryCode | None, *, on: date
) -> tuple[Ending, Event] | None:
    events = instrument.events_about(party)
    for place, event in enumerate(events):
        if event.what not in _ENDS:
            continue
        if party is not None and any(
            each.what in _RETURNS and each.has_happened(on) for each in events[place + 1 :]
        ):
            continue
        if event.has_happened(on):
            return Ending.ENDED, event
        if event.on is None:
            return Ending.DAY_NOT_RECORDED, event
    return None


def _of(
    instrument: Instrument, kinds: frozenset[EventType], party: CountryCode | None
) -> Iterator[Event]:
    return (event for event in instrument.events_about(party) if event.what in kinds)


def _latest(events: Iterable[Event], *, on: date) -> Event | None:
    """Return the last of some events by a day; the order of the register ends a tie."""
    happened = [event for event in events if event.has_happened(on)]
    return max(
        enumerate(happened),
        key=lambda at: (at[1].on or at[1].no_later_than, at[0]),
        default=(0, None),
    )[1]


def _months_after(day: date, months: int) -> date:
    """Return the day so many months later; a day that month does not have becomes its last."""
    years, month = divmod(day.month - 1 + months, 12)
    _, last = monthrange(day.year + years, month + 1)
    return date(day.year + years, month + 1, min(day.day, last))
