r"""Parcels: a channel's signed head in clear, then one age file with the messages up to it.

    head        signed checkpoint note, at most 8 KiB
    <newline>   an empty line ends the head
    age file    absent in a parcel that only asks for the state

The age file's content, all numbers big-endian:

    "comity/parcel/1\n"
    start u64, count u32                        size of the log before, number of messages
    count times: envelope size u32, body size u32, salt 16 bytes, envelope, body

One signature and one encapsulation carry up to 256 messages: that is what makes post-quantum
security cheap. Nothing here is trusted before the root of `channel.judge_content` agrees.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from comity.crypto.age import open_bytes, seal_bytes
from comity.crypto.checkpoints import CHECKPOINT_LIMIT, Checkpoint, open_checkpoint, read_checkpoint
from comity.crypto.errors import (
    NotForThisKeyError,
    PayloadTruncatedError,
    SealError,
    SealHeaderMalformedError,
    SealTooLargeError,
    SignatureMissingError,
    SignatureRefusedError,
    SignatureWrongError,
)
from comity.crypto.hashing import SALT_SIZE, salted_digest
from comity.crypto.keys import SealingKey
from comity.crypto.merkle import leaf_hash
from comity.crypto.notes import parse
from comity.crypto.signing import HybridVerifier
from comity.exchange.channel import MOST_MESSAGES, Origin, read_origin
from comity.exchange.envelope import BODY_LIMITS, ENVELOPE_LIMITS
from comity.exchange.raw_json import LARGEST_NUMBER
from comity.exchange.refusals import ParcelFault, ParcelRefusedError

MAGIC = b"comity/parcel/1\n"
_BEGINNING = struct.Struct(">QI")
_SIZES = struct.Struct(">II")
_OVERHEAD = _SIZES.size + SALT_SIZE

MOST_CONTENT = 4 * 1024 * 1024
"""Most bytes of an age file's content."""
MOST_PARCEL = MOST_CONTENT + 128 * 1024
"""Most bytes of a parcel: content, head, age header, and 16 bytes for each 64 KiB chunk."""
HEAD_LIMIT = CHECKPOINT_LIMIT
ROOM = MOST_CONTENT - len(MAGIC) - _BEGINNING.size
"""Bytes of content left for messages."""
END_OF_HEAD = b"\n\n"


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it travels and is stored: raw bytes.

    Attributes:
        envelope: the leaf of the log.
        salt: 16 bytes; destroyed together with the body.
        body: the content, which the envelope names by salted digest.
    """

    envelope: bytes
    salt: bytes
    body: bytes

    def leaf(self) -> bytes:
        """Return the leaf hash under which the message stands in the channel."""
        return leaf_hash(self.envelope)

    def body_digest(self) -> str:
        """Return SHA-256(salt ‖ body) in hex, as an honest envelope names it."""
        return salted_digest(self.salt, self.body).hex()

    def size(self) -> int:
        """Return the bytes it takes in a parcel."""
        return size_in_parcel(self.envelope, self.body)


@dataclass(frozen=True, slots=True)
class Content:
    """What an opened parcel holds.

    Attributes:
        start: size of the log before the first message.
        messages: in the order of the log.
    """

    start: int
    messages: tuple[Message, ...]


def size_in_parcel(envelope: bytes, body: bytes) -> int:
    """Return the bytes a message takes in a parcel."""
    return _OVERHEAD + len(envelope) + len(body)


def write_parcel(head: bytes, content: Content | None, *, recipient: bytes) -> bytes:
    """Return a parcel.

    Args:
        head: the channel's signed head.
        content: the messages that lead to it; None only asks for the partner's state.
        recipient: the partner's X-Wing public key.
    """
    if content is None:
        return head + b"\n"
    return head + b"\n" + seal_bytes(packed(content), (recipient,))


def end_of_head(raw: bytes) -> int | None:
    """Return where the head ends in the first bytes of a parcel, or None when more are needed.

    The head is a note: one empty line parts its text from its signatures, the next ends it.

    Raises:
        ParcelRefusedError: the head does not end within 8 KiB.
    """
    text_ends = raw.find(END_OF_HEAD, 0, HEAD_LIMIT)
    if text_ends >= 0:
        found = raw.find(END_OF_HEAD, text_ends + len(END_OF_HEAD), HEAD_LIMIT)
        if found >= 0:
            return found + 1
    if len(raw) >= HEAD_LIMIT:
        raise ParcelRefusedError(ParcelFault.HEAD_TOO_LONG, limit=HEAD_LIMIT)
    return None


def split_parcel(raw: bytes) -> tuple[bytes, bytes]:
    """Return head and sealed part of a whole parcel; the sealed part may be empty.

    Raises:
        ParcelRefusedError: it is too large, its head too long, or it ends inside the head.
    """
    if len(raw) > MOST_PARCEL:
        raise ParcelRefusedError(ParcelFault.TOO_LARGE, limit=MOST_PARCEL)
    ends = end_of_head(raw[:HEAD_LIMIT])
    if ends is None:
        raise ParcelRefusedError(ParcelFault.TRUNCATED, part="the head")
    return raw[:ends], raw[ends + 1 :]


def claimed_origin(head: bytes) -> Origin:
    """Return which channel a head claims to be of. Nothing is verified yet.

    Raises:
        ParcelRefusedError: the head is no checkpoint of any channel.
    """
    try:
        checkpoint = read_checkpoint(parse(head, limit=HEAD_LIMIT).text)
    except SignatureRefusedError as error:
        raise ParcelRefusedError(ParcelFault.HEAD_MALFORMED, part=error.code) from error
    if checkpoint.size > LARGEST_NUMBER:
        # No record could name it, and no channel will ever be that long.
        raise ParcelRefusedError(ParcelFault.HEAD_MALFORMED, part="the size")
    return read_origin(checkpoint.origin)


def open_head(head: bytes, *, sender: HybridVerifier, origin: Origin) -> Checkpoint:
    """Return a head after checking that both of its sender's signatures are good.

    Args:
        head: the note in clear.
        sender: the keys pinned for the partner.
        origin: the channel it claims to be of.

    Raises:
        ParcelRefusedError: a signature is missing or wrong, or the note is malformed.
    """
    try:
        return open_checkpoint(head, sender, origin=origin.line())
    except SignatureMissingError as error:
        raise ParcelRefusedError(ParcelFault.SIGNATURE_MISSING, **dict(error.facts)) from error
    except SignatureWrongError as error:
        raise ParcelRefusedError(ParcelFault.SIGNATURE_WRONG, **dict(error.facts)) from error
    except SignatureRefusedError as error:
        raise ParcelRefusedError(ParcelFault.HEAD_MALFORMED, part=error.code) from error


def open_content(sealed: bytes, *, keys: Sequence[SealingKey]) -> Content:
    """Open the sealed part of a parcel; its head must have been verified before.

    Args:
        sealed: everything after the head.
        keys: at least one; the likeliest first. While sealing keys overlap there are two.

    Raises:
        ParcelRefusedError: it is truncated, altered, sealed to another node, or malformed.
    """
    try:
        return _unpack(_open_by_one(sealed, keys))
    except NotForThisKeyError as error:
        raise ParcelRefusedError(ParcelFault.SEALED_TO_ANOTHER) from error
    except (PayloadTruncatedError, SealHeaderMalformedError) as error:
        raise ParcelRefusedError(ParcelFault.TRUNCATED, part="the sealed part") from error
    except SealTooLargeError as error:
        raise ParcelRefusedError(ParcelFault.TOO_LARGE, limit=MOST_CONTENT) from error
    except SealError as error:
        raise ParcelRefusedError(ParcelFault.SEAL_BROKEN, cause=error.code) from error


def _open_by_one(sealed: bytes, keys: Sequence[SealingKey]) -> bytes:
    for key in keys[:-1]:
        try:
            return open_bytes(sealed, key, limit=MOST_CONTENT)
        except NotForThisKeyError:
            continue
    return open_bytes(sealed, keys[-1], limit=MOST_CONTENT)


def packed(content: Content) -> bytes:
    """Return the content of an age file."""
    pieces = [MAGIC, _BEGINNING.pack(content.start, len(content.messages))]
    for message in content.messages:
        pieces += (
            _SIZES.pack(len(message.envelope), len(message.body)),
            message.salt,
            message.envelope,
            message.body,
        )
    return b"".join(pieces)


def _unpack(raw: bytes) -> Content:
    if not raw.startswith(MAGIC) or len(raw) < len(MAGIC) + _BEGINNING.size:
        raise ParcelRefusedError(ParcelFault.CONTENT_MALFORMED, part="the beginning")
    start, count = _BEGINNING.unpack_from(raw, len(MAGIC))
    if not 1 <= count <= MOST_MESSAGES:
        raise ParcelRefusedError(ParcelFault.TOO_MANY_MESSAGES, count=count, limit=MOST_MESSAGES)
    position = len(MAGIC) + _BEGINNING.size
    messages: list[Message] = []
    for number in range(count):
        message, position = _message_at(raw, position, number)
        messages.append(message)
    if position != len(raw):
        raise ParcelRefusedError(ParcelFault.CONTENT_MALFORMED, part="the end")
    return Content(start, tuple(messages))


def _message_at(raw: bytes, position: int, number: int) -> tuple[Message, int]:
    """Return one message and where the next begins; sizes are checked before they are used."""
    if position + _OVERHEAD > len(raw):
        raise ParcelRefusedError(ParcelFault.CONTENT_MALFORMED, part=f"message {number}")
    envelope_size, body_size = _SIZES.unpack_from(raw, position)
    begins = position + _OVERHEAD
    ends = begins + envelope_size + body_size
    too_large = envelope_size > ENVELOPE_LIMITS.size or body_size > BODY_LIMITS.size
    if too_large or ends > len(raw):
        raise ParcelRefusedError(ParcelFault.CONTENT_MALFORMED, part=f"message {number}")
    salt = raw[position + _SIZES.size : begins]
    body_begins = begins + envelope_size
    return Message(raw[begins:body_begins], salt, raw[body_begins:ends]), ends
