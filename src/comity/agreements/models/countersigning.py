"""Tables of countersigned terms. Rows are only added: what was said of terms stays said."""

from typing import ClassVar

from django.db import models

from comity.agreements.duties import SEE_TERMS
from comity.agreements.terms.countersigning import Statement, TermsStep
from comity.officers.terms import Viewer

_ANSWERS = [step.value for step in TermsStep if step.is_answer]


class TermsQuerySet(models.QuerySet["TermsProposal"]):
    """Proposals of terms, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "TermsQuerySet":
        """Return what `viewer` may see: the law is for every officer with an office."""
        return self.all() if viewer.holds(*SEE_TERMS.roles) else self.none()


class TermsDifferenceQuerySet(models.QuerySet["TermsDifference"]):
    """Differences of terms, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "TermsDifferenceQuerySet":
        """Return what `viewer` may see: the law is for every officer with an office."""
        return self.all() if viewer.holds(*SEE_TERMS.roles) else self.none()


class TermsProposal(models.Model):
    """An encoding of one agreement that one of two linked sides proposes to countersign.

    `number` counts the proposals of the two for the agreement; `encoding` is the register file as
    it was proposed, and `digest` what is signed of it.
    """

    reference = models.CharField(max_length=100)
    partner = models.CharField(max_length=2)
    proposer = models.CharField(max_length=2)
    addressee = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    replaces = models.CharField(max_length=64, blank=True)
    encoding = models.TextField()
    made_at = models.DateTimeField()

    objects: ClassVar[models.Manager["TermsProposal"]] = TermsQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "reference", "proposer", "number"],
                name="one_proposal_a_number",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["reference"], name="terms_proposal_reference")]

    def __str__(self) -> str:
        return f"{self.reference}, {self.proposer} {self.number}"

    @property
    def statement(self) -> Statement:
        """What both sides sign."""
        return Statement(
            agreement=self.reference,
            digest=self.digest,
            proposer=self.proposer,
            partner=self.addressee,
            number=self.number,
            replaces=self.replaces,
            made_at=self.made_at,
        )


class TermsStepRecord(models.Model):
    """One step of a proposal, by one side; each step is taken once, and one answer is given."""

    proposal = models.ForeignKey(TermsProposal, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20, choices=[(s.value, s.value) for s in TermsStep])
    side = models.CharField(max_length=2)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    reasons = models.TextField(blank=True)
    message_id = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "step"], name="one_terms_step_of_a_kind"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(step__in=_ANSWERS),
                name="one_answer_to_terms",
            ),
            models.CheckConstraint(
                condition=models.Q(step__in=[s.value for s in TermsStep]),
                name="terms_step_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.step}"


class TermsSignature(models.Model):
    """The signed note of one step: the partner's as it came, our own as the worker made it."""

    step = models.OneToOneField(TermsStepRecord, on_delete=models.PROTECT, related_name="signature")
    note = models.BinaryField()
    at = models.DateTimeField()
    message_id = models.CharField(max_length=36)

    def __str__(self) -> str:
        return f"{self.step}, signed"


class TermsDifference(models.Model):
    """That a partner relied, or relies, on another encoding than ours; kept once per pair."""

    reference = models.CharField(max_length=300)
    partner = models.CharField(max_length=2)
    theirs = models.CharField(max_length=64)
    ours = models.CharField(max_length=64)
    seen_here = models.BooleanField()
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["TermsDifference"]] = TermsDifferenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "reference", "theirs", "ours", "seen_here"],
                name="one_terms_difference_a_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} with {self.partner}"


class TermsDecision(models.Model):
    """The treaty desk's word that a difference changes nothing about how this node rules."""

    difference = models.OneToOneField(
        TermsDifference, on_delete=models.PROTECT, related_name="decision"
    )
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    reasons = models.TextField()

    def __str__(self) -> str:
        return f"{self.difference}, decided by {self.by}"
