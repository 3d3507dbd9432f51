"""What a person asks about the data that is kept of them, and what is decided on it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from comity.assistance.terms.clocks import ClockUnit
from comity.assistance.terms.drafts import LIMITS
from comity.kernel.errors import ComityError


class SubjectRight(StrEnum):
    """What a person asks for."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"


class IdentityShown(StrEnum):
    """How the person showed who they are."""

    IN_PERSON = "in_person"
    CERTIFIED_COPY = "certified_copy"
    ELECTRONIC = "electronic"
    REPRESENTATIVE = "representative"
    NOT_YET = "not_yet"


class SubjectState(StrEnum):
    """Where a person's request stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    APPROVED = "approved"
    ANSWERED = "answered"
    ENDED = "ended"


class SubjectMove(StrEnum):
    """What is done with a person's request as a whole."""

    SEARCH = "search"
    PROPOSE = "propose"
    RETURN = "return"
    APPROVE = "approve"
    ANSWER = "answer"
    END = "end"
    ERASE = "erase"


class ItemPlace(StrEnum):
    """Where a person was found named."""

    REQUEST = "request"
    ANSWER = "answer"
    FILE = "file"


class ItemVerdict(StrEnum):
    """What is decided on one thing that was found."""

    GRANT = "grant"
    WITHHOLD = "withhold"
    NEITHER = "neither"


class Exemption(StrEnum):
    """Why something found is not given."""

    INVESTIGATION = "investigation"
    OTHERS_DATA = "others_data"
    PARTNER_CONDITION = "partner_condition"
    ESSENTIAL_INTEREST = "essential_interest"
    COURT = "court"
    PRIVILEGE = "privilege"


class ConsultationStage(StrEnum):
    """Where a consultation about a person's data stands; both sides use the same words."""

    WRITTEN = "written"
    SENT = "sent"
    ANSWERED = "answered"
    RECEIVED = "received"
    OPINION_WRITTEN = "opinion_written"
    REPLIED = "replied"


class Opinion(StrEnum):
    """What the side that supplied it says."""

    NO_OBJECTION = "no_objection"
    OBJECTION = "objection"


MOVES: Mapping[tuple[SubjectState, SubjectMove], SubjectState] = {
    (SubjectState.OPEN, SubjectMove.SEARCH): SubjectState.OPEN,
    (SubjectState.OPEN, SubjectMove.PROPOSE): SubjectState.PROPOSED,
    (SubjectState.OPEN, SubjectMove.END): SubjectState.ENDED,
    (SubjectState.PROPOSED, SubjectMove.RETURN): SubjectState.OPEN,
    (SubjectState.PROPOSED, SubjectMove.APPROVE): SubjectState.APPROVED,
    # A partner's word may still come, and bind.
    (SubjectState.APPROVED, SubjectMove.RETURN): SubjectState.OPEN,
    (SubjectState.APPROVED, SubjectMove.ANSWER): SubjectState.ANSWERED,
    (SubjectState.ANSWERED, SubjectMove.ERASE): SubjectState.ANSWERED,
    (SubjectState.ENDED, SubjectMove.ERASE): SubjectState.ENDED,
}
"""The moves of a person's request; whatever does not stand here is refused."""

CLOSED = frozenset({SubjectState.ANSWERED, SubjectState.ENDED})
# What the second person is shown: not what is only begun, nor what came to nothing.
SHOWN_TO_SECOND = (SubjectState.PROPOSED, SubjectState.APPROVED, SubjectState.ANSWERED)
WAITS_FOR_SECOND = frozenset({ConsultationStage.WRITTEN, ConsultationStage.OPINION_WRITTEN})

DEFAULT_DAYS = 30
DEFAULT_CONSULT_DAYS = 15
LONGEST_LAW_DAYS = 400
LONGEST_KEPT_DAYS = 3660
LEAST_SEARCHED = 3
MOST_IDENTIFIERS = 10
# What a partner may have open at once about one request.
MOST_CONSULTED = 20

ACCESS_LIMITS: Mapping[str, int] = {
    "person": 200,
    "identifiers": 1000,
    "asked": LIMITS["reasons"],
    "contact": 500,
    "why": LIMITS["reasons"],
    "reasons": LIMITS["reasons"],
    "cites": 200,
    "article": 200,
}


@dataclass(frozen=True, slots=True)
class SubjectDraft:
    """A person's request as it is registered.

    Attributes:
        right: what is asked for, a `SubjectRight`.
        person: the name.
        identifiers: numbers and addresses to search by, one on a line.
        identity: how the person showed who they are, an `IdentityShown`.
        identity_on: on which day, as year-month-day; empty when not yet.
        received_on: on which day the request came, as year-month-day.
        asked: what is asked, in words.
        contact: where the reply goes.
    """

    right: str = ""
    person: str = ""
    identifiers: str = ""
    identity: str = ""
    identity_on: str = ""
    received_on: str = ""
    asked: str = ""
    contact: str = ""

    def searched(self) -> tuple[str, ...]:
        """Return what is searched for: the name, and each identifier."""
        lines = (line.strip() for line in (self.person, *self.identifiers.splitlines()))
        return tuple(dict.fromkeys(line for line in lines if line))


@dataclass(frozen=True, slots=True)
class VerdictDraft:
    """What is decided on one thing that was found.

    Attributes:
        verdict: an `ItemVerdict`.
        ground: an `Exemption`; owed unless it is granted.
        cites: the article of our own law, or of the agreement, the ground stands in.
        reasons: in words; they stay in the house.
    """

    verdict: str = ""
    ground: str = ""
    cites: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class LawDraft:
    """What our own law says of answering persons.

    Attributes:
        days: within how many days a person is answered.
        unit: how they are counted, a `ClockUnit`.
        article: where our law says so.
        consult_days: working days a partner is given for its opinion.
        keep_days: days the request is kept after it was answered; 0 for no rule.
    """

    days: int = DEFAULT_DAYS
    unit: str = ClockUnit.DAYS.value
    article: str = ""
    consult_days: int = DEFAULT_CONSULT_DAYS
    keep_days: int = 0


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    """What the side that supplied it says of giving it.

    Attributes:
        verdict: an `Opinion`.
        ground: an `Exemption`; owed with an objection.
        reasons: in words; they travel.
    """

    verdict: str = ""
    ground: str = ""
    reasons: str = ""


class SubjectMoveError(ComityError):
    """A person's request stands where this does not go."""

    code = "subject_move_not_allowed"


class ItemsUndecidedError(ComityError):
    """Something that was found has no decision yet."""

    code = "subject_items_undecided"


class IdentityNotShownError(ComityError):
    """The person has not shown yet who they are: nothing is given to anybody."""

    code = "subject_identity_not_shown"


class ConsultationOwedError(ComityError):
    """It came from a partner, who was not heard yet."""

    code = "access_consultation_owed"


class OpinionBindsError(ComityError):
    """The partner objects, and the agreement makes its word binding."""

    code = "access_opinion_binds"


class ConsultationOverError(ComityError):
    """The consultation stands where this does not go."""

    code = "access_consultation_over"


class NothingToConsultError(ComityError):
    """It did not come from a partner: there is nobody to hear."""

    code = "access_nobody_to_consult"


class ConsultationTakenError(ComityError):
    """A partner uses the name of a consultation twice."""

    code = "access_consultation_taken"


class TooManyConsultationsError(ComityError):
    """A partner has as many open about one request as it may."""

    code = "access_consultations_too_many"


class ConsultationUnknownError(ComityError):
    """A partner speaks of a consultation that we did not send."""

    code = "access_consultation_unknown"


class NotYetToEraseError(ComityError):
    """The person's request may still be kept, or no rule says until when."""

    code = "subject_not_due_for_erasure"
