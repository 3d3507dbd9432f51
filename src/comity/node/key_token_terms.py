"""The words of a token that holds halves of this node's keys, and what can be wrong with it."""

from typing import Final

from comity.kernel.errors import ComityError
from comity.kernel.wording import N_

CREDENTIAL: Final = "comity-key-pin"
"""Name under which the machine gives the PIN to the node."""


class KeyTokenError(ComityError):
    """The token does not do what is asked of it."""

    code = "key_token_fails"


class KeyTokenSupportMissingError(KeyTokenError):
    """The package that speaks PKCS#11 is not installed."""

    code = "key_token_support_missing"


class KeyTokenModuleMissingError(KeyTokenError):
    """The PKCS#11 module is not there, or is none."""

    code = "key_token_module_missing"


class KeyTokenMissingError(KeyTokenError):
    """No token of the label is there."""

    code = "key_token_missing"


class KeyTokenPinMissingError(KeyTokenError):
    """Nobody gave the PIN, or it was given in a way that is not taken."""

    code = "key_token_pin_missing"


class KeyTokenPinWrongError(KeyTokenError):
    """The token does not take the PIN."""

    code = "key_token_pin_wrong"


class KeyTokenPinLockedError(KeyTokenError):
    """The token takes no PIN any more, or one wrong one more would lock it."""

    code = "key_token_pin_locked"


class KeyTokenKeyMissingError(KeyTokenError):
    """The token does not hold exactly one private key of the name."""

    code = "key_token_key_missing"


SENTENCES: Final = {
    "key_token_fails": N_(
        "The token {token} failed ({reason}). Nothing was signed, and what is to be sent waits."
        " The administrator looks after the token; the node then goes on by itself."
    ),
    "key_token_support_missing": N_(
        "This node is told to sign with a token, and the package python-pkcs11 is not installed."
        " Nothing was signed, and what is to be sent waits. The administrator installs"
        " requirements/pkcs11.txt."
    ),
    "key_token_module_missing": N_(
        "The PKCS#11 module {module} cannot be loaded. Nothing was signed, and what is to be sent"
        " waits. The administrator installs it, or mends the setting `key_token.module`."
    ),
    "key_token_missing": N_(
        "The token {token} is not there. Nothing was signed, and what is to be sent waits. The"
        " administrator connects it; the node then goes on by itself."
    ),
    "key_token_pin_missing": N_(
        "The PIN of the token {token} was not given to this node. Nothing was signed, and what is"
        " to be sent waits. The administrator gives it as the credential {credential} and starts"
        " the node again."
    ),
    "key_token_pin_wrong": N_(
        "The token {token} does not take the PIN. Nothing was signed, and what is to be sent"
        " waits. So that the token does not lock, this PIN is not tried again. The administrator"
        " corrects the credential {credential} and starts the node again."
    ),
    "key_token_pin_locked": N_(
        "The PIN of the token {token} is locked, or one more wrong PIN would lock it. Nothing was"
        " signed, and what is to be sent waits. The administrator unlocks it with the tool that"
        " came with the token and starts the node again."
    ),
    "key_token_key_missing": N_(
        "The token {token} does not hold exactly one private key named {key}. Nothing was signed,"
        " and what is to be sent waits. The administrator connects the token that holds it; if it"
        " is lost, the link is revoked and made again."
    ),
}
