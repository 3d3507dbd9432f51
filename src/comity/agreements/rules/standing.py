"""The grounds of force: is the instrument in force between the two on this day?"""

from datetime import date

from comity.agreements.rules.bearings import SETTLEABLE, make_ground
from comity.agreements.rules.citations import cite_event
from comity.agreements.terms import (
    Ask,
    Force,
    Instrument,
    Register,
    Standing,
    standing_between,
    standing_of,
)
from comity.kernel.rulings import Ground

_MISSING = {
    "force_not_recorded": "entry into force",
    "succession_not_recorded": "succession",
    "acceptance_not_recorded": "acceptance by both parties",
}


def ground_of_force(instrument: Instrument, ask: Ask, *, on: date) -> Ground:
    """Return the ground that says whether the instrument is in force between the two."""
    standing = standing_between(instrument, ask.requesting, ask.requested, on=on)
    return make_ground(
        standing.code,
        cite_event(instrument, standing.event, missing=_MISSING.get(standing.code, "event")),
        {
            "instrument": instrument.short_title,
            "reference": instrument.reference,
            "requesting": ask.requesting.english_name,
            "requested": ask.requested.english_name,
            "day": _day_of(standing),
            "on": on.isoformat(),
        },
        settled=_is_settled(standing),
    )


def grounds_of_parent(register: Register, instrument: Instrument, *, on: date) -> list[Ground]:
    """Return a ground when the instrument this one hangs from has ended."""
    parent = instrument.parent
    if parent is None or not register.has(parent.reference):
        return []
    above = register.instrument(parent.reference)
    standing = standing_of(above, on=on)
    if standing.force is not Force.NO or standing.code != "ended":
        return []
    return [
        make_ground(
            "parent_ended",
            cite_event(above, standing.event),
            {
                "instrument": instrument.short_title,
                "reference": instrument.reference,
                "parent": above.short_title,
            },
        )
    ]


def _is_settled(standing: Standing) -> bool:
    event = standing.event
    return standing.code in SETTLEABLE and event is not None and event.settled is not None


def _day_of(standing: Standing) -> str:
    event = standing.event
    if event is None or (event.on is None and event.no_later_than is None):
        return "a day not recorded"
    return (event.on or event.no_later_than or date.max).isoformat()
