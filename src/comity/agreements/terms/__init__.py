"""Vocabulary of the agreements: instruments, provisions, own law, acts, and the register."""

from comity.agreements.terms.acts import Answer, Ask, Use
from comity.agreements.terms.assistance import ASSISTANCE, AssistanceEntry, AssistanceKind
from comity.agreements.terms.catalogue import (
    CATALOGUE,
    KindEntry,
    Parameter,
    Shape,
    fault_in_parameter,
)
from comity.agreements.terms.events import EVENTS, REGISTER_IMPORTED, REGISTER_SETTLED
from comity.agreements.terms.force import Force, Standing, standing_between, standing_of
from comity.agreements.terms.instruments import (
    Authority,
    Event,
    EventType,
    Instrument,
    InstrumentKind,
    Member,
    Parent,
    Party,
    Reading,
    Scope,
    Source,
)
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.limits import ASKED_FOR, BY_THE_SUPPLIER, ProceedingsLimit, UseLimits
from comity.agreements.terms.own_law import (
    Bar,
    DomesticLaw,
    Gateway,
    Instruction,
    InstructionEffect,
    domestic_reference,
)
from comity.agreements.terms.provisions import (
    Assumed,
    Effect,
    ParameterValue,
    Provenance,
    Provision,
    Settled,
    Verified,
)
from comity.agreements.terms.register import (
    NOTHING,
    InstrumentNotFoundError,
    Register,
    Template,
    TemplateTerm,
)
from comity.agreements.terms.settlement_data import settlement_data, settlement_from
from comity.agreements.terms.settlements import Matter, Settlement
from comity.agreements.terms.vocabulary import (
    Assurance,
    DataCategory,
    Leave,
    Proceedings,
    Purpose,
)

__all__ = [
    "ASKED_FOR",
    "ASSISTANCE",
    "BY_THE_SUPPLIER",
    "CATALOGUE",
    "EVENTS",
    "NOTHING",
    "REGISTER_IMPORTED",
    "REGISTER_SETTLED",
    "Answer",
    "Ask",
    "AssistanceEntry",
    "AssistanceKind",
    "Assumed",
    "Assurance",
    "Authority",
    "Bar",
    "DataCategory",
    "DomesticLaw",
    "Effect",
    "Event",
    "EventType",
    "Force",
    "Gateway",
    "Instruction",
    "InstructionEffect",
    "Instrument",
    "InstrumentKind",
    "InstrumentNotFoundError",
    "KindEntry",
    "Leave",
    "Matter",
    "Member",
    "Parameter",
    "ParameterValue",
    "Parent",
    "Party",
    "Proceedings",
    "ProceedingsLimit",
    "Provenance",
    "Provision",
    "ProvisionKind",
    "Purpose",
    "Reading",
    "Register",
    "Scope",
    "Settled",
    "Settlement",
    "Shape",
    "Source",
    "Standing",
    "Template",
    "TemplateTerm",
    "Use",
    "UseLimits",
    "Verified",
    "domestic_reference",
    "fault_in_parameter",
    "settlement_data",
    "settlement_from",
    "standing_between",
    "standing_of",
]
