"""Taking parts of the record, or of the register of personal data, out of the house."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.queries import FoundCase, cases_naming
from comity.assistance.terms.data_transfers import TransfersAsked
from comity.assistance.terms.personal_data import DataAsked
from comity.kernel.errors import InvalidDraftError
from comity.ledger.exports.making import ExportKeys, ExportMade, make_export
from comity.ledger.services import append
from comity.ledger.terms import RecordFilter
from comity.officers.terms import Viewer, demand_role
from comity.oversight.duties import OVERSEE
from comity.oversight.services.looking import PERSONAL_DATA, RECORD
from comity.oversight.terms import (
    DATA_EXPORTED,
    DATA_SEARCHED,
    RECORD_EXPORTED,
    TRANSFERS_EXPORTED,
    asked_in_words,
    looks_as,
    problems_in_reason,
    problems_in_search,
)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was asked for, and what was written.

    Attributes:
        asked: which entries.
        made: what the file holds.
    """

    asked: RecordFilter
    made: ExportMade


def write_export(
    out: IO[bytes],
    asked: RecordFilter,
    *,
    reason: str,
    keys: ExportKeys,
    officer: Viewer,
    at: datetime,
) -> TakenOut:
    """Write part of the record to a file; nothing may be handed out before `record_export`.

    Signing and walking a large record takes seconds, and the node has one write lock: the caller
    holds no transaction meanwhile.

    Args:
        out: where it is written.
        asked: which entries.
        reason: why it is taken out; owed.
        keys: what it is signed with.
        officer: an auditor or a data protection officer.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the role does not carry it.
        InvalidDraftError: there is no reason.
        NothingSignedError, NothingToExportError, ExportTooLargeError, RecordNotWholeError: as
            `make_export`.
    """
    demand_role(officer, OVERSEE.roles)
    _demand_reason(reason)
    made = make_export(out, asked, keys=keys, seen_by=officer, made_by=officer.name, at=at)
    return TakenOut(asked, made)


def record_export(taken: TakenOut, *, reason: str, officer: Viewer, at: datetime) -> None:
    """Record that part of the record, just written, is handed out.

    Raises:
        NotAllowedError: the role does not carry it.
        InvalidDraftError: there is no reason.
    """
    demand_role(officer, OVERSEE.roles)
    _demand_reason(reason)
    made = taken.made
    append(
        RECORD_EXPORTED,
        about=RECORD,
        by=officer.name,
        agency=looks_as(officer),
        at=at,
        asked=asked_in_words(taken.asked.in_words()),
        entries=made.entries,
        first=made.first,
        last=made.last,
        size=made.size,
        digest=made.digest,
        reason=reason.strip(),
    )


def record_data_search(
    text: str, *, reason: str, officer: Viewer, at: datetime
) -> tuple[FoundCase, ...]:
    """Search for one person's data, and record that it was searched, and why.

    What was searched for is not kept: the record would hold the person's name for good.

    Args:
        text: the person's name, number or address, exactly.
        reason: why; owed.
        officer: a data protection officer.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the role does not carry it.
        InvalidDraftError: there is no reason, or too little to search for.
    """
    demand_role(officer, PROTECT_DATA.roles)
    if problems := (*problems_in_search(text), *problems_in_reason(reason)):
        raise InvalidDraftError(problems)
    found = cases_naming(text, seen_by=officer)
    append(
        DATA_SEARCHED,
        about=PERSONAL_DATA,
        by=officer.name,
        agency=looks_as(officer),
        at=at,
        found=len(found),
        reason=reason.strip(),
    )
    return found


def record_data_export(
    asked: DataAsked, *, rows: int, digest: str, reason: str, officer: Viewer, at: datetime
) -> None:
    """Record that the register of personal data, just written, is handed out.

    Args:
        asked: which part of it.
        rows: how many.
        digest: SHA-256 (hex) of the file.
        reason: why; owed.
        officer: a data protection officer.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the role does not carry it.
        InvalidDraftError: there is no reason.
    """
    demand_role(officer, PROTECT_DATA.roles)
    _demand_reason(reason)
    append(
        DATA_EXPORTED,
        about=PERSONAL_DATA,
        by=officer.name,
        agency=looks_as(officer),
        at=at,
        asked=asked_in_words(asked.in_words()),
        rows=rows,
        digest=digest,
        reason=reason.strip(),
    )


def record_transfers_export(
    asked: TransfersAsked, *, rows: int, digest: str, reason: str, officer: Viewer, at: datetime
) -> None:
    """Record that the register of transfers, just written, is handed out.

    Args:
        asked: which part of it.
        rows: how many.
        digest: SHA-256 (hex) of the file.
        reason: why; owed.
        officer: a data protection officer.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the role does not carry it.
        InvalidDraftError: there is no reason.
    """
    demand_role(officer, PROTECT_DATA.roles)
    _demand_reason(reason)
    append(
        TRANSFERS_EXPORTED,
        about=PERSONAL_DATA,
        by=officer.name,
        agency=looks_as(officer),
        at=at,
        asked=asked_in_words(asked.in_words()),
        rows=rows,
        digest=digest,
        reason=reason.strip(),
    )


def _demand_reason(reason: str) -> None:
    if problems := problems_in_reason(reason):
        raise InvalidDraftError(problems)
