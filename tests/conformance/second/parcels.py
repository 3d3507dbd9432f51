"""Parcels: exchange.md §4 and §6."""

import re
import struct
from dataclasses import dataclass

from tests.conformance.second import trees
from tests.conformance.second.documents import (
    LONGEST_BODY,
    LONGEST_ENVELOPE,
    read_envelope,
)
from tests.conformance.second.notes import LONGEST_HEAD, Head, read_head, read_note
from tests.conformance.second.refused import RefusedError
from tests.conformance.second.seals import digest_of, seal, unseal
from tests.conformance.second.texts import LARGEST

MAGIC = b"comity/parcel/1\n"
MOST_MESSAGES = 256
LONGEST_CONTENT = 4 * 1024 * 1024
ORIGIN = "comity/([0-9a-f]{32})/([A-Z]{2})/([A-Z]{2})/epoch-([1-9][0-9]{0,5})"


@dataclass(frozen=True)
class Message:
    """A message as it travels."""

    envelope: bytes
    salt: bytes
    body: bytes

    def leaf(self) -> bytes:
        return trees.leaf_of(self.envelope)


@dataclass(frozen=True)
class Origin:
    """An origin line taken apart."""

    link: str
    sender: str
    recipient: str
    epoch: int

    def line(self) -> str:
        return f"comity/{self.link}/{self.sender}/{self.recipient}/epoch-{self.epoch}"


def read_origin(line: str) -> Origin:
    found = re.fullmatch(ORIGIN, line)
    if not found:
        raise RefusedError("parcel_head_malformed", part="the origin")
    return Origin(found[1], found[2], found[3], int(found[4]))


def parted(raw: bytes) -> tuple[bytes, bytes]:
    """Head and sealed part. The head is a note: its second empty line ends it."""
    text = raw.find(b"\n\n", 0, LONGEST_HEAD)
    end = raw.find(b"\n\n", text + 2, LONGEST_HEAD) if text >= 0 else -1
    if end >= 0:
        return raw[: end + 1], raw[end + 2 :]
    if len(raw) >= LONGEST_HEAD:
        raise RefusedError("parcel_head_too_long", limit=LONGEST_HEAD)
    raise RefusedError("parcel_truncated", part="the head")


def claimed(head: bytes) -> tuple[Head, Origin]:
    """What a head says of itself; nothing is verified yet."""
    try:
        found = read_head(read_note(head, limit=LONGEST_HEAD).text)
    except RefusedError as wrong:
        raise RefusedError("parcel_head_malformed", part=wrong.code) from None
    if found.size > LARGEST:
        raise RefusedError("parcel_head_malformed", part="the size")
    return found, read_origin(found.origin)


def unpacked(content: bytes) -> tuple[int, list[Message]]:
    """The content of the age file: the table of §6, to its very end."""
    if not content.startswith(MAGIC) or len(content) < 28:
        raise RefusedError("parcel_content_malformed", part="the beginning")
    start, count = struct.unpack_from(">QI", content, 16)
    if not 1 <= count <= MOST_MESSAGES:
        raise RefusedError("parcel_too_many_messages", count=count, limit=MOST_MESSAGES)
    place, messages = 28, []
    for number in range(count):
        if place + 24 > len(content):
            raise RefusedError("parcel_content_malformed", part=f"message {number}")
        envelope, body = struct.unpack_from(">II", content, place)
        begins = place + 24
        place = begins + envelope + body
        too_large = envelope > LONGEST_ENVELOPE or body > LONGEST_BODY
        if too_large or place > len(content):
            raise RefusedError("parcel_content_malformed", part=f"message {number}")
        middle = begins + envelope
        salt = content[begins - 16 : begins]
        messages.append(Message(content[begins:middle], salt, content[middle:place]))
    if place != len(content):
        raise RefusedError("parcel_content_malformed", part="the end")
    return start, messages


# exchange.md §6: what an age file of a parcel is refused as.
SEALS = {
    "seal_header_malformed": "parcel_truncated",
    "seal_payload_truncated": "parcel_truncated",
    "seal_header_altered": "parcel_seal_broken",
    "seal_payload_altered": "parcel_seal_broken",
    "seal_not_for_this_key": "parcel_sealed_to_another",
    "seal_too_large": "parcel_too_large",
}


def opened(sealed: bytes, seed: bytes) -> tuple[int, list[Message]]:
    try:
        content = unseal(sealed, seed, limit=LONGEST_CONTENT)
    except RefusedError as wrong:
        raise RefusedError(SEALS[wrong.code], **{"cause": wrong.code, **wrong.facts}) from None
    return unpacked(content)


def check_bodies(start: int, messages: list[Message]) -> None:
    """§6 step 3: each body is the one its envelope names; one out of form is held."""
    for place, message in enumerate(messages):
        try:
            told = read_envelope(message.envelope)
        except RefusedError:
            continue
        if told["body"]["digest"] != digest_of(message.salt, message.body):
            raise RefusedError("parcel_body_differs", index=start + place)


def check_beginning(start: int, held: int) -> None:
    """§6 step 2: a parcel begins where the held log ends."""
    if start != held:
        code = "parcel_gap" if start > held else "parcel_overlap"
        raise RefusedError(code, expected=held)


def check_root(head: Head, leaves: list[bytes]) -> None:
    """§6 step 3: the messages lead to the root that was signed."""
    if (len(leaves), trees.root_of(leaves)) != (head.size, head.root):
        raise RefusedError("parcel_root_differs", size=head.size)


def write_parcel(head: bytes, start: int, messages: list[Message], recipient: bytes) -> bytes:
    """A parcel; of no messages it only asks for the state."""
    if not messages:
        return head + b"\n"
    return head + b"\n" + sealed_content(start, messages, recipient)


def sealed_content(start: int, messages: list[Message], recipient: bytes) -> bytes:
    """The age file of a parcel, and of what is given back (§10)."""
    pieces = [MAGIC, struct.pack(">QI", start, len(messages))]
    for each in messages:
        pieces.append(struct.pack(">II", len(each.envelope), len(each.body)))
        pieces.append(each.salt + each.envelope + each.body)
    return seal(b"".join(pieces), recipient)
