"""Requests put by word of mouth because they are urgent, and their confirmation. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from comity.kernel.errors import ComityError
from comity.kernel.rulings import Citation


class Means(StrEnum):
    """How it was spoken."""

    TELEPHONE = "telephone"
    VIDEO = "video"
    IN_PERSON = "in_person"


class WhyUrgent(StrEnum):
    """Why it could not wait for paper."""

    GOODS_MOVE = "goods_move"
    PERSONS_LEAVE = "persons_leave"
    EVIDENCE_LOST = "evidence_lost"
    DANGER = "danger"
    DAY_ENDS = "day_ends"
    OTHER = "other_urgency"


class OralLeave(StrEnum):
    """What the agreement relied on says of requests put by word of mouth."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not_allowed"
    SILENT = "silent"


class OralState(StrEnum):
    """Where what was said stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    GIVEN_UP = "given_up"


class Likeness(StrEnum):
    """Why a request in writing may confirm what was said."""

    SAYS_SO = "says_so"
    SAME_KIND = "same_kind"
    SAME_SUBJECT = "same_subject"
    SAME_GOODS = "same_goods"
    SAME_CONSIGNMENT = "same_consignment"
    SAME_PERSONS = "same_persons"


@dataclass(frozen=True, slots=True)
class OralDraft:
    """A request put by word of mouth, as typed: the fewest fields it can be acted on with.

    Attributes:
        partner: code of the administration it was put to, or that put it.
        kind: of assistance.
        subject: what it is about.
        asked: what was asked for, as it was said.
        put_at: when, as year-month-day and hour:minute of this node's time.
        spoken_with: who was spoken with at the partner; stays out of the record.
        means: a `Means`.
        why: a `WhyUrgent`.
        under: the agreement named; empty for the one that carries it.
    """

    partner: str = ""
    kind: str = ""
    subject: str = ""
    asked: str = ""
    put_at: str = ""
    spoken_with: str = ""
    means: str = Means.TELEPHONE.value
    why: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class OralTerms:
    """What holds of a request put by word of mouth, as it was ruled when it was noted.

    Attributes:
        leave: whether the agreement lets it be put so.
        length: days, or working days, in which it is confirmed in writing.
        by_article: whether the article counts them; otherwise it is the custom of the house.
        cites: the article on the form of requests; None where there is none.
        within: when it is confirmed, as the article says it; empty where it says nothing.
    """

    leave: OralLeave
    length: int
    by_article: bool
    cites: Citation | None = None
    within: str = ""


class OralNotConfirmedError(ComityError):
    """A reply to what was only said would leave before it was confirmed in writing."""

    code = "oral_not_confirmed"


class OralStepNotAllowedError(ComityError):
    """It was confirmed, or given up, before; or the request does not stand where this is done."""

    code = "oral_step_not_allowed"


class NotItsConfirmationError(ComityError):
    """What was chosen cannot confirm it: another partner's, our own, or itself only said."""

    code = "not_its_confirmation"
