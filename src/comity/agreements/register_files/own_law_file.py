"""Reading one country's own law from its file."""

from comity.agreements.register_files.instrument_file import read_sources
from comity.agreements.register_files.provision_tables import read_verified
from comity.agreements.register_files.tables import Table
from comity.agreements.terms import (
    RELEASES,
    ActKind,
    AssistanceKind,
    Assumed,
    Assurance,
    Bar,
    DataCategory,
    DomesticLaw,
    Gateway,
    Instruction,
    InstructionEffect,
    Provenance,
    Purpose,
    Verified,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Role


def read_own_law(table: Table, *, digest: str) -> DomesticLaw:
    """Return the own law a file describes, noting every fault on its page.

    Args:
        table: the whole file.
        digest: SHA-256 (hex) of the file's encoding.
    """
    general = read_verified(table)
    table.text("kind")
    found = DomesticLaw(
        country=table.country("country", required=True) or CountryCode("EU"),
        title=table.text("title", required=True),
        gateways=tuple(_gateway(each, general) for each in table.tables("gateways")),
        bars=tuple(_bar(each, general) for each in table.tables("bars")),
        instructions=tuple(_instruction(each) for each in table.tables("instructions")),
        sources=read_sources(table),
        open_points=table.texts("open_points"),
        digest=digest,
    )
    table.refuse_the_rest()
    return found


def _gateway(table: Table, general: Verified | None) -> Gateway:
    found = Gateway(
        article=table.text("article", required=True),
        provenance=_provenance(table, general),
        acts=frozenset(table.choices("acts", ActKind)) or RELEASES,
        kinds=frozenset(table.choices("opens", AssistanceKind)),
        assurances=frozenset(table.choices("assurances", Assurance)),
        approval=table.choice("approval", Role),
        period=table.period(),
    )
    table.text("note")
    table.refuse_the_rest()
    return found


def _bar(table: Table, general: Verified | None) -> Bar:
    found = Bar(
        article=table.text("article", required=True),
        provenance=_provenance(table, general),
        category=table.choice("category", DataCategory),
        supplied_by=frozenset(table.countries("supplied_by")),
        acts=frozenset(table.choices("acts", ActKind)),
        on_breach=table.flag("on_breach") or False,
        period=table.period(),
    )
    table.text("note")
    table.refuse_the_rest()
    if found.category is None and not found.supplied_by and not found.on_breach:
        table.fault("", "bar_without_matter")
    return found


def _instruction(table: Table) -> Instruction:
    found = Instruction(
        reference=table.reference(),
        effect=table.choice("effect", InstructionEffect, required=True) or InstructionEffect.HOLD,
        to=table.choice("to", Role, required=True) or Role.CENTRAL_UNIT,
        partners=frozenset(table.countries("partners")),
        kinds=frozenset(table.choices("kinds", AssistanceKind)),
        purposes=frozenset(table.choices("purposes", Purpose)),
        acts=frozenset(table.choices("acts", ActKind)),
        period=table.period(),
    )
    table.refuse_the_rest()
    return found


def _provenance(table: Table, general: Verified | None) -> Provenance:
    """Own law is verified, or stated from general knowledge until somebody reads it."""
    knowledge = table.text("assumed_from")
    own = read_verified(table)
    if knowledge:
        return Assumed(template="", citation=knowledge)
    if own is None and general is None:
        table.fault("article", "provision_not_verified", kind="own law")
        return Assumed(template="", citation="")
    verified = own or general
    assert verified is not None, "one of the two is there"
    return verified
