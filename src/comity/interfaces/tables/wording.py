"""The sentences of what can be wrong with a table."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "table_unreadable": N_("This file is damaged, or no table. Save it anew as XLSX or CSV."),
    "table_empty": N_("Nothing stands in this table: the first row names the columns."),
    "table_too_large": N_("The table weighs more than {most} bytes. Divide it."),
    "table_unpacks_too_large": N_(
        "This workbook grows beyond every measure when it is opened, and was left shut."
    ),
    "table_too_long": N_("The table has more than {most} rows. Divide it."),
    "table_too_wide": N_("Row {row} has more than {most} columns."),
    "table_cell_too_long": N_("A cell in row {row} holds more than {most} characters."),
    "table_cell_unreadable": N_("A cell in row {row} holds signs that are no text."),
    "table_cell_without_header": N_("A cell in row {row} stands under no header."),
    "table_header_twice": N_("Two columns are called {header}. Give each its own name."),
    "table_locked_or_old": N_(
        "This workbook is locked with a password, or older than 2007. Save it anew as XLSX,"
        " without a password."
    ),
    "table_kind_unknown": N_("This is neither XLSX nor CSV."),
    "table_not_utf8": N_(
        "The letters of this file cannot be told for certain. Save it as “CSV UTF-8” or as XLSX."
    ),
    "table_quotes_open": N_("Near row {row} a quotation mark has no partner."),
    "table_all_hidden": N_("Every sheet of this workbook is hidden."),
}
