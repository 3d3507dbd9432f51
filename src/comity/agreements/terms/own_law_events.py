"""What the record says of instructions, assurances and breaches.

They are acts of the whole administration: those who see every case see them, and auditors. What an
instruction says stands in its own table; the record holds the digest by which it is proved.
"""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

INSTRUCTION_ISSUED = EventKind(
    "instruction.issued",
    ("effect", "partners", "office", "number", "dated", "digest"),
    N_(
        "A national instruction of {office} ({number}, {dated}) was entered: {effect}. A second"
        " officer must confirm it before it counts."
    ),
)
INSTRUCTION_CONFIRMED = EventKind(
    "instruction.confirmed",
    ("issued_by", "digest"),
    N_("The national instruction entered by {issued_by} was confirmed and counts for its days."),
)
INSTRUCTION_GIVEN_UP = EventKind(
    "instruction.given_up",
    ("reason",),
    N_("A national instruction that nobody had confirmed was given up: {reason}"),
)
INSTRUCTION_WITHDRAWAL_ASKED = EventKind(
    "instruction.withdrawal_asked",
    ("reason",),
    N_("Withdrawing a national instruction was asked for, it still counts: {reason}"),
)
INSTRUCTION_KEPT = EventKind(
    "instruction.kept",
    ("asked_by", "reason"),
    N_("The withdrawal asked for by {asked_by} was declined; the instruction counts on: {reason}"),
)
INSTRUCTION_WITHDRAWN = EventKind(
    "instruction.withdrawn",
    ("asked_by",),
    N_("The national instruction was withdrawn, as {asked_by} had asked for; it is kept."),
)
ASSURANCE_RECORDED = EventKind(
    "assurance.recorded",
    ("partner", "assurance", "given_by", "document", "given_on"),
    N_("{partner} has promised this: {assurance} (given by {given_by}, {given_on}; {document})."),
)
ASSURANCE_WITHDRAWN = EventKind(
    "assurance.withdrawn",
    ("partner", "assurance", "reason"),
    N_("What {partner} had promised counts no longer: {assurance}. {reason}"),
)
BREACH_REPORTED = EventKind(
    "breach.reported",
    ("partner", "breaker", "assurance", "item", "digest"),
    N_("A breach concerning {partner} was reported ({breaker}). Item: {item}"),
)
BREACH_ESTABLISHED = EventKind(
    "breach.established", ("partner", "digest"), N_("The breach with {partner} was established.")
)
BREACH_DISMISSED = EventKind(
    "breach.dismissed", ("partner", "digest"), N_("The allegation was not borne out: {partner}.")
)
BREACH_REMEDIED = EventKind(
    "breach.remedied", ("partner", "digest"), N_("The breach with {partner} was put right.")
)
BREACH_TOLD = EventKind(
    "breach.told", ("partner", "digest"), N_("{partner} was told of the breach.")
)

OWN_LAW_EVENTS = (
    INSTRUCTION_ISSUED,
    INSTRUCTION_CONFIRMED,
    INSTRUCTION_GIVEN_UP,
    INSTRUCTION_WITHDRAWAL_ASKED,
    INSTRUCTION_KEPT,
    INSTRUCTION_WITHDRAWN,
    ASSURANCE_RECORDED,
    ASSURANCE_WITHDRAWN,
    BREACH_REPORTED,
    BREACH_ESTABLISHED,
    BREACH_DISMISSED,
    BREACH_REMEDIED,
    BREACH_TOLD,
)
