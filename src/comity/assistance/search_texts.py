"""The words of texts as they are searched for, with the circles that may find them. Pure.

Scripts that part no words by blanks are cut into pairs of letters, so that a name is found within
a sentence. A circle is a word of its own in the index: a search walks only what its officer may
see, and what others may see makes it neither longer nor shorter.
"""

import re
from collections.abc import Iterable, Iterator

from comity.kernel.search_words import words_in

MOST_WORDS = 4000
# Thai, Lao, Burmese, Khmer, Japanese, Chinese.
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)
# No word has it: `words_in` parts words where it stands.
_CIRCLE = "="


def kept_words(texts: Iterable[str], *, circles: Iterable[str]) -> str:
    """Return the words of texts and their circles, as the index keeps them: one blank between.

    Args:
        texts: as typed, or as they came.
        circles: who may find them.
    """
    words = dict.fromkeys(part for text in texts for word in words_in(text) for part in cut(word))
    return " ".join((*map(word_of_circle, sorted(circles)), *list(words)[:MOST_WORDS]))


def cut(word: str) -> Iterator[str]:
    """Yield a folded word, or its pairs of letters where its script parts no words."""
    at = 0
    for run in _WITHOUT_BLANKS.finditer(word):
        if run.start() > at:
            yield word[at : run.start()]
        letters = run.group()
        yield from (letters[i : i + 2] for i in range(max(len(letters) - 1, 1)))
        at = run.end()
    if at < len(word):
        yield word[at:]


def word_of_circle(circle: str) -> str:
    """Return the word that stands for a circle; what anybody types never is one."""
    return _CIRCLE + circle.encode().hex()
