"""Taking out the proof that an entry stood in the record on a day."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from comity.exchange.day_proofs.making import DayAsked, make_day_proof
from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.ledger.exports.making import ExportKeys
from comity.ledger.finding import entry_at
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role
from comity.oversight.duties import OVERSEE
from comity.oversight.services.looking import RECORD
from comity.oversight.terms import RECORD_PROVED, looks_as, problems_in_reason


@dataclass(frozen=True, slots=True)
class DayTaken:
    """A proof of a day as it is handed out.

    Attributes:
        file: its bytes.
        partner: code of the administration whose receipt confirms it.
        day: the day of the anchor.
        place: epoch and index of the entry.
    """

    file: bytes
    partner: str
    day: date
    place: tuple[int, int]


def day_proof(
    place: tuple[int, int],
    asked: DayAsked,
    *,
    reason: str,
    keys: ExportKeys,
    officer: Viewer,
    at: datetime,
) -> DayTaken:
    """Make the proof that an entry stood in the record; hand nothing out before it is recorded.

    Args:
        place: epoch and index of the entry.
        asked: whose receipt, and of which day.
        reason: why it is taken out; owed.
        keys: the record's key and what vouches for it.
        officer: an auditor or a data protection officer.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the role does not carry it.
        InvalidDraftError: there is no reason.
        NotFoundError: there is no such entry, or none that the officer may see.
        EntryNotWitnessedError, RecordNotWholeError, AnchorNotWholeError: as `make_day_proof`.
    """
    demand_role(officer, OVERSEE.roles)
    _demand_reason(reason)
    entry = entry_at(place, seen_by=officer)
    if entry is None:
        raise NotFoundError()
    proof, day = make_day_proof(entry, asked, keys=keys, made_by=officer.name, at=at)
    return DayTaken(proof.file(), proof.partner, day, place)


def record_day_proof(taken: DayTaken, *, reason: str, officer: Viewer, at: datetime) -> None:
    """Record that a proof of a day, just made, is handed out.

    Raises:
        NotAllowedError: the role does not carry it.
        InvalidDraftError: there is no reason.
    """
    demand_role(officer, OVERSEE.roles)
    _demand_reason(reason)
    append(
        RECORD_PROVED,
        about=RECORD,
        by=officer.name,
        agency=looks_as(officer),
        at=at,
        entry="-".join(str(part) for part in taken.place),
        partner=taken.partner,
        day=taken.day.isoformat(),
        digest=hashlib.sha256(taken.file).hexdigest(),
        reason=reason.strip(),
    )


def _demand_reason(reason: str) -> None:
    if problems := problems_in_reason(reason):
        raise InvalidDraftError(problems)
