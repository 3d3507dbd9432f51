"""The recovery file: this node's keys, sealed so that any two recovery officers can open them.

For each pair of officers there is one copy, sealed to the second and then, as a whole, to the
first: two age files, one inside the other. No secret is cut into shares, so nothing here does
arithmetic of its own, and two stock age tools in a row open it where this software is gone.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from comity.crypto.age import open_bytes, seal_bytes
from comity.crypto.age_text import read_recipient, recipient_text
from comity.crypto.errors import KeyMalformedError, SealError
from comity.crypto.keys import (
    NodeKeys,
    SealingKey,
    open_keystore,
    read_keys,
    save_keystore,
    write_keys,
)
from comity.kernel.errors import ComityError
from comity.node.home import Home, write_private

FORMAT: Final = "comity-recovery-1"
LEAST_OFFICERS: Final = 2
MOST_OFFICERS: Final = 8
_LIMIT: Final = 2 * 1024 * 1024
_MOST_KEYS: Final = 256 * 1024


class RecoveryFileRefusedError(ComityError):
    """A recovery file cannot be written or opened so."""

    code = "recovery_file_refused"


def recovery_place(home: Home) -> Path:
    """Return where the recovery file lies; a copy belongs elsewhere."""
    return home.folder / "keys" / "recovery.json"


def read_officers(named: Sequence[str]) -> tuple[tuple[str, bytes], ...]:
    """Return recovery officers from `name=age1pq1…`.

    Raises:
        RecoveryFileRefusedError: one is not in form, comes twice, or there are too few or many.
    """
    officers = []
    for each in named:
        name, _, recipient = each.partition("=")
        try:
            officers.append((name.strip(), read_recipient(recipient.strip())))
        except KeyMalformedError as error:
            reason = f"{name}: write NAME=age1pq1…, as `comity backup-key` prints it"
            raise RecoveryFileRefusedError(reason=reason) from error
    if not LEAST_OFFICERS <= len(officers) <= MOST_OFFICERS:
        raise RecoveryFileRefusedError(reason=f"{LEAST_OFFICERS} to {MOST_OFFICERS} are named")
    people, publics = {name for name, _ in officers}, {public for _, public in officers}
    if "" in people or len(people) < len(officers) or len(publics) < len(officers):
        raise RecoveryFileRefusedError(reason="each officer has a name and a key of their own")
    return tuple(officers)


def write_recovery(keys: NodeKeys) -> bytes:
    """Return the recovery file of these keys, for the officers named in them.

    Raises:
        RecoveryFileRefusedError: fewer than two are named.
    """
    if len(keys.recovery) < LEAST_OFFICERS:
        raise RecoveryFileRefusedError(reason="no recovery officers are named")
    written = write_keys(keys)
    copies = [
        {
            "officers": [first, second],
            "sealed": base64.b64encode(
                seal_bytes(seal_bytes(written, (inner,)), (outer,))
            ).decode(),
        }
        for (first, outer), (second, inner) in combinations(keys.recovery, 2)
    ]
    told = {
        "format": FORMAT,
        "keys": keys.fingerprint().hex(),
        "officers": {name: recipient_text(public) for name, public in keys.recovery},
        "copies": copies,
    }
    return json.dumps(told, indent=1, ensure_ascii=False).encode() + b"\n"


def fits(raw: bytes, keys: NodeKeys) -> bool:
    """Tell whether a recovery file is of these keys and of the officers named in them."""
    try:
        told = _parsed(raw)
    except RecoveryFileRefusedError:
        return False
    named = {name: recipient_text(public) for name, public in keys.recovery}
    return bool(told["keys"] == keys.fingerprint().hex() and told["officers"] == named)


def open_recovery(raw: bytes, first: SealingKey, second: SealingKey) -> tuple[NodeKeys, str, str]:
    """Return the keys in a recovery file, and whose two keys have opened it.

    1. Both keys are of officers named in the file, and of two of them.
    2. The copy of their pair opens with the one key, and what is in it with the other.
    3. What is in that are the keys the file says it is of.

    Raises:
        RecoveryFileRefusedError: one of these is not so.
    """
    told = _parsed(raw)
    # 1
    names = {text: name for name, text in told["officers"].items()}
    by_name = {names.get(recipient_text(key.public()), ""): key for key in (first, second)}
    if "" in by_name or len(by_name) < LEAST_OFFICERS:
        raise RecoveryFileRefusedError(reason="the keys of two of its officers are needed")
    # 2
    for copy in told["copies"]:
        if set(copy["officers"]) == set(by_name):
            outer, inner = (by_name[name] for name in copy["officers"])
            keys = _opened(base64.b64decode(copy["sealed"]), outer, inner)
            # 3
            if keys.fingerprint().hex() != told["keys"]:
                raise RecoveryFileRefusedError(reason="it does not hold the keys it names")
            one, other = copy["officers"]
            return keys, str(one), str(other)
    raise RecoveryFileRefusedError(reason="it holds no copy for these two officers")


def keep_recovery(home: Home, keys: NodeKeys) -> bool:
    """Write the recovery file anew where it does not fit the keys; tell whether it was written."""
    place = recovery_place(home)
    if not keys.recovery or (place.exists() and fits(place.read_bytes(), keys)):
        return False
    write_private(place, write_recovery(keys))
    return True


def seal_to_officers(home: Home, officers: tuple[tuple[str, bytes], ...], passphrase: str) -> None:
    """Name the recovery officers of a node that is being set up, and write its recovery file."""
    keys = replace(open_keystore(home.keystore, passphrase), recovery=officers)
    save_keystore(home.keystore, keys, passphrase)
    keep_recovery(home, keys)


def _opened(sealed: bytes, outer: SealingKey, inner: SealingKey) -> NodeKeys:
    try:
        return read_keys(
            open_bytes(open_bytes(sealed, outer, limit=_LIMIT), inner, limit=_MOST_KEYS)
        )
    except (SealError, ValueError, KeyError) as error:
        raise RecoveryFileRefusedError(reason="a copy in it does not open") from error


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(raw) if len(raw) <= _LIMIT else {}
        whole = told["format"] == FORMAT and isinstance(told["officers"], dict)
        whole = whole and all({"officers", "sealed"} <= set(copy) for copy in told["copies"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RecoveryFileRefusedError(reason="it is no recovery file") from error
    if not whole:
        raise RecoveryFileRefusedError(reason="it is no recovery file")
    found: dict[str, Any] = told
    return found
