"""The grounds of standing: does the instrument bind the two, and is it in force on this day?"""

from datetime import date

from comity.agreements.rules.bearings import SETTLEABLE, SETTLED, make_ground
from comity.agreements.rules.citations import cite_event
from comity.agreements.terms import (
    Force,
    Instrument,
    Register,
    Standing,
    standing_between,
    standing_of,
)
from comity.agreements.wording.citations import DAY_NOT_RECORDED, MISSING_EVENTS
from comity.kernel.codes import CountryCode
from comity.kernel.countries import NAMES
from comity.kernel.rulings import Citation, Ground, Role


def grounds_against_linking(
    instrument: Instrument,
    *,
    requesting: CountryCode,
    requested: CountryCode,
    on: date,
    recognises: bool = False,
) -> list[Ground]:
    """Return a ground when the instrument carries nothing of the sort between the two.

    Args:
        instrument: which.
        requesting: one side.
        requested: the other.
        on: the civil day.
        recognises: whether it is recognition of traders' programmes that is wanted, and not
            assistance.
    """
    linked = instrument.links(requesting, requested, on=on)
    if linked and instrument.kind.carries_assistance is not recognises:
        return []
    name = (("instrument", instrument.short_title),)
    facts = {
        "instrument": instrument.short_title,
        "reference": instrument.reference,
        "requesting": requesting.english_name,
        "requested": requested.english_name,
    }
    if not linked:
        return [make_ground("not_between_them", Citation("cited_parties", name), facts)]
    cites = Citation("cited_title", (*name, ("title", instrument.title)))
    code = "assistance_only" if recognises else "recognition_only"
    return [make_ground(code, cites, facts)]


def ground_of_force(
    instrument: Instrument, *, requesting: CountryCode, requested: CountryCode, on: date
) -> Ground:
    """Return the ground that says whether the instrument is in force between the two."""
    standing = standing_between(instrument, requesting, requested, on=on)
    return ground_of_standing(
        instrument, standing, requesting=requesting, requested=requested, on=on
    )


_REQUESTING, _REQUESTED = (
    {code: (side, name) for code, name in NAMES.items()} for side in ("requesting", "requested")
)


def ground_of_standing(
    instrument: Instrument,
    standing: Standing,
    *,
    requesting: CountryCode,
    requested: CountryCode,
    on: date,
) -> Ground:
    """Return the ground of a force that is known already."""
    told = instrument.told
    key = standing.code, id(standing.event)
    found = told.standings.get(key)
    if found is None:
        found = told.standings[key] = _told(instrument, standing)
    code, cites, day = found
    # By name, as every ground has its facts: this one stands in every ruling.
    name, reference = told.name
    facts = (
        day,
        name,
        ("on", on.isoformat()),
        reference,
        _REQUESTED[requested],
        _REQUESTING[requesting],
    )
    return Ground(code, cites, facts=facts)


def _told(instrument: Instrument, standing: Standing) -> tuple[str, Citation, tuple[str, str]]:
    """Return the code, what it cites and the day of a force, whoever asks on whatever day."""
    missing = MISSING_EVENTS.get(standing.code, "") if standing.event is None else ""
    code = standing.code + SETTLED if _is_settled(standing) else standing.code
    cites = cite_event(instrument, standing.event, missing=missing)
    return code, cites, ("day", _day_of(standing))


def grounds_of_parent(register: Register, instrument: Instrument, *, on: date) -> list[Ground]:
    """Return a ground when the instrument this one hangs from has ended.

    Unless the text ends with it, what remains is for whoever manages the arrangement.
    """
    parent = instrument.parent
    if parent is None or not register.has(parent.reference):
        return []
    above = register.instrument(parent.reference)
    standing = standing_of(above, on=on)
    if standing.force is not Force.NO or standing.code != "ended":
        return []
    manager = Role.TREATY_DESK if instrument.kind.carries_assistance else Role.AEO_MANAGER
    facts = {
        "instrument": instrument.short_title,
        "reference": instrument.reference,
        "parent": above.short_title,
        "to": manager.value,
    }
    code = "ended_with_parent" if parent.ends_with_it else "parent_ended"
    return [make_ground(code, cite_event(above, standing.event), facts)]


def _is_settled(standing: Standing) -> bool:
    event = standing.event
    return event is not None and event.settled is not None and standing.code in SETTLEABLE


def _day_of(standing: Standing) -> str:
    event = standing.event
    if event is None or (event.on is None and event.no_later_than is None):
        return DAY_NOT_RECORDED
    return (event.on or event.no_later_than or date.max).isoformat()
