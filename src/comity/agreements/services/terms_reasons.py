"""Reasons that officers give for what they do about terms."""

from comity.agreements.terms.countersigning_errors import ReasonsMissingError
from comity.kernel.texts import without_hidden_characters

LONGEST_REASONS = 2000


def reasons_given(text: str) -> str:
    """Return reasons as one clean line.

    Raises:
        ReasonsMissingError: there are none, or they are longer than a partner takes.
    """
    said = without_hidden_characters(text).strip()
    if not said or len(said) > LONGEST_REASONS:
        raise ReasonsMissingError(limit=LONGEST_REASONS)
    return said
