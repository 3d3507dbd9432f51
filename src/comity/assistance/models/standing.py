"""A standing exchange: what was said, the files that were supplied, and those that are late."""

from typing import Self

from django.db import models

from comity.assistance.models.requests import Request
from comity.assistance.terms import Party
from comity.assistance.terms.standing import StandingSaid, StandingWord, TermsName
from comity.evidence.models import Exhibit
from comity.kernel.periods import Period
from comity.officers.terms import Viewer

_SIDES = [party.value for party in Party]


class StandingEntries(models.QuerySet["StandingEntry"]):
    """Words about standing exchanges, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those about requests that `viewer` may see."""
        return self.filter(request__in=Request.objects.visible_to(viewer))


class StandingEntry(models.Model):
    """One word about the standing exchange of one request."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="standing_words")
    word = models.CharField(max_length=10)
    by = models.CharField(max_length=12)
    number = models.PositiveIntegerField(default=1)
    of_requested = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)
    # Who said it here; of what the partner said nobody is named.
    officer_name = models.CharField(max_length=200, blank=True)
    # Ids of who wrote it: none of them lets it leave.
    writers = models.JSONField(default=list)
    at = models.DateTimeField()
    # When it was said to the other side; a word that nobody has let out yet has none.
    told_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=36, blank=True)

    objects = StandingEntries.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        indexes = [models.Index(fields=["request", "at", "id"], name="standing_words_of_request")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(word__in=[word.value for word in StandingWord]),
                name="standing_word_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(by__in=_SIDES), name="standing_word_has_a_side"
            ),
            models.UniqueConstraint(
                fields=["request", "number", "of_requested"],
                condition=models.Q(word=StandingWord.TERMS.value),
                name="one_standing_terms_of_a_name",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(told_at__isnull=True),
                name="one_standing_word_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.word}"

    @property
    def name(self) -> TermsName:
        """Of which terms it speaks."""
        return TermsName(self.number, self.of_requested)

    @property
    def said(self) -> StandingSaid:
        """The word, as both sides know it."""
        return StandingSaid(
            StandingWord(self.word),
            Party(self.by),
            self.number,
            self.of_requested,
            dict(self.facts),
        )


class StandingSupplies(models.QuerySet["StandingSupply"]):
    """Files of standing exchanges, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those of requests that `viewer` may see."""
        return self.filter(request__in=Request.objects.visible_to(viewer))


class StandingSupply(models.Model):
    """One file of one period: handed in here, or come from the partner."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="supplies")
    by = models.CharField(max_length=12)
    # Counted from one, for each side that supplies.
    number = models.PositiveIntegerField()
    terms_number = models.PositiveIntegerField()
    terms_of_requested = models.BooleanField()
    period_from = models.DateField()
    period_until = models.DateField()
    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="+")
    # As this node counted them; of a partner's file as it said, until it was checked here.
    rows = models.BigIntegerField()
    # The first faults that our own check found, each as code, line and column.
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    # When it was handed in, or came.
    at = models.DateTimeField()
    officer_name = models.CharField(max_length=200, blank=True)
    writers = models.JSONField(default=list)
    # When it was supplied to the other side; one that nobody has let go yet has none.
    told_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=200, blank=True)
    # In advance of arrivals: even what arrives last that day comes sooner than the hours agreed.
    is_short = models.BooleanField(default=False)
    # Of a period whose file was noticed as missing, and left only after that.
    is_late = models.BooleanField(default=False)
    # When its supplier was told by this node what is wrong with it.
    reported_at = models.DateTimeField(null=True)
    # Who said that it does not leave.
    given_up_at = models.DateTimeField(null=True)
    # Its own days are over: who proposed to erase it, and who did.
    proposed_by = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(null=True)
    erased_by = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=36, blank=True)

    objects = StandingSupplies.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["request", "-at", "-id"], name="supplies_of_request"),
            models.Index(
                fields=["id"],
                condition=models.Q(checked_at__isnull=True),
                name="supplies_to_check",
            ),
            models.Index(
                fields=["request"],
                condition=models.Q(erased_at__isnull=True),
                name="supplies_not_erased",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(by__in=_SIDES), name="supply_has_a_side"),
            models.CheckConstraint(
                condition=models.Q(period_from__lt=models.F("period_until")),
                name="supply_period_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(told_at__isnull=True) | models.Q(given_up_at__isnull=True),
                name="supply_left_or_given_up",
            ),
            models.UniqueConstraint(
                fields=["request", "by", "number"], name="one_supply_of_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: file {self.number} of {self.by}"

    @property
    def terms_name(self) -> TermsName:
        """By which version of the terms it is supplied."""
        return TermsName(self.terms_number, self.terms_of_requested)

    @property
    def period(self) -> Period:
        """Of which days it is."""
        return Period(self.period_from, self.period_until)

    @property
    def is_ours(self) -> bool:
        """Whether this administration supplies it."""
        return self.by == self.request.side

    @property
    def waits(self) -> bool:
        """Whether it waits to be let go."""
        return self.told_at is None and self.given_up_at is None


class StandingGaps(models.QuerySet["StandingGap"]):
    """Files that are late, and who may see that."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those of requests that `viewer` may see."""
        return self.filter(request__in=Request.objects.visible_to(viewer))


class StandingGap(models.Model):
    """That the file of one period was not there when it was due."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="supply_gaps")
    # Which side owes it.
    by = models.CharField(max_length=12)
    period_from = models.DateField()
    period_until = models.DateField()
    due_on = models.DateField()
    noticed_at = models.DateTimeField()
    # When a file of the period came, or went, after all.
    filled_at = models.DateTimeField(null=True)

    objects = StandingGaps.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-period_from", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(by__in=_SIDES), name="supply_gap_has_a_side"),
            models.UniqueConstraint(
                fields=["request", "by", "period_from"], name="one_supply_gap_of_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.by}, {self.period_from}"
