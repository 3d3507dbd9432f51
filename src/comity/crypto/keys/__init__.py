"""Private keys: signing, sealing, storage, and the encrypted file they live in.

Only those who sign or seal import this package; everyone else needs `signing` at most.
"""

from comity.crypto.keys.in_token import furnish_token
from comity.crypto.keys.keystore import Cost, open_keystore, read_keys, save_keystore, write_keys
from comity.crypto.keys.letter import LetterKey, LetterSeal
from comity.crypto.keys.private import NodeKeys, SealingKey, SigningKey, StorageKey

__all__ = [
    "Cost",
    "LetterKey",
    "LetterSeal",
    "NodeKeys",
    "SealingKey",
    "SigningKey",
    "StorageKey",
    "furnish_token",
    "open_keystore",
    "read_keys",
    "save_keystore",
    "write_keys",
]
