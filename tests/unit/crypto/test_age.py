"""Sealed files: they open whole for whom they are sealed to, and every fault has a name."""

from collections.abc import Callable
from io import BytesIO

import pytest

from comity.crypto import age
from comity.crypto.age_header import MOST_STANZAS
from comity.crypto.age_payload import sealed_chunks
from comity.crypto.errors import (
    KeyMalformedError,
    NotForThisKeyError,
    PayloadAlteredError,
    PayloadTruncatedError,
    SealError,
    SealHeaderAlteredError,
    SealHeaderMalformedError,
    SealTooLargeError,
)
from comity.crypto.hashing import sha256
from comity.crypto.keys import NodeKeys, SealingKey
from comity.crypto.sealing import PUBLIC_SIZE, seal_to

CHUNK = age.CHUNK_SIZE
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7)
SEALED_CHUNK = CHUNK + 16


def content_of(size: int) -> bytes:
    return bytes(i % 251 for i in range(size))


class Dripping:
    """A stream that gives its bytes a few at a time, as a network does."""

    def __init__(self, content: bytes) -> None:
        self._stream = BytesIO(content)

    def read(self, size: int, /) -> bytes:
        return self._stream.read(min(size, 4099))


@pytest.fixture
def parted(keys: NodeKeys) -> Callable[[int], tuple[bytes, bytes]]:
    """Return file key and payload of a content of that size."""

    def sealed(size: int) -> tuple[bytes, bytes]:
        file_key, out = age.new_file_key(), BytesIO()
        age.encrypt_payload(file_key, BytesIO(content_of(size)), out)
        return file_key, out.getvalue()

    return sealed


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_opens(keys: NodeKeys, size: int) -> None:
    content, public = content_of(size), keys.sealing.public()
    assert age.open_bytes(age.seal_bytes(content, [public]), keys.sealing, limit=size) == content


@pytest.mark.parametrize("size", SIZES)
def test_a_stream_is_sealed_and_opened_with_its_digests(keys: NodeKeys, size: int) -> None:
    content, sealed, out = content_of(size), BytesIO(), BytesIO()
    written = age.seal(Dripping(content), [keys.sealing.public()], sealed)
    read = age.open_stream(BytesIO(sealed.getvalue()), keys.sealing, out)
    assert out.getvalue() == content
    assert read == written
    assert (written.plain_digest, written.plain_size) == (sha256(content), size)
    payload = sealed.getvalue()[-written.payload_size :]
    assert written.payload_digest == sha256(payload)
    assert written.payload_size == age.payload_size_of(size)


def test_one_payload_has_a_header_for_each_partner(
    keys: NodeKeys,
    other_keys: NodeKeys,
    parted: Callable[[int], tuple[bytes, bytes]],
) -> None:
    file_key, payload = parted(CHUNK + 5)
    for key in (keys.sealing, other_keys.sealing):
        header = age.header_for(file_key, [key.public()])
        assert age.open_bytes(header + payload, key, limit=CHUNK * 2) == content_of(CHUNK + 5)
        assert age.unwrap(age.parse_header(header), key) == file_key


def test_one_header_lets_several_recipients_in(keys: NodeKeys, other_keys: NodeKeys) -> None:
    sealed = age.seal_bytes(b"x", [keys.sealing.public(), other_keys.sealing.public()])
    for key in (keys.sealing, other_keys.sealing):
        assert age.open_bytes(sealed, key, limit=1) == b"x"


def test_reading_a_header_leaves_the_stream_at_the_payload(keys: NodeKeys) -> None:
    header = age.header_for(age.new_file_key(), [keys.sealing.public()])
    stream = BytesIO(header + b"payload")
    assert age.read_header(stream).raw == header
    assert stream.read() == b"payload"


def test_nobody_else_can_open(keys: NodeKeys, other_keys: NodeKeys) -> None:
    with pytest.raises(NotForThisKeyError):
        age.open_bytes(age.seal_bytes(b"x", [keys.sealing.public()]), other_keys.sealing, limit=9)


def test_more_than_the_reader_takes_is_refused(keys: NodeKeys) -> None:
    sealed = age.seal_bytes(content_of(CHUNK + 1), [keys.sealing.public()])
    with pytest.raises(SealTooLargeError):
        age.open_bytes(sealed, keys.sealing, limit=CHUNK)


def test_more_than_the_writer_takes_is_refused() -> None:
    with pytest.raises(SealTooLargeError):
        age.encrypt_payload(age.new_file_key(), BytesIO(b"12345"), BytesIO(), limit=4)


def test_every_changed_byte_is_found(keys: NodeKeys) -> None:
    sealed = age.seal_bytes(b"evidence", [keys.sealing.public()])
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(SealError):
            age.open_bytes(changed, keys.sealing, limit=100)


def test_every_cut_is_found(keys: NodeKeys) -> None:
    sealed = age.seal_bytes(b"evidence", [keys.sealing.public()])
    for length in range(len(sealed)):
        with pytest.raises(SealError):
            age.open_bytes(sealed[:length], keys.sealing, limit=100)


@pytest.mark.parametrize("size", [CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK])
@pytest.mark.parametrize("kept", [0, 15, 16, 16 + SEALED_CHUNK - 1])
def test_a_payload_that_ends_early_is_told_from_a_changed_one(
    parted: Callable[[int], tuple[bytes, bytes]], size: int, kept: int
) -> None:
    file_key, payload = parted(size)
    with pytest.raises((PayloadTruncatedError, PayloadAlteredError)):
        age.decrypt_payload(file_key, BytesIO(payload[:kept]), BytesIO())


def test_a_payload_cut_between_chunks_is_truncated(
    parted: Callable[[int], tuple[bytes, bytes]],
) -> None:
    file_key, payload = parted(2 * CHUNK + 1)
    for chunks in (1, 2):
        with pytest.raises(PayloadTruncatedError):
            age.decrypt_payload(file_key, BytesIO(payload[: 16 + chunks * SEALED_CHUNK]), BytesIO())


def test_chunks_can_be_neither_moved_nor_added(
    parted: Callable[[int], tuple[bytes, bytes]],
) -> None:
    file_key, payload = parted(3 * CHUNK)
    nonce, chunks = payload[:16], payload[16:]
    first, second, third = (chunks[n * SEALED_CHUNK : (n + 1) * SEALED_CHUNK] for n in range(3))
    for moved, named in (
        ((second, first, third), "0"),
        ((first, first, third), "1"),
        ((first, second, third, third), "2"),
        ((first, second, third, b"x" * 20), "2"),
    ):
        with pytest.raises(PayloadAlteredError) as refused:
            age.decrypt_payload(file_key, BytesIO(nonce + b"".join(moved)), BytesIO())
        assert dict(refused.value.facts) == {"chunk": named}


def test_an_empty_last_chunk_is_refused(parted: Callable[[int], tuple[bytes, bytes]]) -> None:
    file_key, nonce = age.new_file_key(), b"n" * 16
    chunks = list(sealed_chunks(file_key, [content_of(CHUNK), b""]))
    with pytest.raises(PayloadAlteredError):
        age.decrypt_payload(file_key, BytesIO(b"".join(chunks)), BytesIO())
    assert len(nonce) == len(chunks[0])


HEADER_FAULTS: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "another version": lambda header: header.replace(b"/v1\n", b"/v2\n"),
    "no recipients": lambda header: header[: header.index(b"->")] + header[-48:],
    "no end": lambda header: header[: header.rindex(b"---")],
    "a line without end": lambda header: header[:-1],
    "a line too long": lambda header: header[:22] + b"-> " + b"x" * 70_000,
    "an empty argument": lambda header: header.replace(b"-> ml", b"->  ml"),
    "padding": lambda header: header[:-1] + b"=\n",
    "a short MAC": lambda header: header[:-2] + b"\n",
    "a body line too long": lambda header: header.replace(b"\n---", b"A" * 64 + b"\n---"),
    "letters outside Base64": lambda header: header.replace(b"\n---", b"*\n---"),
    "Base64 that says nothing": lambda header: header.replace(b"\n---", b"AA\n---"),
    "too many recipients": lambda header: (
        header[:22] + b"-> x\n\n" * (MOST_STANZAS + 1) + header[-48:]
    ),
}


@pytest.mark.parametrize("fault", HEADER_FAULTS.values(), ids=HEADER_FAULTS.keys())
def test_a_malformed_header_is_refused(keys: NodeKeys, fault: Callable[[bytes], bytes]) -> None:
    header = age.header_for(age.new_file_key(), [keys.sealing.public()])
    with pytest.raises(SealHeaderMalformedError):
        age.read_header(BytesIO(fault(header)))


def test_a_header_kept_by_itself_ends_where_it_ends(keys: NodeKeys) -> None:
    header = age.header_for(age.new_file_key(), [keys.sealing.public()])
    with pytest.raises(SealHeaderMalformedError):
        age.parse_header(header + b"x")


STANZA_FAULTS = {
    "an argument more": b"-> mlkem768x25519 AAAA AAAA\nAAAA\n",
    "an argument less": b"-> mlkem768x25519\nAAAA\n",
    "a short body": b"-> mlkem768x25519 AAAA\nAAAA\n",
    "a short share": b"-> mlkem768x25519 AAAA\n" + b"A" * 43 + b"\n",
    "no Base64": b"-> mlkem768x25519 AA-A\n" + b"A" * 43 + b"\n",
}


@pytest.mark.parametrize("stanza", STANZA_FAULTS.values(), ids=STANZA_FAULTS.keys())
def test_a_malformed_recipient_of_our_type_is_refused(keys: NodeKeys, stanza: bytes) -> None:
    header = age.header_for(age.new_file_key(), [keys.sealing.public()])
    mixed = age.parse_header(header[:22] + stanza + header[22:])
    with pytest.raises(SealHeaderMalformedError):
        age.unwrap(mixed, keys.sealing)


def test_a_recipient_added_by_somebody_else_is_found(keys: NodeKeys) -> None:
    header = age.header_for(age.new_file_key(), [keys.sealing.public()])
    added = age.parse_header(header[:22] + b"-> grease abc\n\n" + header[22:])
    with pytest.raises(SealHeaderAlteredError):
        age.unwrap(added, keys.sealing)


def test_a_header_needs_a_recipient_and_a_file_key(keys: NodeKeys) -> None:
    with pytest.raises(ValueError, match="recipient"):
        age.header_for(age.new_file_key(), [])
    with pytest.raises(ValueError, match="16 bytes"):
        age.header_for(b"short", [keys.sealing.public()])


@pytest.mark.parametrize("public", [b"", b"x" * (PUBLIC_SIZE - 1), b"\xff" * PUBLIC_SIZE])
def test_nothing_is_sealed_to_what_is_no_key(public: bytes) -> None:
    with pytest.raises(KeyMalformedError):
        age.seal_bytes(b"x", [public])


def test_a_secret_opens_only_for_what_it_was_sealed_for(keys: NodeKeys) -> None:
    encapsulated, sealed = seal_to(keys.sealing.public(), b"secret", info=b"one")
    assert keys.sealing.open(encapsulated, sealed, info=b"one") == b"secret"
    with pytest.raises(NotForThisKeyError):
        keys.sealing.open(encapsulated, sealed, info=b"two")
    with pytest.raises(NotForThisKeyError):
        keys.sealing.open(b"", b"", info=b"one")


def test_a_sealing_key_has_thirty_two_bytes() -> None:
    with pytest.raises(KeyMalformedError):
        SealingKey(b"short")
