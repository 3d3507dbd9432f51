"""The unlocked keys of this process: opened once, at start."""

from functools import cache

from comity.crypto.keys import NodeKeys, open_keystore
from comity.node.configuration import Environment, home_folder
from comity.node.home import Home


@cache
def keys() -> NodeKeys:
    """Return this node's keys, unlocked with the passphrase of the environment.

    Raises:
        KeystoreLockedError: the passphrase is missing or wrong.
    """
    passphrase = Environment().keystore_passphrase
    return open_keystore(Home(home_folder()).keystore, passphrase)
