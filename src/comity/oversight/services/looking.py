"""Looks that matter, each recorded once a day for each officer and item.

Once a day is enough to answer who has seen something, and keeps a page that is opened again and
again from filling the record.
"""

from datetime import datetime

from comity.assistance.terms.personal_data import DataAsked
from comity.ledger.finding import page_of_record
from comity.ledger.services import append
from comity.ledger.terms import EventKind, FieldValue, RecordFilter
from comity.officers.terms import Viewer
from comity.oversight.duties import OVERSEE
from comity.oversight.terms import (
    ANSWER_READ,
    DATA_LISTED,
    EXHIBIT_READ,
    RECORD_SEARCHED,
    asked_in_words,
    looks_as,
)

RECORD = "record"
PERSONAL_DATA = "personal-data"
_LOOKED_AT_ONCE = 200


def note_answer_read(
    reference: str,
    *,
    partner: str,
    officer: Viewer,
    at: datetime,
    since: datetime,
    agency: str | None = None,
) -> bool:
    """Note that an officer read a partner's answer that was opened before.

    Args:
        reference: of the request.
        partner: who supplied the answer.
        officer: who reads.
        at: aware UTC instant.
        since: when the civil day began.
        agency: which agency reads the entry; None for the officer's own.

    Returns:
        Whether an entry was made; not, when one of today says it already.
    """
    return _note(
        ANSWER_READ,
        about=reference,
        officer=officer,
        at=at,
        since=since,
        agency=agency,
        partner=partner,
    )


def note_exhibit_read(
    reference: str,
    *,
    exhibit: str,
    officer: Viewer,
    at: datetime,
    since: datetime,
    agency: str | None = None,
) -> bool:
    """Note that an officer read what is known of an exhibit; `exhibit` is its record name."""
    return _note(
        EXHIBIT_READ,
        about=reference,
        officer=officer,
        at=at,
        since=since,
        agency=agency,
        exhibit=exhibit,
    )


def note_search(asked: RecordFilter, *, officer: Viewer, at: datetime, since: datetime) -> bool:
    """Note what an auditor or data protection officer searched the record for.

    Others find only their own agency's acts, and their searching is nobody's concern.

    Returns:
        Whether an entry was made.
    """
    told = asked.in_words()
    if not told or not officer.holds(*OVERSEE.roles):
        return False
    words = asked_in_words(told)
    return _note(RECORD_SEARCHED, about=RECORD, officer=officer, at=at, since=since, asked=words)


def note_register_read(asked: DataAsked, *, officer: Viewer, at: datetime, since: datetime) -> bool:
    """Note that a data protection officer read the register of personal data."""
    words = asked_in_words(asked.in_words())
    return _note(DATA_LISTED, about=PERSONAL_DATA, officer=officer, at=at, since=since, asked=words)


def _note(
    kind: EventKind,
    *,
    about: str,
    officer: Viewer,
    at: datetime,
    since: datetime,
    agency: str | None = None,
    **fields: FieldValue,
) -> bool:
    whose = looks_as(officer, agency=agency)
    today = RecordFilter(item=about, by=officer.name, events=(kind.name,), since=since)
    # The officer may not see oversight entries; whether one was made today the node may ask.
    told = {name: str(value) for name, value in fields.items()}
    looked = page_of_record(today, seen_by=_Node(), limit=_LOOKED_AT_ONCE)
    if any(entry.agency == whose and dict(entry.facts()) == told for entry in looked.entries):
        return False
    append(kind, about=about, by=officer.name, agency=whose, at=at, **fields)
    return True


class _Node:
    """The node itself, asking whether it has noted a look today."""

    agency = ""
    roles = frozenset(OVERSEE.roles)
