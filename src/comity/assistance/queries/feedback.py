"""What became of answers, of one request and counted by partner and period."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Sum

from comity.assistance.models import Feedback, Request
from comity.assistance.terms import Party
from comity.assistance.terms.feedback import FeedbackCode
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class FeedbackTotal:
    """How often one thing became of answers exchanged with one partner.

    Attributes:
        partner: code of the other administration.
        side: ours: requesting for what we said of its answers, requested for what it said of ours.
        code: what became of them.
        currency: of the amounts; empty where none was stated.
        count: on how many requests it stands.
        amount: all amounts in that currency; None where none was stated.
    """

    partner: str
    side: Party
    code: FeedbackCode
    currency: str
    count: int
    amount: Decimal | None


def feedback_of(request: Request) -> tuple[Feedback, ...]:
    """Return what was said of a request that was found for whoever may see it, in its order."""
    return tuple(request.feedback.all())


def feedback_totals(
    *,
    seen_by: Viewer,
    partner: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
) -> tuple[FeedbackTotal, ...]:
    """Return what became of answers, counted by partner, side, code and currency.

    What a later statement has replaced is not counted.

    Args:
        seen_by: only of requests that this viewer may see.
        partner: code of one administration; empty for all.
        since: only what was said at this instant or later.
        before: only what was said earlier than this instant.
    """
    found = Feedback.objects.visible_to(seen_by).filter(stands=True)
    if partner:
        found = found.filter(partner=partner)
    if since is not None:
        found = found.filter(at__gte=since)
    if before is not None:
        found = found.filter(at__lt=before)
    by = ("partner", "side", "code", "currency")
    counted = found.order_by(*by).values_list(*by).annotate(Count("pk"), Sum("amount"))
    return tuple(
        FeedbackTotal(who, Party(side), FeedbackCode(code), currency, count, amount)
        for who, side, code, currency, count, amount in counted
    )
