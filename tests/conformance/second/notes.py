"""Signed notes, heads and receipts: C2SP signed-note, tlog-checkpoint, tlog-cosignature.

exchange.md §1 says which lines each of them bears: always one of Ed25519 and one of ML-DSA-44.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from tests.conformance.second.refused import RefusedError

NOTE_ED, HEAD_ED, RECEIPT_ED = b"\x01", b"\x01", b"\x04"
HEAD_ML = b"\x06"
# exchange.md §1: any other note's ML-DSA-44 line, and the context it is signed with.
NOTE_ML, NOTE_CONTEXT = b"\xffcomity/ml-dsa-44", b"comity note text v1"
LONGEST_HEAD = 8 * 1024
ALGORITHMS = ("Ed25519", "ML-DSA-44")


@dataclass(frozen=True)
class Key:
    """The public half of a signer."""

    name: str
    ed: bytes
    ml: bytes

    def digest(self) -> str:
        """exchange.md §11: by which a key is named."""
        return sha256(self.name.encode() + b"\n" + self.ed + self.ml).hexdigest()


@dataclass(frozen=True)
class Signer:
    """A signer from its two seeds."""

    name: str
    ed_seed: bytes
    ml_seed: bytes

    def key(self) -> Key:
        ed = Ed25519PrivateKey.from_private_bytes(self.ed_seed).public_key().public_bytes_raw()
        ml = MLDSA44PrivateKey.from_seed_bytes(self.ml_seed).public_key().public_bytes_raw()
        return Key(self.name, ed, ml)

    def line(self, kind: bytes, message: bytes, *, stamp: bytes = b"", context: bytes = b"") -> str:
        """One signature line; what is signed with follows from the type."""
        key = self.key()
        if kind in (NOTE_ED, RECEIPT_ED):
            signed = Ed25519PrivateKey.from_private_bytes(self.ed_seed).sign(message)
            whose = key.ed
        else:
            signed = MLDSA44PrivateKey.from_seed_bytes(self.ml_seed).sign(message, context)
            whose = key.ml
        value = base64.b64encode(key_id(self.name, kind, whose) + stamp + signed).decode()
        return f"\u2014 {self.name} {value}\n"


@dataclass(frozen=True)
class Head:
    """Origin, size and root of a log."""

    origin: str
    size: int
    root: bytes

    def text(self) -> bytes:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n".encode()


@dataclass(frozen=True)
class Note:
    """A text and the values under it, each by name and key id."""

    text: bytes
    lines: tuple[tuple[str, bytes, bytes], ...]

    def value(self, name: str, kind: bytes, public: bytes, algorithm: str) -> bytes:
        """The value of the one line of this key and type."""
        wanted = key_id(name, kind, public)
        found = [value for who, which, value in self.lines if (who, which) == (name, wanted)]
        if len(found) != 1:
            raise RefusedError("signature_missing", algorithm=algorithm, name=name)
        return found[0]


def key_id(name: str, kind: bytes, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + kind + public).digest()[:4]


def read_note(raw: bytes, *, limit: int) -> Note:
    """C2SP signed-note §Format, strictly: whatever could be written in two ways is refused."""
    if len(raw) > limit:
        raise RefusedError("note_too_long", limit=limit)
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError("note_malformed", part="the text") from None
    if not whole.endswith("\n") or re.search("[\x00-\x09\x0b-\x1f]", whole):
        raise RefusedError("note_malformed", part="the text")
    text, gap, under = whole.rpartition("\n\n")
    lines = under[:-1].split("\n")
    if not gap or len(lines) > 16:
        raise RefusedError("note_malformed", part="the signatures")
    return Note(text.encode() + b"\n", tuple(_line(each) for each in lines))


def _line(line: str) -> tuple[str, bytes, bytes]:
    found = re.fullmatch("\u2014 ([^ +]+) ([A-Za-z0-9+/]+={0,2})", line)
    if not found or any(c.isspace() or not c.isprintable() for c in found[1]):
        raise RefusedError("note_malformed", part="a signature line")
    value = unbase64(found[2])
    if value is None or len(value) < 5 or len(found[1].encode()) > 255:
        raise RefusedError("note_malformed", part="a signature line")
    return found[1], value[:4], value[4:]


def unbase64(text: str) -> bytes | None:
    """Base64 that is written in the one right way (RFC 4648 §3.5), else None."""
    try:
        value = base64.b64decode(text, validate=True)
    except binascii.Error:
        return None
    return value if base64.b64encode(value).decode() == text else None


def read_head(text: bytes) -> Head:
    """C2SP tlog-checkpoint, of exactly three lines."""
    lines = text.decode().split("\n")
    if len(lines) != 4 or lines[3]:
        raise RefusedError("checkpoint_malformed", part="the number of lines")
    origin, size, root = lines[0], lines[1], unbase64(lines[2])
    bad_origin = not origin or any(c.isspace() or c == "+" for c in origin)
    if bad_origin or not origin.isprintable() or len(origin.encode()) > 255:
        raise RefusedError("checkpoint_malformed", part="the origin")
    if not re.fullmatch("0|[1-9][0-9]{0,17}", size):
        raise RefusedError("checkpoint_malformed", part="the size")
    if root is None or len(root) != 32:
        raise RefusedError("checkpoint_malformed", part="the root")
    return Head(origin, int(size), root)


def check_ed(key: Key, message: bytes, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.ed).verify(signature, message)
    except InvalidSignature:
        raise RefusedError("signature_wrong", algorithm=ALGORITHMS[0], name=key.name) from None


def check_ml(key: Key, message: bytes, signature: bytes, context: bytes = b"") -> None:
    try:
        MLDSA44PublicKey.from_public_bytes(key.ml).verify(signature, message, context)
    except InvalidSignature:
        raise RefusedError("signature_wrong", algorithm=ALGORITHMS[1], name=key.name) from None


def open_text(note: Note, key: Key) -> bytes:
    """A note of any text: both signatures are over the text."""
    check_ed(key, note.text, note.value(key.name, NOTE_ED, key.ed, ALGORITHMS[0]))
    ml = note.value(key.name, NOTE_ML, key.ml, ALGORITHMS[1])
    check_ml(key, note.text, ml, NOTE_CONTEXT)
    return note.text


def open_head(raw: bytes, key: Key, origin: str) -> Head:
    """exchange.md §1, "Head of a log", with the steps of §6 for reading one."""
    note = read_note(raw, limit=LONGEST_HEAD)
    head = read_head(note.text)
    if head.origin != origin:
        raise RefusedError("checkpoint_other_origin", found=head.origin, expected=origin)
    check_ed(key, note.text, note.value(key.name, HEAD_ED, key.ed, ALGORITHMS[0]))
    ml = note.value(key.name, HEAD_ML, key.ml, ALGORITHMS[1])
    if ml[:8] != bytes(8):
        raise RefusedError("signature_wrong", algorithm=ALGORITHMS[1], name=key.name)
    check_ml(key, cosigned(key.name, 0, head), ml[8:])
    return head


def open_posted(raw: bytes, key: Key, origin: str) -> Head:
    """A head that is verified, refused by the codes of a parcel's."""
    try:
        return open_head(raw, key, origin)
    except RefusedError as wrong:
        if wrong.code.startswith("signature_"):
            raise RefusedError(f"parcel_{wrong.code}", **wrong.facts) from None
        raise RefusedError("parcel_head_malformed", part=wrong.code) from None


def open_receipt(raw: bytes, key: Key, origin: str) -> tuple[Head, int]:
    """exchange.md §1, "Receipt": one time on both lines, and both over it."""
    try:
        note = read_note(raw, limit=LONGEST_HEAD)
        head = read_head(note.text)
    except RefusedError:
        raise RefusedError("receipt_malformed") from None
    if head.origin != origin:
        raise RefusedError("receipt_other_channel", found=head.origin, expected=origin)
    try:
        ed = note.value(key.name, RECEIPT_ED, key.ed, ALGORITHMS[0])
        seconds = int.from_bytes(ed[:8], "big")
        check_ed(key, timed(seconds, note.text), ed[8:])
        ml = note.value(key.name, HEAD_ML, key.ml, ALGORITHMS[1])
        if ml[:8] != ed[:8]:
            raise RefusedError("signature_wrong", algorithm=ALGORITHMS[1], name=key.name)
        check_ml(key, cosigned(key.name, seconds, head), ml[8:])
    except RefusedError as wrong:
        raise RefusedError("receipt_signature_wrong", **wrong.facts) from None
    return head, seconds


def write_text(text: bytes, signer: Signer) -> bytes:
    ed = signer.line(NOTE_ED, text)
    return text + f"\n{ed}{signer.line(NOTE_ML, text, context=NOTE_CONTEXT)}".encode()


def write_head(head: Head, signer: Signer) -> bytes:
    ed = signer.line(HEAD_ED, head.text())
    ml = signer.line(HEAD_ML, cosigned(signer.name, 0, head), stamp=bytes(8))
    return head.text() + f"\n{ed}{ml}".encode()


def write_receipt(head: Head, signer: Signer, seconds: int) -> bytes:
    stamp = seconds.to_bytes(8, "big")
    ed = signer.line(RECEIPT_ED, timed(seconds, head.text()), stamp=stamp)
    ml = signer.line(HEAD_ML, cosigned(signer.name, seconds, head), stamp=stamp)
    return head.text() + f"\n{ed}{ml}".encode()


def timed(seconds: int, text: bytes) -> bytes:
    """C2SP tlog-cosignature §Ed25519 signed message."""
    return b"cosignature/v1\ntime %d\n" % seconds + text


def cosigned(name: str, seconds: int, head: Head) -> bytes:
    """C2SP tlog-cosignature §ML-DSA-44 signed message."""
    signer, origin = name.encode(), head.origin.encode()
    return b"".join(
        (
            b"subtree/v1\n\x00",
            bytes([len(signer)]) + signer,
            seconds.to_bytes(8, "big"),
            bytes([len(origin)]) + origin,
            bytes(8),
            head.size.to_bytes(8, "big"),
            head.root,
        )
    )
