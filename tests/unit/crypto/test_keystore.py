"""The keystore: opens with its passphrase only, is readable by its owner only, is never half."""

import base64
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.crypto.canonical import canonical_json
from comity.crypto.errors import (
    KeystoreExposedError,
    KeystoreLockedError,
    KeystoreMalformedError,
    KeystoreMissingError,
    WrapAlteredError,
)
from comity.crypto.keys import Cost, NodeKeys, StorageKey, keystore, open_keystore, save_keystore

CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)
PASSPHRASE = "три горобці на дроті"


@pytest.fixture
def path(tmp_path: Path, keys: NodeKeys) -> Path:
    path = tmp_path / "keystore.json"
    save_keystore(path, keys, PASSPHRASE, cost=CHEAP)
    return path


@pytest.fixture
def change(path: Path) -> Callable[..., None]:
    """Change fields of the file."""

    def changed(**fields: Any) -> None:
        content = json.loads(path.read_text()) | fields
        path.write_text(json.dumps(content))

    return changed


def test_the_keys_come_back_under_the_passphrase(path: Path, keys: NodeKeys) -> None:
    opened = open_keystore(path, PASSPHRASE)
    assert opened == keys
    assert opened.sender.public() == keys.sender.public()
    assert opened.sealing.public() == keys.sealing.public()


def test_the_default_cost_opens_too(tmp_path: Path, keys: NodeKeys) -> None:
    save_keystore(tmp_path / "k", keys, PASSPHRASE)
    assert open_keystore(tmp_path / "k", PASSPHRASE) == keys


def test_a_keystore_older_than_letters_always_gives_the_same_key_for_them(
    path: Path, keys: NodeKeys
) -> None:
    content = json.loads(path.read_text())
    salt, nonce = bytes.fromhex(content["salt"]), bytes.fromhex(content["nonce"])
    cipher = keystore._cipher(PASSPHRASE, salt=salt, cost=CHEAP)
    sealed = base64.b64decode(content.pop("sealed"))
    kept = json.loads(cipher.decrypt(nonce, sealed, canonical_json(content)))
    del kept["letters"]
    older = cipher.encrypt(nonce, canonical_json(kept), canonical_json(content))
    path.write_text(json.dumps({**content, "sealed": base64.b64encode(older).decode()}))
    first, second = (open_keystore(path, PASSPHRASE) for _ in range(2))
    assert first.letters == second.letters != keys.letters
    assert first.storage == keys.storage


def test_no_private_key_stands_in_the_file(path: Path, keys: NodeKeys) -> None:
    written = path.read_text()
    seeds = (keys.sender.ed25519_seed, keys.sealing.seed, keys.letters.seed)
    for secret in (*seeds, keys.storage.secret):
        assert secret.hex() not in written


def test_another_passphrase_opens_nothing(path: Path) -> None:
    for wrong in ("", PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(KeystoreLockedError):
            open_keystore(path, wrong)


def test_only_the_owner_may_read_it(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    for mode in (0o640, 0o604, 0o620, 0o666):
        path.chmod(mode)
        with pytest.raises(KeystoreExposedError):
            open_keystore(path, PASSPHRASE)


def test_a_keystore_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeystoreMissingError):
        open_keystore(tmp_path / "none", PASSPHRASE)


def test_saving_again_replaces_the_file_and_leaves_nothing_behind(
    path: Path, other_keys: NodeKeys
) -> None:
    save_keystore(path, other_keys, "another", cost=CHEAP)
    assert open_keystore(path, "another") == other_keys
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_failed_save_leaves_the_old_file(
    path: Path, keys: NodeKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match="no space"):
            save_keystore(path, keys, "another", cost=CHEAP)
    assert open_keystore(path, PASSPHRASE) == keys
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "fields",
    [
        {"sealed": ""},
        {"sealed": "QUJD"},
        {"nonce": "00" * 12},
        {"salt": "00" * 16},
        {"kdf": {"name": "argon2id", "iterations": 2, "lanes": 1, "memory_kib": 64}},
        {"added": "unseen"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_changed_file_opens_nothing(
    path: Path, change: Callable[..., None], fields: dict[str, object]
) -> None:
    change(**fields)
    with pytest.raises(KeystoreLockedError):
        open_keystore(path, PASSPHRASE)


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "comity-keystore-2"},
        {"kdf": {"name": "scrypt", "iterations": 1, "lanes": 1, "memory_kib": 64}},
        {"kdf": {"name": "argon2id", "iterations": 1, "lanes": 1, "memory_kib": 2**30}},
        {"kdf": {"name": "argon2id", "iterations": 0, "lanes": 1, "memory_kib": 64}},
        {"kdf": {"name": "argon2id"} | {"threads": 3}},
        {"kdf": []},
        {"kdf": {"name": "argon2id", "iterations": "1", "lanes": 1, "memory_kib": 64}},
        {"sealed": 3},
        {"sealed": "?"},
        {"salt": "zz"},
        {"salt": "00"},
        {"nonce": "00"},
        {"nonce": None},
    ],
    ids=str,
)
def test_what_is_no_keystore_is_refused(
    path: Path, change: Callable[..., None], fields: dict[str, object]
) -> None:
    change(**fields)
    with pytest.raises(KeystoreMalformedError):
        open_keystore(path, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"3", b"\xff", b"x" * 100_000])
def test_bytes_that_are_no_keystore_are_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(KeystoreMalformedError):
        open_keystore(path, PASSPHRASE)


def test_a_file_key_is_kept_for_one_purpose(keys: NodeKeys, other_keys: NodeKeys) -> None:
    wrapped = keys.storage.wrap(b"k" * 16, purpose="exhibit 1")
    assert keys.storage.unwrap(wrapped, purpose="exhibit 1") == b"k" * 16
    assert wrapped != keys.storage.wrap(b"k" * 16, purpose="exhibit 1")
    for store, value, purpose in (
        (keys.storage, wrapped, "exhibit 2"),
        (other_keys.storage, wrapped, "exhibit 1"),
        (keys.storage, wrapped[:-1], "exhibit 1"),
        (keys.storage, b"", "exhibit 1"),
    ):
        with pytest.raises(WrapAlteredError):
            store.unwrap(value, purpose=purpose)


def test_storage_keys_differ() -> None:
    assert StorageKey.generate() != StorageKey.generate()


def test_threads_that_open_it_at_once_do_not_wait_for_each_other_for_ever(tmp_path: Path) -> None:
    place, keys = tmp_path / "keystore", NodeKeys.generate("ua")
    save_keystore(place, keys, "secret")
    found: list[NodeKeys] = []

    def open_again() -> None:
        found.extend(open_keystore(place, "secret") for _ in range(3))

    threads = [threading.Thread(target=open_again, daemon=True) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert found == [keys] * 9
