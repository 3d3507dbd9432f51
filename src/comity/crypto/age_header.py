"""The header of an age v1 file: who may open it.

Source: [c2sp-age §Header]. One stanza per recipient wraps the same file key; a MAC under the file
key covers the whole. The only recipient type made or read here is `mlkem768x25519` (X-Wing);
other stanzas are passed over, as the specification asks.
"""

import base64
import binascii
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from comity.crypto.errors import (
    NotForThisKeyError,
    SealHeaderAlteredError,
    SealHeaderMalformedError,
)
from comity.crypto.keys import SealingKey
from comity.crypto.sealing import ENCAPSULATED_SIZE, seal_to

FILE_KEY_SIZE = 16
# Sixteen recipients need 26 KiB; nobody seals to more.
HEADER_LIMIT = 64 * 1024
MOST_STANZAS = 32

_VERSION: Final = b"age-encryption.org/v1\n"
_KIND: Final = b"mlkem768x25519"
_INFO: Final = b"age-encryption.org/mlkem768x25519"
_COLUMNS = 64
_SEALED_SIZE = FILE_KEY_SIZE + 16
_ARGUMENTS = re.compile(rb"-> [\x21-\x7e]+(?: [\x21-\x7e]+)*\n")
_BODY_LINE = re.compile(rb"[A-Za-z0-9+/]{0,64}\n")
_MAC_LINE = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")


@dataclass(frozen=True, slots=True)
class Stanza:
    """One recipient's stanza: its arguments and its body, decoded."""

    arguments: tuple[bytes, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """A header as it was read.

    Attributes:
        raw: its bytes, version line to MAC line; the payload begins right after them.
        stanzas: the recipients' stanzas.
        mac: the MAC over `raw` up to and including `---`.
    """

    raw: bytes
    stanzas: tuple[Stanza, ...]
    mac: bytes


def new_file_key() -> bytes:
    """Return a new file key, 16 random bytes; never used for a second file."""
    return secrets.token_bytes(FILE_KEY_SIZE)


def header_for(file_key: bytes, recipients: Sequence[bytes]) -> bytes:
    """Return a header that lets each of `recipients` open what `file_key` sealed.

    The payload does not change with its recipients: for another partner only this is made anew.

    Args:
        file_key: 16 bytes.
        recipients: X-Wing public keys, 1,216 bytes each; at least one.

    Raises:
        KeyMalformedError: one of them is no such key.
        ValueError: there is none, or the file key has another size; an error in the caller.
    """
    if not recipients or len(file_key) != FILE_KEY_SIZE:
        raise ValueError("a header needs a recipient and a file key of 16 bytes")
    stanzas = []
    for public in recipients:
        encapsulated, sealed = seal_to(public, file_key, info=_INFO)
        stanzas.append(b"-> %s %s\n%s\n" % (_KIND, _encoded(encapsulated), _encoded(sealed)))
    covered = _VERSION + b"".join(stanzas) + b"---"
    return covered + b" " + _encoded(_mac(file_key, covered)) + b"\n"


def read_header(stream: BinaryIO) -> Header:
    """Read a header and leave `stream` at the first byte of the payload.

    1. No line and no header may be longer than its limit.
    2. The version line is that of age v1.
    3. Each stanza is strictly written, up to a most number of them.
    4. The MAC line ends the header.

    Raises:
        SealHeaderMalformedError: it is no header, with what is wrong.
    """
    lines = _Lines(stream)
    # 2
    if lines.take() != _VERSION:
        raise SealHeaderMalformedError(part="the version line")
    # 3
    stanzas: list[Stanza] = []
    line = lines.take()
    while line.startswith(b"->"):
        if len(stanzas) == MOST_STANZAS:
            raise SealHeaderMalformedError(part="the number of recipients")
        stanzas.append(_read_stanza(line, lines))
        line = lines.take()
    # 4
    if not stanzas or not _MAC_LINE.fullmatch(line):
        raise SealHeaderMalformedError(part="the last line")
    return Header(bytes(lines.taken), tuple(stanzas), _decoded(line[4:-1]))


def parse_header(raw: bytes) -> Header:
    """Return a header kept by itself, without its payload.

    Raises:
        SealHeaderMalformedError: it is no header, or something follows it.
    """
    header = read_header(BytesIO(raw))
    if header.raw != raw:
        raise SealHeaderMalformedError(part="what follows the last line")
    return header


def unwrap(header: Header, key: SealingKey) -> bytes:
    """Return the file key, if the header lets `key` have it.

    1. Each stanza of our type is well formed; others are passed over.
    2. One of them opens with our key.
    3. The header's MAC is right under the file key found.

    Raises:
        SealHeaderMalformedError: a stanza of our type is not as it should be.
        NotForThisKeyError: no stanza opens.
        SealHeaderAlteredError: the header was changed.
    """
    for stanza in header.stanzas:
        # 1
        if stanza.arguments[0] != _KIND:
            continue
        encapsulated = _encapsulated(stanza)
        # 2
        try:
            file_key = key.open(encapsulated, stanza.body, info=_INFO)
        except NotForThisKeyError:
            continue
        # 3
        check_header(header, file_key)
        return file_key
    raise NotForThisKeyError()


def check_header(header: Header, file_key: bytes) -> None:
    """Raise SealHeaderAlteredError unless the header was made by whoever had the file key."""
    covered = header.raw[: header.raw.rfind(b"--- ") + 3]
    if not hmac.compare_digest(_mac(file_key, covered), header.mac):
        raise SealHeaderAlteredError()


def derived(file_key: bytes, *, salt: bytes, info: bytes) -> bytes:
    """Return HKDF-SHA-256 of the file key, 32 bytes."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(file_key)


class _Lines:
    """Lines of a stream, kept as they are taken, within the limit of a header."""

    def __init__(self, stream: BinaryIO) -> None:
        self.taken = bytearray()
        self._stream = stream

    def take(self) -> bytes:
        """Return the next line with its newline."""
        line = self._stream.readline(HEADER_LIMIT - len(self.taken))
        if not line.endswith(b"\n"):
            raise SealHeaderMalformedError(part="a line without end")
        self.taken += line
        return line


def _read_stanza(first: bytes, lines: _Lines) -> Stanza:
    """Read a stanza whose argument line is `first`; its body ends with a short line."""
    if not _ARGUMENTS.fullmatch(first):
        raise SealHeaderMalformedError(part="a recipient's first line")
    body = bytearray()
    while True:
        line = lines.take()
        if not _BODY_LINE.fullmatch(line):
            raise SealHeaderMalformedError(part="a recipient's body")
        body += line[:-1]
        if len(line) <= _COLUMNS:
            return Stanza(tuple(first[3:-1].split(b" ")), _decoded(bytes(body)))


def _encapsulated(stanza: Stanza) -> bytes:
    """Return the encapsulated key of a stanza of our type, or raise."""
    if len(stanza.arguments) != 2 or len(stanza.body) != _SEALED_SIZE:
        raise SealHeaderMalformedError(part="an mlkem768x25519 recipient")
    encapsulated = _decoded(stanza.arguments[1])
    if len(encapsulated) != ENCAPSULATED_SIZE:
        raise SealHeaderMalformedError(part="an mlkem768x25519 recipient")
    return encapsulated


def _mac(file_key: bytes, covered: bytes) -> bytes:
    """Return the MAC of a header."""
    return hmac.digest(derived(file_key, salt=b"", info=b"header"), covered, "sha256")


def _encoded(value: bytes) -> bytes:
    """Return Base64 without padding."""
    return base64.b64encode(value).rstrip(b"=")


def _decoded(text: bytes) -> bytes:
    """Return the bytes of canonical Base64 without padding, or raise."""
    try:
        value = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SealHeaderMalformedError(part="the Base64") from error
    if _encoded(value) != text:
        raise SealHeaderMalformedError(part="the Base64")
    return value
