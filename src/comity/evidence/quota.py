"""How much one officer may take in, and one partner send, within a day: one fills no disk."""

from datetime import datetime, timedelta

from django.db.models import Sum

from comity.evidence.models import Exhibit, Exhibits
from comity.evidence.terms import MB, OfficersShareError, Origin, PartnersShareError, Shares

DAY = timedelta(days=1)


_furnished = [Shares()]


def furnish(shares: Shares) -> None:
    """Say what the shares are; `node` does at start, again replaces."""
    _furnished[:] = [shares]


def demand_officers_share(officer: str, *, size: int, at: datetime) -> None:
    """Demand that an officer may take so much in yet.

    Args:
        officer: the name, as exhibits have it.
        size: bytes more.
        at: aware UTC instant; what was taken in within a day before counts.

    Raises:
        OfficersShareError: it would be more than the share.
    """
    since = at - DAY
    own = Exhibit.objects.filter(
        origin=Origin.OWN.value, taken_in_by=officer, taken_in_at__gt=since
    )
    if _bytes_of(own) + size > _furnished[0].officer:
        raise OfficersShareError(limit=_furnished[0].officer // MB)


def demand_partners_share(exhibit: Exhibit, *, at: datetime) -> None:
    """Demand that an exhibit still fits into what its partner may send within a day.

    Args:
        exhibit: announced, not held.
        at: aware UTC instant; what arrived within a day before counts.

    Raises:
        PartnersShareError: it would be more than the share; it may arrive later.
    """
    arrived = Exhibit.objects.filter(partner=exhibit.partner, held_at__gt=at - DAY)
    if _bytes_of(arrived) + exhibit.size > _furnished[0].partner:
        raise PartnersShareError(limit=_furnished[0].partner // MB)


def _bytes_of(exhibits: Exhibits) -> int:
    return exhibits.aggregate(all=Sum("size"))["all"] or 0
