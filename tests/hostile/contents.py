"""Contents of parcels, properly sealed, that are out of form or are not what was signed."""

import struct
from collections.abc import Iterator
from dataclasses import replace

from comity.crypto.age import seal_bytes
from comity.exchange.channel import MOST_MESSAGES
from comity.exchange.envelope import BODY_LIMITS, ENVELOPE_LIMITS
from comity.exchange.parcel import MAGIC, MOST_CONTENT, Message
from comity.exchange.refusals import ParcelFault
from tests.hostile.case import Bad
from tests.nodes.partner_simulator import PartnerSimulator

ODD = ParcelFault.CONTENT_MALFORMED.value
DIFFERS = ParcelFault.ROOT_DIFFERS.value
BODY = ParcelFault.BODY_DIFFERS.value


def to(partner: PartnerSimulator, content: bytes) -> bytes:
    """Any content, properly sealed to the node."""
    return seal_bytes(content, (partner.node.sealing,))


def packed(start: int, count: int, *messages: bytes) -> bytes:
    return MAGIC + struct.pack(">QI", start, count) + b"".join(messages)


def one(message: Message, *, envelope: int = 0, body: int = 0) -> bytes:
    """One message as it travels, its sizes told wrong by so much."""
    sizes = len(message.envelope) + envelope, len(message.body) + body
    told = struct.pack(">II", *(size % 2**32 for size in sizes))
    return told + message.salt + message.envelope + message.body


def bad_contents(partner: PartnerSimulator) -> Iterator[Bad]:
    new = partner.sent.messages[1:]
    all_three = [one(message) for message in new]
    honest = packed(1, 3, *all_three)
    many = ParcelFault.TOO_MANY_MESSAGES.value
    contents = {
        "of nothing": (b"", ODD),
        "of its first line alone": (MAGIC, ODD),
        "of 27 bytes": (honest[:27], ODD),
        "of version 2": (honest.replace(b"parcel/1", b"parcel/2"), ODD),
        "of JSON": (b'{"messages": []}', ODD),
        "of another parcel": (partner.parcel(), ODD),
        "of no messages": (packed(1, 0), many),
        "of 257 messages": (packed(1, MOST_MESSAGES + 1, *all_three), many),
        "of as many messages as a number holds": (packed(1, 2**32 - 1, *all_three), many),
        "of ten million messages": (packed(1, 10_000_000, *all_three), many),
        "that says four for three": (packed(1, 4, *all_three), ODD),
        "that says two for three": (packed(1, 2, *all_three), ODD),
        "with a byte behind it": (honest + b"\0", ODD),
        "a byte short": (honest[:-1], ODD),
        "that ends inside sizes": (packed(1, 3, *all_three[:2], all_three[2][:20]), ODD),
        "beyond 4 MiB": (MAGIC + bytes(MOST_CONTENT), ParcelFault.TOO_LARGE.value),
        "of 4 MiB of zeros": (packed(1, 1, bytes(MOST_CONTENT - 28)), ODD),
    }
    for name, (raw, code) in contents.items():
        yield Bad(f"content {name}", to(partner, raw), code)
    sizes = {
        "an envelope a byte longer": one(new[0], envelope=1),
        "an envelope a byte shorter": one(new[0], envelope=-1),
        "a body a byte longer": one(new[0], body=1),
        "a body a byte shorter": one(new[0], body=-1),
        "an envelope of 4 GiB": one(new[0], envelope=-len(new[0].envelope) - 1),
        "a body of 4 GiB": one(new[0], body=-len(new[0].body) - 1),
        "an envelope of 64 KiB and a byte": one(
            Message(bytes(ENVELOPE_LIMITS.size + 1), new[0].salt, b"")
        ),
        "a body of 1 MiB and a byte": one(Message(b"", new[0].salt, bytes(BODY_LIMITS.size + 1))),
    }
    for name, raw in sizes.items():
        yield Bad(
            f"content that tells of {name}", to(partner, packed(1, 3, raw, *all_three[1:])), ODD
        )


def lies(partner: PartnerSimulator) -> Iterator[Bad]:
    """Contents in form that are not what was signed."""
    first, second, third = partner.sent.messages[1:]
    gap, overlap = ParcelFault.GAP.value, ParcelFault.OVERLAP.value
    for start, code in ((0, overlap), (2, gap), (4, gap), (2**63, gap), (2**64 - 1, gap)):
        raw = packed(start, 3, *(one(each) for each in (first, second, third)))
        yield Bad(f"content said to begin at {start}", to(partner, raw), code)
    forged = Message(first.envelope, first.salt, b'{"text":"forged"}')
    salted = Message(first.envelope, bytes(16), first.body)
    spoilt = Message(first.envelope.replace(b"test.note", b"test.vote"), first.salt, first.body)
    orders = {
        "exchanged": ((second, first, third), DIFFERS),
        "reversed": ((third, second, first), DIFFERS),
        "without the first": ((second, third), DIFFERS),
        "without the last": ((first, second), DIFFERS),
        "with the last twice": ((first, second, third, third), DIFFERS),
        "with the first thrice": ((first, first, first), DIFFERS),
        "with what is held before them": (
            (partner.sent.messages[0], first, second, third),
            DIFFERS,
        ),
        "with one changed envelope": ((spoilt, second, third), DIFFERS),
        "with a space behind an envelope": (
            (replace(first, envelope=first.envelope + b" "), second, third),
            DIFFERS,
        ),
        "with another body": ((forged, second, third), BODY),
        "with another salt": ((salted, second, third), BODY),
        "without a body": ((replace(first, body=b""), second, third), BODY),
        "with a space behind a body": (
            (replace(first, body=first.body + b" "), second, third),
            BODY,
        ),
        "with their bodies exchanged": (
            (replace(first, body=second.body), replace(second, body=first.body), third),
            BODY,
        ),
        "with their salts exchanged": (
            (replace(first, salt=second.salt), replace(second, salt=first.salt), third),
            BODY,
        ),
    }
    for name, (messages, code) in orders.items():
        raw = packed(1, len(messages), *(one(message) for message in messages))
        yield Bad(f"messages {name}", to(partner, raw), code)
