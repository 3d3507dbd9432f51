"""What a letter of our decision, our answer, or unasked information is made from. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms import UseLimits
from comity.assistance.coding import Coded
from comity.assistance.terms import Missing, RefusalGround, RequestDraft
from comity.letters.terms import Enclosed, Side, Translated


class Says(StrEnum):
    """What such a letter says."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ANSWER = "answer"
    PART = "part"
    INFORMATION = "information"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, and said of it.

    Attributes:
        unit: which unit has an accepted request in hand.
        ground: of a refusal.
        reasons: of a refusal.
        not_done: of an accepted request, what of it is not done.
        conditions: on which it was accepted.
        missing: of a request that cannot be worked on yet, what it lacks.
    """

    unit: str = ""
    ground: RefusalGround | None = None
    reasons: str = ""
    not_done: str = ""
    conditions: str = ""
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered.

    Attributes:
        text: the information.
        limits: what it may be used for.
        handling: a handling code, or empty.
        still_to_come: of a partial answer, what follows.
        enclosed: exhibits that go with it.
        translated: translations of it.
    """

    text: str
    limits: UseLimits
    handling: str = ""
    still_to_come: str = ""
    enclosed: tuple[Enclosed, ...] = ()
    translated: tuple[Translated, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyMatter:
    """What such a letter is made from.

    Attributes:
        says: which letter it is.
        reference: of the request.
        own: who decided or answered.
        partner: who asked.
        their_number: the number of their letter; empty where it is not known.
        asked_on: the day their letter was received.
        draft: the request as it came.
        under: reference of the instrument relied on; empty for a courtesy.
        title: what that instrument is called.
        article: the article relied on; empty where it is not recorded.
        settled_on: the civil day it was decided, or the answer released.
        made_on: the civil day of the letter.
        message: the same as a node would be told it.
        decided: what was decided.
        answered: what was answered, or told unasked; None in a letter of decision.
        pressing: of information that nobody asked for, an `InformationUrgency`, or empty.
        coded: of information, area and offence in the versions of their lists.
    """

    says: Says
    reference: str
    own: Side
    partner: Side
    their_number: str
    asked_on: date
    draft: RequestDraft
    under: str
    title: str
    article: str
    settled_on: date
    made_on: date
    message: dict[str, object]
    decided: Decided
    answered: Answered | None = None
    pressing: str = ""
    coded: tuple[Coded, ...] = ()
