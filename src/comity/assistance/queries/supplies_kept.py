"""Files of standing exchanges whose own days of keeping are over, on whichever side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from comity.assistance.duties import SEE_RETENTION
from comity.assistance.models import LegalHold, Request, StandingSupply
from comity.assistance.queries.retention import legal_hold_of
from comity.assistance.queries.standing import standing_said
from comity.assistance.terms.standing import StandingWord, TermsName
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

# Exchanges walked for one page of the list, and files erased by one act.
WALKED = 50
MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class SuppliesDue:
    """The files of one exchange whose own days are over.

    Attributes:
        request: on which the exchange hangs.
        supplies: the oldest of them, at most `MOST_AT_ONCE`.
        proposed: how many of these are proposed to be erased.
        hold: the order that keeps the matter; None for none.
        more: there are more than these.
    """

    request: Request
    supplies: tuple[StandingSupply, ...]
    proposed: int
    hold: LegalHold | None
    more: bool

    @property
    def ours(self) -> int:
        """How many of these we supplied."""
        return sum(each.by == self.request.side for each in self.supplies)


@dataclass(frozen=True, slots=True)
class SuppliesPage:
    """A page of exchanges with files whose days are over.

    Attributes:
        rows: begun first, first.
        after: key of the last request that was walked, to go on from; 0 at the end.
    """

    rows: tuple[SuppliesDue, ...]
    after: int


def supplies_page(*, seen_by: Viewer, at: datetime, after: int = 0) -> SuppliesPage:
    """Return the exchanges that have files whose own days are over.

    Args:
        seen_by: a data protection officer, or of the central unit.
        at: aware UTC instant.
        after: key of the last request of the page before; 0 for the first page.

    Raises:
        NotAllowedError: `seen_by` is neither.
    """
    demand_role(seen_by, SEE_RETENTION.roles)
    held = StandingSupply.objects.filter(erased_at=None, request__gt=after)
    keys = sorted(set(held.order_by().values_list("request_id", flat=True)))
    walked = keys[:WALKED]
    seen = Request.objects.visible_to(seen_by).filter(pk__in=walked).order_by("pk")
    told = (supplies_due(request, at=at) for request in seen.defer("ruling"))
    rows = tuple(each for each in told if each.supplies)
    return SuppliesPage(rows, walked[-1] if len(keys) > WALKED else 0)


def supplies_due_of(reference: str, *, seen_by: Viewer, at: datetime) -> SuppliesDue:
    """Return the files of one exchange whose own days are over; none where none are.

    Raises:
        NotAllowedError: the viewer's office does not carry it.
        NotFoundError: there is no such matter.
    """
    demand_role(seen_by, SEE_RETENTION.roles)
    seen = Request.objects.visible_to(seen_by).defer("ruling").filter(reference=reference)
    request = seen.select_related("agency").first()
    if request is None:
        raise NotFoundError()
    return supplies_due(request, at=at)


def supplies_due(request: Request, *, at: datetime) -> SuppliesDue:
    """Return the files of a matter that may be seen whose own days are over.

    The terms a file was supplied by say how many days each side keeps it, counted from when it was
    supplied, or given up here. One that still waits to be let go is not due.
    """
    over = Q(pk__in=())
    for name, days in _days_of(request).items():
        until = at - timedelta(days=days)
        by_these = Q(terms_number=name.number, terms_of_requested=name.of_requested)
        over |= by_these & (Q(told_at__lt=until) | Q(given_up_at__lt=until))
    held = request.supplies.filter(over, erased_at=None).select_related("exhibit")
    found = list(held.order_by("at", "id")[: MOST_AT_ONCE + 1])
    shown = tuple(found[:MOST_AT_ONCE])
    proposed = sum(each.proposed_at is not None for each in shown)
    return SuppliesDue(request, shown, proposed, legal_hold_of(request), len(found) > len(shown))


def _days_of(request: Request) -> Mapping[TermsName, int]:
    """Return how many days each version of the terms lets a file be kept."""
    words = (each for each in standing_said(request) if each.word is StandingWord.TERMS)
    return {each.name: int(each.facts["retention_days"]) for each in words}
