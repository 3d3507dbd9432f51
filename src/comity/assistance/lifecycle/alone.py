"""What one duty officer may let leave alone, and how the record tells it. Pure.

It is the same move as with four eyes, by one pair; every other move keeps its second person.
"""

from collections.abc import Mapping
from typing import Final

from comity.assistance.lifecycle.step import Step
from comity.assistance.terms import StepNotAllowedError
from comity.assistance.terms import events as E  # noqa: N812  the table is read by its columns
from comity.assistance.terms.events.duty_release import (
    ANSWER_RELEASED_ALONE,
    ANSWER_TO_POST_ALONE,
    PARTIAL_RELEASED_ALONE,
    PARTIAL_TO_POST_ALONE,
    REQUEST_SENT_ALONE,
    REQUEST_TO_POST_ALONE,
)
from comity.ledger.terms import EventKind

TOLD_ALONE: Final[Mapping[str, EventKind]] = {
    E.REQUEST_SENT.name: REQUEST_SENT_ALONE,
    E.REQUEST_TO_POST.name: REQUEST_TO_POST_ALONE,
    E.ANSWER_RELEASED.name: ANSWER_RELEASED_ALONE,
    E.PARTIAL_RELEASED.name: PARTIAL_RELEASED_ALONE,
    E.ANSWER_TO_POST.name: ANSWER_TO_POST_ALONE,
    E.PARTIAL_TO_POST.name: PARTIAL_TO_POST_ALONE,
}


def may_be_alone(step: Step) -> bool:
    """Tell whether a move is one that own law may leave to one officer."""
    return step.event.name in TOLD_ALONE


def alone(step: Step) -> Step:
    """Return a move as one officer makes it.

    Raises:
        StepNotAllowedError: this is never one officer's.
    """
    told = TOLD_ALONE.get(step.event.name)
    if told is None:
        raise StepNotAllowedError(state=step.before.value, action=step.action.value)
    return step._replace(event=told)
