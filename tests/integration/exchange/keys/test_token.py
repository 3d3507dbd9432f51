"""The Ed25519 half of a key in a real PKCS#11 token (SoftHSM): turned, gone, locked, come back."""

import logging
import os
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pkcs11
import pytest

from comity.crypto.errors import KeyTokenDiffersError, KeyTokenUnknownError
from comity.crypto.keys import (
    NodeKeys,
    SigningKey,
    furnish_token,
    open_keystore,
    read_keys,
    save_keystore,
    write_keys,
)
from comity.crypto.keys.keystore import Cost
from comity.exchange.ended_keys import was_ever_ours
from comity.exchange.key_terms import KeyRole
from comity.exchange.models import Inbound, KeyTurn, LinkKey, OwnDescriptor
from comity.exchange.verification import verify_channels
from comity.kernel.checks import Tone
from comity.node import key_token, keyring
from comity.node.configuration import NodeSettings
from comity.node.health.key_token import check_key_token
from comity.node.key_settings import KeyTokenSettings
from comity.node.key_token_terms import (
    SENTENCES,
    KeyTokenError,
    KeyTokenKeyMissingError,
    KeyTokenMissingError,
    KeyTokenModuleMissingError,
    KeyTokenPinLockedError,
    KeyTokenPinMissingError,
    KeyTokenPinWrongError,
)
from comity.node.keyring import HomeKeyring
from comity.node.logs import line_of
from tests.integration.exchange.keys.conftest import Keeping, MemoryKeyring
from tests.soft_token import LABEL, MODULE, PIN, SoftToken, soft_token

CHEAP = Cost(iterations=1, lanes=1, memory_kib=8)


@dataclass
class TokenKeyring(MemoryKeyring):
    """A keystore in memory, beside the token."""

    def make(self, name: str) -> SigningKey:
        return SigningKey.beside_token(name, key_token.make_half(name))


@dataclass
class Machine:
    """A machine with a token, and what it gives the node."""

    token: SoftToken
    pin: Path

    def give_pin(self, pin: str) -> None:
        self.pin.write_text(pin)

    def unplug(self) -> None:
        self.token.folder.joinpath("tokens").rename(self.token.folder / "away")
        self.token.folder.joinpath("tokens").mkdir()

    def plug_in(self) -> None:
        self.token.folder.joinpath("tokens").rmdir()
        self.token.folder.joinpath("away").rename(self.token.folder / "tokens")


class AlmostLocked:
    """A token that would lock with one more wrong PIN; none may be tried."""

    flags = pkcs11.TokenFlag.USER_PIN_FINAL_TRY

    def open(self, **_how: Any) -> None:
        raise AssertionError("it was tried")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    given = tmp_path / "credentials"
    given.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(given))
    monkeypatch.setenv("COMITY_KEY_TOKEN__MODULE", str(MODULE))
    monkeypatch.setenv("COMITY_KEY_TOKEN__TOKEN", LABEL)
    monkeypatch.setattr(key_token, "_refused", set())
    furnish_token(key_token.sign)
    with soft_token(tmp_path / "soft") as token:
        made = Machine(token, given / "comity-key-pin")
        made.give_pin(PIN)
        yield made
    furnish_token(None)


@pytest.fixture
def beside(keeping: Keeping, machine: Machine) -> Keeping:
    """The node whose new keys are made in the token."""
    keeping.ring = TokenKeyring(keeping.ring.kept)
    return keeping


def settings() -> KeyTokenSettings:
    return NodeSettings().key_token


def newest(keeping: Keeping) -> SigningKey:
    return keeping.ring.kept.later[-1]


def test_a_key_turns_into_the_token_signs_there_and_turns_on(beside: Keeping) -> None:
    node = beside.node
    beside.turn(KeyRole.SENDER)
    beside.tend()
    node.work()
    assert newest(beside).is_in_token and newest(beside).name == "US/sender/2"
    beside.partner_learns()
    node.send("signed in the token")
    assert node.work().failures == () and node.out.receipted_size == node.out.size
    beside.turn(KeyRole.HOLDER)
    beside.tend(days=15)
    node.work()
    beside.tend()
    beside.partner_learns()
    node.partner.write()
    node.partner.settle(node.receive(node.partner.parcel()))
    beside.tend(days=15)
    node.work()
    beside.tend()
    assert all(key.is_in_token for key in beside.ring.kept.signing())
    assert all(report.whole for report in verify_channels())
    assert check_key_token(beside.ring.keys, settings()).code == "health_key_token_works"


def test_a_token_that_is_gone_keeps_what_is_to_be_sent_and_goes_on_by_itself(
    beside: Keeping, machine: Machine
) -> None:
    node = beside.node
    beside.turn(KeyRole.SENDER)
    beside.tend()
    node.work()
    beside.partner_learns()
    machine.unplug()
    node.send("waits")
    assert node.work().failures == (("UA", "key_token_missing"),)
    assert node.out.failure == "key_token_missing"
    found = check_key_token(beside.ring.keys, settings())
    assert (found.tone, found.code) == (Tone.STOP, "health_key_token_fails")
    assert found.cause is not None and found.cause.code == "key_token_missing"
    before = node.out.receipted_size
    machine.plug_in()
    assert node.work().failures == ()
    assert node.out.receipted_size == node.out.size > before
    assert all(report.whole for report in verify_channels())


def test_what_a_partner_sends_is_held_and_receipted_once_the_token_is_back(
    beside: Keeping, machine: Machine
) -> None:
    node, partner = beside.node, beside.node.partner
    beside.turn(KeyRole.HOLDER)
    beside.tend()
    node.work()
    beside.partner_learns()
    partner.write()
    parcel = partner.parcel()
    machine.unplug()
    with pytest.raises(KeyTokenMissingError):
        node.receive(parcel)
    assert Inbound.objects.count() == 1
    machine.plug_in()
    partner.settle(node.receive(parcel))
    assert Inbound.objects.count() == 1
    assert all(report.whole for report in verify_channels())


def test_a_turn_waits_for_its_token(beside: Keeping, machine: Machine) -> None:
    machine.unplug()
    beside.turn(KeyRole.SENDER)
    with pytest.raises(KeyTokenMissingError):
        beside.tend()
    assert KeyTurn.objects.get().state == "confirmed" and beside.ring.kept.later == ()
    beside.node.send("by the old key meanwhile")
    assert beside.node.work().failures == ()
    machine.plug_in()
    beside.tend()
    assert KeyTurn.objects.get().state == "done" and newest(beside).is_in_token


def test_a_half_made_by_whoever_was_killed_is_taken(machine: Machine) -> None:
    assert key_token.make_half("US/sender/2") == key_token.make_half("US/sender/2")
    key_token.destroy_half("US/sender/2")
    with pytest.raises(KeyTokenKeyMissingError):
        key_token.sign("US/sender/2", b"x")
    key_token.destroy_half("US/sender/2")


def test_what_is_wrong_has_a_name_and_a_sentence(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_token.make_half("US/sender/2")

    def refused() -> type[KeyTokenError]:
        with pytest.raises(KeyTokenError) as refusal:
            key_token.sign("US/sender/2", b"x")
        assert refusal.value.code in SENTENCES
        SENTENCES[refusal.value.code].format(**dict(refusal.value.facts))
        return type(refusal.value)

    machine.pin.unlink()
    assert refused() is KeyTokenPinMissingError
    machine.give_pin("000000")
    tries = [refused() for _ in range(9)]
    assert tries == [KeyTokenPinWrongError] * 9, "it is tried once, or the token would lock"
    machine.give_pin(PIN)
    assert key_token.sign("US/sender/2", b"x")
    monkeypatch.setenv("COMITY_KEY_TOKEN__TOKEN", "Another")
    assert refused() is KeyTokenMissingError
    monkeypatch.setenv("COMITY_KEY_TOKEN__TOKEN", LABEL)
    monkeypatch.setenv("COMITY_KEY_TOKEN__MODULE", "/nowhere/module.so")
    assert refused() is KeyTokenModuleMissingError
    monkeypatch.setenv("COMITY_KEY_TOKEN__MODULE", os.devnull)
    assert refused() is KeyTokenModuleMissingError


def test_a_token_near_its_lock_is_not_tried(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:

    key_token.make_half("US/sender/2")
    monkeypatch.setattr(key_token, "_found", lambda _slots, _told: AlmostLocked())
    with pytest.raises(KeyTokenPinLockedError):
        key_token.sign("US/sender/2", b"x")


def test_another_key_under_the_name_signs_nothing(machine: Machine) -> None:
    key = SigningKey.beside_token("US/sender/2", key_token.make_half("US/sender/2"))
    key.public().open(key.sign_note(b"a note\n"), limit=9_000)
    key_token.destroy_half("US/sender/2")
    key_token.make_half("US/sender/2")
    with pytest.raises(KeyTokenDiffersError):
        key.sign_note(b"a note\n")
    furnish_token(None)
    with pytest.raises(KeyTokenUnknownError):
        key.sign_note(b"a note\n")


def test_the_keystore_holds_the_other_half_alone(machine: Machine, tmp_path: Path) -> None:
    key = SigningKey.beside_token("US/sender/2", key_token.make_half("US/sender/2"))
    keys: Any = NodeKeys.generate("US")
    keys = NodeKeys(**{**vars(keys), "later": (key,)})
    save_keystore(tmp_path / "keystore", keys, "secret", cost=CHEAP)
    assert open_keystore(tmp_path / "keystore", "secret") == keys
    assert read_keys(write_keys(keys)).later[0].ed25519_seed == b""


def put_public(label: str, public: bytes) -> None:
    """Lay a public key into the token in the place of the one under a label."""
    which = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PUBLIC_KEY,
        pkcs11.Attribute.LABEL: label,
    }
    with key_token._opened(label, writing=True) as session:
        for found in list(session.get_objects(which)):
            found.destroy()
        kind = {pkcs11.Attribute.KEY_TYPE: pkcs11.KeyType.EC_EDWARDS}
        curve = {pkcs11.Attribute.EC_PARAMS: key_token.ED25519}
        point = {pkcs11.Attribute.EC_POINT: b"\x04\x20" + public, pkcs11.Attribute.TOKEN: True}
        session.create_object({**which, **kind, **curve, **point})


def test_a_public_half_that_is_not_of_the_private_one_is_not_taken(machine: Machine) -> None:
    own, other = key_token.make_half("US/sender/2"), key_token.make_half("US/sender/3")
    put_public("US/sender/2", own)
    assert key_token.make_half("US/sender/2") == own
    put_public("US/sender/2", other)
    with pytest.raises(KeyTokenDiffersError):
        key_token.make_half("US/sender/2")
    put_public("US/sender/4", other)
    with pytest.raises(KeyTokenKeyMissingError):
        key_token.make_half("US/sender/4")


def test_half_of_a_key_that_was_published_is_made_into_no_other_key(beside: Keeping) -> None:
    halves = {HomeKeyring().make("US/sender/2").ed25519_public for _ in range(2)}
    assert len(halves) == 1, "whoever was killed made it, and nothing names it yet"
    beside.turn(KeyRole.SENDER)
    beside.tend()
    with pytest.raises(KeyTokenDiffersError):
        HomeKeyring().make("US/sender/2")
    published = newest(beside).ed25519_public
    OwnDescriptor.objects.all().delete()
    assert LinkKey.objects.filter(end="own").exists() and was_ever_ours(published)
    LinkKey.objects.all().delete()
    assert not was_ever_ours(published)


def test_a_token_taken_out_of_the_settings_is_named(
    beside: Keeping, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    beside.turn(KeyRole.SENDER)
    beside.tend()
    monkeypatch.delenv("COMITY_KEY_TOKEN__MODULE")
    monkeypatch.delenv("COMITY_KEY_TOKEN__TOKEN")
    with pytest.raises(KeyTokenUnknownError) as refused:
        newest(beside).sign_note(b"a note\n")
    assert dict(refused.value.facts) == {"key": "US/sender/2"}
    found = check_key_token(beside.ring.keys, settings())
    assert found.cause is not None and found.cause.code == "key_token_unknown"
    # A keystore is kept all the same; what is left in the token is told.
    kept = beside.ring.kept
    monkeypatch.setattr(HomeKeyring, "keys", lambda _self: kept)
    for each in ("save_keystore", "keystore_passphrase", "keep_recovery"):
        monkeypatch.setattr(keyring, each, lambda *_given: None)
    with caplog.at_level(logging.WARNING, logger=keyring.__name__):
        HomeKeyring().keep(replace(kept, later=()))
    assert [line_of(each)["code"] for each in caplog.records] == ["key_token_unknown"]


def test_what_the_driver_says_reaches_no_log(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[Exception] = [pkcs11.FunctionFailed("SECRET"), pkcs11.PKCS11Error("SECRET")]

    def fails(*_given: object) -> None:
        raise raised.pop()

    def told() -> str:
        with pytest.raises(KeyTokenError) as refused:
            key_token.sign("US/sender/2", b"x")
        return "".join(traceback.format_exception(refused.value))

    monkeypatch.setattr(key_token, "_private", fails)
    assert "SECRET" not in told()
    monkeypatch.setattr(pkcs11, "lib", fails)
    assert "SECRET" not in told()
