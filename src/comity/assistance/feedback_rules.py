"""What is wrong with a statement of what became of an answer. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal

from comity.assistance.terms.feedback import (
    OWES_AMOUNT,
    WITH_AMOUNT,
    FeedbackCode,
    FeedbackDraft,
)
from comity.kernel.errors import Problem

AMOUNT_PATTERN = r"[0-9]{1,15}(\.[0-9]{1,2})?"
CURRENCY_PATTERN = "[A-Z]{3}"


def problems_in_feedback(draft: FeedbackDraft) -> tuple[Problem, ...]:
    """Return everything that is wrong with a statement as typed, or as it came.

    Args:
        draft: as typed.
    """
    if draft.code not in frozenset(FeedbackCode):
        return (Problem("unknown_code" if draft.code else "missing", "code"),)
    return tuple(_wrong_amount(draft, FeedbackCode(draft.code)))


def amount_in(draft: FeedbackDraft) -> Decimal | None:
    """Return the amount of a statement without problems; None where none is stated."""
    return Decimal(draft.amount) if draft.amount else None


def _wrong_amount(draft: FeedbackDraft, code: FeedbackCode) -> Iterator[Problem]:
    if code not in WITH_AMOUNT:
        if draft.amount or draft.currency:
            yield Problem("no_amount_with_it", "amount")
        return
    if not draft.amount:
        if code in OWES_AMOUNT or draft.currency:
            yield Problem("missing", "amount")
        return
    if re.fullmatch(AMOUNT_PATTERN, draft.amount) is None:
        yield Problem("not_an_amount", "amount")
    if not draft.currency:
        yield Problem("currency_missing", "currency")
    elif re.fullmatch(CURRENCY_PATTERN, draft.currency) is None:
        yield Problem("currency_malformed", "currency")
