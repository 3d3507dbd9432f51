"""What may follow an answer: more replies, further questions, and what became of it. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from comity.assistance.terms.moves import Action
from comity.kernel.errors import ComityError


class QuestionStage(StrEnum):
    """Where a supplementary question stands in one record."""

    DRAFTED = "drafted"
    SENT = "sent"
    RECEIVED = "received"
    DROPPED = "dropped"


class ReplyUnknownError(ComityError):
    """A partner speaks of a partial reply that it was not sent."""

    code = "reply_unknown"


class ReplyOpenedError(ComityError):
    """No partial reply of this number waits to be opened."""

    code = "reply_opened"


class QuestionNotOpenError(ComityError):
    """A supplementary question follows a reply that was opened, before the matter is closed."""

    code = "question_not_open"


class NoQuestionError(ComityError):
    """No supplementary question is being written."""

    code = "no_question"


# What is done with a partial reply, where the same is done with a final one.
OF_PART: Mapping[Action, Action] = MappingProxyType(
    {Action.RELEASE: Action.RELEASE_PART, Action.DISPATCH: Action.DISPATCH_PART}
)
