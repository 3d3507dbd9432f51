"""What waits, what is set aside and what was last heard, partner by partner; nothing of a case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from comity.exchange.models import Channel, ChannelHead, Inbound, Link, Outbound
from comity.exchange.terms import Direction, InboundState, LinkState

# A link may rest for years; what its clock said then tells nothing of today.
_CLOCKS_COUNT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """One partner in figures.

    Attributes:
        code: code of its administration.
        state: how far the link is.
        waiting: messages recorded here and not delivered yet.
        oldest_waiting_at: when the oldest of them was recorded.
        set_aside: messages of the partner that could not be taken up.
        held: messages of the partner that wait to be taken up.
        reached_at: when the partner was last heard, by this node's clock.
        receipt_at: time in its newest receipt, by the partner's clock.
        receipt_came_at: when the messages of that receipt were marked delivered here.
        failing: whether the last parcel to it failed.
        halted: whether the channel to it stands still.
    """

    code: str
    state: LinkState
    waiting: int
    oldest_waiting_at: datetime | None
    set_aside: int
    held: int
    reached_at: datetime | None
    receipt_at: datetime | None
    receipt_came_at: datetime | None
    failing: bool
    halted: bool

    def clock_ahead(self, at: datetime) -> timedelta:
        """Return how far the partner's clock was ahead when its newest receipt came.

        Only ahead tells something: a receipt that was stored and sent again is old by right.
        """
        if self.receipt_at is None or self.receipt_came_at is None:
            return timedelta()
        if at - self.receipt_came_at > _CLOCKS_COUNT_FOR:
            return timedelta()
        return max(self.receipt_at - self.receipt_came_at, timedelta())


def partners_in_figures() -> list[PartnerFigures]:
    """Return every linked partner, by code."""
    waiting = {
        link: (count, oldest)
        for link, count, oldest in Outbound.objects.filter(delivered_at__isnull=True)
        .values_list("link")
        .annotate(count=Count("pk"), oldest=Min("recorded_at"))
    }
    held = {
        link: (aside, held)
        for link, aside, held in Inbound.objects.filter(
            state__in=[InboundState.SET_ASIDE, InboundState.WAITING, InboundState.HELD]
        )
        .values_list("channel__link")
        .annotate(
            aside=Count("pk", filter=Q(state=InboundState.SET_ASIDE)),
            held=Count("pk", filter=~Q(state=InboundState.SET_ASIDE)),
        )
    }
    out = {
        channel.link_id: channel
        for channel in Channel.objects.filter(direction=Direction.OUT).order_by("epoch")
    }
    return [
        _figures(link, waiting.get(link.pk), held.get(link.pk), out.get(link.pk))
        for link in Link.objects.only("code", "state").order_by("code")
    ]


def _figures(
    link: Link,
    waiting: tuple[int, datetime | None] | None,
    held: tuple[int, int] | None,
    out: Channel | None,
) -> PartnerFigures:
    receipt_at, came_at = (None, None) if out is None else _newest_receipt(out)
    return PartnerFigures(
        code=link.code,
        state=LinkState(link.state),
        waiting=waiting[0] if waiting else 0,
        oldest_waiting_at=waiting[1] if waiting else None,
        set_aside=held[0] if held else 0,
        held=held[1] if held else 0,
        reached_at=None if out is None else out.reached_at,
        receipt_at=receipt_at,
        receipt_came_at=came_at,
        failing=bool(out and out.failure),
        halted=bool(out and out.halted),
    )


def _newest_receipt(out: Channel) -> tuple[datetime | None, datetime | None]:
    head = ChannelHead.objects.filter(channel=out, receipt__isnull=False).order_by("size").last()
    if head is None or head.size == 0:
        return None, None
    came = Outbound.objects.filter(channel=out, index=head.size - 1).aggregate(
        at=Max("delivered_at")
    )
    return head.receipt_at, came["at"]
