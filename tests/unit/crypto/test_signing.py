"""A text is signed when both halves of the pinned key signed it, and only then."""

import pytest

from comity.crypto.errors import (
    KeyMalformedError,
    NoteMalformedError,
    SignatureMissingError,
    SignatureWrongError,
)
from comity.crypto.keys import NodeKeys, SigningKey
from comity.crypto.notes import Note, SignatureLine
from comity.crypto.signing import HybridVerifier

TEXT = "node descriptor\nДержмитслужба\n".encode()
LIMIT = 10_000


def test_a_signed_text_opens_under_its_own_key(keys: NodeKeys) -> None:
    assert keys.sender.public().open(keys.sender.sign_note(TEXT), limit=LIMIT) == TEXT


def test_lines_of_other_keys_are_passed_over(keys: NodeKeys, other_keys: NodeKeys) -> None:
    lines = (*other_keys.sender.sign(TEXT), *keys.holder.sign(TEXT), *keys.sender.sign(TEXT))
    keys.sender.public().verify(TEXT, lines)


def test_a_key_of_the_same_name_is_not_the_same_key(keys: NodeKeys, other_keys: NodeKeys) -> None:
    with pytest.raises(SignatureMissingError):
        keys.sender.public().verify(TEXT, other_keys.sender.sign(TEXT))


@pytest.mark.parametrize("kept", [0, 1])
def test_one_of_the_two_signatures_is_not_enough(keys: NodeKeys, kept: int) -> None:
    with pytest.raises(SignatureMissingError):
        keys.sender.public().verify(TEXT, keys.sender.sign(TEXT)[kept : kept + 1])


@pytest.mark.parametrize("twice", [0, 1])
def test_a_signature_may_not_stand_there_twice(keys: NodeKeys, twice: int) -> None:
    lines = keys.sender.sign(TEXT)
    with pytest.raises(SignatureMissingError):
        keys.sender.public().verify(TEXT, (*lines, lines[twice]))


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_changed_signature_is_refused(keys: NodeKeys, place: int, at: int) -> None:
    lines = list(keys.sender.sign(TEXT))
    value = bytearray(lines[place].value)
    value[at] ^= 1
    lines[place] = SignatureLine(lines[place].name, lines[place].key_id, bytes(value))
    with pytest.raises(SignatureWrongError) as refused:
        keys.sender.public().verify(TEXT, lines)
    assert dict(refused.value.facts)["algorithm"] == ("Ed25519", "ML-DSA-44")[place]


@pytest.mark.parametrize("length", [0, 1, 63, 65, 2419, 2421])
def test_a_signature_of_another_length_is_refused(keys: NodeKeys, length: int) -> None:
    for place in (0, 1):
        lines = list(keys.sender.sign(TEXT))
        lines[place] = SignatureLine(lines[place].name, lines[place].key_id, b"x" * length)
        with pytest.raises(SignatureWrongError):
            keys.sender.public().verify(TEXT, lines)


def test_a_changed_text_is_refused(keys: NodeKeys) -> None:
    changed = Note(TEXT.replace(b"node", b"code"), keys.sender.sign(TEXT)).to_bytes()
    with pytest.raises(SignatureWrongError):
        keys.sender.public().open(changed, limit=LIMIT)


def test_a_signature_of_one_kind_is_none_of_another(keys: NodeKeys) -> None:
    stamped = keys.holder.ed25519_line(TEXT, kind=b"\x04"), keys.holder.sign(TEXT)[1]
    with pytest.raises(SignatureMissingError):
        keys.holder.public().verify(TEXT, stamped)


def test_a_text_that_is_none_is_not_signed(keys: NodeKeys) -> None:
    with pytest.raises(NoteMalformedError):
        keys.sender.sign(b"no newline")


def test_the_digest_tells_keys_apart(keys: NodeKeys, other_keys: NodeKeys) -> None:
    digests = {keys.sender.public().digest(), other_keys.sender.public().digest()}
    assert len(digests) == 2


@pytest.mark.parametrize(
    ("name", "ed25519", "mldsa44"),
    [("", 32, 1312), ("a b", 32, 1312), ("a", 31, 1312), ("a", 32, 1313), ("a", 0, 0)],
)
def test_what_is_no_key_is_refused(name: str, ed25519: int, mldsa44: int) -> None:
    with pytest.raises(KeyMalformedError):
        HybridVerifier(name, ed25519=b"x" * ed25519, mldsa44=b"x" * mldsa44)


@pytest.mark.parametrize(("name", "first", "second"), [("", 32, 32), ("a", 31, 32), ("a", 32, 33)])
def test_what_is_no_private_key_is_refused(name: str, first: int, second: int) -> None:
    with pytest.raises(KeyMalformedError):
        SigningKey(name, b"x" * first, b"x" * second)


def test_private_keys_are_not_printed(keys: NodeKeys) -> None:
    printed = repr(keys)
    for secret in (keys.sender.ed25519_seed, keys.sealing.seed, keys.storage.secret):
        assert repr(secret) not in printed
        assert secret.hex() not in printed
