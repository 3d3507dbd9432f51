"""Where was looked before a partner is asked, and what came of it."""

from collections.abc import Mapping

from comity.assistance.terms.enquiries import Looked, Outcome
from comity.kernel.wording import N_

LOOKED_NAMES: Mapping[Looked, str] = {
    Looked.DECLARATIONS: N_("own customs declarations"),
    Looked.RISK_DATA: N_("risk data and selection"),
    Looked.SEIZURES: N_("records of seizures and offences"),
    Looked.COMPANIES: N_("register of companies"),
    Looked.TRANSPORT: N_("registers of vehicles, ships and aircraft"),
    Looked.TAX: N_("tax records"),
    Looked.TRADER: N_("books of the trader here"),
    Looked.OTHER_AGENCY: N_("another agency of this state"),
    Looked.OPEN_SOURCES: N_("open sources"),
    Looked.OTHER: N_("elsewhere"),
}

OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.FOUND: N_("found what was looked for"),
    Outcome.NOT_ENOUGH: N_("found, and it is not enough"),
    Outcome.NOTHING: N_("found nothing"),
    Outcome.PENDING: N_("not answered yet"),
}

LINE = N_("{day}, {where}: {outcome}.")

LABELS: Mapping[str, str] = {
    "looked": N_("Where was looked"),
    "looked_on": N_("Day"),
    "outcome": N_("What came of it"),
    "enquiry_note": N_("What was looked for"),
}

PROBLEMS: Mapping[str, str] = {
    "own_means_first": N_(
        "The agreement wants own enquiries made first ({article}). Say what you have looked up."
    ),
}
