"""Reading provisions: verified against a text, or assumed from a template; never neither."""

from datetime import date
from typing import cast

from comity.agreements.register_files.tables import Table
from comity.agreements.terms import (
    CATALOGUE,
    Assumed,
    Effect,
    ParameterValue,
    Provenance,
    Provision,
    ProvisionKind,
    Shape,
    Template,
    TemplateTerm,
    Verified,
    fault_in_parameter,
    taken_by_parameter,
)
from comity.agreements.terms.shapes import value_from
from comity.kernel.countries import NAMES


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
        reference=table.name_of_file(),
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
    kinds = [term.kind for term in found.terms]
    for position, kind in enumerate(kinds):
        if kind in kinds[:position]:
            table.page.fault(("terms", position), "term_twice", kind=kind.value)
    return found


def read_parameters(
    table: Table, kind: ProvisionKind | None
) -> tuple[tuple[str, ParameterValue], ...]:
    """Return the parameters of one provision, held to the catalogue; none without its kind."""
    given = table.table("parameters")
    if given is None or kind is None:
        return ()
    found: list[tuple[str, ParameterValue]] = []
    for name, raw in sorted(given.data.items()):
        value = value_from(raw)
        if fault := fault_in_parameter(kind, name, value):
            _note(given, kind, name, fault)
        elif isinstance(value, date):
            given.day(name)  # held to the same years as every other day
            found.append((name, value))
        else:
            found.append((name, cast(ParameterValue, value)))
    return tuple(found)


def _note(given: Table, kind: ProvisionKind, name: str, fault: str) -> None:
    """Note what is wrong with a parameter, and what it would take instead."""
    parameter = CATALOGUE[kind].parameters.get(name)
    raw = given.data[name]
    facts = {"key": name, "value": raw, **taken_by_parameter(kind, name)}
    if isinstance(raw, dict) and parameter is not None and parameter.shape is Shape.SIDES:
        strangers = sorted(side for side in raw if side not in NAMES)
        if strangers:
            fault, facts["value"] = "no_such_country", ", ".join(strangers)
    given.fault(name, fault, **facts)


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
    parameters = read_parameters(table, kind)
    table.refuse_the_rest()
    if kind is None:
        return None
    return TemplateTerm(kind, article, parameters)


def _provision(
    table: Table, general: Verified | None, templates: dict[str, Template]
) -> Provision | None:
    kind = table.choice("kind", ProvisionKind, required=True, code="unknown_provision")
    article, template = table.text("article"), table.text("assumed_from")
    own = _read_verified(table.table("verified"))
    effect, period = table.choice("effect", Effect) or Effect.GRANTED, table.period()
    part, note = table.text("part"), table.text("note")
    parameters = read_parameters(table, kind)
    table.refuse_the_rest()
    if kind is None:
        return None
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
