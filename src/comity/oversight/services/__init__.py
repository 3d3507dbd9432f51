"""Acts of oversight: looks that are recorded, and what is taken out."""

from comity.oversight.services.day_proofs import DayTaken, day_proof, record_day_proof
from comity.oversight.services.looking import (
    note_answer_read,
    note_exhibit_read,
    note_register_read,
    note_search,
)
from comity.oversight.services.taking_out import (
    TakenOut,
    record_data_export,
    record_data_search,
    record_export,
    record_transfers_export,
    write_export,
)

__all__ = [
    "DayTaken",
    "TakenOut",
    "day_proof",
    "note_answer_read",
    "note_exhibit_read",
    "note_register_read",
    "note_search",
    "record_data_export",
    "record_data_search",
    "record_day_proof",
    "record_export",
    "record_transfers_export",
    "write_export",
]
