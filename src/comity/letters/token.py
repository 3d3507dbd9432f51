"""Opening a PKCS#11 token: everything about it is proved before a letter is sealed with it.

Source: PKCS #11 v2.40, base specification, sections 5 and 11.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pkcs11
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pkcs11.util.ec import encode_ecdsa_signature

from comity.crypto.token_slots import BUSY, alone, plugged_in, token_of
from comity.kernel.checks import instant_in_words
from comity.letters.token_terms import (
    CREDENTIAL,
    CertificateDiffersError,
    CertificateMissingError,
    CertificateNotValidError,
    KeyNotFoundError,
    ModuleMissingError,
    PinLockedError,
    PinMissingError,
    PinWrongError,
    Token,
    TokenError,
    TokenMissingError,
)

_TRIED = b"comity: does this key belong to the certificate for letters?"
_ONE_MORE = pkcs11.TokenFlag.USER_PIN_FINAL_TRY | pkcs11.TokenFlag.USER_PIN_LOCKED
_PIN_REFUSED = (
    pkcs11.PinIncorrect,
    pkcs11.PinInvalid,
    pkcs11.PinLenRange,
    pkcs11.PinExpired,
    pkcs11.UserPinNotInitialized,
)
# A PIN that was refused once: a page that is read three times must not lock the token.
_refused: set[Token] = set()


@dataclass(frozen=True, slots=True)
class Opened:
    """A token that was opened, whose key and certificate fit.

    Attributes:
        session: with its user logged in.
        chain: certificates as DER, the key's own first.
        ends: when the key's own is valid no more.
    """

    session: pkcs11.Session
    chain: tuple[bytes, ...]
    ends: datetime


@contextmanager
def opened(token: Token, *, at: datetime) -> Iterator[Opened]:
    """Lend a token with its user logged in; afterwards it is logged out and let go.

    1. The module loads, and the token is there.
    2. Its user logs in.
    3. The key and a certificate are there.
    4. The certificate is valid, and is the key's.

    Args:
        token: where it is, and what opens it.
        at: aware UTC instant.

    Raises:
        TokenError: the first of these that is not so, each with a class of its own.
    """
    try:
        with (
            alone(busy=TokenError(token=token.label, reason=BUSY)),
            plugged_in(token.module, missing=ModuleMissingError(module=token.module)) as slots,
        ):
            # 1 and 2
            session = _logged_in(_found(slots, token), token)
            # 3
            key = _key(session, token)
            chain = token.chain or _in_token(session, token)
            # 4
            certificate = _read(chain[0], token)
            _demand_valid(certificate, at=at)
            _demand_fitting(certificate, key, token)
            yield Opened(session, chain, certificate.not_valid_after_utc)
    except pkcs11.PKCS11Error as error:
        raise failed(token, error) from error


def failed(token: Token, error: Exception) -> TokenError:
    """Return what is told when a token fails in a way that has no name of its own."""
    # The name alone: the text may hold anything.
    return TokenError(token=token.label, reason=type(error).__name__)


def _found(slots: Iterable[pkcs11.Slot], token: Token) -> pkcs11.Token:
    found = token_of(slots, token.label)
    if found is None:
        raise TokenMissingError(token=token.label)
    return found


def _logged_in(found: pkcs11.Token, token: Token) -> pkcs11.Session:
    facts = {"token": token.label, "credential": CREDENTIAL}
    if not token.pin:
        raise PinMissingError(**facts)
    if token in _refused:
        raise PinWrongError(**facts)
    if found.flags & _ONE_MORE:
        raise PinLockedError(**facts)
    try:
        return found.open(user_pin=token.pin)
    except pkcs11.PinLocked as error:
        raise PinLockedError(**facts) from error
    except _PIN_REFUSED as error:
        _refused.add(token)
        raise PinWrongError(**facts) from error


def _key(session: pkcs11.Session, token: Token) -> pkcs11.PrivateKey:
    wanted = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
        pkcs11.Attribute.LABEL: token.key,
        pkcs11.Attribute.SIGN: True,
    }
    found = list(session.get_objects(wanted))
    if len(found) != 1:
        raise KeyNotFoundError(token=token.label, key=token.key)
    assert isinstance(found[0], pkcs11.PrivateKey), "what was asked for"
    return found[0]


def _in_token(session: pkcs11.Session, token: Token) -> tuple[bytes, ...]:
    wanted = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
        pkcs11.Attribute.LABEL: token.certificate,
    }
    found = list(session.get_objects(wanted))
    if len(found) != 1:
        raise CertificateMissingError(place=token.certificate)
    return (bytes(found[0][pkcs11.Attribute.VALUE]),)


def _read(certificate: bytes, token: Token) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(certificate)
    except ValueError as error:
        raise CertificateMissingError(place=token.certificate) from error


def _demand_valid(certificate: x509.Certificate, *, at: datetime) -> None:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not begins <= at <= ends:
        raise CertificateNotValidError(begins=instant_in_words(begins), ends=instant_in_words(ends))


def _demand_fitting(certificate: x509.Certificate, key: pkcs11.PrivateKey, token: Token) -> None:
    """Have the key sign something: what a token tells of a key is not always all there."""
    assert isinstance(key, pkcs11.SignMixin), "a key that signs was asked for"
    public, kind = certificate.public_key(), key.key_type
    try:
        if isinstance(public, ec.EllipticCurvePublicKey) and kind is pkcs11.KeyType.EC:
            digest = hashlib.sha256(_TRIED).digest()
            signed = encode_ecdsa_signature(key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))
            public.verify(signed, _TRIED, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, rsa.RSAPublicKey) and kind is pkcs11.KeyType.RSA:
            signed = key.sign(_TRIED, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)
            public.verify(signed, _TRIED, padding.PKCS1v15(), hashes.SHA256())
        else:
            raise CertificateDiffersError(key=token.key)
    except InvalidSignature as error:
        raise CertificateDiffersError(key=token.key) from error
