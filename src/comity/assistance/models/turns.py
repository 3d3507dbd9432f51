"""The turns a request took on its way, each with what was said and what was asked before."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.db import models

from comity.assistance.models.columns import long_text
from comity.assistance.models.requests import Request
from comity.assistance.terms import RequestDraft, TurnKind


class Turn(models.Model):
    """One turn: returned for completion, completed, postponed, withdrawn."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=12)
    # A code of `Missing` or `PostponementGround`; nothing where none is asked for.
    ground = models.CharField(max_length=20, blank=True)
    reasons = long_text("reasons")
    # The day on which a postponed request is looked at again.
    until = models.DateField(null=True)
    # What was asked until then: nothing that was ever sent is lost by a completion.
    earlier = models.JSONField(null=True)
    # Exhibits that had travelled until then: they are not sent again, and not left out.
    travelled = models.JSONField(default=list)
    message_id = models.CharField(max_length=36)
    # Whoever did it here; of what the partner did nobody is named.
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in TurnKind]),
                name="turn_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind}"

    @property
    def taken(self) -> TurnKind:
        """Which turn it was, as the word it is."""
        return TurnKind(self.kind)

    @property
    def earlier_draft(self) -> RequestDraft | None:
        """What was asked until then; None where the turn changes nothing of it."""
        return None if self.earlier is None else _draft_kept(self.earlier)


def last_return(request: Request) -> Turn:
    """Return how a request that stands returned for completion was returned last."""
    last = request.turns.filter(kind=TurnKind.INCOMPLETE.value).last()
    assert last is not None, "it was returned"
    return last


def kept_draft(draft: RequestDraft) -> dict[str, Any]:
    """Return what a request asks now, as it is kept beside what it will ask."""
    told = {field.name: getattr(draft, field.name) for field in fields(draft)}
    return {**told, "particulars": dict(draft.particulars)}


def _draft_kept(kept: Mapping[str, Any]) -> RequestDraft:
    """Return a draft as it was kept; a field that came later has its default."""
    known = {field.name for field in fields(RequestDraft)}
    return RequestDraft(**{name: value for name, value in kept.items() if name in known})
