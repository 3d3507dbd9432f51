"""`comity keys recover`: two officers' keys bring the keystore back, one alone does not."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.crypto.age_text import identity_text
from comity.crypto.keys import NodeKeys, SealingKey, open_keystore
from comity.node.home import Home
from comity.node.main import app
from comity.node.recovery_file import RecoveryFileRefusedError, write_recovery

NAMES = ("a.otieno", "b.wanjiru", "c.mwangi")
PASSPHRASE = "a passphrase that is new"


@pytest.fixture
def lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, NodeKeys]:
    """A home without its keystore, the recovery file, and each officer's key in a file."""
    officers = {name: SealingKey.generate() for name in NAMES}
    for name, key in officers.items():
        file = tmp_path / f"{name}.key"
        file.touch(mode=0o600)
        file.write_text(f"{identity_text(key)}\n")
    recovery = tuple((name, key.public()) for name, key in officers.items())
    keys = replace(NodeKeys.generate("KE"), recovery=recovery)
    (tmp_path / "recovery.json").write_bytes(write_recovery(keys))
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMITY_KEYSTORE_PASSPHRASE", PASSPHRASE)
    return tmp_path, keys


def recover(folder: Path, *names: str) -> BaseException | None:
    files = [str(folder / f"{name}.key") for name in names]
    words = ["keys", "recover", *files, "--file", str(folder / "recovery.json")]
    return CliRunner().invoke(app, words).exception


def test_two_officers_bring_the_keystore_back(lost: tuple[Path, NodeKeys]) -> None:
    folder, keys = lost
    assert recover(folder, "c.mwangi", "a.otieno") is None
    keystore = Home(Path(os.environ["COMITY_HOME"])).keystore
    assert open_keystore(keystore, PASSPHRASE) == keys
    # What stands there is never written over.
    assert isinstance(recover(folder, "c.mwangi", "a.otieno"), RecoveryFileRefusedError)


def test_one_officer_alone_brings_nothing_back(lost: tuple[Path, NodeKeys]) -> None:
    folder, _ = lost
    assert isinstance(recover(folder, "a.otieno", "a.otieno"), RecoveryFileRefusedError)
    assert not Home(Path(os.environ["COMITY_HOME"])).keystore.exists()
