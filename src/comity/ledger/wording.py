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
    "ledger_names_differ": N_(
        "Entry {index}: the database would find it by other things than its text names; it may"
        " be missing from what was searched."
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
    "nothing_signed": N_("Nothing of the record is signed yet; try again in a minute."),
    "nothing_to_export": N_(
        "No entry that was found is covered by the last signed head yet; nothing was made."
    ),
    "export_too_large": N_(
        "That is more than the {limit} entries one file holds; choose a shorter time."
    ),
    "record_not_whole": N_(
        "The entries do not lead to the head that was signed at {size}: verify the whole record."
    ),
    "export_not_one": N_("The file is not an export of a record that this version knows."),
    "export_header_malformed": N_("The first line of the file is not as it should be: {field}."),
    "export_header_changed": N_("The first line of the file is not the one that was signed."),
    "export_other_key": N_(
        "The file was made with another key than the one you gave; its own has the fingerprint"
        " {found}."
    ),
    "export_key_not_vouched": N_(
        "The key the file was made with is not the one {name} vouches for."
    ),
    "export_head_refused": N_("The signed head in the file does not hold. {cause}"),
    "export_heads_differ": N_(
        "The head signed at {earlier} entries does not lead to the one signed at {size}: between"
        " them the record was rewritten."
    ),
    "export_entry_changed": N_(
        "Entry {index} (line {line}) was changed: its text and its proof do not lead to the signed"
        " head."
    ),
    "export_entry_malformed": N_("Entry {index} (line {line}) is not written as it should be."),
    "export_entry_elsewhere": N_(
        "Entry {index} (line {line}) says of itself that it belongs elsewhere."
    ),
    "export_entry_unknown": N_(
        "Entry {index} (line {line}) was added, or stands out of order: the first line does not"
        " name it there."
    ),
    "export_entry_missing": N_("Entry {index} was removed from the file."),
    "export_entries_missing": N_("Entries {first} to {last} were removed from the file."),
    "export_line_unreadable": N_(
        "Line {line} was changed and can no longer be read; entry {index} was due there."
    ),
    "export_lines_changed": N_("The lines are not the ones that were signed at the end."),
    "export_summary_refused": N_("The last line is not the summary that {name} signed."),
    "export_cut_off": N_("The file ends too early, after line {line}: its last line is missing."),
    "export_after_end": N_("Something was added after the end, from line {line} on."),
    "export_line_too_long": N_(
        "Line {line} is longer than the {limit} bytes any line has; nothing further was read."
    ),
    "export_too_many": N_("The file holds more than {limit} entries; nothing further was read."),
    "export_too_many_faults": N_("More is wrong with the file; nothing further was read."),
}
