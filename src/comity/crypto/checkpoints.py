"""Heads of logs: signed by the log, and cosigned by whoever holds the same log.

Source: [c2sp-tlog-checkpoint 1.0], [c2sp-tlog-cosignature 1.1.0-rc.1]. The text has three lines:
origin, size, root. Extension lines are refused: nobody but the log could check what they say.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from comity.crypto.errors import (
    CheckpointMalformedError,
    OriginDiffersError,
    SignatureWrongError,
)
from comity.crypto.hashing import DIGEST_SIZE
from comity.crypto.notes import Note, SignatureLine, is_key_name, parse
from comity.crypto.signing import (
    ED25519_COSIGNATURE,
    ED25519_TEXT,
    ML_DSA_44_HEAD,
    HybridVerifier,
)

# A head with both signatures has about 3.6 KB; a door reads no more than this from a stranger.
CHECKPOINT_LIMIT = 8 * 1024

_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_STAMP_SIZE = 8
# A log's own signature makes no statement about when it saw what.
_NO_TIME = 0


class HeadSigner(Protocol):
    """What is needed of a signing key here; `keys.SigningKey` is one."""

    @property
    def name(self) -> str:
        """The name under which it signs."""

    def ed25519_line(self, message: bytes, *, kind: bytes, stamp: bytes = b"") -> SignatureLine:
        """Return the signature line of the Ed25519 half over `message`."""

    def mldsa44_line(
        self, message: bytes, *, kind: bytes, stamp: bytes = b"", context: bytes = b""
    ) -> SignatureLine:
        """Return the signature line of the ML-DSA-44 half over `message`."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log at one size.

    Attributes:
        origin: which log: its name, without spaces, at most 255 bytes.
        size: number of leaves.
        root: RFC 9162 root at that size, 32 bytes.
    """

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        """Refuse what could not be read back."""
        if not is_key_name(self.origin):
            raise CheckpointMalformedError(part="the origin")
        if not 0 <= self.size < 10**18:
            raise CheckpointMalformedError(part="the size")
        if len(self.root) != DIGEST_SIZE:
            raise CheckpointMalformedError(part="the root")

    def text(self) -> bytes:
        """Return the note text: origin, size and root, a line each."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n".encode()


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A verified cosignature: somebody stated the head of a log as they held it at a time.

    Attributes:
        checkpoint: the head stated.
        at: the time stated, to the second, UTC.
    """

    checkpoint: Checkpoint
    at: datetime


def read_checkpoint(text: bytes) -> Checkpoint:
    """Read a checkpoint's text strictly; what is read writes back to the same bytes.

    Raises:
        CheckpointMalformedError: it is not three lines of origin, size and root.
    """
    lines = text.decode(errors="replace").split("\n")
    if len(lines) != 4 or lines[3] != "":
        raise CheckpointMalformedError(part="the number of lines")
    origin, size, encoded, _ = lines
    if not _SIZE.fullmatch(size):
        raise CheckpointMalformedError(part="the size")
    try:
        root = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointMalformedError(part="the root") from error
    checkpoint = Checkpoint(origin, int(size), root)
    if checkpoint.text() != text:
        raise CheckpointMalformedError(part="the root")
    return checkpoint


def sign_checkpoint(checkpoint: Checkpoint, key: HeadSigner) -> bytes:
    """Return the signed note in which a log states its own head.

    Args:
        checkpoint: the head.
        key: the log's signing key.
    """
    text = checkpoint.text()
    stamp = _NO_TIME.to_bytes(_STAMP_SIZE)
    lines = (
        key.ed25519_line(text, kind=ED25519_TEXT),
        key.mldsa44_line(
            _cosigned_message(key.name, _NO_TIME, checkpoint), kind=ML_DSA_44_HEAD, stamp=stamp
        ),
    )
    return Note(text, lines).to_bytes()


def open_checkpoint(raw: bytes, verifier: HybridVerifier, *, origin: str) -> Checkpoint:
    """Return the head stated in a signed note, after checking that its log stated it.

    1. The note is within 8 KiB and well formed.
    2. Its text is a head, strictly written, of the log expected.
    3. The Ed25519 signature is over the text.
    4. The ML-DSA-44 signature is over the signer's name, no time, and the head.

    Args:
        raw: the note, as it came.
        verifier: the keys pinned for this log.
        origin: the log expected; a head of another log by the same signer is refused.

    Raises:
        SignatureRefusedError: with the code of what is wrong.
    """
    # 1
    note = parse(raw, limit=CHECKPOINT_LIMIT)
    # 2
    checkpoint = _expected(read_checkpoint(note.text), origin)
    # 3
    ed25519 = verifier.ed25519_value(note.signatures, kind=ED25519_TEXT)
    verifier.check_ed25519(note.text, ed25519)
    # 4
    stamp, mldsa44 = _parted(verifier.mldsa44_value(note.signatures, kind=ML_DSA_44_HEAD))
    if stamp != _NO_TIME:
        raise SignatureWrongError(algorithm="ML-DSA-44", name=verifier.name)
    verifier.check_mldsa44(_cosigned_message(verifier.name, stamp, checkpoint), mldsa44)
    return checkpoint


def cosign_checkpoint(checkpoint: Checkpoint, key: HeadSigner, *, at: datetime) -> bytes:
    """Return the signed note in which a holder of a log states its head, with the time.

    Args:
        checkpoint: the head held.
        key: the holder's signing key.
        at: aware instant; stated to the second.
    """
    text, seconds = checkpoint.text(), int(at.timestamp())
    stamp = seconds.to_bytes(_STAMP_SIZE)
    lines = (
        key.ed25519_line(_timed_text(seconds, text), kind=ED25519_COSIGNATURE, stamp=stamp),
        key.mldsa44_line(
            _cosigned_message(key.name, seconds, checkpoint), kind=ML_DSA_44_HEAD, stamp=stamp
        ),
    )
    return Note(text, lines).to_bytes()


def open_cosignature(raw: bytes, verifier: HybridVerifier, *, origin: str) -> Cosignature:
    """Return what a holder stated of a log, after checking that the holder stated it.

    1. The note is within 8 KiB and well formed.
    2. Its text is a head, strictly written, of the log expected.
    3. The Ed25519 signature is over the time and the text.
    4. The ML-DSA-44 signature is over the signer's name, the same time, and the head.

    Args:
        raw: the note, as it came.
        verifier: the keys pinned for this holder.
        origin: the log expected.

    Raises:
        SignatureRefusedError: with the code of what is wrong.
    """
    # 1
    note = parse(raw, limit=CHECKPOINT_LIMIT)
    # 2
    checkpoint = _expected(read_checkpoint(note.text), origin)
    # 3
    seconds, ed25519 = _parted(verifier.ed25519_value(note.signatures, kind=ED25519_COSIGNATURE))
    verifier.check_ed25519(_timed_text(seconds, note.text), ed25519)
    # 4
    stamp, mldsa44 = _parted(verifier.mldsa44_value(note.signatures, kind=ML_DSA_44_HEAD))
    if stamp != seconds:
        raise SignatureWrongError(algorithm="ML-DSA-44", name=verifier.name)
    verifier.check_mldsa44(_cosigned_message(verifier.name, stamp, checkpoint), mldsa44)
    return Cosignature(checkpoint, _instant(seconds))


def _instant(seconds: int) -> datetime:
    """Return the instant, or raise when no calendar holds it."""
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise CheckpointMalformedError(part="the time") from error


def _expected(checkpoint: Checkpoint, origin: str) -> Checkpoint:
    """Return the checkpoint, or raise when it is of another log than `origin`."""
    if checkpoint.origin != origin:
        raise OriginDiffersError(found=checkpoint.origin, expected=origin)
    return checkpoint


def _parted(value: bytes) -> tuple[int, bytes]:
    """Return time and signature of a `timestamped_signature`."""
    return int.from_bytes(value[:_STAMP_SIZE]), value[_STAMP_SIZE:]


def _timed_text(seconds: int, text: bytes) -> bytes:
    """Return what an Ed25519 cosignature signs (§Signed message)."""
    return b"cosignature/v1\ntime %d\n" % seconds + text


def _cosigned_message(name: str, seconds: int, checkpoint: Checkpoint) -> bytes:
    """Return what an ML-DSA-44 signature over a head signs: `cosigned_message`, RFC 8446 style."""
    signer, origin = name.encode(), checkpoint.origin.encode()
    return b"".join(
        (
            b"subtree/v1\n\x00",
            len(signer).to_bytes(1) + signer,
            seconds.to_bytes(8),
            len(origin).to_bytes(1) + origin,
            (0).to_bytes(8),
            checkpoint.size.to_bytes(8),
            checkpoint.root,
        )
    )
