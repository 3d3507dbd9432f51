"""Own enquiries that were made before a partner is asked: where was looked, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum


class Looked(StrEnum):
    """Where an administration looks before it asks another."""

    DECLARATIONS = "declarations"
    RISK_DATA = "risk_data"
    SEIZURES = "seizures"
    COMPANIES = "companies"
    TRANSPORT = "transport"
    TAX = "tax"
    TRADER = "trader"
    OTHER_AGENCY = "other_agency"
    OPEN_SOURCES = "open_sources"
    OTHER = "other"


class Outcome(StrEnum):
    """What an enquiry brought."""

    FOUND = "found"
    NOT_ENOUGH = "not_enough"
    NOTHING = "nothing"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class EnquiryDraft:
    """One enquiry of our own, as typed.

    Attributes:
        looked: a `Looked`.
        on: the civil day, ISO.
        outcome: an `Outcome`.
        note: what was looked for, and what came of it.
    """

    looked: str = ""
    on: str = ""
    outcome: str = ""
    note: str = ""
