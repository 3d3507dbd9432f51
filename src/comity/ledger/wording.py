"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "ledger_entry_altered": N_(
        "Entry {index}: its text and its digest do not belong together; one of them was changed"
        " after it was recorded."
    ),
    "ledger_entry_unreadable": N_("Entry {index}: its text is not that of an entry."),
    "ledger_unreadable": N_("The database cannot be read from entry {index} on: {cause}."),
    "ledger_column_differs": N_(
        "Entry {index}: the database says {stored} for {column}, the recorded text says {recorded}."
    ),
    "ledger_entries_missing": N_("Entries {index} to {last} are missing."),
    "ledger_entries_unknown": N_(
        "Entries {index} to {last} stand in the database, but the record's head does not count"
        " them."
    ),
    "ledger_entries_rewritten": N_(
        "Among entries {index} to {last} at least one was rewritten together with its digest:"
        " they do not lead to the head that was signed at {size} entries."
    ),
    "ledger_checkpoint_refused": N_(
        "The signed head at {size} entries is not what this node signed. {cause}"
    ),
    "ledger_head_differs": N_(
        "The stored state of the tree at {size} entries is not the one its entries lead to."
    ),
}
