"""Answers, ours and partners', and the uses of them that were ruled on."""

from dataclasses import fields
from datetime import date
from typing import Any, Self

from django.db import models

from comity.agreements.terms import DataCategory, UseLimits
from comity.assistance.models.columns import long_text
from comity.assistance.models.requests import Request
from comity.assistance.stored_rulings import ruling_from
from comity.assistance.terms import AnswerDraft, Party
from comity.kernel.rulings import Outcome, Ruling
from comity.officers.models import Officer
from comity.officers.terms import Viewer

# As it stands in the list of categories, in the text that either database keeps of it.
_MARK = f'"{DataCategory.PERSONAL.value}"'


class Answers(models.QuerySet["Answer"]):
    """Answers, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the answers that `viewer` may see: with their request, and once opened.

        Ours may be seen while it is written; a partner's only after somebody opened it, because
        opening is an act that the partner is told of.
        """
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.with_their_request().filter(models.Exists(seen))

    def last_of(self, request: Request) -> "Answer":
        """Return the last reply: the one being written, the last released, the last that came."""
        answer = self.filter(request=request).order_by("-number").first()
        assert answer is not None, "where one is asked for there is one"
        answer.request = request  # what is read already is not read again
        return answer

    def next_to(self, request: Request) -> "Answer":
        """Return the reply of ours that is being written, or a new one after the last."""
        last = self.filter(request=request).order_by("-number").first()
        if last is not None and last.released_at is None:
            return last
        return Answer(request=request, number=1 if last is None else last.number + 1)

    def with_their_request(self) -> Self:
        """Return those that whoever sees their request may see; for requests found visible."""
        ours = models.Q(request__side=Party.REQUESTED.value)
        return self.filter(ours | models.Q(opened_at__isnull=False))


class Answer(models.Model):
    """One reply to a request, ours or the partner's, with the conditions that travel with it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="answers")
    # In order: partial replies, the final one, and what answers supplementary questions.
    number = models.PositiveIntegerField(default=1)
    partial = models.BooleanField(default=False)
    still_to_come = long_text("still_to_come")
    text = long_text("text")
    purposes = models.JSONField(default=list)
    proceedings = models.JSONField(default=list)
    onward = models.CharField(max_length=10)
    retention_days = models.PositiveIntegerField(null=True)
    handling = models.CharField(max_length=4, blank=True)
    categories = models.JSONField(default=list)
    # Whether one of them is personal data, for an index to find it by.
    personal = models.BooleanField(default=False, editable=False)
    touches = models.JSONField(default=list)
    # The limits of use as they travelled; null until the answer is released or received.
    limits = models.JSONField(null=True)

    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    ruling = models.JSONField(null=True)

    drafter = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    writers = models.JSONField(default=list)
    drafted_by = models.CharField(max_length=200, blank=True)
    released_by = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(null=True)
    # When a partner's was held here; what it wrote itself is `released_at`.
    received_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)
    # Nothing sets it since the request keeps the reason; an upgrade would refuse to lose a column.
    return_reason = long_text("reason")
    message_id = models.CharField(max_length=36, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Answers.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        indexes = [
            models.Index(
                fields=["-request"], condition=models.Q(personal=True), name="answer_is_personal"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(personal=True, categories__icontains=_MARK)
                | (models.Q(personal=False) & ~models.Q(categories__icontains=_MARK)),
                name="answer_is_personal_as_marked",
            ),
            models.CheckConstraint(
                condition=models.Q(message_id="") | models.Q(limits__isnull=False),
                name="answer_travels_with_limits",
            ),
            models.UniqueConstraint(fields=["request", "number"], name="answer_in_its_order"),
        ]

    def __str__(self) -> str:
        return f"answer to {self.request_id}"

    def save(self, *args: Any, **named: Any) -> None:
        """Keep it, and with its categories what follows from them."""
        self.personal = DataCategory.PERSONAL.value in self.categories
        written = named.get("update_fields")
        if written is not None and "categories" in written:
            named["update_fields"] = {*written, "personal"}
        super().save(*args, **named)

    @property
    def is_erased(self) -> bool:
        """Whether its text was deleted: nothing is released, or taken in, without one."""
        return self.released_at is not None and not self.text

    @property
    def is_readable(self) -> bool:
        """Whether who sees its request may read it: ours always, a partner's once opened."""
        return self.opened_at is not None or self.request.own_side is Party.REQUESTED

    @property
    def last_ruling(self) -> Ruling | None:
        """What this node ruled when it released the answer; None before, and for a partner's."""
        return ruling_from(self.ruling)

    def add_writer(self, officer: Viewer) -> None:
        """Note that an officer wrote in it: a deputy's hand is the absent officer's too."""
        self.writers = sorted({*self.writers, *officer.people})

    def undo_release(self) -> None:
        """Forget what was released for a letter that never left; the record keeps it."""
        self.limits = self.ruling = self.released_at = None
        self.released_by = self.relied_on = self.article = self.terms_digest = ""

    def use_limits(self) -> UseLimits | None:
        """Return what the answer may be used for; None while it is still being written."""
        return UseLimits.from_data(self.limits) if self.limits else None

    def is_kept_too_long(self, *, on: date) -> bool:
        """Tell whether a partner's answer may not be kept, nor read, on a day any more."""
        limits = self.use_limits()
        if limits is None or self.request.own_side is not Party.REQUESTING:
            return False
        return limits.keep_until is not None and on >= limits.keep_until

    def as_draft(self) -> AnswerDraft:
        """Return the answer as the rules read it."""
        return AnswerDraft(
            text=self.text,
            purposes=tuple(self.purposes),
            proceedings=tuple(self.proceedings),
            onward=self.onward,
            retention_days=self.retention_days,
            handling=self.handling,
            categories=tuple(self.categories),
            touches=tuple(self.touches),
            partial=self.partial,
            still_to_come=self.still_to_come,
        )

    def take_draft(self, draft: AnswerDraft) -> None:
        """Keep an answer as typed."""
        for field in fields(draft):
            value = getattr(draft, field.name)
            setattr(self, field.name, list(value) if isinstance(value, tuple) else value)


class Use(models.Model):
    """A use of an answer that was ruled on, whatever the ruling was."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="uses")
    purpose = models.CharField(max_length=40)
    proceedings = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=12)
    ruling_kept = models.JSONField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[outcome.value for outcome in Outcome]),
                name="use_outcome_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.outcome}"

    @property
    def ruling(self) -> Ruling:
        """The ruling, with every ground."""
        ruling = ruling_from(self.ruling_kept)
        assert ruling is not None
        return ruling
