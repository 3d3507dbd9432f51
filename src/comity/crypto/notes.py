"""C2SP signed notes: a text, an empty line, and one line per signature.

Source: [c2sp-signed-note 1.0]. A note says nothing until a pinned key has verified it
(`signing.HybridVerifier`); this module only takes it apart and puts it together.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from comity.crypto.errors import NoteMalformedError, NoteTooLongError
from comity.crypto.hashing import sha256

KEY_ID_SIZE = 4
# The specification asks readers to take at least sixteen; more only costs them time.
MOST_SIGNATURES = 16

_DASH = "\u2014 "
# "MUST NOT contain any ASCII control characters other than newline" (§Format).
_CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature of a note.

    Attributes:
        name: the key's name, as it stands on the line.
        key_id: four bytes that with the name tell key and algorithm.
        value: what follows the key id; its meaning depends on the signature type.
    """

    name: str
    key_id: bytes
    value: bytes

    def to_bytes(self) -> bytes:
        """Return the line with its newline."""
        encoded = base64.b64encode(self.key_id + self.value).decode()
        return f"{_DASH}{self.name} {encoded}\n".encode()


@dataclass(frozen=True, slots=True)
class Note:
    """A text and its signatures.

    Attributes:
        text: the signed bytes, with their final newline.
        signatures: the lines under it, in order, known and unknown ones.
    """

    text: bytes
    signatures: tuple[SignatureLine, ...]

    def to_bytes(self) -> bytes:
        """Return the note as it is stored and sent."""
        return self.text + b"\n" + b"".join(line.to_bytes() for line in self.signatures)


def key_id(name: str, *, kind: bytes, public: bytes) -> bytes:
    """Return SHA-256(name ‖ 0x0A ‖ signature type ‖ public key)[:4].

    Args:
        name: the key's name.
        kind: the signature type, one byte of the C2SP list or 0xff and a longer identifier.
        public: the public key's bytes.
    """
    return sha256(name.encode() + b"\n" + kind + public)[:KEY_ID_SIZE]


def is_key_name(name: str) -> bool:
    """Return whether `name` may stand on a signature line and in a log's origin.

    Beyond the specification (not empty, no Unicode space, no plus) it may not be longer than the
    255 bytes a cosigned message has room for, and holds printable characters only.
    """
    forbidden = any(c.isspace() or c == "+" or not c.isprintable() for c in name)
    return bool(name) and not forbidden and len(name.encode()) <= 255


def is_note_text(text: bytes) -> bool:
    """Return whether `text` may be signed: UTF-8, no control characters, newline at the end."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return text.endswith(b"\n") and not _CONTROL.search(text)


def parse(raw: bytes, *, limit: int) -> Note:
    """Take a signed note apart.

    1. The length is checked before anything is looked at.
    2. The whole is UTF-8 without control characters and ends in a newline.
    3. The last empty line parts text and signatures.
    4. Each line under it is one signature, strictly written.

    Args:
        raw: the note.
        limit: most bytes it may have.

    Raises:
        NoteTooLongError: it has more than `limit` bytes.
        NoteMalformedError: it is not a signed note.
    """
    # 1
    if len(raw) > limit:
        raise NoteTooLongError(limit=limit)
    # 2
    if not is_note_text(raw):
        raise NoteMalformedError(part="the text")
    # 3
    gap = raw.rfind(b"\n\n")
    if gap < 0:
        raise NoteMalformedError(part="the empty line before the signatures")
    lines = raw[gap + 2 : -1].decode().split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NoteMalformedError(part="the number of signatures")
    # 4
    return Note(raw[: gap + 1], tuple(_signature_line(line) for line in lines))


def _signature_line(line: str) -> SignatureLine:
    """Read one signature line, or raise NoteMalformedError."""
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        value = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        value = b""
    # Writing it again shows that there was only one way to write it (RFC 4648 §3.5).
    read = SignatureLine(name, value[:KEY_ID_SIZE], value[KEY_ID_SIZE:])
    well_formed = is_key_name(name) and read.value and read.to_bytes() == f"{line}\n".encode()
    if not well_formed:
        raise NoteMalformedError(part="a signature line")
    return read
