"""Vocabulary: code lists, identifiers, subjects."""

from comity.subjects.terms.code_lists import Code, CodeList, CodeListNotFoundError, CodeLists
from comity.subjects.terms.identifiers import Doubt, Identifier, Scheme, normalised
from comity.subjects.terms.subjects import (
    SUBJECTS,
    Account,
    Company,
    Consignment,
    Container,
    Declaration,
    Goods,
    Person,
    Subject,
    Vehicle,
    Vessel,
)

__all__ = [
    "SUBJECTS",
    "Account",
    "Code",
    "CodeList",
    "CodeListNotFoundError",
    "CodeLists",
    "Company",
    "Consignment",
    "Container",
    "Declaration",
    "Doubt",
    "Goods",
    "Identifier",
    "Person",
    "Scheme",
    "Subject",
    "Vehicle",
    "Vessel",
    "normalised",
]
