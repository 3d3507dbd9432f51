"""The grounds of coverage: does the instrument carry this act, for this purpose?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from comity.agreements.rules.bearings import SETTLED, make_ground
from comity.agreements.rules.citations import (
    cite_article,
    cite_event,
    cite_provision,
    cite_silence,
)
from comity.agreements.terms import (
    CATALOGUE,
    NOTHING,
    Bond,
    Effect,
    Instrument,
    Need,
    Provision,
    ProvisionKind,
    Purpose,
    Reading,
    Scope,
    Settled,
    bond_of,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ground


def carrying_provision(instrument: Instrument, need: Need, *, on: date) -> Provision | None:
    """Return the provision that would carry the act on that day, if one is recorded.

    Where several kinds would do, the surest that grants comes first; one that shuts the act out
    speaks only where nothing else grants it.
    """
    if len(need.provisions) == 1:
        return _provision_of(instrument, need.provisions[0], need, on=on)
    found = [
        provision
        for kind in need.provisions
        if (provision := _provision_of(instrument, kind, need, on=on)) is not None
    ]
    return min(found, key=_doubt, default=None)


def _provision_of(
    instrument: Instrument, kind: ProvisionKind, need: Need, *, on: date
) -> Provision | None:
    if excluding := instrument.excludes(kind, on=on):
        return excluding
    provision = instrument.provision_on(kind, on=on)
    if provision is None or not need.on_own or kind is ProvisionKind.INFO_SPONTANEOUS:
        return provision
    # A duty to answer carries nothing that nobody asked for, unless the text says so.
    return provision if provision.flag("on_own") else None


def _doubt(provision: Provision) -> int:
    if provision.is_assumed:
        return 2
    return 1 if provision.effect is Effect.EXCLUDED else 0


def grounds_of_coverage(
    instrument: Instrument, provision: Provision | None, need: Need, *, on: date
) -> list[Ground]:
    """Return the grounds that say whether the text covers the act.

    Args:
        instrument: which.
        provision: what `carrying_provision` found in it.
        need: what must be carried.
        on: the civil day.
    """
    if not need.provisions:
        return []
    if instrument.scope is Scope.DECLARATION_DATA and not need.declaration_data:
        cites = cite_article(instrument, instrument.scope_article)
        facts = _facts(instrument, need, need.provisions[0])
        return [Ground("declaration_data_only", cites, facts=facts)]
    if provision is None:
        return [_ground_of_silence(instrument, need)]
    facts = _facts(instrument, need, provision.kind)
    cites = cite_provision(instrument, provision)
    if provision.is_assumed:
        return [Ground("term_assumed", cites, facts=facts)]
    code = "excluded" if provision.effect is Effect.EXCLUDED else "covered"
    covered = Ground(code + SETTLED if _is_settled(provision) else code, cites, facts=facts)
    return [covered, *_grounds_of_part(instrument, provision, need, on=on)]


_TERMS: Mapping[ProvisionKind, tuple[tuple[str, str], tuple[str, str]]] = {
    kind: (("provision", kind.value), ("term", entry.title)) for kind, entry in CATALOGUE.items()
}


def _facts(instrument: Instrument, need: Need, kind: ProvisionKind) -> tuple[tuple[str, str], ...]:
    """By name, as every ground has its facts: one of these stands in almost every ruling."""
    provision, term = _TERMS[kind]
    name, reference = instrument.told.name
    return (name, ("kind", need.label), provision, reference, term)


def _ground_of_silence(instrument: Instrument, need: Need) -> Ground:
    """A text read whole that is silent does not cover; any other silence is ours, not its."""
    facts = _facts(instrument, need, need.provisions[0])
    if instrument.reading is Reading.WHOLE:
        return Ground("not_covered", cite_silence(instrument), facts=facts)
    return Ground("term_not_recorded", NOTHING, facts=facts)


_BONDS = {
    Bond.NOT_ACCEPTED: "part_not_accepted",
    Bond.NOT_RECORDED: "part_not_recorded",
    Bond.RESERVED: "part_reserved",
}


def _grounds_of_part(
    instrument: Instrument, provision: Provision, need: Need, *, on: date
) -> list[Ground]:
    """A duty in an annex runs only between parties that have accepted that annex."""
    if not provision.part and not instrument.course.has_reservations:
        return []
    return [
        ground
        for country in (need.requesting, need.requested)
        for ground in _ground_of_bond(instrument, provision, country, on=on)
    ]


def _ground_of_bond(
    instrument: Instrument, provision: Provision, country: CountryCode, *, on: date
) -> Iterable[Ground]:
    bond, event = bond_of(instrument, provision, country, on=on)
    if bond is Bond.BOUND:
        return
    part = provision.part or provision.article
    facts = {
        "instrument": instrument.short_title,
        "reference": instrument.reference,
        "part": part,
        "party": country.english_name,
    }
    match bond:
        case Bond.RESERVED:
            cites = cite_event(instrument, event)
        case Bond.NOT_ACCEPTED:
            cites = cite_article(instrument, part)
        case _:
            cites = NOTHING
    yield make_ground(_BONDS[bond], cites, facts)


def ground_of_purpose(instrument: Instrument, purpose: Purpose, *, on: date) -> Ground:
    """Return the ground of a purpose of the act's own.

    The purpose a kind of assistance always serves needs no second provision: whoever may be asked
    for the assessment of duties may be asked for the sake of assessing duties.
    """
    facts = {
        "instrument": instrument.short_title,
        "reference": instrument.reference,
        "purpose": purpose.label,
    }
    provision = instrument.provision_on(ProvisionKind.SCOPE_PURPOSES, on=on)
    if provision is None or not provision.values("purposes"):
        return make_ground("purpose_not_recorded", NOTHING, facts)
    cites = cite_provision(instrument, provision)
    if provision.is_assumed:
        return make_ground("purpose_assumed", cites, facts)
    listed = purpose in provision.values("purposes")
    code = "purpose_listed" if listed else "purpose_not_covered"
    facts["purposes"] = ", ".join(Purpose(each).label for each in provision.values("purposes"))
    return make_ground(code, cites, facts, settled=_is_settled(provision))


def grounds_of_personal_data(
    instrument: Instrument | None, need: Need, *, on: date
) -> Iterator[Ground]:
    """Return a ground when personal data is let out: is there an article that protects it?"""
    if not need.personal:
        return
    kind = ProvisionKind.DATA_PERSONAL
    provision = instrument.provision_on(kind, on=on) if instrument is not None else None
    if instrument is None or provision is None:
        yield make_ground("personal_data_not_recorded", NOTHING, {})
        return
    cites = cite_provision(instrument, provision)
    if provision.is_assumed:
        yield make_ground("personal_data_not_recorded", cites, {})
    else:
        settled = _is_settled(provision)
        yield make_ground("personal_data_protected", cites, {}, settled=settled)


def _is_settled(provision: Provision) -> bool:
    return isinstance(provision.provenance, Settled)
