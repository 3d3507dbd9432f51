"""What became of an answer, said by those who asked. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from comity.kernel.errors import ComityError


class FeedbackCode(StrEnum):
    """What became of an answer.

    Audits of exchanges of this kind found that information arrives and nobody knows what came of
    it; a short list that is told back is their remedy. Source: [eca-2021-03].
    """

    SEIZURE = "used_in_seizure"
    DUTY = "duty_assessed"
    PENALTY = "penalty"
    PROCEEDINGS = "proceedings_opened"
    BACKGROUND = "background"
    NOT_USEFUL = "not_useful"
    DUPLICATE = "duplicate"
    NOT_YET_KNOWN = "not_yet_known"


# Those that say that nothing came of it, or nothing yet: any result takes their place.
WITHOUT_RESULT = frozenset(
    {FeedbackCode.NOT_USEFUL, FeedbackCode.DUPLICATE, FeedbackCode.NOT_YET_KNOWN}
)
# Those with which an amount may be stated, and the one that says nothing without it.
WITH_AMOUNT = frozenset({FeedbackCode.SEIZURE, FeedbackCode.DUTY, FeedbackCode.PENALTY})
OWES_AMOUNT = frozenset({FeedbackCode.DUTY})


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """What became of an answer, as typed.

    Attributes:
        code: a `FeedbackCode`.
        amount: digits with a point before cents; empty where none is stated.
        currency: three letters.
    """

    code: str = ""
    amount: str = ""
    currency: str = ""


class FeedbackByNodeError(ComityError):
    """Nothing of ours was answered there by letter that a letter could speak of."""

    code = "feedback_by_node"


def replaces(later: FeedbackCode, earlier: FeedbackCode) -> bool:
    """Tell whether a later statement takes the place of an earlier one about the same request.

    Results stand beside each other; said again, a result is corrected. That nothing came of it
    takes the place of everything, and a result takes the place of that.
    """
    return later is earlier or later in WITHOUT_RESULT or earlier in WITHOUT_RESULT
