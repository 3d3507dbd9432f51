"""Countersigned terms: two nodes sign the digest of one encoding, and where a proposal stands.

Signing binds nobody in law: the authentic text prevails, and nothing is interpreted by it. What it
gives is that both sides' nodes read the agreement alike until one of them changes its encoding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

FORMAT = "comity/terms/1"
PROVISO = "The authentic text prevails. Nothing is interpreted by this statement."


@dataclass(frozen=True, slots=True)
class Statement:
    """What both sides sign, word for word.

    Attributes:
        agreement: reference of the instrument.
        digest: SHA-256 (hex) of its encoding.
        proposer: code of the administration that proposed it.
        partner: code of the other one.
        number: counts the proposals between the two for this agreement, from 1.
        replaces: digest of the terms countersigned before; empty for none.
        made_at: when it was proposed, aware UTC, to the second.
    """

    agreement: str
    digest: str
    proposer: str
    partner: str
    number: int
    replaces: str
    made_at: datetime

    @property
    def rank(self) -> tuple[int, str]:
        """Which of two countersigned statements counts; the same on both sides.

        Both sides may propose at the same time; what decides stands in the signed text and not
        in the order in which either side happened to hold the two.
        """
        return self.number, self.proposer

    @property
    def made_at_text(self) -> str:
        """When it was proposed, as both sides write it."""
        return self.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def text(self) -> bytes:
        """Return the bytes that are signed."""
        lines = (
            FORMAT,
            f"agreement {self.agreement}",
            f"digest {self.digest}",
            f"proposed by {self.proposer} to {self.partner}",
            f"number {self.number}",
            f"made at {self.made_at_text}",
            f"replaces {self.replaces or 'nothing'}",
            PROVISO,
        )
        return "".join(f"{line}\n" for line in lines).encode()


class TermsStep(StrEnum):
    """What happens to a proposal; each by one of the two sides."""

    PROPOSED = "proposed"
    COUNTERSIGNED = "countersigned"
    DECLINED = "declined"
    REFUSED = "refused"  # by the partner's node, by name; no officer there has seen it

    @property
    def is_answer(self) -> bool:
        """Whether it answers the proposal; there is one answer at most."""
        return self is not TermsStep.PROPOSED

    @property
    def is_signed(self) -> bool:
        """Whether the side that takes it signs the statement."""
        return self in {TermsStep.PROPOSED, TermsStep.COUNTERSIGNED}


class TermsState(StrEnum):
    """Where a proposal stands, as both treaty desks see it."""

    BEING_SIGNED = "being_signed"
    OPEN = "open"
    COUNTERSIGNED = "countersigned"
    DECLINED = "declined"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Progress:
    """What has happened to one proposal so far.

    Attributes:
        statement: what was proposed.
        answer: the answer; None while there is none.
        unsigned: whether a signature of this node is still to be made.
    """

    statement: Statement
    answer: TermsStep | None = None
    unsigned: bool = False

    @property
    def is_countersigned(self) -> bool:
        """Whether both signatures are there."""
        return self.answer is TermsStep.COUNTERSIGNED and not self.unsigned


def state_of(progress: Progress, *, among: Iterable[Progress]) -> TermsState:
    """Return where a proposal stands among all proposals of the same two for one agreement.

    Countersigned terms hold until newer ones are countersigned; an open proposal falls away as
    soon as its own side makes a newer one, or newer terms are countersigned.
    """
    newer = [each for each in among if each.statement.rank > progress.statement.rank]
    if progress.answer is TermsStep.DECLINED:
        return TermsState.DECLINED
    if progress.answer is TermsStep.REFUSED:
        return TermsState.REFUSED
    if any(each.is_countersigned for each in newer):
        return TermsState.SUPERSEDED
    if progress.unsigned:
        return TermsState.BEING_SIGNED
    if progress.is_countersigned:
        return TermsState.COUNTERSIGNED
    same_side = (each.statement.proposer == progress.statement.proposer for each in newer)
    return TermsState.SUPERSEDED if any(same_side) else TermsState.OPEN
