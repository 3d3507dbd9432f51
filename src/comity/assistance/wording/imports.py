"""What the import of the former caseload says, and what its columns are called."""

from collections.abc import Mapping

from comity.assistance.terms.imports import Column, ImportState, OldState, Outcome
from comity.kernel.wording import N_

COLUMN_NAMES: Mapping[Column, str] = {
    Column.OLD_REFERENCE: N_("Old reference"),
    Column.PARTNER: N_("Partner"),
    Column.DIRECTION: N_("Direction"),
    Column.KIND: N_("Kind of assistance"),
    Column.SUBJECT: N_("Subject"),
    Column.DAY: N_("Day sent or received"),
    Column.STATE: N_("State"),
    Column.AGENCY: N_("Agency"),
    Column.HOLDER: N_("Officer"),
    Column.FACTS: N_("The matter and the reasons"),
    Column.ASKED: N_("Exactly what is asked for"),
    Column.PERSONS: N_("Names and addresses of the persons concerned"),
    Column.PURPOSE: N_("Purpose"),
    Column.AGREEMENT: N_("Agreement"),
    Column.THEIR_REFERENCE: N_("Their reference"),
    Column.DUE: N_("Due day"),
    Column.NOTE: N_("Note"),
}
OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.TAKEN: N_("is taken in"),
    Outcome.SKIPPED: N_("was imported before"),
    Outcome.REFUSED: N_("is refused"),
}
OLD_STATE_NAMES: Mapping[OldState, str] = {
    OldState.SENT: N_("sent"),
    OldState.RECEIVED: N_("received"),
    OldState.ACCEPTED: N_("accepted"),
    OldState.ANSWERED: N_("answered, and the answer not registered yet"),
}
IMPORT_STATE_NAMES: Mapping[ImportState, str] = {
    ImportState.PROPOSED: N_("waits for a second person"),
    ImportState.CONFIRMED: N_("is being taken in"),
    ImportState.STOPPED: N_("stopped"),
    ImportState.DONE: N_("done"),
    ImportState.WITHDRAWN: N_("ended"),
}

SENTENCES: Mapping[str, str] = {
    "import_column_missing": N_("No column of the file tells this. Name its heading."),
    "import_column_twice": N_(
        "Two columns could be meant; “{heading}” is one of them. Name the heading that is."
    ),
    "import_column_unknown": N_("The file has no such heading: “{heading}”."),
    "import_no_rows": N_("The file has no rows below its headings."),
    "import_too_many": N_("At most {limit} rows are taken from one file; this has more."),
    "import_direction": N_("Write “out” for a request of ours, “in” for one of theirs."),
    "import_state": N_("Write one of these: {offered}."),
    "import_twice": N_("This old reference stands in an earlier row too."),
    "import_not_allocated": N_(
        "A request that was not accepted belongs to no agency yet. Leave this empty."
    ),
    "import_holder": N_("No officer of {agency} who works on requests signs in with this name."),
    "import_agreement_unknown": N_(
        "No agreement of this reference linked the two administrations on that day."
    ),
    "import_agreement_several": N_(
        "Several agreements linked the two administrations on that day. Name one: {offered}."
    ),
    "import_agreement_none": N_(
        "No agreement in the register linked the two administrations on that day."
    ),
    "import_references_used_up": N_(
        "More requests with {partner} began in {year} than there are references for."
    ),
    "unexpected": N_("An unexpected error; the log of this node names the cause."),
    "import_open": N_("Import {number} is not over yet. Finish it, or end it first."),
    "import_refused": N_(
        "Nothing was handed over: {count} rows are refused, or none is new. Look at each row."
    ),
    "import_moved": N_("The import stands elsewhere by now. Look at it again."),
    "import_second_person": N_(
        "You handed the file over, so a second person of the central unit confirms it."
    ),
}
