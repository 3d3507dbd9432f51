"""Fields of a line nobody vouches for yet, read strictly. Pure."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import Any

from comity.crypto.canonical import canonical_json
from comity.crypto.errors import NotCanonicalError

_MOST_HASHES = 64


def object_in(line: bytes) -> dict[str, Any] | None:
    """Return the JSON object a line holds; None when it holds none."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def is_canonical(told: Mapping[str, Any], line: bytes) -> bool:
    """Tell whether there was only this one way to write the line."""
    try:
        return canonical_json(told) + b"\n" == line
    except NotCanonicalError:
        return False


def is_index(value: object) -> bool:
    """Tell whether a value can be the place of an entry."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**15


def text_in(told: object, name: str) -> str:
    """Return a text by its name, or raise ValueError."""
    value = told.get(name) if isinstance(told, dict) else None
    if not isinstance(value, str):
        raise ValueError(name)
    return value


def bytes_in(told: object, name: str) -> bytes:
    """Return bytes by their name, or raise ValueError."""
    try:
        return base64.b64decode(text_in(told, name), validate=True)
    except binascii.Error as error:
        raise ValueError(name) from error


def hashes_in(told: Mapping[str, Any], name: str) -> Sequence[bytes]:
    """Return the hashes of a proof by its name, or raise ValueError."""
    value = told.get(name)
    if not isinstance(value, list) or len(value) > _MOST_HASHES:
        raise ValueError(name)
    return [bytes_in({name: each}, name) for each in value]
