"""The grounds of coverage: does the instrument carry this kind of assistance, for this purpose?"""

from datetime import date

from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import (
    CATALOGUE,
    NOTHING,
    Ask,
    Effect,
    EventType,
    Instrument,
    Provision,
    ProvisionKind,
    Purpose,
    Reading,
    Scope,
    Settled,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ground


def carrying_provision(instrument: Instrument, ask: Ask, *, on: date) -> Provision | None:
    """Return the provision that would carry the assistance on that day, if one is recorded."""
    return instrument.provision_on(ask.kind.provision, on=on)


def grounds_of_coverage(instrument: Instrument, ask: Ask, *, on: date) -> list[Ground]:
    """Return the grounds that say whether the text covers the assistance asked."""
    facts = {
        "instrument": instrument.short_title,
        "reference": instrument.reference,
        "kind": ask.kind.label,
        "term": CATALOGUE[ask.kind.provision].title,
        "provision": ask.kind.provision.value,
    }
    limited = instrument.scope is Scope.DECLARATION_DATA
    if limited and not ask.kind.needs_declaration_data_only:
        cites = f"{instrument.short_title}, {instrument.scope_article}"
        return [make_ground("declaration_data_only", cites, facts)]
    excluding = instrument.excludes(ask.kind.provision, on=on)
    provision = excluding or carrying_provision(instrument, ask, on=on)
    if provision is None:
        return [_ground_of_silence(instrument, facts)]
    cites = cite_provision(instrument, provision)
    if provision.is_assumed:
        return [make_ground("term_assumed", cites, facts)]
    code = "excluded" if provision.effect is Effect.EXCLUDED else "covered"
    covered = make_ground(code, cites, facts, settled=_is_settled(provision))
    return [covered, *_grounds_of_part(instrument, provision, ask, on=on)]


def _ground_of_silence(instrument: Instrument, facts: dict[str, str]) -> Ground:
    """A text read whole that is silent does not cover; any other silence is ours, not its."""
    if instrument.reading is Reading.WHOLE:
        cites = f"{instrument.short_title}, read whole: no such provision"
        return make_ground("not_covered", cites, facts)
    return make_ground("term_not_recorded", NOTHING, facts)


def _grounds_of_part(
    instrument: Instrument, provision: Provision, ask: Ask, *, on: date
) -> list[Ground]:
    """A duty in an annex runs only between parties that have accepted that annex."""
    if not provision.part:
        return []
    found = []
    for country in (ask.requesting, ask.requested):
        parts = _parts_accepted(instrument, country, on=on)
        if provision.part not in parts:
            found.append(
                make_ground(
                    "part_not_accepted" if parts else "part_not_recorded",
                    f"{instrument.short_title}, {provision.part}" if parts else NOTHING,
                    {
                        "instrument": instrument.short_title,
                        "reference": instrument.reference,
                        "part": provision.part,
                        "party": country.english_name,
                    },
                )
            )
    return found


def _parts_accepted(instrument: Instrument, country: CountryCode, *, on: date) -> frozenset[str]:
    return frozenset(
        part
        for event in instrument.events
        if event.what is EventType.ACCEPTED
        and event.party == country
        and (event.on is None or event.on <= on)
        for part in event.parts
    )


def grounds_of_purpose(instrument: Instrument, ask: Ask, *, on: date) -> list[Ground]:
    """Return a ground when the request serves a purpose of its own.

    The purpose a kind of assistance always serves needs no second provision: whoever may be asked
    for the assessment of duties may be asked for the sake of assessing duties.
    """
    if ask.stated_purpose is ask.kind.purpose:
        return []
    facts = {
        "instrument": instrument.short_title,
        "reference": instrument.reference,
        "purpose": ask.stated_purpose.label,
    }
    provision = instrument.provision_on(ProvisionKind.SCOPE_PURPOSES, on=on)
    if provision is None or not provision.values("purposes"):
        return [make_ground("purpose_not_recorded", NOTHING, facts)]
    cites = cite_provision(instrument, provision)
    if provision.is_assumed:
        return [make_ground("purpose_assumed", cites, facts)]
    listed = ask.stated_purpose in provision.values("purposes")
    code = "purpose_listed" if listed else "purpose_not_covered"
    facts["purposes"] = ", ".join(Purpose(each).label for each in provision.values("purposes"))
    return [make_ground(code, cites, facts, settled=_is_settled(provision))]


def _is_settled(provision: Provision) -> bool:
    return isinstance(provision.provenance, Settled)
