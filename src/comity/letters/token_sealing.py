"""The seal of a letter by a key that never leaves its PKCS#11 token."""

from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer

from comity.letters.sealing import sealed_by
from comity.letters.token import failed, opened
from comity.letters.token_terms import Token


def seal_in_token(letter: bytes, *, token: Token, reference: str, at: datetime) -> bytes:
    """Return a letter with the seal over all of it, as `sealing.seal` does.

    Args:
        letter: as it was set.
        token: where the key lies, and what opens it.
        reference: of the request; it stands in the seal.
        at: aware UTC instant; the certificate must be valid at it.

    Raises:
        TokenError: what is wrong with the token; no other key is taken in its place.
    """
    with opened(token, at=at) as ready:
        own, *others = (x509.Certificate.load(each) for each in ready.chain)
        signer = PKCS11Signer(
            ready.session,
            key_label=token.key,
            signing_cert=own,
            ca_chain=others,
            # Some tokens cannot digest by themselves; none needs to.
            use_raw_mechanism=own.public_key.algorithm == "ec",
        )
        try:
            return sealed_by(signer, letter, reference=reference)
        except SigningError as error:
            raise failed(token, error) from error
