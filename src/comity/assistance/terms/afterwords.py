"""What one side asks of the other, or tells it, about what was supplied: afterwords.

The side that holds something asks the supplier's consent, or gives it notice; the supplier asks
the holder to delete, to correct, or to use no longer. Nobody commands the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

from comity.assistance.terms.drafts import LIMITS, RequestDraft
from comity.kernel.errors import ComityError


class AfterwordKind(StrEnum):
    """What an afterword asks for, or tells."""

    CONSENT = "consent"
    RECALL = "recall"
    DISCLOSURE = "disclosure"
    EVIDENCE = "evidence"


class AfterwordState(StrEnum):
    """Where an afterword stands; both sides use the same words."""

    DRAFTED = "drafted"
    DROPPED = "dropped"
    OPEN = "open"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"
    TOLD = "told"


class Wish(StrEnum):
    """What a supplier asks to be done with what it supplied."""

    DELETE = "delete"
    CORRECT = "correct"
    STOP_USING = "stop_using"


class Fate(StrEnum):
    """What the holder did with one item of a recall."""

    DELETED = "deleted"
    CORRECTED = "corrected"
    USE_ENDED = "use_ended"
    KEPT = "kept"
    DISCLOSED = "disclosed"
    MARKED = "marked"


class CorrectionGround(StrEnum):
    """Why what was supplied is wrong."""

    INACCURATE = "inaccurate"
    INCOMPLETE = "incomplete"
    OUTDATED = "outdated"
    WRONG_PERSON = "wrong_person"
    UNLAWFUL = "unlawful"


ANSWER_ITEM, REQUEST_ITEM = "answer", "request"
MOST_ITEMS = 60
# What a partner may have open at once about one request.
MOST_OPEN = 20
NOTICES = frozenset({AfterwordKind.DISCLOSURE, AfterwordKind.EVIDENCE})
# What a correction of one field says beside a recall; a plain recall says none of it.
RECTIFIED = ("field", "old", "ground")
# What else a holder may do when one field is wrong.
DONE_WITH_FIELD = frozenset({Fate.MARKED, Fate.DELETED})
# What follows each wish when the holder does as it is asked.
DONE: Mapping[Wish, Fate] = {
    Wish.DELETE: Fate.DELETED,
    Wish.CORRECT: Fate.CORRECTED,
    Wish.STOP_USING: Fate.USE_ENDED,
}

AFTERWORD_LIMITS: Mapping[str, int] = {
    "why": LIMITS["reasons"],
    "onward_to": 100,
    "court": 200,
    "corrected": LIMITS["text"],
    "field": 60,
    "old": LIMITS["text"],
    "conditions": LIMITS["reasons"],
    "reasons": LIMITS["reasons"],
    "article": 200,
    "disclosed_to": 200,
    "consent": 120,
    "originators": 200,
    "letter": 60,
}


@dataclass(frozen=True, slots=True)
class AfterwordDraft:
    """An afterword as it is written; which fields count is a matter of its kind.

    Attributes:
        why: the reasons, which travel.
        purpose: what for, a `Purpose`; of a consent.
        proceedings: before what kind of proceedings, a `Proceedings`; empty for none.
        onward_to: whom it would be passed on to; empty when it stays.
        court: which proceedings, or which court orders the disclosure.
        day: until when the consent is needed, or on which day it is disclosed or used.
        wish: what a recall asks for, a `Wish`.
        items: what a recall is about: `answer`, `request`, or ids of exhibits.
        corrected: the text that is right, of a recall that corrects.
        field: name of the one field that is wrong; empty when the whole text is corrected.
        old: what stood in that field.
        ground: why it is wrong, a `CorrectionGround`; of one field.
    """

    why: str = ""
    purpose: str = ""
    proceedings: str = ""
    onward_to: str = ""
    court: str = ""
    day: str = ""
    wish: str = ""
    items: tuple[str, ...] = ()
    corrected: str = ""
    field: str = ""
    old: str = ""
    ground: str = ""

    @property
    def corrects(self) -> bool:
        """Whether it carries a text that is right, and not only a word about what was supplied."""
        return self.wish == Wish.CORRECT or bool(self.corrected)

    @property
    def rectifies(self) -> bool:
        """Whether it corrects one field that is named."""
        return self.wish == Wish.CORRECT and bool(self.field)

    @classmethod
    def kept(cls, said: Mapping[str, Any]) -> Self:
        """Return an afterword as it was kept, or as its body says it."""
        known = {field.name for field in fields(cls)}
        told = {name: value for name, value in said.items() if name in known}
        return cls(**{**told, "items": tuple(told.get("items", ()))})

    def told(self, kind: AfterwordKind) -> dict[str, object]:
        """Return the fields that count for a kind, as they are kept and travel."""
        names = (*USED[kind], *(RECTIFIED if self.rectifies else ()))
        values = {name: getattr(self, name) for name in names}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }


USED: Mapping[AfterwordKind, tuple[str, ...]] = {
    AfterwordKind.CONSENT: ("purpose", "proceedings", "onward_to", "court", "day", "why"),
    AfterwordKind.RECALL: ("wish", "items", "corrected", "why"),
    AfterwordKind.DISCLOSURE: ("court", "day", "why"),
    AfterwordKind.EVIDENCE: ("proceedings", "court", "day", "why"),
}


@dataclass(frozen=True, slots=True)
class OriginatorConsent:
    """That another, whose part the reply holds, lets it be used as is asked.

    Attributes:
        named: the name of the originator, as the reply says it.
        leave: reference and day of its consent; it stays with the node that has it.
    """

    named: str
    leave: str = ""


@dataclass(frozen=True, slots=True)
class ConsentReply:
    """What the supplier decides.

    Attributes:
        given: it consents.
        conditions: on which conditions; empty for none.
        until: the last day on which the consent holds; empty for no end.
        reasons: why it refuses.
        originators: those beside the supplier whose parts the reply holds and who consent too.
    """

    given: bool
    conditions: str = ""
    until: str = ""
    reasons: str = ""
    originators: tuple[OriginatorConsent, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemReply:
    """What the holder did with one item of a recall.

    Attributes:
        item: which.
        fate: a `Fate`.
        article: under which it is kept.
        disclosed_to: to whom it had been disclosed already.
        consent: with whose consent, by its reference.
    """

    item: str
    fate: str
    article: str = ""
    disclosed_to: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class LetterMark:
    """The letter by which an afterword goes or comes where the partner has no node.

    Attributes:
        number: of the letter; empty where it goes by node.
        on: its day, as year-month-day.
        scan: id of its scan, an exhibit of the matter; empty for none.
    """

    number: str = ""
    on: str = ""
    scan: str = ""


def day_in(typed: str) -> date | None:
    """Return the day that was typed, when it is one."""
    return RequestDraft(reply_wanted_on=typed).reply_day


class AfterwordNotFoundError(ComityError):
    """A partner speaks of an afterword that is not known of this matter."""

    code = "afterword_unknown"


class AfterwordOverError(ComityError):
    """The afterword stands where this does not go any more."""

    code = "afterword_over"


class AfterwordTakenError(ComityError):
    """A partner uses the name of an afterword twice."""

    code = "afterword_taken"


class TooManyAfterwordsError(ComityError):
    """A partner has as many open about one request as it may."""

    code = "afterwords_too_many"


class NotTheirsToAskError(ComityError):
    """A partner asks about what it neither supplied nor holds."""

    code = "afterword_not_theirs"


class ErasedError(ComityError):
    """It was deleted at its supplier's wish."""

    code = "supplied_erased"


class UseEndedError(ComityError):
    """Its supplier asked that it be used no longer, and that was granted."""

    code = "supplied_use_ended"
