"""Keys as the text that stock age tools take."""

import pytest

from comity.crypto import age_text
from comity.crypto.age_text import identity_text, read_identity, read_recipient, recipient_text
from comity.crypto.errors import KeyMalformedError
from comity.crypto.keys import NodeKeys


def test_keys_read_back_from_their_text(keys: NodeKeys) -> None:
    assert read_identity(identity_text(keys.sealing)) == keys.sealing
    assert read_recipient(recipient_text(keys.sealing.public())) == keys.sealing.public()


def test_every_changed_letter_of_an_identity_is_found(keys: NodeKeys) -> None:
    text = identity_text(keys.sealing)
    for place in range(len(text)):
        letter = "Q" if text[place] != "Q" else "P"
        with pytest.raises(KeyMalformedError):
            read_identity(text[:place] + letter + text[place + 1 :])


def test_what_is_no_identity_is_refused(keys: NodeKeys) -> None:
    text = identity_text(keys.sealing)
    for wrong in ("", "1", "AGE-SECRET-KEY-PQ-1", text.lower(), text[:-1], text + "Q", text + " "):
        with pytest.raises(KeyMalformedError):
            read_identity(wrong)


def test_what_is_no_recipient_is_refused(keys: NodeKeys) -> None:
    text = recipient_text(keys.sealing.public())
    for wrong in ("", "age1pq1qqqqqq", text.upper(), text[:-1], identity_text(keys.sealing)):
        with pytest.raises(KeyMalformedError):
            read_recipient(wrong)
    with pytest.raises(KeyMalformedError):
        recipient_text(b"short")


def _with_words(words: list[int]) -> str:
    """Write five-bit words as an identity with a right checksum, whatever they say."""
    prefix = "age-secret-key-pq-"
    checked = age_text._checksum([*age_text._expanded(prefix), *words, *[0] * 6]) ^ 1
    check = [checked >> 5 * (5 - place) & 31 for place in range(6)]
    return (f"{prefix}1" + "".join(age_text._ALPHABET[w] for w in [*words, *check])).upper()


def test_a_right_checksum_does_not_make_a_key(keys: NodeKeys) -> None:
    assert read_identity(_with_words([0] * 52)).seed == bytes(32)
    # Bits beyond the last byte, a key too short, and one without any bits left over.
    for words in ([0] * 51 + [1], [0] * 50, [0] * 8, [0] * 53, []):
        with pytest.raises(KeyMalformedError):
            read_identity(_with_words(words))
