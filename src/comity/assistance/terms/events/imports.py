"""The open caseload of the time before this node, taken in from a file."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

REQUEST_IMPORTED = EventKind(
    "request.imported",
    ("partner", "under", "state", "day", "item"),
    N_(
        "An open matter with {partner} of {day} was taken in from the former file, as it stood"
        " there: {state}."
    ),
)
IMPORT_PROPOSED = EventKind(
    "caseload.import_proposed",
    ("rows", "digest"),
    N_("A file of {rows} open matters was handed over, to be taken in."),
)
IMPORT_CONFIRMED = EventKind(
    "caseload.import_confirmed",
    ("rows", "digest", "asked_by"),
    N_("A second person confirmed that {rows} open matters are taken in."),
)
IMPORT_WITHDRAWN = EventKind(
    "caseload.import_withdrawn",
    ("rows",),
    N_("An import was ended; {rows} matters of its file were not taken in."),
)

EVENTS = (REQUEST_IMPORTED, IMPORT_PROPOSED, IMPORT_CONFIRMED, IMPORT_WITHDRAWN)
