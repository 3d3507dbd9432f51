"""The anchors in figures, and as people read them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max

from comity.exchange.models import Anchor, HeldAnchor
from comity.officers.terms import Viewer

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class AnchorFigures:
    """The anchors this node sent, in figures.

    Attributes:
        sent: how many.
        last_on: day of the last one; None when none was sent.
        checked_at: when the record was last compared with them; None when it never was.
        differing: how many did not agree with the record then.
        code: of the first that did not; empty when all agreed.
        facts: named values for its sentence.
    """

    sent: int
    last_on: date | None
    checked_at: datetime | None
    differing: int
    code: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnchorView:
    """An anchor this node sent, as a page shows it.

    Attributes:
        partner: code of the administration that witnesses it.
        on: the day it is for.
        size: entries of the record it covers.
        message_id: of the message that carried it.
        checked_at: when the record was last compared with it.
        code: how it differed; empty when it agreed.
        facts: named values for the sentence of the code.
    """

    partner: str
    on: date
    size: int
    message_id: str
    checked_at: datetime | None
    code: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WitnessView:
    """What this node witnesses of one partner's record.

    Attributes:
        partner: code of the administration.
        anchors: how many digests are held.
        last_on: day of the last one.
    """

    partner: str
    anchors: int
    last_on: date


def anchors_sent() -> int:
    """Return how many anchors were ever sent; a number names nobody."""
    return Anchor.objects.exclude(nonce=b"").count()


def anchor_figures() -> AnchorFigures:
    """Return the anchors in figures, for the health page and the metrics."""
    told = Anchor.objects.aggregate(last=Max("on"), checked=Max("checked_at"))
    faults = Anchor.objects.exclude(fault="").order_by("on", "pk")
    first = faults.first()
    return AnchorFigures(
        sent=anchors_sent(),
        last_on=told["last"],
        checked_at=told["checked"],
        differing=faults.count(),
        code="" if first is None else first.fault,
        facts=() if first is None else _facts(first),
    )


def anchors(*, seen_by: Viewer) -> list[AnchorView]:
    """Return the latest anchors this node sent, those that differ first."""
    seen = Anchor.objects.all().visible_to(seen_by).select_related("link")
    rows = seen.order_by("-on", "link__code")
    differing = list(rows.exclude(fault="")[:MOST_SHOWN])
    agreeing = list(rows.filter(fault="")[: MOST_SHOWN - len(differing)])
    return [
        AnchorView(
            partner=row.link.code,
            on=row.on,
            size=row.size,
            message_id=row.message_id,
            checked_at=row.checked_at,
            code=row.fault,
            facts=_facts(row),
        )
        for row in (*differing, *agreeing)
    ]


def witnessed(*, seen_by: Viewer) -> list[WitnessView]:
    """Return whose records this node witnesses, by the partner's code."""
    rows = HeldAnchor.objects.all().visible_to(seen_by).order_by().values_list("link__code")
    found = rows.annotate(count=Count("pk"), last=Max("on")).order_by("link__code")
    return [WitnessView(code, count, last) for code, count, last in found]


def _facts(row: Anchor) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in row.fault_facts.items())
