"""Signed notes that no honest signer would write, put together line by line."""

import base64
from dataclasses import replace
from typing import Any

from comity.crypto.checkpoints import (
    Checkpoint,
    cosign_checkpoint,
    read_checkpoint,
    sign_checkpoint,
)
from comity.crypto.keys import SigningKey
from comity.crypto.notes import Note, SignatureLine, parse
from comity.crypto.signing import ED25519_TEXT, ML_DSA_44_HEAD
from tests.nodes.partner_simulator import AT

DASH = "\u2014"
NO_TIME = bytes(8)


def head_text(origin: str, size: str, root: str) -> bytes:
    """A head's text from lines that need not be in form."""
    return f"{origin}\n{size}\n{root}\n".encode()


def over(text: bytes, key: SigningKey) -> bytes:
    """A note over any text; its Ed25519 signature is good, its ML-DSA-44 one is over the text.

    A reader that refuses the text never comes to look at either.
    """
    lines = (
        key.ed25519_line(text, kind=ED25519_TEXT),
        key.mldsa44_line(text, kind=ML_DSA_44_HEAD, stamp=NO_TIME),
    )
    return Note(text, lines).to_bytes()


def taken_apart(head: bytes) -> Note:
    """The text and the lines of a head."""
    return parse(head, limit=len(head))


def with_lines(head: bytes, *lines: SignatureLine) -> bytes:
    """The same text under other lines."""
    return Note(taken_apart(head).text, lines).to_bytes()


def with_text(head: bytes, text: bytes) -> bytes:
    """Another text over the same lines."""
    return Note(text, taken_apart(head).signatures).to_bytes()


def restated(head: bytes, **changes: Any) -> bytes:
    """The head with its origin, size or root changed after it was signed."""
    stated: Checkpoint = read_checkpoint(taken_apart(head).text)
    return with_text(head, replace(stated, **changes).text())


def flipped(line: SignatureLine, place: int) -> SignatureLine:
    """The line with one bit of its value turned."""
    value = bytearray(line.value)
    value[place] ^= 1
    return replace(line, value=bytes(value))


def under_the_id_of(line: SignatureLine, real: SignatureLine) -> SignatureLine:
    """A line of another key, put under the name and the key id of the real one."""
    return SignatureLine(real.name, real.key_id, line.value)


def written(line: SignatureLine) -> str:
    """The line's Base64."""
    return base64.b64encode(line.key_id + line.value).decode()


def lines_of(checkpoint: Checkpoint, key: SigningKey) -> tuple[SignatureLine, SignatureLine]:
    """Both lines of an honest head."""
    ed25519, mldsa44 = taken_apart(sign_checkpoint(checkpoint, key)).signatures
    return ed25519, mldsa44


def cosigned_lines(checkpoint: Checkpoint, key: SigningKey) -> tuple[SignatureLine, SignatureLine]:
    """Both lines of an honest receipt."""
    note = cosign_checkpoint(checkpoint, key, at=AT)
    ed25519, mldsa44 = taken_apart(note).signatures
    return ed25519, mldsa44
