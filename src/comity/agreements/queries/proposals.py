"""Proposals of terms with what has happened to them, for acts, rules and pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from comity.agreements.models import TermsProposal, TermsStepRecord
from comity.agreements.terms.countersigning import (
    Progress,
    Statement,
    TermsState,
    TermsStep,
    state_of,
)


@dataclass(frozen=True, slots=True)
class KnownProposal:
    """A proposal with its steps, oldest first, and what they come to."""

    row: TermsProposal
    steps: tuple[TermsStepRecord, ...]
    progress: Progress

    def state(self, *, among: Iterable["KnownProposal"]) -> TermsState:
        """Return where it stands among the proposals of the same two for the same agreement."""
        rows = [each.progress for each in among if each.is_beside(self)]
        return state_of(self.progress, among=rows)

    def is_beside(self, other: "KnownProposal") -> bool:
        """Tell whether both are between the same two for the same agreement."""
        mine, theirs = self.row, other.row
        return (mine.partner, mine.reference) == (theirs.partner, theirs.reference)


def known_proposals(rows: QuerySet[TermsProposal]) -> list[KnownProposal]:
    """Return proposals with their steps, in the order of the rows.

    The encodings stay behind: they are long, and a partner decides how many there are.
    """
    return [_known(row) for row in rows.defer("encoding").prefetch_related("steps__signature")]


def proposals_between(partner: str, reference: str) -> list[KnownProposal]:
    """Return every proposal with a partner for one agreement, in the order in which they count."""
    rows = TermsProposal.objects.filter(partner=partner, reference=reference)
    return sorted(known_proposals(rows), key=lambda each: each.progress.statement.rank)


def countersigned_terms(partner: str, reference: str) -> Statement | None:
    """Return the terms countersigned with a partner that count now; None when there are none."""
    among = proposals_between(partner, reference)
    counting = (e for e in among if e.state(among=among) is TermsState.COUNTERSIGNED)
    return next((each.progress.statement for each in counting), None)


def is_signed(step: TermsStepRecord) -> bool:
    """Tell whether the signature that belongs to a step is held here."""
    return hasattr(step, "signature")


def _known(row: TermsProposal) -> KnownProposal:
    steps = tuple(sorted(row.steps.all(), key=lambda step: step.pk))
    answers = (TermsStep(step.step) for step in steps)
    unsigned = any(TermsStep(s.step).is_signed and not is_signed(s) for s in steps)
    answer = next((step for step in answers if step.is_answer), None)
    return KnownProposal(row, steps, Progress(row.statement, answer, unsigned))
