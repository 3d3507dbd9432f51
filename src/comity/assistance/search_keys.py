"""By what a request is found, and by whom: each word once for every circle of officers. Pure.

A key is the circle and the word, as bytes, which both databases keep in the same order: what begins
alike stands together, and a search reads only keys of circles its officer is in. What others may
see makes it neither longer nor shorter.
"""

from collections.abc import Iterable

from comity.kernel.search_words import words_in

# No circle and no word holds it.
_BETWEEN = "\x00"
_PARTNER = "="
WHOLE_NODE = "node"
DESK = "desk"


def circle_of_agency(code: str) -> str:
    """Return the circle of an agency's officers."""
    return f"agency:{code}"


def text_of(reference: str, old_reference: str = "", *, subject: str) -> str:
    """Return the text a request is found by.

    Args:
        reference: of the request.
        old_reference: what it was called before it was imported; empty where it began here.
        subject: its subject.
    """
    return f"{reference} {old_reference} {subject}"


def keys_of(text: str, *, partner: str, circles: Iterable[str]) -> frozenset[bytes]:
    """Return the keys of one request.

    Args:
        text: what it is found by.
        partner: code of the other administration.
        circles: who may find it.
    """
    words = (*words_in(text), _PARTNER + partner)
    return frozenset(_key(circle, word) for circle in circles for word in words)


def keys_beginning(circle: str, word: str) -> tuple[bytes, bytes]:
    """Return the first key of words that begin so, and the first key after them."""
    first = _key(circle, word)
    # UTF-8 holds no byte above 0xF4.
    return first, first + b"\xff"


def key_of_partner(circle: str, code: str) -> bytes:
    """Return the key of a partner's requests."""
    return _key(circle, _PARTNER + code)


def _key(circle: str, word: str) -> bytes:
    return f"{circle}{_BETWEEN}{word}".encode()
