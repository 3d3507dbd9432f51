"""Signed notes that no honest signer would write."""

import base64

from comity.crypto.hashing import sha256
from comity.crypto.notes import Note, parse


def without_line(head: bytes, place: int) -> bytes:
    note = parse(head, limit=len(head))
    lines = tuple(line for at, line in enumerate(note.signatures) if at != place)
    return Note(note.text, lines).to_bytes()


def with_line_twice(head: bytes, place: int) -> bytes:
    note = parse(head, limit=len(head))
    return Note(note.text, (*note.signatures, note.signatures[place])).to_bytes()


def over_other_text(head: bytes) -> bytes:
    note = parse(head, limit=len(head))
    first, size, _ = note.text.split(b"\n", 2)
    root = base64.b64encode(sha256(b"other"))
    return Note(b"%b\n%b\n%b\n" % (first, size, root), note.signatures).to_bytes()


def mixed(one: bytes, other: bytes) -> bytes:
    """The text and Ed25519 line of one note with the ML-DSA-44 line of another."""
    first, second = parse(one, limit=len(one)), parse(other, limit=len(other))
    return Note(first.text, (first.signatures[0], second.signatures[1])).to_bytes()
