"""Alternatives: another road that would carry the act, or what to change so that one does."""

from collections.abc import Iterable, Iterator
from datetime import date

from comity.agreements.rules.candidates import Candidate
from comity.agreements.terms import NOTHING, Ask, EventType, Force, Scope, standing_between
from comity.kernel.rulings import Alternative, Outcome

ANOTHER = "another_instrument"
ANOTHER_REFERRED = "another_instrument_referred"
IN_FORCE_LATER = "in_force_later"
DECLARATION_DATA = "declaration_data"
COURTESY = "courtesy_request"
STATE_PURPOSE = "state_listed_purpose"
ASK_CONSENT = "ask_consent"
OTHER_CHANNEL = "other_channel"
ALTERNATIVE_CODES = frozenset(
    {
        ANOTHER,
        ANOTHER_REFERRED,
        IN_FORCE_LATER,
        DECLARATION_DATA,
        COURTESY,
        STATE_PURPOSE,
        ASK_CONSENT,
        OTHER_CHANNEL,
    }
)


def alternatives_to(
    chosen: Candidate | None, candidates: Iterable[Candidate], ask: Ask, *, on: date
) -> tuple[Alternative, ...]:
    """Return the other roads for an act, the best first.

    Args:
        chosen: the candidate the ruling rests on; None when it rests on the want of one.
        candidates: every instrument weighed, in their order.
        ask: the act.
        on: the civil day ruled on.
    """
    others = [c for c in candidates if chosen is None or c.instrument != chosen.instrument]
    found = [road for other in others for road in _roads(other, ask, on=on)]
    if chosen is None:
        found.append(Alternative(COURTESY, NOTHING, (("requested", ask.requested.english_name),)))
    else:
        found += _changes(chosen)
    return tuple(found)


def _roads(candidate: Candidate, ask: Ask, *, on: date) -> Iterator[Alternative]:
    instrument = candidate.instrument
    facts = (("instrument", instrument.short_title), ("reference", instrument.reference))
    cites = _cite(candidate)
    limited = instrument.scope is Scope.DECLARATION_DATA
    if limited and not ask.kind.needs_declaration_data_only:
        yield from _declaration_data(candidate, ask, on=on)
    elif candidate.outcome is Outcome.PERMITTED:
        yield Alternative(ANOTHER, cites, facts)
    elif candidate.outcome is Outcome.REFERRED:
        yield Alternative(ANOTHER_REFERRED, cites, facts)
    else:
        yield from _later(candidate, ask, on=on)


def _declaration_data(candidate: Candidate, ask: Ask, *, on: date) -> Iterator[Alternative]:
    """Name the road that carries declaration data only, where it is open between the two."""
    instrument = candidate.instrument
    standing = standing_between(instrument, ask.requesting, ask.requested, on=on)
    if standing.force is Force.YES:
        yield Alternative(
            DECLARATION_DATA,
            f"{instrument.short_title}, {instrument.scope_article}",
            (
                ("article", instrument.scope_article),
                ("instrument", instrument.short_title),
                ("reference", instrument.reference),
            ),
        )


def _later(candidate: Candidate, ask: Ask, *, on: date) -> Iterator[Alternative]:
    instrument = candidate.instrument
    standing = standing_between(instrument, ask.requesting, ask.requested, on=on)
    event = standing.event
    opens = event is not None and event.what is not EventType.SIGNED
    if opens and event is not None and event.on is not None and event.on > on:
        day = event.on.isoformat()
        yield Alternative(
            IN_FORCE_LATER,
            _cite(candidate),
            (
                ("day", day),
                ("instrument", instrument.short_title),
                ("reference", instrument.reference),
            ),
        )


def _cite(candidate: Candidate) -> str:
    """Cite what is first to be known of a road, never without naming the instrument."""
    name, first = candidate.instrument.short_title, candidate.grounds[0].cites
    return first if first.startswith(name) else f"{name}: {first}"


def _changes(chosen: Candidate) -> list[Alternative]:
    return [
        Alternative(STATE_PURPOSE, ground.cites, ground.facts)
        for ground in chosen.grounds
        if ground.code.startswith("purpose_not_covered")
    ]
