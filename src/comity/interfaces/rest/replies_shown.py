"""Questions and feedback as JSON, for whoever may see their request."""

from typing import Any

from django.utils.translation import gettext

from comity.assistance.models import Feedback, Question
from comity.assistance.wording import FEEDBACK_NAMES

Json = dict[str, Any]


def question_shown(question: Question) -> Json:
    """Return one supplementary question."""
    return {
        "stage": question.stage,
        "question": question.text,
        "reopens": question.reopens,
        "drafted_by": question.drafted_by,
        "approved_by": question.approved_by,
        "return_reason": question.return_reason,
        "version": question.version,
        "at": question.at,
    }


def feedback_shown(said: Feedback) -> Json:
    """Return one statement of what became of an answer."""
    return {
        "code": said.code,
        "name": gettext(FEEDBACK_NAMES[said.said]),
        "amount": None if said.amount is None else str(said.amount),
        "currency": said.currency,
        "stands": said.stands,
        "by": said.by,
        "at": said.at,
    }
