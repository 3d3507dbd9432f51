"""The token that holds the Ed25519 half of sender and holder keys: made, used and destroyed there.

A login is one for the whole process, as is the module; so each act opens the token anew, alone,
and whatever was plugged in or out since is seen.

Source: PKCS #11 v2.40 and v3.0 (EdDSA), base specification.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from comity.crypto.errors import KeyTokenDiffersError, KeyTokenUnknownError
from comity.node.configuration import NodeSettings, home_folder
from comity.node.key_settings import KeyTokenSettings
from comity.node.key_token_terms import (
    CREDENTIAL,
    KeyTokenError,
    KeyTokenKeyMissingError,
    KeyTokenMissingError,
    KeyTokenModuleMissingError,
    KeyTokenPinLockedError,
    KeyTokenPinMissingError,
    KeyTokenPinWrongError,
    KeyTokenSupportMissingError,
)
from comity.node.passphrase import PassphraseRefusedError, credential

if TYPE_CHECKING:
    import pkcs11

ED25519: Final = bytes.fromhex("06032b6570")
"""The object identifier 1.3.101.112 in DER (RFC 8410)."""
_PUBLIC_SIZE = 32
_TRIED = b"comity: is this the key's other half?\n"
# A PIN that was refused once: a worker that tries for ever must not lock the token.
_refused: set[tuple[str, str]] = set()


def sign(label: str, message: bytes) -> bytes:
    """Return the Ed25519 signature of a key in the token.

    Args:
        label: under which the key lies there.
        message: what is signed.

    Raises:
        KeyTokenError: what is wrong with the token; no other key is taken in its place.
        KeyTokenUnknownError: the settings name no token.
    """
    with _opened(label) as session:
        import pkcs11

        key = _private(session, label)
        signature: bytes = key.sign(message, mechanism=pkcs11.Mechanism.EDDSA)
        return signature


def make_half(label: str) -> bytes:
    """Make an Ed25519 key that never leaves the token, unless one lies there; return its public.

    Args:
        label: under which it will lie there.

    Raises:
        KeyTokenError: what is wrong with the token.
        KeyTokenDiffersError: what lies there is not the public half of what would sign.
        KeyTokenUnknownError: the settings name no token.
    """
    with _opened(label, writing=True) as session:
        import pkcs11

        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PUBLIC_KEY,
            pkcs11.Attribute.LABEL: label,
        }
        # Whoever was killed between the token and the keystore has made it already.
        for found in list(session.get_objects(wanted)):
            return _tried(session, label, _public(found))
        curve = session.create_domain_parameters(
            pkcs11.KeyType.EC_EDWARDS, {pkcs11.Attribute.EC_PARAMS: ED25519}, local=True
        )
        public, _ = curve.generate_keypair(
            mechanism=pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
            store=True,
            label=label,
            private_template={
                pkcs11.Attribute.SENSITIVE: True,
                pkcs11.Attribute.EXTRACTABLE: False,
            },
        )
        return _public(public)


def destroy_half(label: str) -> None:
    """Destroy a key in the token; nothing is done where none lies there.

    Raises:
        KeyTokenError: what is wrong with the token.
        KeyTokenUnknownError: the settings name no token.
    """
    with _opened(label, writing=True) as session:
        import pkcs11

        for found in list(session.get_objects({pkcs11.Attribute.LABEL: label})):
            found.destroy()


@contextmanager
def _opened(label: str, *, writing: bool = False) -> Iterator["pkcs11.Session"]:
    """Lend a session of the token that the settings name, with its user logged in.

    Args:
        label: of the key that is asked for.
        writing: whether the token is changed.

    Raises:
        KeyTokenError: with what is wrong.
        KeyTokenUnknownError: the settings name none, though a key lies in one.
    """
    told = NodeSettings().key_token
    if not told.is_told:
        raise KeyTokenUnknownError(key=label)
    if find_spec("pkcs11") is None:
        raise KeyTokenSupportMissingError()
    import pkcs11

    from comity.crypto.token_slots import BUSY, alone, plugged_in

    path = str(told.module)
    try:
        with (
            alone(busy=KeyTokenError(token=told.token, reason=BUSY)),
            plugged_in(path, missing=KeyTokenModuleMissingError(module=path)) as slots,
            _logged_in(_found(slots, told), told, writing=writing) as session,
        ):
            yield session
    except pkcs11.PKCS11Error as error:
        # The name alone: the text may hold anything, and a log would tell the text of a cause.
        raise KeyTokenError(token=told.token, reason=type(error).__name__) from None


def _found(slots: Iterable["pkcs11.Slot"], told: KeyTokenSettings) -> "pkcs11.Token":
    from comity.crypto.token_slots import token_of

    found = token_of(slots, told.token)
    if found is None:
        raise KeyTokenMissingError(token=told.token)
    return found


def _logged_in(found: "pkcs11.Token", told: KeyTokenSettings, *, writing: bool) -> "pkcs11.Session":
    import pkcs11

    facts = {"token": told.token, "credential": CREDENTIAL}
    try:
        pin = credential(CREDENTIAL, home_folder())
    except PassphraseRefusedError as error:
        raise KeyTokenPinMissingError(**facts) from error
    if not pin:
        raise KeyTokenPinMissingError(**facts)
    if (told.token, pin) in _refused:
        raise KeyTokenPinWrongError(**facts)
    if found.flags & (pkcs11.TokenFlag.USER_PIN_FINAL_TRY | pkcs11.TokenFlag.USER_PIN_LOCKED):
        raise KeyTokenPinLockedError(**facts)
    try:
        return found.open(rw=writing, user_pin=pin)
    except pkcs11.PinLocked:
        raise KeyTokenPinLockedError(**facts) from None
    except (
        pkcs11.PinIncorrect,
        pkcs11.PinInvalid,
        pkcs11.PinLenRange,
        pkcs11.PinExpired,
        pkcs11.UserPinNotInitialized,
    ):
        _refused.add((told.token, pin))
        raise KeyTokenPinWrongError(**facts) from None


def _private(session: "pkcs11.Session", label: str) -> "pkcs11.SignMixin":
    import pkcs11

    wanted = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
        pkcs11.Attribute.LABEL: label,
    }
    found = list(session.get_objects(wanted))
    if len(found) != 1 or not isinstance(found[0], pkcs11.SignMixin):
        raise KeyTokenKeyMissingError(token=NodeSettings().key_token.token, key=label)
    return found[0]


def _tried(session: "pkcs11.Session", label: str, public: bytes) -> bytes:
    """Return a public half, once the private one under its label has shown that it is its."""
    import pkcs11

    signature = _private(session, label).sign(_TRIED, mechanism=pkcs11.Mechanism.EDDSA)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _TRIED)
    except (InvalidSignature, ValueError):
        raise KeyTokenDiffersError(key=label) from None
    return public


def _public(found: "pkcs11.Object") -> bytes:
    import pkcs11

    # Some tokens give the point as it is, others within an octet string.
    return bytes(found[pkcs11.Attribute.EC_POINT])[-_PUBLIC_SIZE:]
