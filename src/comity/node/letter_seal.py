"""The seal of letters as the node is told to make it: by its own key, or by one in a token."""

from datetime import UTC, datetime
from importlib.util import find_spec

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from comity.crypto.keys import LetterSeal
from comity.letters.token_terms import (
    CREDENTIAL,
    CertificateMissingError,
    PinUnreadableError,
    Token,
    TokenSupportMissingError,
)
from comity.node.configuration import NodeSettings, home_folder
from comity.node.keyring import keys
from comity.node.letter_seal_settings import LetterSealSettings
from comity.node.passphrase import PassphraseRefusedError, credential
from comity.officers.queries import own_administration


def seal_letter(letter: bytes, reference: str) -> bytes:
    """Return a letter with the seal of this administration.

    A node that is told of a token seals with its key or not at all.

    Args:
        letter: as it was set.
        reference: stands in the seal.

    Raises:
        TokenError: what is wrong with the token.
    """
    token = token_told(NodeSettings().letter_seal)
    if token is None:
        return _with_own_key(letter, reference)
    from comity.letters.token_sealing import seal_in_token

    return seal_in_token(letter, token=token, reference=reference, at=datetime.now(UTC))


def token_told(told: LetterSealSettings) -> Token | None:
    """Return the token that the settings name, with its PIN; None when they name none.

    Args:
        told: the settings.

    Raises:
        TokenSupportMissingError: the package that speaks PKCS#11 is not installed.
        CertificateMissingError: the certificate's file cannot be read.
        PinUnreadableError: the PIN lies in the home folder, or is no line of text.
    """
    if told.module is None:
        return None
    if find_spec("pkcs11") is None:
        raise TokenSupportMissingError()
    return Token(
        module=str(told.module),
        label=told.token,
        key=told.key,
        certificate=told.certificate,
        chain=_of_file(told),
        pin=_pin(told),
    )


def _pin(told: LetterSealSettings) -> str:
    try:
        return credential(CREDENTIAL, home_folder()) or ""
    except PassphraseRefusedError as error:
        reason = dict(error.facts)["reason"]
        raise PinUnreadableError(token=told.token, credential=CREDENTIAL, reason=reason) from error


def _of_file(told: LetterSealSettings) -> tuple[bytes, ...]:
    if told.certificate_file is None:
        return ()
    try:
        read = x509.load_pem_x509_certificates(told.certificate_file.read_bytes())
    except (OSError, ValueError) as error:
        raise CertificateMissingError(place=str(told.certificate_file)) from error
    return tuple(each.public_bytes(Encoding.DER) for each in read)


def _with_own_key(letter: bytes, reference: str) -> bytes:
    # Loaded by the first letter: it takes a third of a second and 25 MB of every process.
    from comity.letters.sealing import seal

    own = own_administration()
    sealer = LetterSeal.of(keys().letters, name=own.name, country=own.code)
    return seal(letter, sealer=sealer, reference=reference)
