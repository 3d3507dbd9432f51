"""Personal data this node holds: where it stands, and by what it is known to be personal. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Held(StrEnum):
    """Where personal data stands."""

    OWN_REQUEST = "own_request"
    RECEIVED_REQUEST = "received_request"
    SUPPLIED_ANSWER = "supplied_answer"
    RECEIVED_ANSWER = "received_answer"


class Sign(StrEnum):
    """By which a structured field tells that data is personal."""

    PARTIES = "parties"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class DataAsked:
    """Which personal data is listed; what is left empty asks for any.

    Attributes:
        partner: code of the other administration.
        case: reference of the request.
        held: where it stands.
        since: first civil day on which the case was begun.
        until: last such day.
        overdue: only what should no longer be kept.
    """

    partner: str = ""
    case: str = ""
    held: str = ""
    since: date | None = None
    until: date | None = None
    overdue: bool = False

    def in_words(self) -> tuple[tuple[str, str], ...]:
        """Return what is asked for by name, without what was left empty."""
        asked = {
            "partner": self.partner,
            "case": self.case,
            "held": self.held,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "overdue": "yes" if self.overdue else "",
        }
        return tuple((name, value) for name, value in asked.items() if value)
