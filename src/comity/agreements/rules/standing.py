"""The grounds of standing: does the instrument bind the two, and is it in force on this day?"""

from datetime import date

from comity.agreements.rules.bearings import SETTLEABLE, make_ground
from comity.agreements.rules.citations import cite_event
from comity.agreements.terms import (
    Force,
    Instrument,
    Register,
    Standing,
    standing_between,
    standing_of,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ground

_MISSING = {
    "force_not_recorded": "entry into force",
    "succession_not_recorded": "succession",
    "acceptance_not_recorded": "acceptance by both parties",
}


def grounds_against_linking(
    instrument: Instrument, *, requesting: CountryCode, requested: CountryCode, on: date
) -> list[Ground]:
    """Return a ground when the instrument carries no assistance at all between the two."""
    facts = {
        "instrument": instrument.short_title,
        "reference": instrument.reference,
        "requesting": requesting.english_name,
        "requested": requested.english_name,
    }
    if not instrument.links(requesting, requested, on=on):
        return [make_ground("not_between_them", f"{instrument.short_title}: parties", facts)]
    if not instrument.kind.carries_assistance:
        cites = f"{instrument.short_title}: {instrument.title}"
        return [make_ground("recognition_only", cites, facts)]
    return []


def ground_of_force(
    instrument: Instrument, *, requesting: CountryCode, requested: CountryCode, on: date
) -> Ground:
    """Return the ground that says whether the instrument is in force between the two."""
    standing = standing_between(instrument, requesting, requested, on=on)
    return make_ground(
        standing.code,
        cite_event(instrument, standing.event, missing=_MISSING.get(standing.code, "event")),
        {
            "instrument": instrument.short_title,
            "reference": instrument.reference,
            "requesting": requesting.english_name,
            "requested": requested.english_name,
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
