"""Giving back what a partner lost, and reading what was given: exchange.md §10, "Recovery"."""

import re
import struct
from datetime import datetime

from tests.conformance.second import trees
from tests.conformance.second.holder import Holder, Log
from tests.conformance.second.notes import (
    Head,
    Key,
    Note,
    open_posted,
    open_receipt,
    open_text,
    read_note,
)
from tests.conformance.second.parcels import (
    Message,
    check_beginning,
    check_bodies,
    check_root,
    opened,
    parted,
    read_origin,
    sealed_content,
)
from tests.conformance.second.refused import RefusedError

ASK = (
    "comity/refill/1\nfrom ([A-Z]{2}) to ([A-Z]{2})\nlog ([!-~]{1,100})\n"
    "start (0|[1-9][0-9]{0,14})\nrun ([0-9a-f]{32})\nat (.{19})Z\n"
)
STILL_MEANT = 3600


def give_back(holder: Holder, raw: bytes, *, at: int) -> bytes:
    """Answer a question, by the numbered steps of §10."""
    ask, _ = parted(raw)
    # 1
    note, found = _read(ask)
    log, asked_at = read_origin(found[3]), datetime.fromisoformat(f"{found[6]}+00:00")
    if found[1] != holder.partner.code:
        raise RefusedError("parcel_sender_unknown", sender=found[1])
    # 2
    if not any(_signed(note, each.key) for each in holder.keys.in_force("sender")):
        raise RefusedError("parcel_signature_wrong", algorithm="Ed25519", name=found[1])
    # 3
    if found[2] != holder.own.code or {log.sender, log.recipient} != {found[1], found[2]}:
        raise RefusedError("parcel_for_another_node", recipient=found[2])
    if abs(at - asked_at.timestamp()) > STILL_MEANT:
        raise RefusedError("refill_ask_old", asked_at=asked_at.isoformat())
    # 4
    held = holder.logs.get(log.epoch)
    size = _next_size(holder, held, log.epoch, int(found[4]))
    return _stretch(holder, held or holder.log, int(found[4]), size)


def _read(ask: bytes) -> tuple[Note, re.Match[str]]:
    try:
        note = read_note(ask, limit=8192)
        if found := re.fullmatch(ASK, note.text.decode()):
            read_origin(found[3])
            datetime.fromisoformat(f"{found[6]}+00:00")
            return note, found
    except (RefusedError, ValueError):
        pass
    raise RefusedError("refill_ask_malformed", part="the text")


def _signed(note: Note, key: Key) -> bool:
    try:
        open_text(note, key)
    except RefusedError:
        return False
    return True


def _next_size(holder: Holder, held: Log | None, epoch: int, start: int) -> int:
    """The first head beyond a size that is signed and receipted; else where to ask on."""
    sizes = sorted(size for size in (held.receipts if held else {}) if size > start)
    if sizes:
        return sizes[0]
    later = sorted(each for each in holder.logs if each > epoch)
    last = max(held.receipts, default=0) if held else 0
    raise RefusedError("refill_ends", size=last, epoch=later[0] if later else epoch)


def _stretch(holder: Holder, log: Log, start: int, size: int) -> bytes:
    head, receipt = log.heads[size], log.receipts[size]
    sealed = sealed_content(start, log.messages[start:size], holder.partner.sealing)
    parts = (struct.pack(">I", len(each)) + each for each in (head, receipt))
    return b"".join(parts) + sealed


def read_answer(
    raw: bytes, *, keys: tuple[Key, Key], origin: str, seed: bytes, held: list[bytes], start: int
) -> tuple[Head, list[Message]]:
    """What a partner gave back, verified before any of it is believed.

    Args:
        raw: the answer.
        keys: the sender's and the holder's of that log.
        origin: of the log.
        seed: of the sealing key of whoever asked.
        held: leaf hashes of what is held before `start`.
        start: that was asked for.
    """
    head_raw, rest = _part(raw)
    receipt_raw, sealed = _part(rest)
    head = open_posted(head_raw, keys[0], origin)
    receipted, _ = open_receipt(receipt_raw, keys[1], origin)
    if receipted != head:
        raise RefusedError("refill_answer_differs", size=head.size)
    begins, messages = opened(sealed, seed)
    check_beginning(begins, start)
    check_bodies(begins, [each for each in messages if each.salt != bytes(16) or each.body])
    check_root(head, held + [trees.leaf_of(each.envelope) for each in messages])
    return head, messages


def _part(raw: bytes) -> tuple[bytes, bytes]:
    size = int.from_bytes(raw[:4], "big")
    if len(raw) < 4 + size or size > 8192:
        raise RefusedError("refill_answer_malformed", part="a note")
    return raw[4 : 4 + size], raw[4 + size :]
