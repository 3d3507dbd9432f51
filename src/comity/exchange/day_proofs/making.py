"""What the node does to make a proof of a day: find the anchor, prove, gather."""

from dataclasses import dataclass
from datetime import date, datetime

from comity.crypto.checkpoints import open_checkpoint
from comity.crypto.merkle_walk import proofs_along
from comity.exchange.day_proofs.proof import DayProof, ProvedEntry, ProvedMessage
from comity.exchange.models import Anchor, ChannelHead, Outbound
from comity.kernel.errors import ComityError
from comity.ledger.exports.making import ExportKeys, RecordNotWholeError
from comity.ledger.exports.proving import leaves_of
from comity.ledger.models import LedgerEntry
from comity.ledger.terms import instant_text, origin_of


class EntryNotWitnessedError(ComityError):
    """No partner holds an anchor under which the entry stands, or has signed for it yet."""

    code = "entry_not_witnessed"


class AnchorNotWholeError(ComityError):
    """The messages to the partner do not lead to what it signed."""

    code = "anchor_not_whole"


@dataclass(frozen=True, slots=True)
class DayAsked:
    """Which proof is asked for.

    Attributes:
        partner: code of the administration that is to confirm it; empty for whichever did first.
        on: the first day whose anchor may serve; None for the earliest there is.
        keeps_text_back: whether the file holds the entry's leaf alone, without its text.
    """

    partner: str = ""
    on: date | None = None
    keeps_text_back: bool = False


def make_day_proof(
    entry: LedgerEntry, asked: DayAsked, *, keys: ExportKeys, made_by: str, at: datetime
) -> tuple[DayProof, date]:
    """Gather what shows a stranger that an entry stood in the record, by a partner's receipt.

    Args:
        entry: one that whoever asks may see.
        asked: whose receipt, and of which day.
        keys: the record's key and what vouches for it.
        made_by: the officer's name, for the file.
        at: aware UTC instant.

    Returns:
        The proof, and the day its anchor was sent for.

    Raises:
        EntryNotWitnessedError: no anchor under which it stands has been received for yet.
        RecordNotWholeError: the entries do not lead to the head that was anchored.
        AnchorNotWholeError: the messages do not lead to what the partner signed.
    """
    anchor, message, head = _witness_of(entry, asked)
    return (
        DayProof(
            partner=anchor.link.code,
            entry=_proved_entry(entry, anchor, asked, keys),
            key=keys.ledger.public(),
            voucher=keys.voucher,
            head=bytes(anchor.note),
            nonce=bytes(anchor.nonce),
            message=_proved_message(message, head),
            channel=bytes(head.note),
            receipt=bytes(head.receipt or b""),
            made_at=instant_text(at),
            made_by=made_by,
        ),
        anchor.on,
    )


def _witness_of(entry: LedgerEntry, asked: DayAsked) -> tuple[Anchor, Outbound, ChannelHead]:
    """Return the earliest anchor asked for, its message, and the first receipt that covers it."""
    anchors = Anchor.objects.filter(epoch=entry.epoch, size__gt=entry.index).exclude(nonce=b"")
    if asked.partner:
        anchors = anchors.filter(link__code=asked.partner)
    if asked.on is not None:
        anchors = anchors.filter(on__gte=asked.on)
    for anchor in anchors.select_related("link").order_by("on", "link__code").iterator():
        message = Outbound.objects.filter(message_id=anchor.message_id).first()
        head = None if message is None else _covering(message)
        if message is not None and head is not None:
            return anchor, message, head
    raise EntryNotWitnessedError(index=entry.index)


def _covering(message: Outbound) -> ChannelHead | None:
    if message.index is None:
        return None
    heads = ChannelHead.objects.filter(channel=message.channel_id, size__gt=message.index)
    return heads.filter(receipt__isnull=False).order_by("size").first()


def _proved_entry(
    entry: LedgerEntry, anchor: Anchor, asked: DayAsked, keys: ExportKeys
) -> ProvedEntry:
    key = keys.ledger.public()
    origin = origin_of(key.name, epoch=anchor.epoch)
    head = open_checkpoint(bytes(anchor.note), key, origin=origin)
    leaves = leaves_of(anchor.epoch, head.size)
    root, paths = proofs_along(leaves, indexes=[entry.index], size=head.size)
    if root != head.root:
        raise RecordNotWholeError(size=head.size)
    body = b"" if asked.keeps_text_back else bytes(entry.body)
    leaf, path = bytes(entry.leaf_hash), paths[entry.index]
    return ProvedEntry(entry.epoch, entry.index, leaf, body, path)


def _proved_message(message: Outbound, head: ChannelHead) -> ProvedMessage:
    sent = Outbound.objects.filter(channel=head.channel_id, index__lt=head.size).order_by("index")
    leaves = sent.values_list("leaf_hash", flat=True).iterator(chunk_size=2000)
    index = message.index or 0
    root, paths = proofs_along((bytes(leaf) for leaf in leaves), indexes=[index], size=head.size)
    if root != bytes(head.root):
        raise AnchorNotWholeError(size=head.size)
    return ProvedMessage(
        index,
        bytes(message.envelope),
        bytes(message.salt),
        bytes(message.body),
        paths[index],
    )
