"""`comity keys recovery-file`, `rehearse-recovery`, `recover`: done, refused by name, as JSON."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from comity.crypto.keys import NodeKeys, open_keystore, save_keystore
from comity.crypto.keys.keystore import Cost
from comity.exchange.models import KeyRehearsal
from comity.ledger.models import LedgerEntry
from comity.node import keyring
from comity.node.home import Home
from comity.node.main import main
from comity.node.recovery import make_recovery_key
from tests.integration.assistance.scene import Scene

PASSPHRASE = "calm harbour at dawn"
CHEAP = Cost(iterations=1, lanes=1, memory_kib=8)


@pytest.fixture
def home(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with a keystore, beside the scene's database."""
    made = Home(tmp_path / "home")
    made.keystore.parent.mkdir(parents=True, mode=0o700)
    made.settings.touch()
    save_keystore(made.keystore, NodeKeys.generate("US"), PASSPHRASE, cost=CHEAP)
    monkeypatch.setenv("COMITY_HOME", str(made.folder))
    monkeypatch.setenv("COMITY_KEYSTORE_PASSPHRASE", PASSPHRASE)
    keyring.forget_keys()
    return made


@pytest.fixture
def officers(home: Home, tmp_path: Path) -> list[str]:
    """Three recovery officers as the verb is told of them; their keys lie beside the home."""
    return [
        f"{name}={make_recovery_key(tmp_path / f'{name}.key', home=home.folder)}" for name in "abc"
    ]


def run(*words: object) -> tuple[int, str]:
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(said), redirect_stderr(said):
        patched.setattr(sys, "argv", ["comity", "keys", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
    return int(left.value.code or 0), said.getvalue()


def name_officers(officers: list[str], *more: str) -> tuple[int, str]:
    return run("recovery-file", *officers, "--by", "n.okafor", *more)


def rehearse(folder: Path, *names: str, more: tuple[object, ...] = ()) -> tuple[int, str]:
    keys = (folder / f"{name}.key" for name in names)
    return run("rehearse-recovery", *keys, "--by", "n.okafor", *more)


def last(event: str) -> Any:
    return LedgerEntry.objects.filter(event=event).latest("index")


def test_officers_are_named_and_any_two_of_them_rehearse(
    home: Home, officers: list[str], tmp_path: Path
) -> None:
    code, output = name_officers(officers)
    assert code == 0 and "any two of a, b, c can open it" in output, output
    assert "@" in last("key.recovery_named").by, "the record tells who typed it"
    code, output = rehearse(tmp_path, "a", "c")
    assert code == 0 and "a and c opened it" in output, output
    code, output = rehearse(tmp_path, "c", "b", more=("--json",))
    assert code == 0 and json.loads(output)["rehearsed"] is True
    assert KeyRehearsal.objects.count() == 2
    code, output = name_officers(officers[:2], "--json")
    assert code == 0 and json.loads(output)["officers"] == ["a", "b"]


@pytest.mark.parametrize("bent", [["a"], ["a=age1pq1x", "b=age1pq1y"]])
def test_officers_out_of_form_are_refused_and_nothing_is_written(
    home: Home, officers: list[str], bent: list[str]
) -> None:
    for told in (bent, officers[:1], [officers[0], officers[0]]):
        code, output = name_officers(told)
        assert code == 3, output
    assert not (home.folder / "keys" / "recovery.json").exists()
    assert not LedgerEntry.objects.filter(event="key.recovery_named").exists()


def test_only_an_administrator_is_named_as_who_did_it(home: Home, officers: list[str]) -> None:
    for username in ("j.alvarez", "nobody.here"):
        code, output = run("recovery-file", *officers, "--by", username)
        assert code == 3, output
    assert not (home.folder / "keys" / "recovery.json").exists()
    assert not LedgerEntry.objects.filter(event="key.recovery_named").exists()


def test_one_officer_alone_or_a_file_of_other_keys_rehearses_nothing(
    home: Home, officers: list[str], tmp_path: Path
) -> None:
    assert rehearse(tmp_path, "a", "b")[0] == 3, "there is no file yet"
    assert name_officers(officers)[0] == 0
    assert rehearse(tmp_path, "a", "a")[0] == 3
    old = tmp_path / "old.json"
    old.write_bytes((home.folder / "keys" / "recovery.json").read_bytes())
    kept = open_keystore(home.keystore, PASSPHRASE)
    save_keystore(
        home.keystore,
        replace(NodeKeys.generate("US"), recovery=kept.recovery),
        PASSPHRASE,
        cost=CHEAP,
    )
    keyring.forget_keys()
    code, output = rehearse(tmp_path, "a", "b", more=("--file", old))
    assert code == 3 and "keys this node had before" in output
    assert not KeyRehearsal.objects.exists()


def test_a_keystore_is_recovered_by_two_and_never_over_another(
    home: Home, officers: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert name_officers(officers)[0] == 0
    kept = open_keystore(home.keystore, PASSPHRASE)
    pair = (tmp_path / "b.key", tmp_path / "c.key")
    code, output = run("recover", *pair)
    assert code == 3 and "move it away first" in output
    home.keystore.unlink()
    assert run("recover", pair[0], pair[0])[0] == 3
    monkeypatch.setenv("COMITY_KEYSTORE_PASSPHRASE", "short")
    assert run("recover", *pair)[0] == 3
    assert not home.keystore.exists()
    monkeypatch.setenv("COMITY_KEYSTORE_PASSPHRASE", "another harbour at dusk")
    code, output = run("recover", *pair, "--json")
    assert code == 0 and json.loads(output)["officers"] == ["b", "c"]
    assert open_keystore(home.keystore, "another harbour at dusk") == kept
