"""The number two officers compare, and the name a link has from then on.

Both are made from both descriptors and do not depend on whose is whose, so each side computes the
same. Reading 60 digits over a call placed to a number found elsewhere is what trust starts from.
"""

import hashlib
import hmac
import re

from comity.exchange.descriptor import Descriptor

DIGITS = 60
_GROUP = 5
_NUMBER = b"comity link number v1\n"
_LINK = b"comity link v1\n"


def link_number(one: Descriptor, other: Descriptor) -> str:
    """Return the 60-digit number of a link, in twelve groups of five.

    Whoever stands between two nodes with keys of their own would have to find two descriptors
    that give both sides the same number, about 2^100 work for 199 bits.

    Args:
        one: either side's descriptor.
        other: the other side's.
    """
    number = int.from_bytes(hashlib.sha512(_NUMBER + _both(one, other)).digest()) % 10**DIGITS
    digits = f"{number:0{DIGITS}d}"
    return " ".join(digits[at : at + _GROUP] for at in range(0, DIGITS, _GROUP))


def is_same_number(told: str, number: str) -> bool:
    """Tell whether a number somebody typed is `number`; spaces and hyphens do not count."""
    typed, expected = (re.sub(r"[\s-]", "", text) for text in (told, number))
    return hmac.compare_digest(typed.encode(), expected.encode())


def link_id(one: Descriptor, other: Descriptor) -> str:
    """Return the identifier of a link, 32 hex digits; it stands in the origin of its channels."""
    return hashlib.sha256(_LINK + _both(one, other)).hexdigest()[:32]


def _both(one: Descriptor, other: Descriptor) -> bytes:
    digests = sorted(hashlib.sha256(descriptor.text).digest() for descriptor in (one, other))
    return b"".join(digests)
