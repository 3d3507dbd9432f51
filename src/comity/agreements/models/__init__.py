"""Tables of the agreements: the register as it was imported, and what a treaty desk adds to it."""

from comity.agreements.models.assurances import AssuranceRecord
from comity.agreements.models.breaches import BreachMove, BreachRecord
from comity.agreements.models.countersigning import (
    TermsDecision,
    TermsDifference,
    TermsProposal,
    TermsSignature,
    TermsStepRecord,
)
from comity.agreements.models.editing import LocalEdit, Proposal
from comity.agreements.models.instructions import (
    InstructionMove,
    InstructionRecord,
)
from comity.agreements.models.register import InstrumentText, RegisterImport, SettlementRecord

__all__ = [
    "AssuranceRecord",
    "BreachMove",
    "BreachRecord",
    "InstructionMove",
    "InstructionRecord",
    "InstrumentText",
    "LocalEdit",
    "Proposal",
    "RegisterImport",
    "SettlementRecord",
    "TermsDecision",
    "TermsDifference",
    "TermsProposal",
    "TermsSignature",
    "TermsStepRecord",
]
