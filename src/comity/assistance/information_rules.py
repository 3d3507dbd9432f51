"""What is wrong with information that an officer writes, or that came. Pure."""

from collections.abc import Iterator
from datetime import date

from comity.assistance.rules import problems_in, problems_in_answer
from comity.assistance.terms.information import (
    VOLUNTEERED_KINDS,
    InformationDraft,
    InformationUrgency,
)
from comity.kernel.errors import Problem

_NEEDED = ("partner", "kind", "subject")


def problems_in_information(draft: InformationDraft, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with information as it stands; empty when it may leave.

    Args:
        draft: as typed, or as it came.
        on: the civil day.
    """
    matter = problems_in(draft.matter(), on=on)
    return (
        *_missing(draft),
        # What a request does not go out without is no matter of information.
        *(each for each in matter if each.code != "missing"),
        *_wrong_codes(draft),
        *_wrong_part(draft),
        *problems_in_answer(draft.told),
    )


def _missing(draft: InformationDraft) -> Iterator[Problem]:
    return (Problem("missing", name) for name in _NEEDED if not getattr(draft, name).strip())


def _wrong_codes(draft: InformationDraft) -> Iterator[Problem]:
    if draft.kind and draft.kind not in set(VOLUNTEERED_KINDS):
        yield Problem("unknown_code", "kind")
    if draft.urgency and draft.urgency not in set(InformationUrgency):
        yield Problem("unknown_code", "urgency")


def _wrong_part(draft: InformationDraft) -> Iterator[Problem]:
    if draft.told.partial:
        yield Problem("unknown_code", "partial")
