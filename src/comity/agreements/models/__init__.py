"""Tables of the agreements: the register as it was imported, and what a treaty desk adds to it."""

from comity.agreements.models.register import InstrumentText, RegisterImport, SettlementRecord

__all__ = ["InstrumentText", "RegisterImport", "SettlementRecord"]
