"""Whether a letter is whole: its seal, what is attached, and that both name each other."""

import hashlib
import io
import json
import re
from dataclasses import dataclass
from typing import Final

from asn1crypto import x509
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from comity.letters.attaching import digest_of
from comity.letters.terms import ATTACHED, FORMAT, Checked, Finding

LARGEST: Final = 32 * 1024 * 1024
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
_REFERENCE = re.compile(r"[A-Z]{2}-[A-Z]{2}-[0-9]{4}-[0-9]{5}")


@dataclass(frozen=True, slots=True)
class _Read:
    """What could be read of a file: its seal, what is attached, and the digest it prints."""

    seal: EmbeddedPdfSignature | None
    attached: bytes | None
    printed: str


def check_letter(letter: bytes, *, on_paper: str = "") -> Checked:
    """Tell whether a letter is whole; nothing is fetched, and no certificate is trusted.

    Whose certificate it is, people tell by comparing its fingerprint with what the administration
    has told them.

    1. The file can be read, and bears a seal.
    2. The seal is over all of it, and holds.
    3. The request is attached, and is the one whose digest the letter prints.
    4. The digest is the one of the code on the paper, when that is given.

    Args:
        letter: the file, from anybody.
        on_paper: digest from the square code of a printed letter, in hex; empty without a print.
    """
    try:
        return _checked(letter, on_paper)
    except Exception:  # noqa: BLE001  a hostile file fails in the reader in any way it likes
        return Checked(Finding.NOT_A_LETTER)


def _checked(letter: bytes, on_paper: str) -> Checked:
    # 1
    if len(letter) > LARGEST:
        return Checked(Finding.NOT_A_LETTER)
    read = _read(letter)
    digest = digest_of(read.attached) if read.attached is not None else ""
    if read.seal is None:
        return Checked(Finding.NO_SEAL, digest=digest)
    # 2
    status = _status(read.seal)
    finding = _of_seal(status) or _of_attached(read, digest) or _of_paper(digest, on_paper)
    certificate = read.seal.signer_cert
    return Checked(
        finding or Finding.WHOLE,
        reference=_reference(read.attached or b""),
        sealed_by=_name(certificate),
        certificate=hashlib.sha256(certificate.dump()).hexdigest(),
        sealed_at=read.seal.self_reported_timestamp,
        digest=digest,
        attached=read.attached or b"",
    )


def _read(letter: bytes) -> _Read:
    reader = PdfFileReader(io.BytesIO(letter), strict=False)
    seals = reader.embedded_signatures
    # An object that is referred to is looked up by its key alone, not by `get`.
    told = _DIGEST.search(_keywords(reader)) if "/Info" in reader.trailer_view else None
    return _Read(
        seal=seals[0] if len(seals) == 1 else None,
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
        if isinstance(file, DictionaryObject) and str(file.get("/UF", "")) == ATTACHED:
            held: bytes = file["/EF"]["/F"].data
            return held
    return None


def _status(seal: EmbeddedPdfSignature) -> PdfSignatureStatus:
    # Its own certificate is the root: what is asked here is the seal, not whose it is.
    seal.compute_integrity_info()  # type: ignore[no-untyped-call]  # pyhanko types it not
    roots = [seal.signer_cert]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    return validate_pdf_signature(seal, signer_validation_context=context)


def _of_seal(status: PdfSignatureStatus) -> Finding | None:
    if not (status.intact and status.valid):
        return Finding.SEAL_BROKEN
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        return Finding.CHANGED_AFTER
    return None


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
    except ValueError:
        return ""
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        return ""
    reference = told.get("reference")
    known = isinstance(reference, str) and _REFERENCE.fullmatch(reference)
    return str(reference) if known else ""


def _name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native.get("organization_name", ""))
