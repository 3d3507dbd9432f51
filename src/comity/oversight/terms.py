"""The words of oversight: who oversees, which looks are recorded, what is personal data. Pure."""

from typing import Final

from comity.assistance.terms.events import ANSWER_OPENED
from comity.evidence.terms import EXHIBIT_COPIED, problems_in_words
from comity.kernel.errors import Problem
from comity.kernel.wording import N_
from comity.ledger.terms import OVERSIGHT, EventKind
from comity.officers.terms import Viewer
from comity.oversight.duties import OVERSEE, WORK_ON_CASES

REASON_LIMIT: Final = 500
SEARCHED_LEAST: Final = 3
SEARCHED_MOST: Final = 100

ANSWER_READ = EventKind(
    "answer.read", ("partner",), N_("The answer of {partner} was read, not for the first time.")
)
EXHIBIT_READ = EventKind(
    "exhibit.read", ("exhibit",), N_("What is known of an exhibit, and its custody, was read.")
)
RECORD_SEARCHED = EventKind("record.searched", ("asked",), N_("The record was searched: {asked}."))
RECORD_EXPORTED = EventKind(
    "record.exported",
    ("asked", "entries", "first", "last", "size", "digest", "reason"),
    N_(
        "Part of the record was taken out ({entries} entries, from {first} to {last}; {asked})."
        " Why: {reason}"
    ),
)
RECORD_PROVED = EventKind(
    "record.proved",
    ("entry", "partner", "day", "digest", "reason"),
    N_(
        "The proof that entry {entry} stood in the record, by the receipt of {partner} for {day},"
        " was taken out. Why: {reason}"
    ),
)
DATA_LISTED = EventKind(
    "data.listed", ("asked",), N_("The register of personal data was read: {asked}.")
)
DATA_SEARCHED = EventKind(
    "data.searched",
    ("found", "reason"),
    N_("Personal data was searched for one person ({found} cases found). Why: {reason}"),
)
DATA_EXPORTED = EventKind(
    "data.exported",
    ("asked", "rows", "digest", "reason"),
    N_("The register of personal data was taken out ({rows} rows; {asked}). Why: {reason}"),
)
TRANSFERS_EXPORTED = EventKind(
    "transfers.exported",
    ("asked", "rows", "digest", "reason"),
    N_("The register of transfers was taken out ({rows} rows; {asked}). Why: {reason}"),
)
EVENTS = (
    ANSWER_READ,
    EXHIBIT_READ,
    RECORD_SEARCHED,
    RECORD_EXPORTED,
    DATA_LISTED,
    DATA_SEARCHED,
    DATA_EXPORTED,
    TRANSFERS_EXPORTED,
    RECORD_PROVED,
)
LOOKS: Final = tuple(
    kind.name for kind in (ANSWER_OPENED, ANSWER_READ, EXHIBIT_READ, EXHIBIT_COPIED, *EVENTS[2:])
)
"""The kinds of entries that say that somebody looked at something, or took it out."""


def looks_as(viewer: Viewer, *, agency: str | None = None) -> str:
    """Return whose a look is in the record: an agency's, or oversight's.

    Who also works on cases looks as one of those who do: an office of oversight is no cloak.

    Args:
        viewer: who looks.
        agency: whose the look of one who works on cases is; None for the viewer's own.
    """
    overseer = viewer.holds(*OVERSEE.roles) and not viewer.holds(*WORK_ON_CASES.roles)
    if overseer:
        return OVERSIGHT
    return viewer.agency if agency is None else agency


def asked_in_words(asked: tuple[tuple[str, str], ...]) -> str:
    """Return a question as the record keeps it; `everything` when nothing was left out."""
    return "; ".join(f"{name}: {value}" for name, value in asked) or "everything"


def problems_in_reason(reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with the reason given for taking something out."""
    if not reason.strip():
        return (Problem("missing", "reason"),)
    return problems_in_words(reason, field="reason", limit=REASON_LIMIT)


def problems_in_search(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a text that personal data is searched for."""
    if not text.strip():
        return (Problem("missing", "text"),)
    if len(text.strip()) < SEARCHED_LEAST:
        return (Problem("search_too_short", "text", (("least", str(SEARCHED_LEAST)),)),)
    return problems_in_words(text, field="text", limit=SEARCHED_MOST)
