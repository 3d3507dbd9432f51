"""What a duty officer lets leave alone where own law says so, and its review. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from comity.kernel.errors import ComityError


class AloneReason(StrEnum):
    """Why nobody else could be waited for."""

    NOBODY_ON_DUTY = "nobody_on_duty"
    GOODS_MOVE = "goods_leaving"
    PERSONS_LEAVE = "persons_leaving"
    EVIDENCE_LOST = "evidence_going"
    DANGER = "danger_to_life"


class ReviewWord(StrEnum):
    """What the second person says the next working day."""

    CONFIRMED = "release_confirmed"
    NOT_CONFIRMED = "release_not_confirmed"


class Follow(StrEnum):
    """What follows from a review."""

    NOTHING = "nothing_follows"
    RECALL = "recall_follows"
    CORRECTION = "correction_follows"
    WITHDRAWAL = "withdrawal_follows"
    REPORT = "report_follows"


@dataclass(frozen=True, slots=True)
class AloneDraft:
    """Why somebody lets something leave alone, as typed.

    Attributes:
        reason: an `AloneReason`.
        note: in words; whoever reviews it reads them.
    """

    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A review, as typed.

    Attributes:
        word: a `ReviewWord`.
        follows: a `Follow`.
        note: in words; owed where it is not confirmed.
    """

    word: str = ""
    follows: str = ""
    note: str = ""


class NotAloneError(ComityError):
    """Own law lets nobody, or not this officer, let this leave alone."""

    code = "not_alone"


class NotUrgentError(ComityError):
    """Only what is urgent leaves alone."""

    code = "not_urgent"


class SecondPersonIsThereError(ComityError):
    """Who did not write it is the second person, and lets it leave as ever."""

    code = "second_person_is_there"


class ReviewedAlreadyError(ComityError):
    """It was reviewed before."""

    code = "reviewed_already"


class ReviewByAnotherError(ComityError):
    """Who let it leave, wrote in it, or stands in for one of them does not review it."""

    code = "review_by_another"
