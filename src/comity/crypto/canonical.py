"""One way to write a value as bytes, for what this node itself signs or logs.

What a partner sends is hashed as it came; canonical form is only for bytes made here.
"""

import json
import re

from comity.crypto.errors import NotCanonicalError

# Numbers beyond this are not the same in every JSON reader (RFC 7493 §2.2).
_LARGEST = 2**53 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_json(value: object) -> bytes:
    """Return `value` as JSON in the form of RFC 8785, for the values this house allows.

    Text, whole numbers up to 2^53 - 1, true, false, null, lists and maps are allowed; keys are
    ASCII. Fractions are refused, so that number formatting never decides a digest.

    Raises:
        NotCanonicalError: there is no canonical form; the place is named.
    """
    _refuse_strangers(value, "$")
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _refuse_strangers(value: object, place: str) -> None:
    """Raise when `value`, or anything in it, has no canonical form."""
    match value:
        case list() | tuple():
            for position, item in enumerate(value):
                _refuse_strangers(item, f"{place}[{position}]")
        case dict():
            for key, item in value.items():
                if not (isinstance(key, str) and key.isascii()):
                    raise NotCanonicalError(place=place)
                _refuse_strangers(item, f"{place}.{key}")
        case _:
            if not _is_plain(value):
                raise NotCanonicalError(place=place)


def _is_plain(value: object) -> bool:
    """Return whether `value` is text, a whole number, true, false or null that may be written."""
    match value:
        case str():
            # A lone surrogate has no UTF-8 form.
            return value.isascii() or not _SURROGATE.search(value)
        case int():
            return -_LARGEST <= value <= _LARGEST
        case _:
            return value is None
