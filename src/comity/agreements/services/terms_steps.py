"""What of countersigned terms waits for a signature of this node."""

from dataclasses import dataclass
from datetime import datetime

from comity.agreements.models import TermsSignature, TermsStepRecord
from comity.agreements.terms.countersigning import Statement, TermsStep


@dataclass(frozen=True, slots=True)
class StepToSign:
    """A step of this node that waits for its signature.

    Attributes:
        id: of the step.
        step: what was done.
        statement: what is to be signed.
        partner: code of the administration it then goes to.
        encoding: the register file proposed.
    """

    id: int
    step: TermsStep
    statement: Statement
    partner: str
    encoding: str


def steps_to_sign() -> list[StepToSign]:
    """Return what this node has decided to sign and has not signed yet, oldest first."""
    signed = [step.value for step in TermsStep if step.is_signed]
    rows = TermsStepRecord.objects.filter(step__in=signed, signature__isnull=True)
    return [
        StepToSign(
            row.pk,
            TermsStep(row.step),
            row.proposal.statement,
            row.proposal.partner,
            row.proposal.encoding,
        )
        for row in rows.select_related("proposal").order_by("pk")
    ]


def keep_signature(step: int, *, note: bytes, message_id: str, at: datetime) -> None:
    """Keep the signature of one of our own steps, with the message that carries it.

    The act itself was recorded when the officer did it. A second signature of one step is refused
    by the database, so that two workers cannot send two.
    """
    TermsSignature.objects.create(step_id=step, note=note, message_id=message_id, at=at)
