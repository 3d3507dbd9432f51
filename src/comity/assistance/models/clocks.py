"""What is due and until when, what stops it, and how far the node has reckoned."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from comity.assistance.duties import SEE_AGENCYS_REQUESTS, SEE_EVERY_REQUEST, SEE_REFERRED
from comity.assistance.models.requests import Request
from comity.assistance.stored_rulings import citation_from, kept_citation
from comity.assistance.terms import Action, Party
from comity.assistance.terms.clocks import (
    OWN_MATTERS,
    Clock,
    ClockKind,
    ClockMatter,
    ClockUnit,
    Pause,
    PauseReason,
)
from comity.officers.models import Agency, Officer
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer

NOTE_LENGTH = 300


class ClockPause(models.Model):
    """A stretch of days on which the clocks of a request stand still."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=12)
    begins = models.DateField()
    # The first day that counts again; nobody knows it while it is empty.
    ends = models.DateField(null=True)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    # Empty where it follows from what becomes of the request.
    by = models.CharField(max_length=200, blank=True)

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["begins", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=[reason.value for reason in PauseReason]),
                name="pause_reason_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.reason}"

    def as_pause(self) -> Pause:
        """Return it as the rules read it; one that is an officer's has its key."""
        number = self.pk if self.by else 0
        return Pause(PauseReason(self.reason), self.begins, self.ends, self.note, number)


class TypedDay(models.Model):
    """A day that an officer set to a request: limitation, detention, guarantee, hearing."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="typed_days")
    matter = models.CharField(max_length=12)
    due_on = models.DateField()
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    by = models.CharField(max_length=200)
    typed_on = models.DateField()
    met_on = models.DateField(null=True)
    met_by = models.CharField(max_length=200, blank=True)

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(matter__in=[matter.value for matter in OWN_MATTERS]),
                name="typed_day_is_of_officers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.matter}"


_RUNS = Q(met_on__isnull=True, due_on__isnull=False)


def ways_to_deadlines(viewer: Viewer) -> list[Q]:
    """Return the ways in which a viewer sees what is due, each to be asked apart.

    Together they are what `visible_to` shows; apart an index serves the order of each.
    """
    if viewer.holds(*SEE_EVERY_REQUEST.roles):
        return [Q()]
    ways = []
    if viewer.agency and viewer.holds(*SEE_AGENCYS_REQUESTS.roles):
        own = key_of_agency(viewer.agency)
        shared = Request.shared_with.through._default_manager.filter(agency=own)
        ways.append(Q(agency=own))
        if shared.exists():
            ways.append(Q(request__in=shared.values("request_id")))
    if viewer.holds(*SEE_REFERRED.roles):
        roles = [role.value for role in SEE_REFERRED.roles]
        referred = Request.objects.filter(referred_to__in=roles).order_by()
        ways.append(Q(request__in=referred.values("pk")))
    return ways


class Deadlines(models.QuerySet["Deadline"]):
    """What is due, and who may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return what is due of requests that `viewer` may see."""
        return self.filter(request__in=Request.objects.visible_to(viewer).order_by().values("pk"))

    def running(self) -> Self:
        """Return those with a day ahead or behind; the indexes say the same."""
        return self.filter(_RUNS)


class Deadline(models.Model):
    """One clock of a request, as it was reckoned when the request changed last."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="deadlines")
    # Of the request, beside it, so that an index serves the order of the lists.
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="+")
    holder = models.ForeignKey(Officer, on_delete=models.CASCADE, null=True, related_name="+")
    matter = models.CharField(max_length=12)
    kind = models.CharField(max_length=14)
    begins = models.DateField()
    due_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    unit = models.CharField(max_length=12)
    length = models.PositiveIntegerField()
    cites = models.JSONField(null=True)
    soft = models.BooleanField(default=False)
    act = models.CharField(max_length=20, blank=True)
    owed_by = models.CharField(max_length=12)
    countries = models.JSONField(default=list)
    held = models.JSONField(default=list)
    typed = models.ForeignKey(TypedDay, on_delete=models.CASCADE, null=True, related_name="+")

    objects = Deadlines.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=_RUNS, name="due_in_order"),
            models.Index(fields=["kind", "due_on", "id"], condition=_RUNS, name="due_of_kind"),
            models.Index(fields=["agency", "due_on", "id"], condition=_RUNS, name="due_of_agency"),
            models.Index(
                fields=["agency", "kind", "due_on", "id"],
                condition=_RUNS,
                name="due_of_agency_and_kind",
            ),
            models.Index(fields=["holder", "due_on", "id"], condition=_RUNS, name="due_of_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(matter__in=[matter.value for matter in ClockMatter]),
                name="deadline_matter_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ClockKind]),
                name="deadline_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.matter}"

    @classmethod
    def of(cls, request: Request, clock: Clock) -> "Deadline":
        """Return the row of a clock, not stored yet."""
        return cls(
            request=request,
            agency_id=request.agency_id,
            holder_id=request.holder_id,
            matter=clock.matter.value,
            kind=clock.kind.value,
            begins=clock.begins,
            due_on=clock.due_on,
            met_on=clock.met_on,
            unit=clock.unit.value,
            length=clock.length,
            cites=None if clock.cites is None else kept_citation(clock.cites),
            soft=clock.soft,
            act="" if clock.act is None else clock.act.value,
            owed_by=clock.owed_by.value,
            countries=list(clock.countries),
            held=[_kept_pause(pause) for pause in clock.pauses],
            typed_id=clock.number or None,
        )

    @property
    def content(self) -> tuple[object, ...]:
        """All that it says, to tell whether a row has to be written anew."""
        named = (f for f in self._meta.concrete_fields if not f.primary_key)
        return tuple(getattr(self, field.attname) for field in named)

    def as_clock(self) -> Clock:
        """Return the clock; that of an officer needs its row of `TypedDay` for the note."""
        return Clock(
            ClockMatter(self.matter),
            ClockKind(self.kind),
            self.begins,
            self.due_on,
            ClockUnit(self.unit),
            self.length,
            None if self.cites is None else citation_from(self.cites),
            self.soft,
            Action(self.act) if self.act else None,
            Party(self.owed_by),
            tuple(self.countries),
            tuple(_pause(kept) for kept in self.held),
            self.met_on,
            self.typed_id or 0,
            self.typed.note if self.typed else "",
        )


class Reckoning(models.Model):
    """How far the clocks of all requests were reckoned by the rules that hold now; one row."""

    rules = models.CharField(max_length=64)
    # Up to which request; empty when all of them are.
    after = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.rules[:8]}: {self.after}"


def _kept_pause(pause: Pause) -> dict[str, object]:
    return {
        "reason": pause.reason.value,
        "begins": pause.begins.isoformat(),
        "ends": pause.ends.isoformat() if pause.ends else None,
        "note": pause.note,
        "number": pause.number,
    }


def _pause(kept: dict[str, Any]) -> Pause:
    ends = kept["ends"]
    return Pause(
        PauseReason(kept["reason"]),
        date.fromisoformat(kept["begins"]),
        date.fromisoformat(ends) if ends else None,
        kept["note"],
        int(kept["number"]),
    )
