"""Checking this node's record against what each partner witnessed of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction

from comity.crypto.checkpoints import open_checkpoint
from comity.crypto.errors import SignatureRefusedError
from comity.crypto.merkle import Frontier
from comity.crypto.signing import HybridVerifier
from comity.exchange.anchor_terms import (
    ANCHOR_DIFFERS,
    ANCHOR_SENT,
    AnchorFault,
    AnchorFinding,
    anchor_digest,
)
from comity.exchange.channel import read_origin
from comity.exchange.envelope import read_body, read_envelope
from comity.exchange.keys_in_force import open_receipt_of
from comity.exchange.models import Anchor, Channel, Link, Outbound
from comity.exchange.parcel import Message
from comity.exchange.refusals import MessageRefusedError, ParcelRefusedError
from comity.ledger.recomputing import facts_recorded, recomputed_roots
from comity.ledger.services import append_many
from comity.ledger.terms import NODE, Act, origin_of

_AT_ONCE: Final = 2000


def check_anchors(verifier: HybridVerifier) -> tuple[AnchorFinding, ...]:
    """Recompute the record against every anchor that was ever sent; nothing is written.

    1. Each anchor the record says was sent is kept here, with its nonce.
    2. The message that carried it is the one whose envelope names its body, and the body holds the
       digest of head and nonce.
    3. The leaves of its channel lead to what the partner has signed a receipt for.
    4. The head is signed by this node's ledger key, and is of the size and epoch noted.
    5. The entries, hashed again from their texts, lead to that head's root.

    Args:
        verifier: public half of the node's ledger key, from outside this database.

    Returns:
        What does not agree, by day and partner; empty when everything does.
    """
    rows = Anchor.objects.exclude(nonce=b"").select_related("link")
    anchors = list(rows.order_by("on", "link__code"))
    # 1
    findings = list(_forgotten({anchor.message_id for anchor in anchors}))
    sent = {
        row.message_id: row
        for row in Outbound.objects.filter(message_id__in=[each.message_id for each in anchors])
    }
    untrue = _untrue_channels(row.channel_id for row in sent.values())
    roots = _roots(anchors)
    for anchor in anchors:
        # 2
        row = sent.get(anchor.message_id)
        fault = _fault_of_message(anchor, row)
        # 3
        if fault is None and row is not None and row.channel_id in untrue:
            fault = AnchorFault.RECEIPT_DIFFERS
        # 4, 5
        fault = fault or _fault_of_record(anchor, verifier, roots[anchor.epoch])
        if fault is not None:
            findings.append(_finding(fault, anchor))
    return tuple(sorted(findings, key=lambda each: (each.day, each.partner)))


def note_anchors(findings: Iterable[AnchorFinding], *, at: datetime) -> int:
    """Keep what checking the anchors found, for the health page, and record what is new of it.

    Args:
        findings: as `check_anchors` returned them.
        at: aware UTC instant.

    Returns:
        How many differences were not known before.
    """
    found = tuple(findings)
    with transaction.atomic(durable=True):
        told = {(each["message"], each["code"]) for each in facts_recorded(ANCHOR_DIFFERS.name)}
        Anchor.objects.update(checked_at=at, fault="", fault_facts={})
        for finding in found:
            _mark(finding, at=at)
        new = [each for each in found if (each.message_id, each.code.value) not in told]
        append_many([_recorded(each, at=at) for each in new])
    return len(new)


def _mark(finding: AnchorFinding, *, at: datetime) -> None:
    fault = {"checked_at": at, "fault": finding.code.value, "fault_facts": dict(finding.facts)}
    if finding.code is not AnchorFault.FORGOTTEN:
        Anchor.objects.filter(message_id=finding.message_id).update(**fault)
        return
    # What was taken away leaves a row without head and nonce, or marks the day's other anchor.
    link = Link.objects.only("pk").get(code=finding.partner)
    empty = {"epoch": 0, "size": finding.size, "note": b"", "nonce": b"", "sent_at": at}
    Anchor.objects.update_or_create(
        link=link,
        on=finding.day,
        defaults=fault,
        create_defaults={**fault, **empty, "message_id": finding.message_id},
    )


def _recorded(finding: AnchorFinding, *, at: datetime) -> Act:
    facts = {
        "partner": finding.partner,
        "message": finding.message_id,
        "day": finding.day.isoformat(),
        "code": finding.code.value,
    }
    return Act(ANCHOR_DIFFERS, finding.partner, NODE, "", at, facts)


def _forgotten(kept: set[str]) -> Iterator[AnchorFinding]:
    """Yield the anchors the record says were sent and nothing is kept of."""
    for facts in facts_recorded(ANCHOR_SENT.name):
        if facts["message"] not in kept:
            yield AnchorFinding(
                AnchorFault.FORGOTTEN,
                facts["partner"],
                date.fromisoformat(facts["day"]),
                facts["message"],
                int(facts["size"]),
            )


def _fault_of_message(anchor: Anchor, row: Outbound | None) -> AnchorFault | None:
    if row is None:
        return AnchorFault.MESSAGE_MISSING
    message = Message(bytes(row.envelope), bytes(row.salt), bytes(row.body))
    try:
        envelope = read_envelope(message.envelope)
        told = read_body(message.body).get("digest")
    except MessageRefusedError:
        return AnchorFault.MESSAGE_DIFFERS
    witnessed = anchor_digest(bytes(anchor.note), bytes(anchor.nonce)).hex()
    agrees = (
        message.leaf() == bytes(row.leaf_hash)
        and envelope.id == anchor.message_id
        and envelope.body_digest == message.body_digest()
        and told == witnessed
    )
    return None if agrees else AnchorFault.MESSAGE_DIFFERS


def _fault_of_record(
    anchor: Anchor, verifier: HybridVerifier, roots: Mapping[int, bytes]
) -> AnchorFault | None:
    origin = origin_of(verifier.name, epoch=anchor.epoch)
    try:
        head = open_checkpoint(bytes(anchor.note), verifier, origin=origin)
    except SignatureRefusedError:
        return AnchorFault.HEAD_DIFFERS
    if head.size != anchor.size:
        return AnchorFault.HEAD_DIFFERS
    if head.size not in roots:
        return AnchorFault.RECORD_SHORT
    return None if roots[head.size] == head.root else AnchorFault.RECORD_DIFFERS


def _roots(anchors: Iterable[Anchor]) -> dict[int, dict[int, bytes]]:
    """Return the recomputed roots by epoch and size, each epoch walked once."""
    sizes: defaultdict[int, set[int]] = defaultdict(set)
    for anchor in anchors:
        sizes[anchor.epoch].add(anchor.size)
    return {epoch: recomputed_roots(epoch, wanted) for epoch, wanted in sizes.items()}


def _untrue_channels(channels: Iterable[int | None]) -> set[int]:
    """Return the channels whose leaves do not lead to the partner's newest receipt for them."""
    wanted = {channel for channel in channels if channel is not None}
    logs = Channel.objects.filter(pk__in=wanted).select_related("link")
    return {log.pk for log in logs if not _leads_to_receipt(log)}


def _leads_to_receipt(log: Channel) -> bool:
    head = log.heads.filter(receipt__isnull=False).order_by("size").last()
    if head is None or head.size == 0:
        return log.receipted_size == 0
    try:
        origin = read_origin(log.origin)
        receipt = open_receipt_of(log.link, bytes(head.receipt or b""), origin=origin)
    except ParcelRefusedError:
        return False
    leaves = log.outbound.filter(index__lt=receipt.size).order_by("index")
    hashes = leaves.values_list("leaf_hash", flat=True).iterator(chunk_size=_AT_ONCE)
    tree = Frontier().extend(bytes(leaf) for leaf in hashes)
    return (tree.size, tree.root()) == (receipt.size, receipt.root)


def _finding(fault: AnchorFault, anchor: Anchor) -> AnchorFinding:
    return AnchorFinding(fault, anchor.link.code, anchor.on, anchor.message_id, anchor.size)
