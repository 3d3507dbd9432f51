"""What people and the gateway read of files that were carried."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import OuterRef, Subquery

from comity.exchange.carried import FileKind, Way
from comity.exchange.duties import SEE_TRAFFIC
from comity.exchange.models import CarriedFile, Link
from comity.exchange.terms import Direction, LinkState
from comity.officers.terms import Viewer

_ASKED_AT_ONCE = 500


def partners_by_folder() -> list[str]:
    """Return the codes of the live links that a gateway's folder carries."""
    carried = Link.objects.filter(state=LinkState.CONFIRMED, by_folder=True)
    return list(carried.order_by("code").values_list("code", flat=True))


def carried_at(partner: str, names: Iterable[str], *, way: Way) -> dict[str, datetime]:
    """Return when files last went to a partner by a way; of those alone that are asked for.

    All that ever went grows for as long as the link lasts, and this is asked every few seconds.

    Args:
        partner: code of its administration.
        names: of the files; those that never went are left out of the answer.
        way: medium or folder.
    """
    sent = CarriedFile.objects.filter(link__code=partner, way=way, direction=Direction.OUT)
    found: dict[str, datetime] = {}
    left = iter(names)
    while asked := list(islice(left, _ASKED_AT_ONCE)):
        found |= dict(sent.filter(name__in=asked).values_list("name", "at"))
    return found


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
