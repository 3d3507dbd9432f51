"""What callers may send: shapes only; what is wrong with the content the rules say."""

import re
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Path, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints

from comity.assistance.terms import AnswerDraft, RequestDraft, Tab
from comity.assistance.terms.deciding import Scope
from comity.assistance.terms.feedback import FeedbackDraft
from comity.kernel.errors import NotFoundError, Problem
from comity.kernel.texts import has_hidden_characters

# Longer than any field takes, so that `too_long` is said by the rules; short enough to bear.
_MOST = 100_000
_MOST_RECORDED = 2000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,119}")


def _known_form(name: str) -> str:
    """A reference that cannot exist is answered like one that does not."""
    if _NAME.fullmatch(name) is None:
        raise NotFoundError()
    return name


def _clean(text: str) -> str:
    if has_hidden_characters(text, lines=True):
        raise ValueError("control characters")
    return text


def _as_written(day: object) -> object:
    """A number is no day, though pydantic would read one as seconds since 1970."""
    if isinstance(day, str) and _DAY.fullmatch(day) is None:
        raise ValueError("a day is written as 2026-12-01")
    if isinstance(day, int | float):
        raise ValueError("a day is no number")
    return day


Text = Annotated[str, StringConstraints(max_length=_MOST)]
Word = Annotated[str, StringConstraints(max_length=200), AfterValidator(_clean)]
Reference = Annotated[str, AfterValidator(_known_form), Path()]
ExhibitId = Annotated[UUID, Path()]
Day = Annotated[date, BeforeValidator(_as_written), Field(ge=date(1900, 1, 1), le=date(2200, 1, 1))]
PageSize = Annotated[int, Field(ge=1, le=100)]
ReplyNumber = Annotated[int, Path(ge=1, le=10**6)]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


def problems_in_json(told: dict[str, Any]) -> tuple[Problem, ...]:
    """Return what keeps a free body from being recorded: texts too long, or with hidden parts.

    The shape is for whoever reads it to judge; it is walked without recursion, because its depth
    is the caller's choice.
    """
    found: list[Problem] = []
    waiting: list[tuple[str, object]] = list(told.items())
    while waiting:
        field, value = waiting.pop()
        match value:
            case str():
                found += _problems_in_text(field, value)
            case list():
                waiting += [(field, each) for each in value]
            case dict():
                waiting += [(field, each) for pair in value.items() for each in pair]
            case _:
                pass
    return tuple(found)


def _problems_in_text(field: str, text: str) -> list[Problem]:
    name = "" if has_hidden_characters(field) else field[:60]
    if len(text) > _MOST_RECORDED:
        return [Problem("too_long", name, (("limit", str(_MOST_RECORDED)),))]
    hidden = has_hidden_characters(field) or has_hidden_characters(text, lines=True)
    return [Problem("control_characters", name)] if hidden else []


class Strict(Schema):
    """A body that holds its fields and nothing else."""

    model_config = ConfigDict(extra="forbid")


class DraftIn(Strict):
    """A request as typed; everything may be missing while it is a draft."""

    partner: Text = ""
    kind: Text = ""
    purpose: Text = ""
    subject: Text = ""
    facts: Text = ""
    asked: Text = ""
    legal_elements: Text = ""
    proceedings_nature: Text = ""
    enquiries_made: Text = ""
    goods_description: Text = ""
    hs_code: Text = ""
    value_amount: Text = ""
    value_currency: Text = ""
    origin_country: Text = ""
    consignment_reference: Text = ""
    parties: Text = ""
    intended_use: Text = ""
    area: Text = ""
    offence: Text = ""
    particulars: Annotated[dict[Word, Text], Field(max_length=100)] = {}
    under: Text = ""
    reply_wanted_on: Text = ""
    reciprocity: bool = True
    urgent: bool = False
    assures_confidentiality: bool = False
    assures_law_enforcement_use: bool = False

    def as_draft(self) -> RequestDraft:
        """Return the draft."""
        return RequestDraft(**self.model_dump())


class ChangeIn(DraftIn):
    """Changed fields of a draft; a field that is not sent stays as it is.

    `version` is the version that was read; without it the change is made over whatever stands.
    """

    version: Version | None = None

    def changed(self) -> dict[str, Any]:
        """Return the fields that were sent."""
        return self.model_dump(exclude_unset=True, exclude={"version"})


class AnswerIn(Strict):
    """An answer as typed, whole, with the conditions that will travel with it."""

    text: Text = ""
    purposes: Annotated[list[Word], Field(max_length=50)] = []
    proceedings: Annotated[list[Word], Field(max_length=50)] = []
    onward: Text = AnswerDraft().onward
    retention_days: Annotated[int, Field(ge=-(2**31), le=2**31)] | None = None
    handling: Text = ""
    categories: Annotated[list[Word], Field(max_length=50)] = []
    touches: Annotated[list[Word], Field(max_length=50)] = []
    partial: bool = False
    still_to_come: Text = ""

    def as_draft(self) -> AnswerDraft:
        """Return the draft."""
        told = self.model_dump()
        lists = ("purposes", "proceedings", "categories", "touches")
        return AnswerDraft(**{**told, **{name: tuple(told[name]) for name in lists}})


class ReasonIn(Strict):
    """Why something is given back."""

    reason: Text = ""


class ReleaseIn(Strict):
    """The version that was read, of the request or of the answer; nothing else is let out."""

    version: Version


class AcceptIn(Strict):
    """The agency that will answer; how much is done (whole or part), and on which conditions."""

    agency: Word
    scope: Word = Scope.WHOLE.value
    not_done: Text = ""
    conditions: Text = ""


class RefuseIn(Strict):
    """On which ground, and why, in words the partner is told; when it was consulted before."""

    ground: Word = ""
    reasons: Text = ""
    consulted_on: Word = ""
    consultation: Text = ""


class CompletionIn(Strict):
    """What a partner's request lacks, by its code and in words the partner is told."""

    missing: Word = ""
    reasons: Text = ""


class PostponeIn(Strict):
    """On which ground, to which day, and why, in words the partner is told."""

    ground: Word = ""
    until: Word = ""
    reasons: Text = ""


class QuestionIn(Strict):
    """A supplementary question."""

    question: Text = ""


class FeedbackIn(Strict):
    """What became of an answer."""

    code: Word = ""
    amount: Word = ""
    currency: Word = ""

    def as_draft(self) -> FeedbackDraft:
        """Return what was said."""
        return FeedbackDraft(**self.model_dump())


class ReasonsIn(Strict):
    """Why, in words the partner is told."""

    reasons: Text = ""


class UseIn(Strict):
    """A use of an answer that is asked about."""

    purpose: Word = ""
    proceedings: Word = ""
    onward_to: Word = ""
    court: Word = ""
    reply: Annotated[int, Field(ge=1, le=2**31)] | None = None


class RequestsAsked(Schema):
    """Which requests are listed."""

    side: Literal["", "requesting", "requested"] = ""
    state: Word = ""
    partner: Word = ""
    search: Word = ""
    page_size: PageSize = 25
    before: Annotated[str, StringConstraints(pattern=r"^([0-9]{1,16}-[0-9]{1,15})?$")] = ""


class InboxAsked(Schema):
    """Which tab is shown."""

    tab: Tab = Tab.MINE


class RecordAsked(Schema):
    """Which entries of the record are read, and which page of them."""

    about: Word = ""
    by: Word = ""
    basis: Word = ""
    event: Word = ""
    since: Day | None = None
    until: Day | None = None
    page_size: PageSize = 50
    before: Annotated[str, StringConstraints(pattern=r"^([0-9]{1,4}-[0-9]{1,15})?$")] = ""

    def typed(self) -> dict[str, str]:
        """Return what is asked for, as a form would have it."""
        return {
            "about": self.about,
            "by": self.by,
            "basis": self.basis,
            "event": self.event,
            "from": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }


class RecordIn(Strict, RecordAsked):
    """Which entries are proved."""


class ExportIn(RecordIn):
    """Which entries are taken out, and why."""

    reason: Text = ""


class DayProofIn(Strict):
    """Whose receipt is to confirm an entry, and why the proof is taken out."""

    reason: Text = ""
    partner: Word = ""
    since: Day | None = None
    keep_text_back: bool = False


class DataRegisterAsked(Schema):
    """Which personal data is read."""

    partner: Word = ""
    case: Word = ""
    held: Word = ""
    since: Day | None = None
    until: Day | None = None
    overdue: bool = False
    page_size: PageSize = 50
    after: Annotated[int, Field(ge=0, le=2**53)] = 0

    def typed(self) -> dict[str, str]:
        """Return what is asked for, as a form would have it."""
        return {
            "partner": self.partner,
            "case": self.case,
            "held": self.held,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "overdue": "1" if self.overdue else "",
        }


class DataExportIn(Strict, DataRegisterAsked):
    """Which personal data is taken out, and why."""

    reason: Text = ""


class DataSearchIn(Strict):
    """For whom personal data is searched, and why."""

    text: Text = ""
    reason: Text = ""


class AskAsked(Schema):
    """An act of asking to be ruled on."""

    partner: Word
    kind: Word
    purpose: Word = ""
    on: Day | None = None
    under: Word = ""
    reciprocity: bool = True


class AnswerAsked(AskAsked):
    """An act of answering `partner`, to be ruled on."""

    categories: Annotated[list[Word], Field(max_length=20)] = []
    assurances: Annotated[list[Word], Field(max_length=20)] = []


class UseAsked(Schema):
    """A use of an answer to be ruled on, without recording that it was asked."""

    reference: Word
    purpose: Word
    proceedings: Word = ""
    onward_to: Word = ""
    on: Day | None = None


class ExhibitAsked(Schema):
    """What is said of a file that is uploaded."""

    file_name: Text = ""
    media_type: Text = "application/octet-stream"
    source: Text = ""
