"""Vocabulary of assistance. Pure. The words are explained in `docs/reference/glossary.md`."""

from comity.assistance.terms.drafts import (
    CODES,
    HANDLING_CODES,
    LIMITS,
    LINES,
    REQUIRED,
    AnswerDraft,
    RequestDraft,
)
from comity.assistance.terms.errors import (
    AnswerNotOpenedError,
    ExhibitsDifferError,
    FreshSignInNeededError,
    LimitsMalformedError,
    OtherAgencyError,
    ReferenceNotTheirsError,
    ReferenceTakenError,
    RelianceMissingError,
    RetentionOverError,
    RulingStandsAgainstError,
    SecondPersonNeededError,
    StaleVersionError,
    StepNotAllowedError,
    UnknownAgencyError,
)
from comity.assistance.terms.events import EVENTS
from comity.assistance.terms.moves import Action, Party, RefusalGround, RequestState, Tab

__all__ = [
    "CODES",
    "EVENTS",
    "HANDLING_CODES",
    "LIMITS",
    "LINES",
    "REQUIRED",
    "Action",
    "AnswerDraft",
    "AnswerNotOpenedError",
    "ExhibitsDifferError",
    "FreshSignInNeededError",
    "LimitsMalformedError",
    "OtherAgencyError",
    "Party",
    "ReferenceNotTheirsError",
    "ReferenceTakenError",
    "RefusalGround",
    "RelianceMissingError",
    "RequestDraft",
    "RequestState",
    "RetentionOverError",
    "RulingStandsAgainstError",
    "SecondPersonNeededError",
    "StaleVersionError",
    "StepNotAllowedError",
    "Tab",
    "UnknownAgencyError",
]
