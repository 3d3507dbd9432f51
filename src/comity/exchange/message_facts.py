"""What is known of one message: each fact apart, with who signs it and the way to its proof.

"Sent" is never said alone. What the partner makes of a message, such as deciding or answering, it
says in messages of the opposite channel, which are facts of their own; nothing of any content is
told here, only types, times and signatures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet

from comity.exchange.duties import SEE_TRAFFIC
from comity.exchange.envelope import read_envelope
from comity.exchange.models import ChannelHead, Inbound, Outbound
from comity.exchange.refusals import MessageRefusedError
from comity.exchange.terms import InboundState
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

MOST_READ: Final = 500


class KnownCode(StrEnum):
    """What can be known of a message; `.awaited` is added while it is not known yet."""

    RECORDED = "message_fact.recorded"
    DELIVERED = "message_fact.delivered"
    HELD = "message_fact.held"
    TAKEN_UP = "message_fact.taken_up"
    SET_ASIDE = "message_fact.set_aside"
    WAITS = "message_fact.waits"
    REFUSED_HERE = "message_fact.refused_here"
    REFUSED_THERE = "message_fact.refused_there"
    ANSWERED_BY = "message_fact.answered_by"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One fact.

    Attributes:
        code: which; its sentence stands in `wording`.
        at: when, by the clock of whoever signs; None while it is awaited.
        signed_by: the name under which it is signed; empty while awaited.
        facts: named values for the sentence.
        receipt: size of the receipt that proves it, which can be had as a file; None for none.
        message_id: of the message that says it; empty when no message does.
    """

    code: KnownCode
    at: datetime | None
    signed_by: str
    facts: tuple[tuple[str, str], ...] = ()
    receipt: int | None = None
    message_id: str = ""

    @property
    def sentence_code(self) -> str:
        """The code of the sentence that tells the fact, or that it is awaited."""
        return self.code.value if self.at is not None else f"{self.code.value}.awaited"


@dataclass(frozen=True, slots=True)
class KnownMessage:
    """A message as such, and what is known of it.

    Attributes:
        message_id: from its envelope.
        partner: code of the administration it goes to or came from.
        is_ours: whether this node wrote it.
        type: message type.
        origin: of its channel; empty while it has no number.
        index: its place there.
        facts: what is known of it, in the order in which it comes about.
    """

    message_id: str
    partner: str
    is_ours: bool
    type: str
    origin: str
    index: int | None
    facts: tuple[KnownFact, ...]


def known_of(message_id: str, *, seen_by: Viewer) -> KnownMessage:
    """Return what is known of a message, sent or received.

    Args:
        message_id: from its envelope.
        seen_by: whose office must carry it.

    Raises:
        NotFoundError: no such message is known, or it is not for `seen_by` to see.
    """
    if not seen_by.holds(*SEE_TRAFFIC.roles):
        raise NotFoundError(message=message_id)
    sent = Outbound.objects.filter(message_id=message_id).select_related("link", "channel").first()
    if sent is not None:
        return _known(sent, tuple(_of_sent(sent)), is_ours=True)
    came = Inbound.objects.filter(message_id=message_id).select_related("channel__link")
    held = came.order_by("pk").first()
    if held is None:
        raise NotFoundError(message=message_id)
    return _known(held, tuple(_of_held(held)), is_ours=False)


def receipt_for(message_id: str, *, seen_by: Viewer) -> bytes:
    """Return the signed receipt that covers a message: the partner's, or for theirs our own.

    Raises:
        NotFoundError: there is none, or it is not for `seen_by` to see.
    """
    known_of(message_id, seen_by=seen_by)
    row: Outbound | Inbound | None = Outbound.objects.filter(message_id=message_id).first()
    if row is None:
        row = Inbound.objects.filter(message_id=message_id).order_by("pk").first()
    head = None if row is None else _covering(row)
    if head is None or head.receipt is None:
        raise NotFoundError(message=message_id)
    return bytes(head.receipt)


def _known(row: Outbound | Inbound, facts: tuple[KnownFact, ...], *, is_ours: bool) -> KnownMessage:
    link = row.link if isinstance(row, Outbound) else row.channel.link
    origin = "" if row.channel is None else row.channel.origin
    return KnownMessage(row.message_id, link.code, is_ours, row.type, origin, row.index, facts)


def _of_sent(row: Outbound) -> Iterator[KnownFact]:
    own, partner = row.link.own_code, row.link.code
    named = (("partner", partner), ("own", own))
    yield KnownFact(KnownCode.RECORDED, row.recorded_at, f"{own}/sender", named)
    head = _covering(row)
    if head is None or row.delivered_at is None:
        yield KnownFact(KnownCode.DELIVERED, None, "", named)
    else:
        size = (("size", str(head.size)),)
        yield KnownFact(
            KnownCode.DELIVERED,
            head.receipt_at,
            f"{partner}/holder",
            named + size,
            receipt=head.size,
        )
    if row.refused:
        at = row.delivered_at or row.recorded_at
        cause = (*named, ("code", row.refused))
        yield KnownFact(KnownCode.REFUSED_THERE, at, f"{partner}/sender", cause)
    replies = Inbound.objects.filter(channel__link=row.link_id, case=row.case)
    yield from _answers(row, replies.order_by("pk"), signer=f"{partner}/sender", named=named)


def _of_held(row: Inbound) -> Iterator[KnownFact]:
    own, partner = row.channel.link.own_code, row.channel.link.code
    named = (("partner", partner), ("own", own))
    recorded = _recorded_at(bytes(row.envelope))
    if recorded is not None:
        yield KnownFact(KnownCode.RECORDED, recorded, f"{partner}/sender", named)
    head = _covering(row)
    size = None if head is None else head.size
    told = (*named, ("size", "" if size is None else str(size)))
    yield KnownFact(KnownCode.HELD, row.held_at, f"{own}/holder", told, receipt=size)
    yield _taken_up(row, own, named)
    replies = Outbound.objects.filter(link=row.channel.link_id, case=row.case)
    yield from _answers(row, replies.order_by("pk"), signer=f"{own}/sender", named=named)


def _taken_up(row: Inbound, own: str, named: tuple[tuple[str, str], ...]) -> KnownFact:
    signer, cause = f"{own}/ledger", (*named, ("code", row.cause))
    match InboundState(row.state):
        case InboundState.HANDLED:
            return KnownFact(KnownCode.TAKEN_UP, row.handled_at, signer, named)
        case InboundState.SET_ASIDE:
            return KnownFact(KnownCode.SET_ASIDE, row.held_at, signer, cause)
        case InboundState.REFUSED:
            return KnownFact(KnownCode.REFUSED_HERE, row.handled_at, signer, cause)
        case InboundState.WAITING:
            return KnownFact(KnownCode.WAITS, row.held_at, signer, named)
        case InboundState.HELD:
            return KnownFact(KnownCode.TAKEN_UP, None, "", named)


def _answers(
    row: Outbound | Inbound,
    replies: "QuerySet[Outbound] | QuerySet[Inbound]",
    *,
    signer: str,
    named: tuple[tuple[str, str], ...],
) -> Iterator[KnownFact]:
    """Tell of the messages of the opposite channel that answer this one, by their envelopes."""
    if not row.case:
        return
    for raw in replies.values_list("envelope", flat=True)[:MOST_READ]:
        try:
            envelope = read_envelope(bytes(raw))
        except MessageRefusedError:
            continue
        if envelope.answers == row.message_id:
            told = (*named, ("type", envelope.type))
            yield KnownFact(
                KnownCode.ANSWERED_BY,
                envelope.recorded_at,
                signer,
                told,
                message_id=envelope.id,
            )


def _covering(row: Outbound | Inbound) -> ChannelHead | None:
    if row.index is None:
        return None
    heads = ChannelHead.objects.filter(channel=row.channel_id, size__gt=row.index)
    return heads.filter(receipt__isnull=False).order_by("size").first()


def _recorded_at(envelope: bytes) -> datetime | None:
    try:
        return read_envelope(envelope).recorded_at
    except MessageRefusedError:
        return None
