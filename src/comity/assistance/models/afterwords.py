"""Afterwords: what is asked or told, after something was supplied, of what was supplied."""

from datetime import date
from typing import Any, Self

from django.db import models

from comity.assistance.models.answers import Answer
from comity.assistance.models.requests import Request
from comity.assistance.terms.afterwords import (
    AfterwordDraft,
    AfterwordKind,
    AfterwordState,
    Fate,
)
from comity.evidence.models import Exhibit
from comity.officers.terms import Viewer

# What waits for the central unit: ours to be sent, theirs to be decided.
# Before the number of a reply that no message brought.
BY_LETTER = "letter-"
_WAITS = models.Q(state=AfterwordState.DRAFTED.value, ours=True) | models.Q(
    state=AfterwordState.OPEN.value, ours=False
)


def name_of_answer(answer: Answer | None) -> str:
    """Return how both nodes call an answer; empty for none, where something is about the request.

    An answer that came by letter, before its matter went on by node, no message brought.

    Args:
        answer: of the matter.
    """
    if answer is None:
        return ""
    return answer.message_id or f"{BY_LETTER}{answer.number}"


class Afterwords(models.QuerySet["Afterword"]):
    """Afterwords, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with their request."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))

    def waiting(self) -> Self:
        """Return those that wait for the central unit; the index says the same."""
        return self.filter(_WAITS)


class Afterword(models.Model):
    """One afterword, ours or the partner's, with what came of it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="afterwords")
    # What it is about; None when it is about what the request itself says.
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, related_name="afterwords"
    )
    # How it is called here, and how both nodes call it.
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=36)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    # Whether this side asks or tells; otherwise the partner does.
    ours = models.BooleanField()
    # What it says, as its message says it.
    said = models.JSONField(default=dict)
    # Of ours: ids of all who wrote it, none of whom may send it.
    writers = models.JSONField(default=list)
    written_by = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=36, blank=True)
    letter = models.CharField(max_length=60, blank=True)
    letter_on = models.DateField(null=True)

    # What came of it: conditions and reasons of a consent.
    conditions = models.TextField(max_length=4000, blank=True, default="")
    reasons = models.TextField(max_length=4000, blank=True, default="")
    # Others whose parts the reply holds and who consent too: the name of each, and by what.
    originators = models.JSONField(default=list)
    # The last day on which a consent holds; None for no end.
    until = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    reply_message_id = models.CharField(max_length=36, blank=True)
    reply_letter = models.CharField(max_length=60, blank=True)
    reply_letter_on = models.DateField(null=True)
    scan = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, related_name="+")

    objects = Afterwords.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["number"]
        indexes = [
            models.Index(fields=["-id"], condition=_WAITS, name="afterword_waits"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="afterword_number_once"),
            models.UniqueConstraint(fields=["request", "key"], name="afterword_key_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in AfterwordKind]),
                name="afterword_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in AfterwordState]),
                name="afterword_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind} {self.number}"

    @property
    def what(self) -> AfterwordKind:
        """What it asks for, or tells, as the word it is."""
        return AfterwordKind(self.kind)

    @property
    def stands(self) -> AfterwordState:
        """The state, as the word it is."""
        return AfterwordState(self.state)

    @property
    def draft(self) -> AfterwordDraft:
        """What it says."""
        return AfterwordDraft.kept(self.said)

    @property
    def originators_named(self) -> frozenset[str]:
        """The names of those beside the supplier who consent too."""
        return frozenset(str(each["named"]) for each in self.originators)

    @property
    def answer_message(self) -> str:
        """How both nodes call the answer it is about; empty where it is about the request."""
        return name_of_answer(self.answer)

    def cited(self, day: date) -> str:
        """Return how a ruling cites the consent that this is.

        Args:
            day: the civil day on which it was given.
        """
        return f"{self.request.reference}/{self.number}, {day.isoformat()}"


class AfterwordItem(models.Model):
    """One item of a recall, and what the holder did with it: of what is gone, the tombstone."""

    afterword = models.ForeignKey(Afterword, on_delete=models.PROTECT, related_name="items")
    # `answer`, `request`, or the id that the supplier's node gave the exhibit.
    item = models.CharField(max_length=64)
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, related_name="+")
    fate = models.CharField(max_length=12, blank=True)
    article = models.CharField(max_length=200, blank=True)
    disclosed_to = models.CharField(max_length=200, blank=True)
    consent = models.CharField(max_length=120, blank=True)

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["afterword", "item"], name="afterword_item_once"),
            models.CheckConstraint(
                condition=models.Q(fate__in=["", *(fate.value for fate in Fate)]),
                name="afterword_fate_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afterword_id}: {self.item} {self.fate}"

    def values(self) -> dict[str, Any]:
        """Return what its message says of it."""
        names = ("item", "fate", "article", "disclosed_to", "consent")
        return {name: getattr(self, name) for name in names}
