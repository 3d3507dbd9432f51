"""The words of a seal whose key lies in a PKCS#11 token, and what can be wrong with one. Pure."""

from dataclasses import dataclass, field
from typing import Final

from comity.kernel.errors import ComityError
from comity.kernel.wording import N_

CREDENTIAL: Final = "comity-letter-pin"
"""Name under which the machine gives the PIN to the node."""


@dataclass(frozen=True, slots=True)
class Token:
    """Where the key for letters lies, and what opens it.

    Attributes:
        module: path of the PKCS#11 module.
        label: of the token.
        key: label of the private key in it.
        certificate: label of the certificate in it; empty when it comes in a file.
        chain: certificates from the file as DER, the key's own first.
        pin: of the token's user.
    """

    module: str
    label: str
    key: str
    certificate: str = ""
    chain: tuple[bytes, ...] = ()
    pin: str = field(default="", repr=False)


class TokenError(ComityError):
    """The token does not do what is asked of it."""

    code = "letter_token_fails"


class TokenSupportMissingError(TokenError):
    """The package that speaks PKCS#11 is not installed."""

    code = "letter_token_support_missing"


class ModuleMissingError(TokenError):
    """The PKCS#11 module is not there, or is none."""

    code = "letter_token_module_missing"


class TokenMissingError(TokenError):
    """No token of the label is there."""

    code = "letter_token_missing"


class PinMissingError(TokenError):
    """Nobody gave the PIN."""

    code = "letter_token_pin_missing"


class PinUnreadableError(TokenError):
    """The PIN was given in a way that is not taken."""

    code = "letter_token_pin_unreadable"


class PinWrongError(TokenError):
    """The token does not take the PIN."""

    code = "letter_token_pin_wrong"


class PinLockedError(TokenError):
    """The token takes no PIN any more, or one wrong one more would lock it."""

    code = "letter_token_pin_locked"


class KeyNotFoundError(TokenError):
    """No private key of the label is in the token, or several are."""

    code = "letter_token_key_missing"


class CertificateMissingError(TokenError):
    """The certificate is neither in the token nor in the file."""

    code = "letter_token_certificate_missing"


class CertificateDiffersError(TokenError):
    """The certificate is of another key, or of a kind of key that no letter is sealed with."""

    code = "letter_token_certificate_differs"


class CertificateNotValidError(TokenError):
    """The certificate has expired, or is not valid yet."""

    code = "letter_token_certificate_not_valid"


SENTENCES: Final = {
    "letter_token_fails": N_(
        "The token {token} failed ({reason}). No letter was sealed and nothing was changed. The"
        " administrator looks after the token; then try again."
    ),
    "letter_token_support_missing": N_(
        "This node is told to seal letters with a token, and the package python-pkcs11 is not"
        " installed. No letter was sealed and nothing was changed. The administrator installs"
        " requirements/pkcs11.txt."
    ),
    "letter_token_module_missing": N_(
        "The PKCS#11 module {module} cannot be loaded. No letter was sealed and nothing was"
        " changed. The administrator installs it, or mends the setting `letter_seal.module`."
    ),
    "letter_token_missing": N_(
        "The token {token} is not there. No letter was sealed and nothing was changed. The"
        " administrator connects it, or mends the setting `letter_seal.token`; then try again."
    ),
    "letter_token_pin_missing": N_(
        "The PIN of the token {token} was not given to this node. No letter was sealed and nothing"
        " was changed. The administrator gives it as the credential {credential} and starts the"
        " node again."
    ),
    "letter_token_pin_unreadable": N_(
        "The PIN of the token {token} was given in a way that is not taken: {reason}. No letter"
        " was sealed and nothing was changed. The administrator mends the credential {credential}"
        " and starts the node again."
    ),
    "letter_token_pin_wrong": N_(
        "The token {token} does not take the PIN. No letter was sealed and nothing was changed. So"
        " that the token does not lock, this PIN is not tried again. The administrator corrects"
        " the credential {credential} and starts the node again."
    ),
    "letter_token_pin_locked": N_(
        "The PIN of the token {token} is locked, or one more wrong PIN would lock it. No letter"
        " was sealed and nothing was changed. The administrator unlocks it with the tool that came"
        " with the token and starts the node again."
    ),
    "letter_token_key_missing": N_(
        "The token {token} does not hold exactly one private key named {key}. No letter was sealed"
        " and nothing was changed. The administrator mends the setting `letter_seal.key`."
    ),
    "letter_token_certificate_missing": N_(
        "The certificate for letters cannot be read ({place}). No letter was sealed and nothing was"
        " changed. The administrator mends the setting `letter_seal.certificate` or"
        " `letter_seal.certificate_file`."
    ),
    "letter_token_certificate_differs": N_(
        "The certificate for letters is not the one of the key {key}. No letter was sealed and"
        " nothing was changed. The administrator has a certificate made for this key, or mends the"
        " settings of `letter_seal`."
    ),
    "letter_token_certificate_not_valid": N_(
        "The certificate for letters is valid from {begins} to {ends}, and not now. No letter was"
        " sealed and nothing was changed. The administrator has a new one made for the same key,"
        " and tells partners its fingerprint."
    ),
}
