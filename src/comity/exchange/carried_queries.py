"""What people and the gateway read of files that were carried."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from comity.exchange.carried import FileKind, Way
from comity.exchange.duties import SEE_TRAFFIC
from comity.exchange.models import CarriedFile, Link
from comity.exchange.terms import Direction, LinkState
from comity.officers.terms import Viewer


def partners_by_folder() -> list[str]:
    """Return the codes of the live links that a gateway's folder carries."""
    carried = Link.objects.filter(state=LinkState.CONFIRMED, by_folder=True)
    return list(carried.order_by("code").values_list("code", flat=True))


def carried_names(partner: str, *, way: Way, since: datetime | None = None) -> set[str]:
    """Return the names of the files that went to a partner by a way.

    Args:
        partner: code of its administration.
        way: medium or folder.
        since: aware UTC instant of the last time; ever, where it is None.
    """
    sent = CarriedFile.objects.filter(link__code=partner, way=way, direction=Direction.OUT)
    lately = sent if since is None else sent.filter(at__gte=since)
    return set(lately.values_list("name", flat=True))


@dataclass(frozen=True, slots=True)
class CarriedView:
    """What went to a partner and came from it as files, as a page shows it.

    Attributes:
        by_folder: whether a gateway's folder carries the link.
        written_at: when files were last written for the partner; None when they never were.
        written_size: how far the channel goes with them.
        receipt_at: when a receipt of the partner was last taken from a file; None when never.
        receipt_size: how far that receipt goes.
    """

    by_folder: bool
    written_at: datetime | None
    written_size: int
    receipt_at: datetime | None
    receipt_size: int


def carried_of(*, seen_by: Viewer) -> dict[str, CarriedView]:
    """Return what was carried as files, by the partner's code; empty for whom it is not to know."""
    if not seen_by.holds(*SEE_TRAFFIC.roles):
        return {}
    latest: dict[tuple[str, str, str], tuple[datetime, int]] = {}
    rows = CarriedFile.objects.exclude(kind=FileKind.EXHIBIT).order_by("at", "size")
    # One row of each sort: the newest, and of those the farthest.
    alike = {name: OuterRef(name) for name in ("link", "kind", "direction")}
    newest = rows.filter(**alike).order_by("-at", "-size").values("pk")
    for row in rows.filter(pk=Subquery(newest[:1])).select_related("link"):
        latest[row.link.code, row.direction, row.kind] = (row.at, row.size)
    return {
        link.code: CarriedView(
            link.by_folder,
            *latest.get((link.code, Direction.OUT, FileKind.PARCEL), (None, 0)),
            *latest.get((link.code, Direction.IN, FileKind.RECEIPT), (None, 0)),
        )
        for link in Link.objects.filter(channels__isnull=False).distinct()
    }
