"""One way to write a value as bytes, for what this node itself signs or logs.

What a partner sends is hashed as it came; canonical form is only for bytes made here.
"""

import json
import re

from comity.crypto.errors import NotCanonicalError

# Numbers beyond this are not the same in every JSON reader (RFC 7493 §2.2).
_LARGEST = 2**53 - 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_json(value: object) -> bytes:
    """Return `value` as JSON in the form of RFC 8785, for the values this house allows.

    Text, whole numbers up to 2^53 - 1, true, false, null, lists and maps are allowed; keys are
    ASCII. Fractions are refused, so that number formatting never decides a digest.

    Raises:
        NotCanonicalError: there is no canonical form; the place is named.
    """
    _refuse_strangers(value, "$")
    return _ENCODER.encode(value).encode()


def _refuse_strangers(value: object, place: str) -> None:
    """Raise when `value`, or anything in it, has no canonical form."""
    if isinstance(value, dict):
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise NotCanonicalError(place=place)
        strangers = {f".{key}": item for key, item in value.items() if not _is_plainest(item)}
    elif isinstance(value, list | tuple):
        strangers = {f"[{at}]": item for at, item in enumerate(value) if not _is_plainest(item)}
    elif _is_plain(value):
        return
    else:
        raise NotCanonicalError(place=place)
    for where, item in strangers.items():
        _refuse_strangers(item, place + where)


def _is_plainest(value: object) -> bool:
    """Return whether `value` is what nearly all values are, so that no place is written for it."""
    return value is None or (type(value) is str and value.isascii())


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
