"""How much one officer may take in, and one partner send, within a day: one fills no disk."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Sum

from comity.evidence.models import Exhibit, Exhibits
from comity.evidence.terms import MB, OfficersShareError, PartnersShareError, Shares
from comity.evidence.vault import size_of_part, vault

DAY = timedelta(days=1)


_furnished = [Shares()]


def furnish(shares: Shares) -> None:
    """Say what the shares are; `node` does at start, again replaces."""
    _furnished[:] = [shares]


def demand_officers_share(officer: int, *, size: int, at: datetime) -> None:
    """Demand that an officer may take so much in yet.

    Args:
        officer: the key; a name is changed, and two may have one.
        size: bytes more.
        at: aware UTC instant; what was taken in within a day before counts.

    Raises:
        OfficersShareError: it would be more than the share.
    """
    since = at - DAY
    own = Exhibit.objects.filter(taker=officer, taken_in_at__gt=since)
    if _bytes_of(own) + size > _furnished[0].officer:
        raise OfficersShareError(limit=_furnished[0].officer // MB)


def demand_partners_share(exhibit: Exhibit, *, at: datetime) -> None:
    """Demand that an exhibit still fits into what its partner may send within a day.

    What has begun to arrive counts whole until it is held or refused: it lies on the disk, and a
    partner that never gives the last byte of many would fill it. For the same reason one that
    has begun may always go on; it was counted when it began.

    Args:
        exhibit: announced, not held.
        at: aware UTC instant; what arrived within a day before counts.

    Raises:
        PartnersShareError: it would be more than the share; it may arrive later.
    """
    arrived = Exhibit.objects.filter(partner=exhibit.partner, held_at__gt=at - DAY)
    taken = _bytes_of(arrived) + exhibit.size
    if not _has_begun(exhibit.pk):
        taken += _bytes_begun_by(exhibit.partner)
    if taken > _furnished[0].partner:
        raise PartnersShareError(limit=_furnished[0].partner // MB)


def _bytes_begun_by(partner: str) -> int:
    awaited = Exhibit.objects.filter(partner=partner, held_at__isnull=True, fault="")
    return sum(size for key, size in awaited.values_list("pk", "size") if _has_begun(key))


def _has_begun(exhibit_id: UUID) -> bool:
    return size_of_part(vault().part(exhibit_id)) > 0


def _bytes_of(exhibits: Exhibits) -> int:
    return exhibits.aggregate(all=Sum("size"))["all"] or 0
