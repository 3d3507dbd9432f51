"""What people read of the exchange: how far a message is, the links, what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery

from comity.crypto.merkle import Frontier
from comity.exchange.descriptor import pinned
from comity.exchange.duties import SEE_TRAFFIC
from comity.exchange.models import Channel, ChannelHead, Inbound, Link, Outbound
from comity.exchange.terms import Direction, InboundState, LinkState
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """How far a message is: each fact with who can know it.

    Attributes:
        message_id: from the envelope.
        partner: code of the administration it goes to or came from.
        direction: out or in.
        type: message type.
        recorded_at: when this node recorded (out) or held (in) it.
        index: its place in the channel; None while it waits for a number.
        delivered_at: when this node had the partner's verified receipt for it; None before.
        receipt_size: size stated in that receipt.
        receipt_at: time stated in that receipt, on the partner's clock.
        held_at: when this node durably held it (in).
        handled_at: when this node took it up (in).
        set_aside: code of why this node could not take it up (in); None when it did not fail.
        refused: code under which the receiving side refused it by name; None when it did not.
    """

    message_id: str
    partner: str
    direction: Direction
    type: str
    recorded_at: datetime
    index: int | None = None
    delivered_at: datetime | None = None
    receipt_size: int | None = None
    receipt_at: datetime | None = None
    held_at: datetime | None = None
    handled_at: datetime | None = None
    set_aside: str | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as a page shows it.

    Attributes:
        code: the partner's administration.
        name: its name.
        agencies: its agencies as (code, name).
        state: how far the link is.
        number: the number two officers compare.
        address: the partner's door.
        confirmed_by: the two officers who compared it.
        confirmed_at: when the second did.
        waiting: messages recorded here and not delivered yet; None for whom it is not.
        failure: code of why the partner could not be served last time; empty when it could.
        halted: code of why the channel to it stands still; empty when it does not.
    """

    code: str
    name: str
    agencies: tuple[tuple[str, str], ...]
    state: LinkState
    number: str
    address: str
    confirmed_by: tuple[str, ...]
    confirmed_at: datetime | None
    waiting: int | None
    failure: str
    halted: str


@dataclass(frozen=True, slots=True)
class SetAsideView:
    """A message that could not be taken up.

    Attributes:
        message_id: from its envelope.
        partner: code of the administration it came from.
        type: message type.
        case: the partner's case reference.
        held_at: when this node held it.
        code: why it was set aside.
        facts: named values for the sentence of the code.
        waiting: messages of its case that wait behind it.
    """

    message_id: str
    partner: str
    type: str
    case: str
    held_at: datetime
    code: str
    facts: tuple[tuple[str, str], ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one direction of a link."""

    origin: str
    size: int
    root: str
    receipted_size: int


@dataclass(frozen=True, slots=True)
class ChannelHeads:
    """Both directions of a link, as this node has them."""

    sent: Head
    received: Head


def facts_of(message_id: str) -> MessageFacts | None:
    """Return how far a message is, sent or received, or None when no such message is known.

    It holds nothing of the message's content; who may see the item it belongs to is for the
    package that owns the item.
    """
    return facts_of_many([message_id]).get(message_id)


def facts_of_many(message_ids: Iterable[str]) -> dict[str, MessageFacts]:
    """Return how far messages are, by id; ids that are not known are left out."""
    wanted = set(message_ids)
    received = Inbound.objects.filter(message_id__in=wanted).select_related("channel__link")
    found = {row.message_id: _received_facts(row) for row in received.order_by("-pk")}
    # The first receipt that covers a message is the one that shows its delivery.
    covering = ChannelHead.objects.filter(
        channel=OuterRef("channel"), size__gt=OuterRef("index"), receipt__isnull=False
    ).order_by("size")
    sent = (
        Outbound.objects.filter(message_id__in=wanted)
        .select_related("link")
        .annotate(
            covering_size=Subquery(covering.values("size")[:1]),
            covering_at=Subquery(covering.values("receipt_at")[:1]),
        )
    )
    for row in sent:
        receipt = (row.covering_size, row.covering_at) if row.delivered_at else (None, None)
        found[row.message_id] = _sent_facts(row, receipt)
    return found


def links(*, seen_by: Viewer) -> list[LinkView]:
    """Return the links `seen_by` may see, by code."""
    rows = Link.objects.all().visible_to(seen_by).order_by("code")
    return _link_views(rows, seen_by)


def link(code: str, *, seen_by: Viewer) -> LinkView | None:
    """Return one link, or None when there is none that `seen_by` may see."""
    rows = Link.objects.all().visible_to(seen_by).filter(code=code)
    return next(iter(_link_views(rows, seen_by)), None)


def is_linked(code: str) -> bool:
    """Tell whether messages may be sent to this administration's node now."""
    return Link.objects.filter(code=code, state=LinkState.CONFIRMED).exists()


def has_node(code: str) -> bool:
    """Tell whether an administration's node is trusted here, also while its link is suspended."""
    trusted = (LinkState.CONFIRMED, LinkState.SUSPENDED)
    return Link.objects.filter(code=code, state__in=trusted).exists()


def set_aside(*, seen_by: Viewer) -> list[SetAsideView]:
    """Return the messages that could not be taken up, oldest first."""
    rows = (
        Inbound.objects.all()
        .visible_to(seen_by)
        .filter(state=InboundState.SET_ASIDE)
        .select_related("channel__link")
        .order_by("held_at", "pk")
    )
    return [_set_aside_view(row) for row in rows]


def channel_heads(*, seen_by: Viewer) -> dict[str, ChannelHeads]:
    """Return the heads of both directions of each link that was ever live, by the partner's code.

    Empty for whom it is not to know how much goes over a link: a message more is a case that
    moved, whoever's it is.
    """
    if not seen_by.holds(*SEE_TRAFFIC.roles):
        return {}
    found: dict[str, dict[str, Head]] = {}
    for row in Channel.objects.select_related("link").order_by("epoch"):
        root = Frontier.from_bytes(bytes(row.frontier)).root().hex()
        head = Head(row.origin, row.size, root, row.receipted_size)
        found.setdefault(row.link.code, {})[row.direction] = head
    return {
        code: ChannelHeads(sent=heads[Direction.OUT], received=heads[Direction.IN])
        for code, heads in found.items()
    }


def linked_codes() -> list[str]:
    """Return the codes of every partner whose link was ever live."""
    return list(
        Link.objects.filter(channels__isnull=False)
        .distinct()
        .order_by("code")
        .values_list("code", flat=True)
    )


def _sent_facts(row: Outbound, receipt: tuple[int | None, datetime | None]) -> MessageFacts:
    return MessageFacts(
        message_id=row.message_id,
        partner=row.link.code,
        direction=Direction.OUT,
        type=row.type,
        recorded_at=row.recorded_at,
        index=row.index,
        delivered_at=row.delivered_at,
        receipt_size=receipt[0],
        receipt_at=receipt[1],
        refused=row.refused or None,
    )


def _received_facts(row: Inbound) -> MessageFacts:
    return MessageFacts(
        message_id=row.message_id,
        partner=row.channel.link.code,
        direction=Direction.IN,
        type=row.type,
        recorded_at=row.held_at,
        index=row.index,
        held_at=row.held_at,
        handled_at=row.handled_at,
        set_aside=row.cause if row.state == InboundState.SET_ASIDE else None,
        refused=row.cause if row.state == InboundState.REFUSED else None,
    )


def _link_views(links: "QuerySet[Link]", viewer: Viewer) -> list[LinkView]:
    """Return links as a page shows them, asking once for all of them."""
    sent = Channel.objects.filter(link__in=links, direction=Direction.OUT).order_by("epoch")
    latest = {channel.link_id: channel for channel in sent}
    told = viewer.holds(*SEE_TRAFFIC.roles)
    waiting = _undelivered(links) if told else {}
    return [
        _link_view(row, latest.get(row.pk), waiting.get(row.pk, 0) if told else None)
        for row in links
    ]


def _undelivered(links: "QuerySet[Link]") -> dict[int, int]:
    """Return how many messages wait to be delivered, by the key of their link."""
    rows = Outbound.objects.filter(link__in=links, delivered_at__isnull=True).order_by()
    return dict(rows.values_list("link_id").annotate(Count("pk")))


def _link_view(row: Link, channel: Channel | None, waiting: int | None) -> LinkView:
    descriptor = pinned(bytes(row.descriptor))
    return LinkView(
        code=row.code,
        name=row.name,
        agencies=descriptor.agencies,
        state=LinkState(row.state),
        number=row.number,
        address=descriptor.address,
        confirmed_by=tuple(n for n in (row.first_confirmed_by, row.confirmed_by) if n),
        confirmed_at=row.confirmed_at,
        waiting=waiting,
        failure="" if channel is None else channel.failure,
        halted="" if channel is None else channel.halted,
    )


def _set_aside_view(row: Inbound) -> SetAsideView:
    behind = Inbound.objects.filter(
        channel=row.channel_id, case=row.case, state=InboundState.WAITING
    )
    return SetAsideView(
        message_id=row.message_id,
        partner=row.channel.link.code,
        type=row.type,
        case=row.case,
        held_at=row.held_at,
        code=row.cause,
        facts=tuple((name, str(value)) for name, value in row.cause_facts.items()),
        waiting=behind.count() if row.case else 0,
    )
