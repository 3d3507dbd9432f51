"""Whether a letter is whole: its seal, what is attached, and that both name each other."""

import hashlib
import io
import json
import re
import struct
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import parser
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from comity.letters.attaching import digest_of
from comity.letters.terms import (
    ATTACHED,
    ATTACHED_REPLY,
    FORMAT,
    PERSON_FORMAT,
    REPLY_FORMAT,
    Checked,
    Finding,
)

LARGEST: Final = 32 * 1024 * 1024
_NAMES = frozenset({ATTACHED, ATTACHED_REPLY})
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
# Of a matter, or of a person's request about their data.
_REFERENCE = re.compile(r"([A-Z]{2}-[A-Z]{2}|SA)-[0-9]{4}-[0-9]{5}")
_FORMATS = frozenset({FORMAT, REPLY_FORMAT, PERSON_FORMAT})
# What the readers of PDF and of certificates fail with on a file that was made to break them, as
# 70,000 broken letters showed. Anything else is a fault of ours and is to be seen.
_UNREADABLE: Final = (
    *(PdfError, PathError, ValidationError),
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError),
    *(RecursionError, EOFError, struct.error, zlib.error),
    NotImplementedError,  # pyHanko's and asn1crypto's word for an algorithm they do not know
)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What a seal says of itself, and whether it holds."""

    holds: bool
    over_all: bool
    by: str
    certificate: bytes
    at: datetime | None


@dataclass(frozen=True, slots=True)
class _Read:
    """What could be read of a file: its seal, what is attached, and the digest it prints."""

    seal: _Sealed | None
    attached: bytes | None
    printed: str


def check_letter(letter: bytes, *, on_paper: str = "") -> Checked:
    """Tell whether a letter is whole; nothing is fetched, and no certificate is trusted.

    Whose certificate it is, people tell by comparing its fingerprint with what the administration
    has told them.

    1. The file can be read, and bears a seal.
    2. The seal is over all of it, and holds; what it stands in holds nothing else.
    3. The request is attached, and is the one whose digest the letter prints.
    4. The digest is the one of the code on the paper, when that is given.

    Args:
        letter: the file, from anybody.
        on_paper: digest from the square code of a printed letter, in hex; empty without a print.
    """
    if len(letter) > LARGEST:
        return Checked(Finding.NOT_A_LETTER)
    # 1
    try:
        read = _read(letter)
    except _UNREADABLE:
        return Checked(Finding.NOT_A_LETTER)
    digest = digest_of(read.attached) if read.attached is not None else ""
    if read.seal is None:
        return Checked(Finding.NO_SEAL, digest=digest)
    # 2
    finding = _of_seal(read.seal) or _of_attached(read, digest) or _of_paper(digest, on_paper)
    return Checked(
        finding or Finding.WHOLE,
        reference=_reference(read.attached or b""),
        sealed_by=read.seal.by,
        certificate=hashlib.sha256(read.seal.certificate).hexdigest(),
        sealed_at=read.seal.at,
        digest=digest,
        attached=read.attached or b"",
    )


def _read(letter: bytes) -> _Read:
    reader = PdfFileReader(io.BytesIO(letter), strict=False)
    seals = reader.embedded_signatures
    # An object that is referred to is looked up by its key alone, not by `get`.
    told = _DIGEST.search(_keywords(reader)) if "/Info" in reader.trailer_view else None
    return _Read(
        seal=_sealed(letter, seals[0]) if len(seals) == 1 else None,
        attached=_attached(reader),
        printed=told[1] if told else "",
    )


def _keywords(reader: PdfFileReader) -> str:
    return str(reader.trailer_view["/Info"].get("/Keywords", ""))


def _attached(reader: PdfFileReader) -> bytes | None:
    if "/AF" not in reader.root:
        return None
    for each in reader.root["/AF"]:
        file = each.get_object()
        if isinstance(file, DictionaryObject) and str(file.get("/UF", "")) in _NAMES:
            held: bytes = file["/EF"]["/F"].data
            return held
    return None


def _sealed(letter: bytes, seal: EmbeddedPdfSignature) -> _Sealed:
    # Its own certificate is the root: what is asked here is the seal, not whose it is.
    roots = [seal.signer_cert]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    status = validate_pdf_signature(seal, signer_validation_context=context)
    covered = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return _Sealed(
        holds=status.intact and status.valid,
        over_all=covered and _alone_in_its_room(letter, seal),
        by=str(seal.signer_cert.subject.native.get("organization_name", "")),
        certificate=seal.signer_cert.dump(),
        at=seal.self_reported_timestamp,
    )


def _alone_in_its_room(letter: bytes, seal: EmbeddedPdfSignature) -> bool:
    """Tell whether the seal alone, and zeros, fill the room that the seal cannot be over.

    Readers of PDF step over what else stands there; it would be bytes that nobody sealed.
    """
    _, first, second, last = (int(place) for place in seal.byte_range)
    content = seal.pkcs7_content
    digits = content[: parser.peek(content)].hex().encode()
    room = letter[first:second].lower()
    return room == b"<" + digits.ljust(len(room) - 2, b"0") + b">" and second + last == len(letter)


def _of_seal(seal: _Sealed) -> Finding | None:
    if not seal.holds:
        return Finding.SEAL_BROKEN
    return None if seal.over_all else Finding.CHANGED_AFTER


def _of_attached(read: _Read, digest: str) -> Finding | None:
    # 3
    if read.attached is None or not _reference(read.attached):
        return Finding.NOTHING_ATTACHED
    return None if read.printed == digest else Finding.DIGEST_DIFFERS


def _of_paper(digest: str, on_paper: str) -> Finding | None:
    # 4
    return Finding.OTHER_PAPER if on_paper and on_paper.lower() != digest else None


def _reference(attached: bytes) -> str:
    """Return the reference in an attached request; empty when it is none of ours."""
    try:
        told = json.loads(attached)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(told, dict) or told.get("format") not in _FORMATS:
        return ""
    reference = told.get("reference")
    known = isinstance(reference, str) and _REFERENCE.fullmatch(reference)
    return str(reference) if known else ""
