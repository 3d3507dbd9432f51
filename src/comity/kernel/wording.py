"""How a code becomes a sentence: the marker for extraction, and the filling of places.

Sentences are kept as plain English in each package's `wording`; whoever shows one translates it
first and fills it afterwards, so that the law needs no framework to speak.
"""

from collections.abc import Iterable


def N_(sentence: str) -> str:  # noqa: N802  the marker that translators' tools look for
    """Mark `sentence` for translation and return it unchanged."""
    return sentence


def fill(sentence: str, facts: Iterable[tuple[str, str]]) -> str:
    """Return `sentence` with each `{name}` replaced by the fact of that name.

    A place without a fact is left standing rather than raising: a sentence with a hole still
    tells an officer more than an error about a sentence.
    """
    filled = sentence
    for name, value in facts:
        filled = filled.replace("{" + name + "}", value)
    return filled
