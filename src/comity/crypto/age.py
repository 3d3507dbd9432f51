"""age v1 files sealed to X-Wing recipients: the one format of parcels and exhibits.

Any auditor can open one with a stock tool (`age` 1.3 and later, or the `age-encryption` library).
Header and payload can be kept apart: an exhibit is sealed once, and only its header is made anew
for a partner.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import BinaryIO

from comity.crypto.age_header import (
    HEADER_LIMIT,
    Header,
    check_header,
    header_for,
    new_file_key,
    parse_header,
    read_header,
    unwrap,
)
from comity.crypto.age_payload import (
    CHUNK_SIZE,
    NONCE_SIZE,
    SEALED_CHUNK_SIZE,
    Payload,
    Reader,
    Writer,
    decrypt_payload,
    encrypt_payload,
    opened_chunks,
    payload_size_of,
    sealed_chunks,
)
from comity.crypto.errors import SealTooLargeError
from comity.crypto.keys import SealingKey

__all__ = [
    "CHUNK_SIZE",
    "HEADER_LIMIT",
    "Header",
    "Payload",
    "Reader",
    "Writer",
    "check_header",
    "decrypt_payload",
    "encrypt_payload",
    "header_for",
    "new_file_key",
    "open_bytes",
    "open_stream",
    "parse_header",
    "payload_size_of",
    "read_header",
    "seal",
    "seal_bytes",
    "unwrap",
]


def seal(reader: Reader, recipients: Sequence[bytes], writer: Writer) -> Payload:
    """Seal a stream to the recipients as one age file.

    Args:
        reader: the content.
        recipients: X-Wing public keys, at least one.
        writer: takes header and payload.

    Returns:
        Digests and sizes of content and payload.
    """
    file_key = new_file_key()
    writer.write(header_for(file_key, recipients))
    return encrypt_payload(file_key, reader, writer)


def open_stream(
    stream: BinaryIO, key: SealingKey, writer: Writer, *, limit: int | None = None
) -> Payload:
    """Open an age file from a stream; what was written counts only once this has returned.

    Raises:
        SealError: with the code of what is wrong.
    """
    file_key = unwrap(read_header(stream), key)
    return decrypt_payload(file_key, stream, writer, limit=limit)


def seal_bytes(plaintext: bytes, recipients: Sequence[bytes]) -> bytes:
    """Return `plaintext` sealed to the recipients as one age file, all in memory."""
    file_key = new_file_key()
    pieces = [header_for(file_key, recipients)]
    pieces += sealed_chunks(file_key, _cut(plaintext, CHUNK_SIZE))
    return b"".join(pieces)


def open_bytes(sealed: bytes, key: SealingKey, *, limit: int) -> bytes:
    """Return the content of an age file, all in memory.

    Args:
        sealed: the file.
        key: whose file it is.
        limit: most bytes of content.

    Raises:
        SealError: with the code of what is wrong.
    """
    stream = BytesIO(sealed)
    file_key = unwrap(read_header(stream), key)
    nonce, start = stream.read(NONCE_SIZE), stream.tell()
    if len(sealed) - start + NONCE_SIZE > payload_size_of(limit):
        raise SealTooLargeError(limit=limit)
    return b"".join(opened_chunks(file_key, nonce, _cut(sealed[start:], SEALED_CHUNK_SIZE)))


def _cut(content: bytes, size: int) -> Iterable[bytes]:
    """Return the content in pieces of `size`, the last one shorter."""
    return (content[at : at + size] for at in range(0, len(content), size))
