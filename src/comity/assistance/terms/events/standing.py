"""Standing exchanges; what the files hold stands in no entry."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

STANDING_WRITTEN = EventKind(
    "standing.written",
    ("partner", "standing_word", "number"),
    N_("On the standing exchange with {partner}, number {number}, was written: {standing_word}."),
)
STANDING_TOLD = EventKind(
    "standing.told",
    ("partner", "standing_word", "number", "message"),
    N_("{partner} was told on the standing exchange, number {number}: {standing_word}."),
)
STANDING_BOUND = EventKind(
    "standing.bound",
    ("partner", "standing_word", "number", "under", "article", "terms", "message"),
    N_(
        "We bound ourselves to {partner} on the standing exchange, number {number}, under {under},"
        " {article}: {standing_word}."
    ),
)
STANDING_HEARD = EventKind(
    "standing.heard",
    ("partner", "standing_word", "number", "message"),
    N_("{partner} told on the standing exchange, number {number}: {standing_word}."),
)
SUPPLY_HANDED_IN = EventKind(
    "standing.handed_in",
    ("partner", "number", "version", "rows", "exhibit"),
    N_(
        "File {number} for {partner} was handed in and checked against version {version} of the"
        " terms, {rows} lines."
    ),
)
SUPPLY_GIVEN_UP = EventKind(
    "standing.given_up",
    ("partner", "number", "exhibit"),
    N_("File {number} for {partner} does not leave; it stays in custody."),
)
SUPPLY_SENT = EventKind(
    "standing.sent",
    ("partner", "number", "version", "under", "article", "terms", "exhibit", "message"),
    N_(
        "File {number} was supplied to {partner} under {under}, {article}, by version {version} of"
        " the terms."
    ),
)
SUPPLY_CAME = EventKind(
    "standing.came",
    ("partner", "number", "version", "exhibit", "message"),
    N_("{partner} supplied file {number} by version {version} of the terms."),
)
SUPPLY_CHECKED = EventKind(
    "standing.checked",
    ("partner", "number", "rows", "count"),
    N_("File {number} of {partner} was checked here: {rows} lines, {count} faults."),
)
SUPPLY_REPORTED = EventKind(
    "standing.reported",
    ("partner", "number", "count", "under", "article", "terms", "message"),
    N_(
        "{partner} was told by the node, under {under}, {article}, what is wrong with its file"
        " {number}: {count} faults."
    ),
)
SUPPLY_MISSED = EventKind(
    "standing.missed",
    ("partner", "count"),
    N_("Files of the standing exchange with {partner} that are late were noticed: {count}."),
)

EVENTS = (
    STANDING_WRITTEN,
    STANDING_TOLD,
    STANDING_BOUND,
    STANDING_HEARD,
    SUPPLY_HANDED_IN,
    SUPPLY_GIVEN_UP,
    SUPPLY_SENT,
    SUPPLY_CAME,
    SUPPLY_CHECKED,
    SUPPLY_REPORTED,
    SUPPLY_MISSED,
)
