"""The passphrase comes from outside the home folder, in a known order, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from comity.node.passphrase import (
    PassphraseMissingError,
    PassphraseRefusedError,
    handed_on,
    keystore_passphrase,
)

SECRET = "a long passphrase, with spaces"


def credential(folder: Path, content: bytes = SECRET.encode()) -> dict[str, str]:
    folder.mkdir(parents=True)
    (folder / "comity-keystore").write_bytes(content)
    return {"CREDENTIALS_DIRECTORY": str(folder)}


def piped(content: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return reading


def test_a_systemd_credential_unlocks(tmp_path: Path) -> None:
    told = credential(tmp_path / "credentials", SECRET.encode() + b"\n")
    assert keystore_passphrase(tmp_path / "home", environment=told) == SECRET


def test_a_descriptor_comes_before_a_credential(tmp_path: Path) -> None:
    told = credential(tmp_path / "credentials", b"another")
    told["COMITY_KEYSTORE_FD"] = str(piped(SECRET.encode()))
    assert keystore_passphrase(tmp_path / "home", environment=told) == SECRET


def test_a_file_beside_the_keystore_never_opens_it(tmp_path: Path) -> None:
    told = credential(tmp_path / "home" / "keys")
    with pytest.raises(PassphraseRefusedError, match="beside the keystore"):
        keystore_passphrase(tmp_path / "home", environment=told)


def test_a_link_to_a_file_beside_the_keystore_opens_nothing_either(tmp_path: Path) -> None:
    credential(tmp_path / "home" / "keys")
    (tmp_path / "run").symlink_to(tmp_path / "home" / "keys")
    told = {"CREDENTIALS_DIRECTORY": str(tmp_path / "run")}
    with pytest.raises(PassphraseRefusedError, match="beside the keystore"):
        keystore_passphrase(tmp_path / "home", environment=told)


def test_credentials_that_cannot_be_looked_at_are_refused_in_words(tmp_path: Path) -> None:
    # As a folder that is closed to this user does; root, who may run the tests, finds none closed.
    told = {"CREDENTIALS_DIRECTORY": str(tmp_path / ("x" * 300))}
    with pytest.raises(PassphraseRefusedError, match="comity-keystore"):
        keystore_passphrase(tmp_path / "home", environment=told)


def test_a_descriptor_of_a_file_on_a_disk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(SECRET)
    with (tmp_path / "passphrase").open() as file:
        told = {"COMITY_KEYSTORE_FD": str(file.fileno())}
        with pytest.raises(PassphraseRefusedError, match="file on a disk"):
            keystore_passphrase(tmp_path, environment=told)


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines", b"\xff\xfe", b"x" * 5000])
def test_what_is_not_one_line_of_text_is_refused(tmp_path: Path, content: bytes) -> None:
    told = credential(tmp_path / "credentials", content)
    with pytest.raises(PassphraseRefusedError, match="one line of text"):
        keystore_passphrase(tmp_path / "home", environment=told)


@pytest.mark.parametrize("named", ["three", "-1", "999999"])
def test_a_descriptor_that_is_none_is_refused(tmp_path: Path, named: str) -> None:
    with pytest.raises(PassphraseRefusedError):
        keystore_passphrase(tmp_path, environment={"COMITY_KEYSTORE_FD": named})


def test_without_any_way_and_without_a_terminal_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        with pytest.raises(PassphraseMissingError):
            keystore_passphrase(tmp_path, environment={})


def test_doors_are_lent_the_passphrase_and_none_of_them_carries_it_in_its_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_KEYSTORE_PASSPHRASE", SECRET)
    told = (
        "import os, pathlib, sys; from comity.node.passphrase import keystore_passphrase as k;"
        "print(k(pathlib.Path('/nowhere')), os.environ.get('COMITY_KEYSTORE_PASSPHRASE'))"
    )
    with handed_on(SECRET) as (lent, environment):
        for _door in range(2):
            said = subprocess.run(
                [sys.executable, "-c", told],
                env=environment,
                pass_fds=(lent,),
                capture_output=True,
                text=True,
            )
            assert said.stdout.strip() == f"{SECRET} None", said.stderr
