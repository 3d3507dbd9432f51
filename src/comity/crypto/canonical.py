"""One way to write a value as bytes, for what this node itself signs or logs.

What a partner sends is hashed as it came; canonical form is only for bytes made here.
"""

import json
import re
from collections.abc import Sequence
from typing import cast

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
    if not _is_surely_canonical(value):
        _refuse_strangers(value, "$")
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form; only now is it worth asking where it stands.
        _refuse_strangers(value, "$")
        raise


def _is_surely_canonical(value: object) -> bool:
    """Return whether `value` is of the plainest kinds throughout; a surrogate is left to be met.

    What is not surely so is looked at again, with its place: there it may still be found good.
    """
    kind = type(value)
    if kind is dict:
        for key, item in cast(dict[object, object], value).items():
            if type(key) is not str or not key.isascii():
                return False
            if type(item) is not str and item is not None and not _is_surely_canonical(item):
                return False
        return True
    if kind is list or kind is tuple:
        return all(map(_is_surely_canonical, cast(Sequence[object], value)))
    if kind is int:
        return -_LARGEST <= cast(int, value) <= _LARGEST
    return kind is str or kind is bool or value is None


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
