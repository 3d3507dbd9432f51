"""The unlocked keys of this process: opened once, at start."""

from functools import cache

from comity.crypto.keys import NodeKeys, open_keystore
from comity.node.configuration import home_folder
from comity.node.home import Home
from comity.node.passphrase import keystore_passphrase


@cache
def keys() -> NodeKeys:
    """Return this node's keys, unlocked with the passphrase this process was given.

    Raises:
        KeystoreError: the passphrase is missing or wrong, or the keystore cannot be used.
    """
    home = home_folder()
    return open_keystore(Home(home).keystore, keystore_passphrase(home))
