"""The sentences of lines that come from a table, and what columns mean."""

from collections.abc import Mapping

from comity.assistance.terms.lines import Meaning
from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "lines_no_column": N_("No column is recognised. Choose what at least one of them means."),
    "lines_uneven": N_("Each line has as many cells as there are columns."),
    "lines_too_many": N_("At most {most} lines are taken over at once."),
    "lines_meaning_twice": N_("Two columns mean the same. Leave one of them out."),
}

MEANING_NAMES: Mapping[Meaning, str] = {
    Meaning.NAME: N_("Name"),
    Meaning.ROLE: N_("Role"),
    Meaning.ADDRESS: N_("Address"),
    Meaning.COUNTRY: N_("Country"),
    Meaning.IDENTIFIER: N_("Identifier"),
    Meaning.BORN: N_("Date of birth"),
    Meaning.GOODS: N_("Goods"),
    Meaning.HS_CODE: N_("HS code"),
    Meaning.QUANTITY: N_("Quantity"),
    Meaning.UNIT: N_("Unit"),
    Meaning.WEIGHT: N_("Weight"),
    Meaning.VALUE: N_("Value"),
    Meaning.CURRENCY: N_("Currency"),
    Meaning.ORIGIN: N_("Origin"),
    Meaning.DECLARATION: N_("Declaration"),
    Meaning.DATE: N_("Day"),
    Meaning.CONTAINER: N_("Container"),
    Meaning.SEAL: N_("Seal"),
    Meaning.MEANS: N_("Means of transport"),
    Meaning.WAYBILL: N_("Waybill"),
    Meaning.INVOICE: N_("Invoice"),
}
