"""Words as they are searched for: small and capital letters, and letters with marks, are alike."""

import re
import unicodedata

MOST_TYPED = 100
MOST_WORDS = 8
SHORTEST_WORD = 2
LONGEST_WORD = 40
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Return `text` as searches compare it: without case, accents and vowel signs.

    Unicode's compatibility forms are taken apart first, so that what looks alike is alike.
    """
    if text.isascii():
        return text.casefold()  # nothing to take apart
    taken_apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in taken_apart if not unicodedata.combining(each)).casefold()


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, each once; what is no letter or figure parts them."""
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(folded(text))))


def searched_words(typed: str) -> tuple[str, ...]:
    """Return the words of a search, folded, each once; empty when there is nothing to look for.

    A single letter stands in nearly everything and is left out.

    Args:
        typed: as typed; what is longer than a search takes is cut.
    """
    words = words_in(typed[:MOST_TYPED])
    return tuple(word for word in words if len(word) >= SHORTEST_WORD)[:MOST_WORDS]
