"""Writing the register file of an instrument: what the reader reads back, field by field.

Remarks in a file (`# …`) are no part of the agreement and are not kept; every field and every
source is. What the treaty desk settled stands in its own acts and is left out, so that it is never
written down twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from comity.agreements.register_files.toml_text import WIDTH, Value, inline, line_for
from comity.agreements.terms import (
    Assumed,
    Effect,
    Event,
    Instrument,
    ParameterValue,
    Parent,
    Party,
    PerSide,
    Provision,
    Scope,
    Settled,
    Source,
    Template,
    Verified,
)
from comity.kernel.periods import Period

Fields = dict[str, Value]


def toml_of(instrument: Instrument, *, templates: Iterable[Template] = ()) -> str:
    """Return the register file of an instrument, in the order every file of the register has.

    Args:
        instrument: as its file has it (`Register.files`), or as somebody edited it.
        templates: where assumed terms come from. Parameters a template gives are left to it; when
            the template is not given here they are written out.
    """
    general = _general(instrument)
    known = {template.reference: template for template in templates}
    blocks = [_lines(_head(instrument))]
    if instrument.parent is not None:
        blocks.append(["[parent]", *_lines(_parent(instrument.parent))])
    if general is not None:
        blocks.append(["[verified]", *_lines(_verified(general))])
    blocks += [block for party in instrument.parties for block in _party(party)]
    events = (event for event in instrument.events if event.settled is None)
    blocks += [["[[events]]", *_lines(_event(event))] for event in events]
    read = (each for each in instrument.provisions if not isinstance(each.provenance, Settled))
    blocks += [_provision(each, general, known) for each in read]
    blocks += [["[[sources]]", *_lines(_source(source))] for source in instrument.sources]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _general(instrument: Instrument) -> Verified | None:
    """Return whose comparison speaks for most provisions: it stands once, at the top."""
    told = Counter(
        p.provenance for p in instrument.provisions if isinstance(p.provenance, Verified)
    )
    return next(iter(told.most_common(1)), (None, 0))[0]


def _head(instrument: Instrument) -> Fields:
    fields: Fields = {
        "reference": instrument.reference,
        "kind": instrument.kind.value,
        "title": instrument.title,
        "short_title": instrument.short_title,
        "also_titled": instrument.also_titled,
        "reading": instrument.reading.value,
        "public": instrument.public,
        "by_acceptance": instrument.by_acceptance,
        "scope": "" if instrument.scope is Scope.GENERAL else instrument.scope.value,
        "scope_article": instrument.scope_article,
        "languages": instrument.languages,
        "open_points": instrument.open_points,
        "note": instrument.note,
    }
    # Binding has three answers: that it does not bind is said, that nobody knows is not.
    return _given(fields) | ({} if instrument.binding is None else {"binding": instrument.binding})


def _parent(parent: Parent) -> Fields:
    named = _given({"reference": parent.reference, "title": parent.title})
    ends: Fields = {} if parent.ends_with_it is None else {"ends_with_it": parent.ends_with_it}
    return (named or {"unknown": True}) | ends


def _verified(verified: Verified) -> Fields:
    return {"by": verified.by, "on": verified.on, "against": verified.against}


def _party(party: Party) -> Iterator[list[str]]:
    own = _lines({"code": str(party.code)})
    yield [
        "[[parties]]",
        f"{own[0]}  # {party.code.english_name}",
        *_lines(_given({"succeeds": party.succeeds or ""})),
    ]
    for authority in party.authorities:
        fields = {"name": authority.name, "succeeds": authority.succeeds}
        yield ["[[parties.authorities]]", *_lines(_given(fields) | _period(authority.period))]
    for member in party.members:
        yield [
            "[[parties.members]]",
            *_lines({"code": str(member.code), **_period(member.period)}),
        ]


def _event(event: Event) -> Fields:
    days: Fields = {"on": event.on} if event.on else {}
    if event.no_later_than:
        days["no_later_than"] = event.no_later_than
    more: Fields = {
        "printed": event.printed,
        "party": str(event.party or ""),
        "parts": event.parts,
        "place": event.place,
        "signatories": event.signatories,
        "by": event.by,
        "source": event.source,
        "note": event.note,
    }
    return {"what": event.what.value, **days, **_given(more)}


def _provision(
    provision: Provision, general: Verified | None, templates: Mapping[str, Template]
) -> list[str]:
    fields: Fields = {
        "kind": provision.kind.value,
        "article": provision.article,
        "effect": "" if provision.effect is Effect.GRANTED else provision.effect.value,
        "part": provision.part,
    }
    own: Fields = {}
    match provision.provenance:
        case Assumed(template=template):
            fields["assumed_from"] = template
        case Verified() as verified if verified != general:
            own = {"verified": _verified(verified)}
        case _:
            pass  # the table at the top speaks for it
    rest = {**_period(provision.period), **_given({"note": provision.note})}
    tables = own | _parameters(provision, templates)
    return ["[[provisions]]", *_lines(_given(fields) | rest), *_inner("provisions", tables)]


def _parameters(provision: Provision, templates: Mapping[str, Template]) -> Fields:
    given: Fields = {name: _value(value) for name, value in provision.parameters}
    if isinstance(provision.provenance, Assumed):
        template = templates.get(provision.provenance.template)
        term = template.term(provision.kind) if template is not None else None
        if term is not None and term.parameters == provision.parameters:
            return {}
    return {"parameters": given} if given else {}


def _value(value: ParameterValue) -> Value:
    return (
        {str(side): words for side, words in value.sides} if isinstance(value, PerSide) else value
    )


def _inner(above: str, tables: Fields) -> list[str]:
    """Return tables inside another: in a line where they fit, else as tables of their own."""
    short, long = [], []
    for name, value in tables.items():
        line = f"{name} = {inline(value)}"
        if len(line) <= WIDTH or not isinstance(value, dict):
            short.append(line)
        else:
            long += [f"[{above}.{name}]", *_lines(value)]
    return short + long


def _source(source: Source) -> Fields:
    return _given({"title": source.title, "says": source.says})


def _period(period: Period) -> Fields:
    days = {"from": period.start, "until": period.end}
    return {name: day for name, day in days.items() if day is not None}


def _given(fields: Mapping[str, Value]) -> Fields:
    """Leave out what says nothing: an empty text or list, and a flag that is not set."""
    return {name: value for name, value in fields.items() if value not in ("", (), False)}


def _lines(fields: Mapping[str, Value]) -> list[str]:
    return [line_for(name, value) for name, value in fields.items()]
