"""The recovery file: any two officers open it, one alone never, and it fits the present keys."""

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from comity.crypto.age_text import recipient_text
from comity.crypto.keys import NodeKeys, SealingKey
from comity.node.home import Home
from comity.node.recovery_file import (
    RecoveryFileRefusedError,
    fits,
    keep_recovery,
    open_recovery,
    read_officers,
    recovery_place,
    write_recovery,
)

OFFICERS = {name: SealingKey.generate() for name in ("a.otieno", "b.wanjiru", "c.mwangi")}
NAMED = tuple((name, key.public()) for name, key in OFFICERS.items())
KEYS = replace(NodeKeys.generate("KE"), recovery=NAMED)
FILE = write_recovery(KEYS)


@pytest.mark.parametrize("pair", list(combinations(OFFICERS, 2)))
@pytest.mark.parametrize("turned", [False, True])
def test_any_two_officers_open_it_in_either_order(pair: tuple[str, str], turned: bool) -> None:
    first, second = (OFFICERS[name] for name in (reversed(pair) if turned else pair))
    keys, *names = open_recovery(FILE, first, second)
    assert keys == KEYS and set(names) == set(pair)


@pytest.mark.parametrize("second", [OFFICERS["a.otieno"], SealingKey.generate()])
def test_one_officer_alone_opens_nothing(second: SealingKey) -> None:
    with pytest.raises(RecoveryFileRefusedError):
        open_recovery(FILE, OFFICERS["a.otieno"], second)


def test_no_seed_stands_in_it_in_clear() -> None:
    assert KEYS.sender.ed25519_seed.hex().encode() not in FILE
    assert KEYS.storage.secret.hex().encode() not in FILE


def test_a_changed_copy_is_refused_and_never_recovers_other_keys() -> None:
    told, other = json.loads(FILE), json.loads(write_recovery(replace(KEYS, later=())))
    other_keys = replace(NodeKeys.generate("KE"), recovery=NAMED)
    told["copies"] = json.loads(write_recovery(other_keys))["copies"]
    assert other["keys"] == told["keys"]
    with pytest.raises(RecoveryFileRefusedError):
        open_recovery(json.dumps(told).encode(), *list(OFFICERS.values())[:2])


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"\xff", b'{"format":1}', b"[" * 9999])
def test_what_is_no_recovery_file_is_refused(raw: bytes) -> None:
    assert not fits(raw, KEYS)
    with pytest.raises(RecoveryFileRefusedError):
        open_recovery(raw, *list(OFFICERS.values())[:2])


def test_it_is_written_anew_when_the_keys_or_the_officers_change(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "keys").mkdir()
    assert keep_recovery(home, KEYS) and not keep_recovery(home, KEYS)
    turned = replace(KEYS, later_sealing=(SealingKey.generate(),))
    assert keep_recovery(home, turned)
    fewer = replace(turned, recovery=NAMED[:2])
    assert keep_recovery(home, fewer) and fits(recovery_place(home).read_bytes(), fewer)
    assert not fits(recovery_place(home).read_bytes(), turned)


def test_officers_are_two_to_eight_people_with_keys_of_their_own() -> None:
    told = [f"{name}={recipient_text(public)}" for name, public in NAMED]
    assert read_officers(told) == NAMED
    for wrong in (told[:1], [told[0], told[0]], ["x=age1", told[1]], [f"={told[0]}", told[1]]):
        with pytest.raises(RecoveryFileRefusedError):
            read_officers(wrong)
