"""Reading provisions: verified against a text, or assumed from a template; never neither."""

from typing import cast

from comity.agreements.register_files.tables import Table
from comity.agreements.terms import (
    Assumed,
    Effect,
    ParameterValue,
    Provenance,
    Provision,
    ProvisionKind,
    Template,
    TemplateTerm,
    Verified,
    fault_in_parameter,
)

_Single = str | int | bool


def read_provisions(table: Table, *, templates: dict[str, Template]) -> tuple[Provision, ...]:
    """Return the provisions of an instrument's file.

    `[verified]` at the top of a file speaks for every provision that names an article and brings
    no `verified` of its own.
    """
    general = _read_verified(table.table("verified"))
    found = (_provision(each, general, templates) for each in table.tables("provisions"))
    return tuple(provision for provision in found if provision is not None)


def read_verified(table: Table) -> Verified | None:
    """Return the `verified` table of a file or of one entry, or None when there is none."""
    return _read_verified(table.table("verified"))


def read_template(table: Table) -> Template:
    """Return the template a file describes, noting every fault on its page."""
    found = Template(
        reference=table.reference(),
        title=table.text("title", required=True),
        terms=tuple(term for term in map(_template_term, table.tables("terms")) if term),
    )
    table.text("kind")
    table.texts("open_points")
    table.text("note")
    for source in table.tables("sources"):
        source.text("title", required=True)
        source.text("says")
        source.refuse_the_rest()
    table.refuse_the_rest()
    return found


def read_parameters(table: Table, kind: ProvisionKind) -> tuple[tuple[str, ParameterValue], ...]:
    """Return the parameters of one provision, held to the catalogue."""
    given = table.table("parameters")
    if given is None:
        return ()
    found: list[tuple[str, ParameterValue]] = []
    for name, value in sorted(given.data.items()):
        if fault := fault_in_parameter(kind, name, value):
            given.fault(name, fault, key=name, value=value, wanted="see the catalogue", known="")
        else:
            found.append((name, tuple(value) if isinstance(value, list) else cast(_Single, value)))
    return tuple(found)


def _read_verified(table: Table | None) -> Verified | None:
    if table is None:
        return None
    by, against = table.text("by", required=True), table.text("against", required=True)
    on = table.day("on", required=True)
    table.refuse_the_rest()
    return Verified(by, on, against) if on is not None else None


def _template_term(table: Table) -> TemplateTerm | None:
    kind = table.choice("kind", ProvisionKind, required=True, code="unknown_provision")
    article = table.text("article")
    if kind is None:
        return None
    parameters = read_parameters(table, kind)
    table.refuse_the_rest()
    return TemplateTerm(kind, article, parameters)


def _provision(
    table: Table, general: Verified | None, templates: dict[str, Template]
) -> Provision | None:
    kind = table.choice("kind", ProvisionKind, required=True, code="unknown_provision")
    article, template = table.text("article"), table.text("assumed_from")
    own = _read_verified(table.table("verified"))
    effect, period = table.choice("effect", Effect) or Effect.GRANTED, table.period()
    part, note = table.text("part"), table.text("note")
    if kind is None:
        return None
    parameters = read_parameters(table, kind)
    table.refuse_the_rest()
    provenance = _provenance(table, kind, own or general, templates)
    if provenance is None:
        return None
    if isinstance(provenance, Assumed) and not parameters:
        term = templates[template].term(kind)
        parameters = term.parameters if term is not None else ()
    return Provision(kind, article, provenance, effect, parameters, period, part, note)


def _provenance(
    table: Table, kind: ProvisionKind, verified: Verified | None, templates: dict[str, Template]
) -> Provenance | None:
    """An assumed term cites its template and never an article; any other cites its article."""
    article, template = table.text("article"), table.text("assumed_from")
    if template and (article or table.has("verified")):
        table.fault("assumed_from", "assumed_and_verified", kind=kind.value)
    elif template:
        return _assumed(table, kind, template, templates)
    elif not article:
        table.fault("", "provision_without_article", kind=kind.value)
    elif verified is None:
        table.fault("article", "provision_not_verified", kind=kind.value)
    return verified if not template else None


def _assumed(
    table: Table, kind: ProvisionKind, template: str, templates: dict[str, Template]
) -> Assumed | None:
    if template not in templates:
        table.fault("assumed_from", "unknown_template", template=template)
        return None
    if templates[template].term(kind) is None:
        table.fault("assumed_from", "term_not_in_template", template=template, kind=kind.value)
        return None
    return Assumed(template, templates[template].citation(kind))
