"""The seal of a letter: PAdES B-B, by a key that this package never holds.

Source: ETSI EN 319 142-1 §6.3, baseline level B-B.
"""

import asyncio
import io
from typing import Final, Protocol

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1

FIELD: Final = "Seal"
# An ECDSA P-256 signature is at most 72 bytes as DER; what is asked for is what is left room for.
_LARGEST_SIGNATURE = 72


class LetterSealer(Protocol):
    """What seals letters; the node brings it."""

    def sign(self, message: bytes) -> bytes:
        """Return the ECDSA signature over SHA-256 of `message`, as DER."""
        ...

    @property
    def certificate(self) -> bytes:
        """The certificate of the key, as DER."""
        ...


class _Hand(Signer):
    """Pyhanko's signer, which asks ours for every signature."""

    def __init__(self, sealer: LetterSealer) -> None:
        self._sealer = sealer
        super().__init__(signing_cert=x509.Certificate.load(sealer.certificate))

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Sign; a dry run only asks how long a signature is."""
        assert digest_algorithm == "sha256", "the seal's only digest"
        return bytes(_LARGEST_SIGNATURE) if dry_run else self._sealer.sign(data)


class _WithinPdfA3(PdfSigner):
    """Pyhanko's signing of a file, which stays at PDF 1.7 as PDF/A-3 wants it."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Declare PAdES and nothing else; for P-256 it would make the file PDF 2.0."""
        pdf_out.register_extension(ESIC_EXTENSION_1)


class _AsItWasSet(IncrementalPdfFileWriter):
    """Pyhanko's writing behind a file, which leaves alone what the file says of itself."""

    def _update_meta(self) -> None:
        """Keep the typesetter's archival metadata: pyHanko would write all of it anew."""


def seal(letter: bytes, *, sealer: LetterSealer, reference: str) -> bytes:
    """Return a letter with the seal over all of it.

    Args:
        letter: as it was set.
        sealer: the node's key for letters, with its certificate.
        reference: of the request; it stands in the seal.
    """
    return sealed_by(_Hand(sealer), letter, reference=reference)


def sealed_by(signer: Signer, letter: bytes, *, reference: str) -> bytes:
    """Return a letter sealed by any of pyHanko's signers.

    Args:
        signer: who signs, with its certificate.
        letter: as it was set.
        reference: of the request; it stands in the seal.
    """
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reference,
    )
    out = io.BytesIO()
    pdf_signer = _WithinPdfA3(metadata, signer=signer)
    asyncio.run(pdf_signer.async_sign_pdf(_AsItWasSet(io.BytesIO(letter)), output=out))
    return out.getvalue()
