"""What is asked and changed for every parcel, composed once.

All that is done for one message takes some thirty statements on each side; composed anew each
time they took four fifths of the processor's time. Questions that nothing but a page or a rare
fault asks stay where they are asked, as querysets.
"""

from datetime import datetime

from django.db.models import Q

from comity.database.composed import Change, Many, Question
from comity.exchange.channel import MOST_MESSAGES
from comity.exchange.models import Channel, ChannelHead, Inbound, Link, Outbound
from comity.exchange.terms import Direction, InboundState, LinkState

MOST_IN_SLICE = 64

LINK = Question(lambda pk: Link.objects.filter(pk=pk), int)
LIVE_LINK = Question(lambda code: Link.objects.filter(code=code, state=LinkState.CONFIRMED), str)
TRUSTED_LINK = Question(
    # A revoked link's keys may be in anybody's hands; their signatures tell nothing any more.
    lambda code: Link.objects.filter(
        code=code, state__in=(LinkState.CONFIRMED, LinkState.SUSPENDED)
    ),
    str,
)
LINK_THAT_CARRIES = Question(
    # The descriptors are some ten kilobytes that no act needs.
    lambda code: Link.objects.filter(code=code, state=LinkState.CONFIRMED).only(
        "code", "own_code", "recovering"
    ),
    str,
)

CHANNEL = Question(lambda pk: Channel.objects.filter(pk=pk), int)
CHANNEL_AND_LINK = Question(lambda pk: Channel.objects.select_related("link").filter(pk=pk), int)
CHANNEL_OF_ORIGIN = Question(lambda origin: Channel.objects.filter(origin=origin), str)
NEWEST_CHANNEL_IN = Question(
    lambda link: Channel.objects.filter(link=link, direction=Direction.IN).order_by("-epoch")[:1],
    int,
)
LOCKED_CHANNEL = Question(
    lambda pk: Channel.objects.select_for_update(no_key=True).filter(pk=pk), int
)
LOCKED_CHANNEL_OF_ORIGIN = Question(
    lambda origin: Channel.objects.select_for_update(no_key=True).filter(origin=origin), str
)
LOCKED_CHANNEL_AND_LINK = Question(
    lambda pk: (
        Channel.objects.select_for_update(of=("self",), no_key=True)
        .select_related("link")
        .filter(pk=pk)
    ),
    int,
)
FREE_CHANNEL_AND_LINK = Question(
    # Another worker may be at it, for whom nobody waits here.
    lambda pk: (
        Channel.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("link")
        .filter(pk=pk)
    ),
    int,
)

FIRST_HEAD_AFTER = Question(
    lambda channel, size: ChannelHead.objects.filter(channel=channel, size__gt=size).order_by(
        "size"
    )[:1],
    *(int, int),
)
LAST_HEAD = Question(
    lambda channel: ChannelHead.objects.filter(channel=channel).order_by("-size")[:1], int
)
HEAD_AT = Question(
    lambda channel, size: ChannelHead.objects.filter(channel=channel, size=size), *(int, int)
)

WAITING = ("pk", "case", "urgent", "size_in_parcel", "leaf_hash")
"""The columns by which what waits is ordered and numbered."""
FRONT = Question(
    lambda link: (
        Outbound.objects.filter(link=link, index__isnull=True)
        .order_by("pk")
        .values_list(*WAITING)[:MOST_MESSAGES]
    ),
    int,
)
URGENT = Question(
    lambda link: (
        Outbound.objects.filter(link=link, index__isnull=True, urgent=True)
        .order_by("pk")
        .values_list("pk", "case")
    ),
    int,
)
IN_FLIGHT = Question(
    lambda channel, start, end: (
        Outbound.objects.filter(channel=channel, index__gte=start, index__lt=end)
        .order_by("index")
        .values_list("envelope", "salt", "body")
    ),
    *(int, int, int),
)

FIRST_HELD = Question(
    lambda channel: Inbound.objects.filter(channel=channel, state=InboundState.HELD).order_by(
        "index"
    )[:1],
    int,
)
FRONT_HELD = Question(
    lambda channel: Inbound.objects.filter(channel=channel, state=InboundState.HELD).order_by(
        "index"
    )[:MOST_IN_SLICE],
    int,
)
CASES_ASIDE = Question(
    lambda link, cases: Inbound.objects.filter(
        channel__link=link, state=InboundState.SET_ASIDE, case__in=cases
    ).values_list("case", flat=True),
    *(int, Many(str)),
)
DONE_WITH_IDS = Question(
    lambda ids: Inbound.objects.filter(
        message_id__in=ids,
        state__in=(InboundState.HANDLED, InboundState.REFUSED, InboundState.SET_ASIDE),
    ).values_list("message_id", "channel"),
    Many(str),
)
EPOCHS = Question(lambda link: Channel.objects.filter(link=link).values_list("pk", flat=True), int)

LEASED = Change(
    lambda pk, owner, at, until, longest: (
        Channel.objects.filter(
            Q(leased_until__isnull=True)
            | Q(leased_until__lt=at)
            | Q(lease_owner=owner)
            # No lease is so long: it was taken by a clock that has been set back since.
            | Q(leased_until__gt=longest),
            pk=pk,
        ),
        {"lease_owner": owner, "leased_until": until},
    ),
    *(int, str, datetime, datetime, datetime),
)
GROWN = Change(
    lambda pk, size, frontier: (
        Channel.objects.filter(pk=pk),
        {"size": size, "frontier": frontier},
    ),
    *(int, int, bytes),
)
GROWN_AND_REACHED = Change(
    lambda pk, size, frontier, at: (
        Channel.objects.filter(pk=pk),
        {"size": size, "frontier": frontier, "reached_at": at},
    ),
    *(int, int, bytes, datetime),
)
SETTLED = Change(
    lambda pk, size, at: (
        Channel.objects.filter(pk=pk),
        {
            "receipted_size": size,
            "failure": "",
            "failure_facts": {},
            "failed_at": None,
            "reached_at": at,
        },
    ),
    *(int, int, datetime),
)
RECEIPTED = Change(
    lambda channel, size, receipt, at: (
        ChannelHead.objects.filter(channel=channel, size=size, receipt__isnull=True),
        {"receipt": receipt, "receipt_at": at},
    ),
    *(int, int, bytes, datetime),
)
HELD_UP_TO = Change(
    lambda pk, size: (
        Channel.objects.filter(pk=pk, receipted_size__lt=size),
        {"receipted_size": size},
    ),
    *(int, int),
)
DELIVERED = Change(
    lambda channel, start, end, at: (
        Outbound.objects.filter(
            channel=channel, index__gte=start, index__lt=end, delivered_at__isnull=True
        ),
        {"delivered_at": at},
    ),
    *(int, int, int, datetime),
)
TAKEN_UP = Change(
    # A refused message has got its own state already.
    lambda rows, at: (
        Inbound.objects.filter(pk__in=rows, state=InboundState.HELD),
        {"state": InboundState.HANDLED, "handled_at": at},
    ),
    *(Many(int), datetime),
)
