"""Recipients and identities as the text that stock age tools take.

Source: [c2sp-age §The tagged recipient types], BIP 173. Bech32 without its length limit, as age
uses it: recipients `age1pq1…`, identities `AGE-SECRET-KEY-PQ-1…`.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from comity.crypto.errors import KeyMalformedError
from comity.crypto.keys import SealingKey
from comity.crypto.sealing import check_sealing_public

_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_SIZE = 6
_RECIPIENT: Final = "age1pq"
_IDENTITY: Final = "age-secret-key-pq-"


def recipient_text(public: bytes) -> str:
    """Return an X-Wing public key as `age1pq1…`.

    Raises:
        KeyMalformedError: it is no such key.
    """
    check_sealing_public(public)
    return _written(_RECIPIENT, public)


def read_recipient(text: str) -> bytes:
    """Return the X-Wing public key of an `age1pq1…` text.

    Raises:
        KeyMalformedError: it is no such text.
    """
    public = _read(_RECIPIENT, text)
    check_sealing_public(public)
    return public


def identity_text(key: SealingKey) -> str:
    """Return a private key as `AGE-SECRET-KEY-PQ-1…`, for an auditor's own tool."""
    return _written(_IDENTITY, key.seed).upper()


def read_identity(text: str) -> SealingKey:
    """Return the private key of an `AGE-SECRET-KEY-PQ-1…` text.

    Raises:
        KeyMalformedError: it is no such text.
    """
    if text != text.upper():
        raise KeyMalformedError(what="age identity")
    return SealingKey(_read(_IDENTITY, text.lower()))


def _written(prefix: str, content: bytes) -> str:
    """Return `content` as Bech32 under `prefix`."""
    words = list(_regrouped(content, width=8, to=5))
    checked = _checksum([*_expanded(prefix), *words, *[0] * _CHECKSUM_SIZE]) ^ 1
    check = [checked >> 5 * (5 - place) & 31 for place in range(_CHECKSUM_SIZE)]
    return f"{prefix}1" + "".join(_ALPHABET[word] for word in (*words, *check))


def _read(prefix: str, text: str) -> bytes:
    """Return the content of a Bech32 text under `prefix`; it writes back to the same text."""
    head, _, tail = text.rpartition("1")
    words = [_ALPHABET.find(letter) for letter in tail]
    well_formed = head == prefix and len(words) > _CHECKSUM_SIZE and -1 not in words
    if not well_formed or _checksum([*_expanded(prefix), *words]) != 1:
        raise KeyMalformedError(what="Bech32 text")
    content = bytes(_regrouped(words[:-_CHECKSUM_SIZE], width=5, to=8))
    content = content[: len(words[:-_CHECKSUM_SIZE]) * 5 // 8]
    if _written(prefix, content) != text:
        raise KeyMalformedError(what="Bech32 text")
    return content


def _regrouped(values: Iterable[int], *, width: int, to: int) -> Iterator[int]:
    """Yield the same bits in groups of `to`, the last one filled up with zeros."""
    held = bits = 0
    for value in values:
        held, bits = held << width | value, bits + width
        while bits >= to:
            bits -= to
            yield held >> bits
            held &= (1 << bits) - 1
    if bits:
        yield held << to - bits


def _expanded(prefix: str) -> list[int]:
    """Return the prefix as the checksum takes it."""
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _checksum(values: Iterable[int]) -> int:
    """Return the BIP 173 checksum over five-bit values."""
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate(_GENERATOR):
            check ^= factor if top >> place & 1 else 0
    return check
