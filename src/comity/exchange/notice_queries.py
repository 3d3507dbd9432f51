"""What people read of notices: what partners told is coming, and what is new of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from comity.exchange.duties import SEE_KEYS, TURN_KEYS
from comity.exchange.key_terms import End
from comity.exchange.models import KeyWarning, LinkNotice
from comity.exchange.notice_models import LinkNoticeQuerySet
from comity.exchange.notice_terms import MOST_SHOWN, SHOWN_FOR, NoticeKind
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as a page shows it.

    Attributes:
        partner: code of the administration.
        is_ours: whether this node told it.
        kind: what is coming.
        role: of the key that ends; empty otherwise.
        on: the day it names.
        reason: why, in the words of whoever announced it.
        at: aware UTC instant at which it was told, or taken up here.
    """

    partner: str
    is_ours: bool
    kind: NoticeKind
    role: str
    on: date
    reason: str
    at: datetime


def notices(*, seen_by: Viewer, on: date) -> Mapping[str, tuple[NoticeView, ...]]:
    """Return what is coming on each link by the partner's code, the newest of each end first.

    It is cut for each link and end alone, so that no partner hides what others told.

    Args:
        seen_by: who looks.
        on: the civil day; what named a day long past is left out.
    """
    place = Window(RowNumber(), partition_by=[F("link"), F("end")], order_by=F("pk").desc())
    rows = _coming(seen_by, on=on).annotate(place=place).filter(place__lte=MOST_SHOWN)
    found: dict[str, list[NoticeView]] = defaultdict(list)
    for row in rows.select_related("link").order_by("-pk"):
        view = NoticeView(
            partner=row.link.code,
            is_ours=row.end == End.OWN,
            kind=NoticeKind(row.kind),
            role=row.role,
            on=row.on,
            reason=row.reason,
            at=row.at,
        )
        found[view.partner].append(view)
    return {partner: tuple(views) for partner, views in found.items()}


def news_for(viewer: Viewer, since: datetime, *, on: date) -> int:
    """Return how many notices and warnings of keys are new to an administrator of this node.

    Args:
        viewer: whom it concerns; nobody else is told.
        since: aware UTC instant until which the officer was told.
        on: the civil day; what no page shows any more is no news.
    """
    if not viewer.holds(*TURN_KEYS.roles) or not viewer.holds(*SEE_KEYS.roles):
        return 0
    heard = _coming(viewer, on=on).filter(end=End.PARTNER, at__gt=since)
    warned = KeyWarning.objects.visible_to(viewer).filter(at__gt=since)
    return int(heard.count() + warned.count())


def _coming(viewer: Viewer, *, on: date) -> LinkNoticeQuerySet:
    """Return what names no day long past and is of the link as it was last proposed."""
    rows = LinkNotice.objects.visible_to(viewer)
    return rows.filter(on__gte=on - SHOWN_FOR, at__gte=F("link__proposed_at"))
