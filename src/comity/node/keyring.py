"""The unlocked keys of this process: opened at start, and again when the keystore was replaced."""

import logging
import threading
from pathlib import Path

from comity.crypto.errors import KeystoreError, KeyTokenDiffersError, KeyTokenUnknownError
from comity.crypto.keys import NodeKeys, SigningKey, open_keystore, save_keystore
from comity.node import key_token
from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home, write_private
from comity.node.key_token_terms import KeyTokenError
from comity.node.passphrase import keystore_passphrase
from comity.node.recovery_file import keep_recovery

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_opened: dict[Path, tuple[tuple[int, int, int], NodeKeys]] = {}


def keys() -> NodeKeys:
    """Return this node's keys, unlocked with the passphrase this process was given.

    A keystore that another process has replaced is opened again; one that cannot be opened again
    leaves this process with the keys it has.

    Raises:
        KeystoreError: the passphrase is missing or wrong, or the keystore cannot be used.
    """
    home = home_folder()
    path = Home(home).keystore
    known = _opened.get(path)
    stands = _stands(path)
    if known is not None and stands in (known[0], None):
        return known[1]
    with _lock:
        try:
            unlocked = open_keystore(path, keystore_passphrase(home))
        except KeystoreError:
            if known is None:
                raise
            _log.exception("the keystore was replaced and cannot be opened again")
            unlocked = known[1]
        _opened[path] = (stands or (0, 0, 0), unlocked)
        return unlocked


class HomeKeyring:
    """The keystore of the home folder."""

    def keys(self) -> NodeKeys:
        """Return the keys as they are kept now."""
        return keys()

    def make(self, name: str) -> SigningKey:
        """Return a new signing key, half of it in the token where one is told.

        Raises:
            KeyTokenError: the token is told and does not hold it.
            KeyTokenDiffersError: what lies there under the name is half of an earlier key.
        """
        if not NodeSettings().key_token.is_told:
            return SigningKey.generate(name)
        # The exchange has tables, which a process without any cannot load.
        from comity.exchange.ended_keys import was_ever_ours

        half = key_token.make_half(name)
        if was_ever_ours(half):
            raise KeyTokenDiffersError(key=name)
        return SigningKey.beside_token(name, half)

    def keep(self, keys: NodeKeys) -> None:
        """Replace the keystore; after a kill either the old or the new one stands there."""
        home, kept = home_folder(), {key.name for key in keys.signing()}
        gone = [key for key in self.keys().signing() if key.is_in_token and key.name not in kept]
        save_keystore(Home(home).keystore, keys, keystore_passphrase(home))
        keep_recovery(Home(home), keys)
        for key in gone:
            try:
                key_token.destroy_half(key.name)
            except (KeyTokenError, KeyTokenUnknownError) as error:
                # Its other half is gone, so it signs nothing any more; the token's tool removes it.
                told = {"code": error.code}
                _log.warning("half of a destroyed key is still in the token", extra=told)

    def show(self, descriptor: bytes) -> None:
        """Put the descriptor into the home folder, unless it lies there already."""
        place = Home(home_folder()).descriptor
        if not place.exists() or place.read_bytes() != descriptor:
            write_private(place, descriptor)


def forget_keys() -> None:
    """Close the keystore again, for a process that changes its home."""
    with _lock:
        _opened.clear()


def _stands(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one keystore from the next; None when nothing can be told."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
