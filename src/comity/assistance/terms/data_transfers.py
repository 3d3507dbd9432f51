"""Transfers: what left for another administration, whose data, on what ground. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.assistance.terms.errors import HigherApprovalNeededError
from comity.kernel.errors import ComityError


class TransferKind(StrEnum):
    """What left."""

    REQUEST = "request"
    COMPLETION = "completion"
    ANSWER = "answer"
    PARTIAL = "partial"
    CORRECTION = "correction"
    QUESTION = "question"
    CONSULTATION = "consultation"
    DELIVERY = "delivery"
    INFORMATION = "information"
    SUPPLY = "supply"


class TransferVerdict(StrEnum):
    """What the data protection officer decided about what is to leave."""

    APPROVED = "approved"
    OPPOSED = "opposed"


class DataOfficerApprovalNeededError(HigherApprovalNeededError):
    """It leaves only after the data protection officer approved what stands there now."""

    code = "data_officer_approval_needed"


class NoTransferApprovalAskedError(ComityError):
    """Nothing of this case waits for the data protection officer's approval."""

    code = "no_transfer_approval_asked"


@dataclass(frozen=True, slots=True)
class TransfersAsked:
    """Which transfers are listed; what is left empty asks for any.

    Attributes:
        partner: code of the administration that received.
        case: reference of the request.
        since: first civil day.
        until: last civil day.
        every: also what holds no personal data, as far as fields tell.
    """

    partner: str = ""
    case: str = ""
    since: date | None = None
    until: date | None = None
    every: bool = False

    def in_words(self) -> tuple[tuple[str, str], ...]:
        """Return what is asked for by name, without what was left empty."""
        asked = {
            "partner": self.partner,
            "case": self.case,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "every": "yes" if self.every else "",
        }
        return tuple((name, value) for name, value in asked.items() if value)
