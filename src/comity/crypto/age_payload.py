"""The payload of an age v1 file: chunks of 64 KiB, each sealed by itself, in order, to the last.

Source: [c2sp-age §Payload]. A chunk's nonce holds its number and whether it is the last, so that
none can be changed, moved, dropped or added. What `decrypt_payload` has written is only to be
believed once it has returned: until then an end may still be missing.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from comity.crypto.age_header import derived
from comity.crypto.errors import (
    PayloadAlteredError,
    PayloadTruncatedError,
    SealTooLargeError,
)

CHUNK_SIZE: Final = 64 * 1024
NONCE_SIZE: Final = 16
_TAG_SIZE = 16
SEALED_CHUNK_SIZE: Final = CHUNK_SIZE + _TAG_SIZE


class Reader(Protocol):
    """A stream of bytes; a read may return fewer than asked, and nothing at the end only."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


class Writer(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take all of `data`."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What a payload is known by.

    Attributes:
        plain_digest: SHA-256 of the content, 32 bytes.
        payload_digest: SHA-256 of the sealed payload, nonce included, header excluded, 32 bytes.
        plain_size: bytes of the content.
        payload_size: bytes of the sealed payload.
    """

    plain_digest: bytes
    payload_digest: bytes
    plain_size: int
    payload_size: int


def payload_size_of(plain_size: int) -> int:
    """Return the size of the payload that a content of `plain_size` bytes is sealed into."""
    chunks = max(1, -(-plain_size // CHUNK_SIZE))
    return NONCE_SIZE + plain_size + chunks * _TAG_SIZE


def encrypt_payload(
    file_key: bytes, reader: Reader, writer: Writer, *, limit: int | None = None
) -> Payload:
    """Seal what `reader` gives into `writer`, a chunk at a time.

    Args:
        file_key: 16 bytes, new for this file.
        reader: the content.
        writer: takes the payload, without a header.
        limit: most bytes of content taken; none means no limit.

    Returns:
        Digests and sizes of both.

    Raises:
        SealTooLargeError: there is more content than `limit`.
    """
    meter = _Meter(limit)
    for sealed in sealed_chunks(file_key, meter.plain(_chunks(reader, CHUNK_SIZE))):
        meter.payload(sealed)
        writer.write(sealed)
    return meter.result()


def decrypt_payload(
    file_key: bytes, reader: Reader, writer: Writer, *, limit: int | None = None
) -> Payload:
    """Open the payload that `reader` gives into `writer`, a chunk at a time.

    Args:
        file_key: 16 bytes.
        reader: the payload, after the header.
        writer: takes the content; not to be believed before this returns.
        limit: most bytes of content given out; none means no limit.

    Returns:
        Digests and sizes of both.

    Raises:
        PayloadTruncatedError: it ends before its last chunk.
        PayloadAlteredError: a chunk does not open, or something follows the last one.
        SealTooLargeError: there is more content than `limit`.
    """
    meter = _Meter(limit)
    nonce = _read_full(reader, NONCE_SIZE)
    meter.payload(nonce)
    sealed = meter.passing_payload(_chunks(reader, SEALED_CHUNK_SIZE))
    for chunk in meter.plain(opened_chunks(file_key, nonce, sealed)):
        writer.write(chunk)
    return meter.result()


def sealed_chunks(file_key: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the payload's nonce and then its sealed chunks.

    Args:
        file_key: 16 bytes, new for this file.
        chunks: the content in pieces of 64 KiB, all but the last one full; empty for no content.
    """
    nonce = secrets.token_bytes(NONCE_SIZE)
    aead = ChaCha20Poly1305(derived(file_key, salt=nonce, info=b"payload"))
    yield nonce
    for number, chunk, last in _numbered(chunks):
        yield aead.encrypt(_chunk_nonce(number, last=last), chunk, None)


def opened_chunks(file_key: bytes, nonce: bytes, sealed: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the content of sealed chunks.

    1. The nonce is whole, and each chunk holds at least its tag.
    2. Each chunk opens as the one it stands for: its number, and the last one as the last.
    3. The last one is empty only when it is the only one.

    Raises:
        PayloadTruncatedError: the end is missing.
        PayloadAlteredError: a chunk does not open.
    """
    # 1
    if len(nonce) != NONCE_SIZE:
        raise PayloadTruncatedError()
    aead = ChaCha20Poly1305(derived(file_key, salt=nonce, info=b"payload"))
    for number, chunk, last in _numbered(sealed):
        if len(chunk) < _TAG_SIZE:
            raise PayloadTruncatedError()
        # 2
        plain = _opened(aead, number, chunk, last=last)
        # 3
        if not plain and number:
            raise PayloadAlteredError(chunk=number)
        yield plain


def _opened(aead: ChaCha20Poly1305, number: int, chunk: bytes, *, last: bool) -> bytes:
    """Return a chunk's content; tell a missing end from a changed chunk."""
    try:
        return aead.decrypt(_chunk_nonce(number, last=last), chunk, None)
    except InvalidTag as error:
        if last and _opens(aead, number, chunk):
            raise PayloadTruncatedError() from error
        raise PayloadAlteredError(chunk=number) from error


def _opens(aead: ChaCha20Poly1305, number: int, chunk: bytes) -> bool:
    """Return whether the chunk is whole, but not the last one of its file."""
    try:
        aead.decrypt(_chunk_nonce(number, last=False), chunk, None)
    except InvalidTag:
        return False
    return True


def _chunk_nonce(number: int, *, last: bool) -> bytes:
    """Return the nonce of a chunk: its number in eleven bytes, and one byte for the last."""
    return number.to_bytes(11) + (b"\x01" if last else b"\x00")


def _numbered(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield number, chunk and whether it is the last; no chunks at all are one empty chunk."""
    number, waiting = 0, None
    for chunk in chunks:
        if waiting is not None:
            yield number, waiting, False
            number += 1
        waiting = chunk
    yield number, waiting or b"", True


def _chunks(reader: Reader, size: int) -> Iterator[bytes]:
    """Yield the stream in pieces of `size`, the last one shorter."""
    while chunk := _read_full(reader, size):
        yield chunk


def _read_full(reader: Reader, size: int) -> bytes:
    """Return `size` bytes, or what is left."""
    chunk = reader.read(size)
    if not chunk or len(chunk) == size:
        return chunk
    pieces = bytearray(chunk)
    while len(pieces) < size and (piece := reader.read(size - len(pieces))):
        pieces += piece
    return bytes(pieces)


class _Meter:
    """Digests and sizes of content and payload as they pass, and the limit of the content."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._plain, self._payload = hashlib.sha256(), hashlib.sha256()
        self._plain_size = self._payload_size = 0

    def plain(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Pass content on, counted."""
        for chunk in chunks:
            self._plain_size += len(chunk)
            if self._limit is not None and self._plain_size > self._limit:
                raise SealTooLargeError(limit=self._limit)
            self._plain.update(chunk)
            yield chunk

    def passing_payload(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Pass payload on, counted."""
        for chunk in chunks:
            self.payload(chunk)
            yield chunk

    def payload(self, chunk: bytes) -> None:
        """Count a piece of the payload."""
        self._payload_size += len(chunk)
        self._payload.update(chunk)

    def result(self) -> Payload:
        """Return what was counted."""
        return Payload(
            self._plain.digest(), self._payload.digest(), self._plain_size, self._payload_size
        )
